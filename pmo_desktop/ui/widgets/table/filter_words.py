"""What a filter keeps, in words: on its chip, in a sentence, as the reason of a colour."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pmo_desktop.ui import values

if TYPE_CHECKING:
    from pmo_desktop.services.registers import Filter
    from pmo_desktop.services.registry import Column
    from pmo_desktop.ui.widgets.table.source import RegisterSource


def filter_words(column_: "Column", wanted: "Filter | None", source: "RegisterSource") -> str:
    """What a filter keeps, such as `Stage: Deliver +1` or `BAC k€: 100–200`; `any` for no filter."""
    field = column_.field
    title = values.heading(field, source.money)
    if wanted is None:
        return QCoreApplication.translate("FilterBar", "{title}: any").format(title=field.label)
    if wanted.kind in {"empty", "filled"}:
        word = (
            QCoreApplication.translate("FilterBar", "empty")
            if wanted.kind == "empty"
            else QCoreApplication.translate("FilterBar", "not empty")
        )
        return f"{field.label}: {word}"
    shown = [values.shown(field, value, source.money) if value is not None else "" for value in wanted.values]
    if wanted.kind == "between":
        return f"{title}: {shown[0] or '…'} – {shown[1] or '…'}"
    if wanted.kind == "contains":
        return f"{title}: “{wanted.values[0]}”"
    first = shown[0] or values.shown(field, None, source.money)
    return f"{title}: {first}" + (f" +{len(shown) - 1}" if len(shown) > 1 else "")

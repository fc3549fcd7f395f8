"""A dialog that asks for a few declared fields and closes once what was given could be taken."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.form import Form

if TYPE_CHECKING:
    from pmo_desktop.domain.fields import Field


class FormDialog(QDialog):
    """`FormDialog(title, words, fields, take, parent)`; `take(values)` says whether it was taken; only then it closes.

    `words` stand above the fields; `given` is what they show at first; `confirm` is on the button, the title if empty.
    """

    def __init__(
        self,
        title: str,
        words: str,
        fields: "Sequence[Field]",
        take: Callable[[Mapping[str, object]], bool],
        parent: QWidget,
        *,
        given: Mapping[str, object] | None = None,
        confirm: str = "",
    ) -> None:
        super().__init__(parent)
        self._take = take
        self.setObjectName("form dialog")
        self.setWindowTitle(title)
        self.setMinimumWidth(px(440))
        self.form = Form(fields)
        self.form.show_values(given or {})
        said = label(words, "quiet", wraps=True)
        said.setVisible(bool(words))
        cancel = button(self.tr("Cancel"), self.reject, name="form cancel")
        self.confirm = button(confirm or title, self.accept, look="primary", name="form take")
        self.confirm.setDefault(True)
        lines = (said, self.form, row(None, cancel, self.confirm))
        self.setLayout(column(*lines, gap=16, margins=(20, 20, 20, 20)))

    def accept(self) -> None:
        """Take what was given, and close if it was taken."""
        try:
            read = self.form.values()
        except PmoError:
            return
        if self._take(read):
            super().accept()

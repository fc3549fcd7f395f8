"""A dialog that asks for a few values before something is done, and stays open until it was."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.values import Money, Options
from pmo_desktop.ui.widgets.controls import button, column, label, row, scrolled
from pmo_desktop.ui.widgets.form import Form

if TYPE_CHECKING:
    from pmo_desktop.domain.fields import Field
    from pmo_desktop.ui.document import Document

WIDTH = 560


class AskDialog(QDialog):
    """`AskDialog(document, title, words, fields, take, parent)`; `take(values)` says whether it was done.

    Only then it closes; what the document refuses is told under the field at fault. `given` are the values to start
    with, `options` what each reference can be set to, by the name of its field.
    """

    def __init__(  # noqa: PLR0913  what is asked, and how
        self,
        document: "Document",
        title: str,
        words: str,
        fields: "Sequence[Field]",
        take: Callable[[Mapping[str, object]], bool],
        parent: QWidget,
        *,
        given: Mapping[str, object] | None = None,
        options: Mapping[str, Options] | None = None,
        money: Money = Money(),  # noqa: B008  a frozen value
        columns: int = 1,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._take = take
        self.setObjectName("ask")
        self.setWindowTitle(title)
        self.setMinimumWidth(px(WIDTH))
        offered = options or {}
        self.form = Form(fields, money=money, options=lambda field: offered[field.name], columns=columns)
        self.form.show_values(given or {})
        self.words = label(words, "quiet", wraps=True)
        self.aside = column(gap=8)
        cancel = button(self.tr("Cancel"), self.reject, name="ask cancel")
        self.confirm = button(title.rstrip("…"), self.accept, look="primary", name="ask take")
        self.confirm.setDefault(True)
        inner = QWidget()
        inner.setLayout(column(label(title.rstrip("…"), "section"), self.words, self.form, self.aside, None, gap=12))
        foot = row(label(self.tr("* needed"), "note"), None, cancel, self.confirm)
        self.setLayout(column(scrolled(inner), foot, gap=16, margins=(20, 20, 20, 20)))
        self.resize(px(WIDTH), min(px(680), inner.sizeHint().height() + px(110)))

    def accept(self) -> None:
        """Do it, and close if it was done."""
        try:
            read = self.form.values()
        except PmoError:
            return
        with self._document.telling(self.form.tell):
            is_done = self._take(read)
        if is_done:
            super().accept()

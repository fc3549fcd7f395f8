"""The PMO's own view of a rating, with the reason it owes for it."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from pmo_desktop.domain.choices import Dimension, Rating
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import field_of
from pmo_desktop.domain.period import RatingOverride
from pmo_desktop.services import reports
from pmo_desktop.text import say
from pmo_desktop.ui import values
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.editors import ListEditor, TextEditor

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pmo_desktop.services.insights.entries import Entry, Override
    from pmo_desktop.ui.document import Document


class OverrideDialog(QDialog):
    """Choose what it is about, the rating that counts, and why; or let the project's own rating count again."""

    def __init__(self, document: "Document", entry: "Entry", parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("override dialog")
        self.setWindowTitle(self.tr("PMO view"))
        self._document = document
        self._entry = entry
        overall: tuple[object, str] = (None, self.tr("Overall"))
        self.about = ListEditor([overall, *((each, each.label) for each in Dimension)], required=True)
        self.about.setAccessibleName(self.tr("About"))
        self.about.show_value(None)
        self.about.committed.connect(self._show)
        self.rating = ListEditor(values.choices(field_of(RatingOverride, "rating")), required=True)
        self.rating.setAccessibleName(self.tr("Rating"))
        self.reason = TextEditor(3)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.by = QLineEdit()
        self.by.setAccessibleName(self.tr("By"))
        self._problem = label("", "problem", wraps=True)
        self._build()
        self._show()

    def _build(self) -> None:
        words = self.tr("It counts instead of what “{name}” reported and what was calculated; all three stay visible.")
        self.drop = button(self.tr("Let the reported one count"), self._drop, look="link", name="override drop")
        cancel = button(self.tr("Cancel"), self.reject, name="override cancel")
        take = button(self.tr("Set"), self._set, look="primary", name="override set")
        take.setDefault(True)
        fields = row(
            column(label(self.tr("About"), "label"), self.about, gap=4),
            column(label(self.tr("Rating"), "label"), self.rating, gap=4),
            gap=16,
        )
        self.setLayout(
            column(
                label(words.format(name=self._entry.name), "quiet", wraps=True),
                fields,
                column(label(self.tr("Reason") + " *", "label"), self.reason, self._problem, gap=4),
                column(label(self.tr("By"), "label"), self.by, gap=4),
                row(self.drop, None, cancel, take),
                gap=12,
                margins=(20, 16, 20, 16),
            )
        )
        self._problem.hide()
        self.setFixedWidth(px(480))

    def _dimension(self) -> Dimension | None:
        chosen = self.about.value()
        return chosen if isinstance(chosen, Dimension) else None

    def _show(self) -> None:
        dimension = self._dimension()
        view = self._entry.overall if dimension is None else self._entry.dimensions[dimension]
        now: Override | None = view.override
        self.rating.show_value((now.rating if now else None) or view.shown or Rating.AMBER)
        self.reason.show_value(now.reason if now else "")
        self.by.setText(now.by if now else self.by.text())
        self.drop.setVisible(now is not None)

    def _set(self) -> None:
        reason, by, dimension = str(self.reason.value()), self.by.text(), self._dimension()
        rating, key = Rating(str(self.rating.value())), self._entry.key
        if not reason.strip():
            self._tell(PmoError(self.tr("Say in a sentence why it differs.")))
            return
        today = datetime.now().astimezone().date()

        def command(session: "Session") -> bool:
            reports.override(session, key, dimension, rating, reason=reason, by=by, on=today)
            return True

        with self._document.telling(self._tell):
            is_done = self._document.do(say("Set PMO view of “{name}”", name=self._entry.name), command)
        if is_done:
            self.accept()

    def _tell(self, error: PmoError) -> None:
        self._problem.setText(str(error))
        self._problem.show()
        self.reason.setFocus()

    def _drop(self) -> None:
        key, dimension = self._entry.key, self._dimension()
        title = say("Drop PMO view of “{name}”", name=self._entry.name)
        self._document.do(title, lambda session: reports.drop_override(session, key, dimension))
        self.accept()

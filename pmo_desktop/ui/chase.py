"""Who owes a status report: the list, and the words of a message to copy."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from pmo_desktop.services.formats import show_date
from pmo_desktop.services.insights.chase import Chase, chase, letter
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.main_window import MainWindow


def show_chase(window: "MainWindow") -> None:
    """Show who owes a report for the period looked at; a row leads to that report."""
    document = window.document
    if document is None:
        return
    dialog = ChaseDialog(document, window)
    dialog.asked.connect(lambda key: _show_report(window, key))
    dialog.open()


def _show_report(window: "MainWindow", key: object) -> None:
    window.show_page("register", key)
    window.run_on_page("register", "write_report")


class ChaseDialog(QDialog):
    """`asked` carries the key of the project whose row was opened."""

    asked = Signal(object)

    def __init__(self, document: "Document", parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chase")
        self.setWindowTitle(self.tr("Reports still to come"))
        with document.reading() as session:
            period = document.period(session)
            today = datetime.now().astimezone().date()
            self.found: Chase | None = chase(session, period, today) if period else None
        self.title = label("", "section", wraps=True)
        self.note = label("", "quiet", wraps=True)
        self.list = Listing(self.tr("Reports still to come"), self._columns())
        self.list.opened.connect(self._lead)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Message"))
        self.text.setReadOnly(True)
        self.copy = button(self.tr("Copy the message"), self._copy, look="primary", picture="copy", name="copy message")
        shut = button(self.tr("Close"), self.accept, name="close chase")
        self.setLayout(
            column(
                self.title,
                self.note,
                self.list,
                label(self.tr("Message"), "label"),
                self.text,
                row(None, shut, self.copy),
                gap=12,
                margins=(20, 16, 20, 16),
            )
        )
        self.resize(px(820), px(640))
        self._show()

    def _columns(self) -> list[ListingColumn]:
        return [
            ListingColumn(self.tr("Project"), 40),
            ListingColumn(self.tr("Who"), 24),
            ListingColumn(self.tr("Report"), 20),
            ListingColumn(self.tr("Days late"), 16, is_figure=True),
        ]

    def _show(self) -> None:
        found = self.found
        if found is None:
            self.title.setText(self.tr("There is no reporting period yet"))
            self.copy.setEnabled(False)
            return
        owed = len(found.owed)
        words = self.tr("{owed} of {all} reports for {period} are still to come")
        done = self.tr("All {all} reports for {period} are in")
        self.title.setText((words if owed else done).format(owed=owed, all=found.expected, period=found.period))
        counts = " · ".join(f"{state.label} {count}" for state, count in found.counts)
        self.note.setText(self.tr("Due on {day}").format(day=show_date(found.due_on)) + f" · {counts}")
        self.list.show_rows(
            [
                ListingRow(
                    each.project_key,
                    (each.project, each.who, each.state.label, str(each.days_late) if each.days_late else ""),
                )
                for each in found.owed
            ]
        )
        self.text.setPlainText(letter(found))
        self.copy.setEnabled(bool(owed))

    def _lead(self, key: object) -> None:
        self.accept()
        self.asked.emit(key)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())

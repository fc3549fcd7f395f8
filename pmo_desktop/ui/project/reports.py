"""The reports of a project: a strip and a row for each period, beside the report of the newest, written here."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pmo_desktop.services.formats import NO_VALUE, show_count, show_date
from pmo_desktop.text import N_
from pmo_desktop.ui.project.side import PictureCard
from pmo_desktop.ui.register.report_tab import ReportTab
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import column, label, row, scrolled
from pmo_desktop.ui.widgets.lines_table import Lines, LinesColumn, LinesRow, LinesTable, Sign

if TYPE_CHECKING:
    from pmo_desktop.services.insights.project import ProjectSeen
    from pmo_desktop.services.insights.project_reports import ReportSeen
    from pmo_desktop.services.insights.tab_said import TabSaid
    from pmo_desktop.ui.document import Document


_STRIP = 250


class ReportsTab(QWidget):
    """`show_reports(seen, reports, said)`. A click on the strip leads to the row of its report."""

    def __init__(self, document: "Document") -> None:
        super().__init__()
        self.picture = PictureCard("report_strip", height=_STRIP)
        self.picture.record_chosen.connect(self._show_row)
        self.past = Card(" ", flush=True)
        self.table = LinesTable(
            self.tr("Reports"),
            (
                LinesColumn(self.tr("Period"), stretch=2),
                LinesColumn(self.tr("What it says"), stretch=4),
                LinesColumn(self.tr("Report"), width=132),
            ),
            row_height=46,
        )
        self._none = label(self.tr("This project has made no report yet."), "quiet", wraps=True)
        self._none.setContentsMargins(16, 0, 16, 16)
        self.past.put(self._none, self.table)
        self.form = ReportTab(document)
        card = Card(flush=True)
        card.put(scrolled(self.form))
        card.setAccessibleName(self.tr("Report of the newest period"))
        inner = QWidget()
        inner.setLayout(column(self.picture, self.past, None, gap=16))
        line = row(scrolled(inner), card, gap=16)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        self.setLayout(line)

    def show_reports(self, seen: "ProjectSeen", reports: "tuple[ReportSeen, ...]", said: "TabSaid") -> None:
        """Show the reports of one project, the newest first, and what they say together."""
        self.picture.setVisible(bool(reports))
        self.picture.show_picture(said.title, said.caption, said.answer)
        self.past.show_words(show_count(len(reports), N_("{count} report"), N_("{count} reports")))
        self._none.setVisible(not reports)
        self.table.setVisible(bool(reports))
        self.table.show_rows([_row(each) for each in reports])
        self.form.show_project(seen)

    def _show_row(self, key: str) -> None:
        place = next((number for number, each in enumerate(self.table.rows()) if each.key == key), -1)
        self.table.setCurrentIndex(self.table.model().index(place, 0))
        self.table.setFocus()


def _row(each: "ReportSeen") -> LinesRow:
    look = each.forward_look.label if each.forward_look else ""
    return LinesRow(
        f"status_report {each.key}",
        (
            Lines(each.period, look, (Sign(each.rating),), bold=True),
            Lines(each.gist or NO_VALUE),
            Lines(each.state.label, show_date(each.submitted_on) if each.submitted_on else ""),
        ),
    )

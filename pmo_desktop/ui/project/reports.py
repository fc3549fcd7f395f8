"""The reports of a project: one row for each period, beside the report of the newest, which is written here."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pmo_desktop.services.formats import NO_VALUE, show_date
from pmo_desktop.ui.register.report_tab import ReportTab
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import label, row, scrolled
from pmo_desktop.ui.widgets.lines_table import Lines, LinesColumn, LinesRow, LinesTable, Sign

if TYPE_CHECKING:
    from pmo_desktop.services.insights.project import ProjectSeen
    from pmo_desktop.services.insights.project_reports import ReportSeen
    from pmo_desktop.ui.document import Document


class ReportsTab(QWidget):
    """`show_reports(seen, reports)`."""

    def __init__(self, document: "Document") -> None:
        super().__init__()
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
        line = row(self.past, card, gap=16)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        self.setLayout(line)

    def show_reports(self, seen: "ProjectSeen", reports: "tuple[ReportSeen, ...]") -> None:
        """Show the reports of one project, the newest first."""
        self.past.show_words(self.tr("%n reports", "", len(reports)))
        self._none.setVisible(not reports)
        self.table.setVisible(bool(reports))
        self.table.show_rows([_row(number, each) for number, each in enumerate(reports)])
        self.form.show_project(seen)


def _row(number: int, each: "ReportSeen") -> LinesRow:
    look = each.forward_look.label if each.forward_look else ""
    return LinesRow(
        number,
        (
            Lines(each.period, look, (Sign(each.rating),), bold=True),
            Lines(each.gist or NO_VALUE),
            Lines(each.state.label, show_date(each.submitted_on) if each.submitted_on else ""),
        ),
    )

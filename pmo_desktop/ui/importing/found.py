"""What was found in a file: the columns of a table, the cells that were not read, and what is no register."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say
from pmo_desktop.ui.importing.columns import FIELD, column_rows, field_options, field_words, problem_rows, unit_options
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import button, column, row, rule, tabs
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow
from pmo_desktop.ui.widgets.pick_list import PickList
from pmo_desktop.ui.widgets.pick_popup import Offer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmo_desktop.domain.importing import CellProblem, ReadTable
    from pmo_desktop.ui.importing.reading import Rehearsed


class Found(QWidget):
    """`show_run(run, table, currency)`. What is picked in a row is carried with the index of its column."""

    fielded = Signal(int, object)
    united = Signal(int, str)
    words_asked = Signal(object)
    refused = Signal(str)
    news = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._run: Rehearsed | None = None
        self._table: ReadTable | None = None
        self._currency = ""
        self.columns = PickList(
            self.tr("Columns of the file"),
            (
                ListingColumn("", 5),
                ListingColumn(self.tr("Source column"), 20),
                ListingColumn(self.tr("First values"), 20),
                ListingColumn(self.tr("Field in the register"), 23),
                ListingColumn(self.tr("Unit"), 9),
                ListingColumn(self.tr("Match"), 9, is_tag=True),
                ListingColumn(self.tr("Problem"), 14),
            ),
            self._offer,
        )
        self.left_out = Listing(
            self.tr("What of the file is no register"),
            (ListingColumn(self.tr("Sheet"), 30), ListingColumn(self.tr("Why it is left out"), 70)),
        )
        self.problems = Listing(
            self.tr("Cells that were not read"),
            (
                ListingColumn(self.tr("Cell"), 9),
                ListingColumn(self.tr("Column"), 20),
                ListingColumn(self.tr("Text"), 22),
                ListingColumn(self.tr("Why"), 22),
                ListingColumn(self.tr("What to do"), 27),
            ),
        )
        self.tabs = tabs(self.tr("Columns"), self.tr("Not read"), self.tr("Left out"), name="import tabs")
        self.tabs.setProperty("look", "bare")
        self.tabs.setAccessibleName(self.tr("What was found in the file"))
        self._rejects = button(self.tr("Save what is not taken…"), self._ask_rejects, look="link", name="save rejects")
        lists = QStackedWidget()
        for listing in (self.columns, self.problems, self.left_out):
            lists.addWidget(listing)
        self.tabs.currentChanged.connect(lists.setCurrentIndex)
        self.columns.picked.connect(self._picked)
        self.columns.pressed_link.connect(self.words_asked)
        card = Card(flush=True)
        card.put(lists)
        inner = column(column(row(self.tabs, None, self._rejects, gap=12), rule(), gap=0), card, gap=12)
        inner.setStretch(1, 1)
        self.setLayout(inner)

    def show_run(self, run: "Rehearsed", table: "ReadTable | None", currency: str) -> None:
        """Show what was read of a table, and what of the file is none."""
        self._run, self._table, self._currency = run, table, currency
        problems = _problems(run, table)
        self.columns.show_rows(column_rows(table, currency, run.unknown(table)) if table else [])
        self.problems.show_rows(problem_rows(problems))
        self.left_out.show_rows(
            [ListingRow(number, (each.sheet or "—", each.reason)) for number, each in enumerate(run.book.left_out)]
        )
        self.tabs.setTabText(0, self.tr("Columns {count}").format(count=len(table.matches) if table else 0))
        self.tabs.setTabText(1, self.tr("Not read {count}").format(count=len(problems)))
        self.tabs.setTabText(2, self.tr("Left out {count}").format(count=len(run.book.left_out)))
        self._rejects.setEnabled(bool(run.outcome and any(each.problems for each in run.outcome.outcomes)))

    def _offer(self, key: object, place: int) -> Offer:
        table = self._table
        match = next((each for each in table.matches if each.index == key), None) if table else None
        if table is None or match is None:
            return Offer((), None)
        if place == FIELD:
            return Offer(field_options(table), match.field, field_words(table.target))
        return Offer(unit_options(table.currency or self._currency), match.unit)

    def _picked(self, key: int, place: int, value: object) -> None:
        if place == FIELD:
            self.fielded.emit(key, value)
        else:
            self.united.emit(key, str(value))

    def _ask_rejects(self) -> None:
        """Ask for a name, and save what is not taken under it."""
        name = self._run.book.source_name if self._run else ""
        proposed = self.tr("{name}, not taken.xlsx").format(name=Path(name).stem)
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Save what is not taken"), proposed, "*.xlsx")
        if path:
            self._write_rejects(Path(path).with_suffix(".xlsx"))

    def _write_rejects(self, path: Path) -> None:
        from pmo_desktop.interchange.rejects import write_rejects

        if self._run is None or self._run.outcome is None:
            return
        try:
            write_rejects(path, self._run.book, self._run.outcome)
        except PmoError as error:
            self.refused.emit(str(error))
            return
        self.news.emit(say("Written: {path}", path=path))


def _problems(run: "Rehearsed", table: "ReadTable | None") -> "Sequence[CellProblem]":
    """The problems of the table looked at: those of its cells, and of its rows once that was tried out."""
    if table is None:
        return ()
    place = (table.target, table.sheet, table.header_row)
    outcomes = run.outcome.outcomes if run.outcome else []
    outcome = next((each for each in outcomes if (each.target, each.sheet, each.header_row) == place), None)
    found = outcome.problems if outcome else table.problems
    return sorted(found, key=lambda each: (bool(each.column), each.mend, each.reason, each.header, each.row))

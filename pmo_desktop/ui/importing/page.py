"""Import of a register: source, what was found out, columns, dry run, and the import as one change undo takes back."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QStackedLayout, QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange.vocabulary import word_for
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.import_world import BookOutcome, Outcome
from pmo_desktop.services.imports import Wishes
from pmo_desktop.text import say
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.importing.columns import column_rows, problem_rows, target_options
from pmo_desktop.ui.importing.field_dialog import FieldDialog
from pmo_desktop.ui.importing.pane import DryRunPane
from pmo_desktop.ui.importing.reading import Asked, Place, Rehearsed, commit, place_of, rehearse
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import button, column, label, row, rule, tabs
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow
from pmo_desktop.ui.widgets.message_bar import MessageBar
from pmo_desktop.ui.widgets.page_header import PageHeader
from pmo_desktop.ui.widgets.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmo_desktop.domain.importing import CellProblem, ReadBook, ReadTable
    from pmo_desktop.interchange.dates import Order
    from pmo_desktop.storage.workspace import Workspace
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Job, Jobs

_FILE, _COLUMNS, _CHECK, _DONE = 0, 2, 3, 5
_KINDS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.html *.htm *.csv *.tsv *.txt *.xml *.pod *.gan *.json"


class ImportPage(Page):
    """`open_file(path)`, or `show_record(path)` as other pages ask for it. Reading and trying out happen behind it."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.asked: Asked | None = None
        self.found: Rehearsed | None = None
        self._job: Job | None = None
        self.messages = MessageBar()
        self.steps = Steps(
            (
                self.tr("File"),
                self.tr("Sheet and header"),
                self.tr("Columns"),
                self.tr("Check"),
                self.tr("Import"),
            )
        )
        self.columns = Listing(
            self.tr("Columns of the file"),
            (
                ListingColumn("", 5),
                ListingColumn(self.tr("Source column"), 26),
                ListingColumn(self.tr("First values"), 28),
                ListingColumn(self.tr("Field in the register"), 22),
                ListingColumn(self.tr("Problem"), 11),
                ListingColumn(self.tr("Match"), 10),
            ),
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
        self._build()
        self._show_step()

    def _build(self) -> None:
        self.choose = button(self.tr("Choose a file…"), self.ask_file, picture="folder", name="choose file")
        self._header = PageHeader(self.tr("Import a register"), "", actions=(self.choose,))
        self.sheet = self._list("sheet", self.tr("Table of the file"), 260)
        self.sheet.committed.connect(self._show_table)
        self.target = self._list("import target", self.tr("Taken as"), 170)
        self.target.committed.connect(self._choose_target)
        self.period = self._line("import period", self.tr("Reporting period"), 150)
        self.period.editingFinished.connect(self._choose_period)
        self._period_title = label(self.tr("Period"), "label")
        self.project = self._line("import project", self.tr("Project of rows that name none"), 170)
        self.project.editingFinished.connect(self._choose_project)
        self._project_title = label(self.tr("Project"), "label")
        self.tabs = tabs(self.tr("Columns"), self.tr("Not read"), self.tr("Left out"), name="import tabs")
        self.tabs.setProperty("look", "bare")
        self.change = button(self.tr("Change the field…"), self._change_field, look="link", name="change field")
        self.reject = button(self.tr("Save what is not taken…"), self._ask_rejects, look="link", name="save rejects")
        chosen = row(
            label(self.tr("Table"), "label"), self.sheet, label(self.tr("Taken as"), "label"), self.target,
            self._period_title, self.period, self._project_title, self.project, None, gap=8,
        )  # fmt: skip
        self._lists = QStackedWidget()
        for listing in (self.columns, self.problems, self.left_out):
            self._lists.addWidget(listing)
        self.tabs.currentChanged.connect(self._lists.setCurrentIndex)
        self.columns.opened.connect(lambda _key: self._change_field())
        card = Card(flush=True)
        card.put(self._lists)
        self.go_button = button(self.tr("Import"), self.take, look="primary", picture="import", name="import agree")
        cancel = button(self.tr("Cancel"), self.cancel, name="import cancel")
        self._build_wishes()
        nothing = label(self.tr("Nothing is written before you press Import."), "note")
        body = column(
            chosen,
            column(row(self.tabs, None, self.reject, self.change, gap=12), rule(), gap=0),
            card,
            row(cancel, self.whole, self.adding, None, nothing, self.go_button, gap=12),
            gap=12,
        )
        body.setStretch(2, 1)
        whole = QWidget()
        whole.setLayout(body)
        why = self.tr(
            "Registers, RAID logs, plans and money by month, as Excel, OpenDocument, CSV, Microsoft Project XML, "
            "ProjectLibre or GanttProject; columns, units, dates and ratings are found out."
        )
        empty = EmptyState("import", self.tr("Choose a spreadsheet"), why, self.tr("Choose a file…"), self.ask_file)
        self._inner = QWidget()
        self._stack = QStackedLayout(self._inner)
        for each in (empty, whole):
            self._stack.addWidget(each)
        self.pane = DryRunPane()
        self.pane.ordered.connect(self._choose_order)
        main = QWidget()
        inner = column(
            self._header, self.messages, row(self.steps, None), self._inner, gap=12, margins=(24, 16, 24, 16)
        )
        inner.setStretch(3, 1)
        main.setLayout(inner)
        line = row(main, self.pane, gap=0)
        line.setStretch(0, 1)
        self.setLayout(line)

    def _build_wishes(self) -> None:
        """How the rows are to be taken."""
        self.whole = QCheckBox(self.tr("All or nothing"))
        self.whole.setObjectName("all or nothing")
        self.whole.setToolTip(self.tr("Take nothing if one row cannot be taken; otherwise valid rows only"))
        self.whole.toggled.connect(self._choose_whole)
        self.adding = QCheckBox(self.tr("Add projects that are new"))
        self.adding.setObjectName("add projects")
        self.adding.setChecked(True)
        self.adding.setToolTip(self.tr("Projects that rows of a log name and that are not in the register"))
        self.adding.toggled.connect(self._choose_adding)

    def _list(self, name: str, words: str, width: int) -> ListEditor:
        made = ListEditor((), required=True)
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setMinimumWidth(px(width))
        return made

    def _line(self, name: str, words: str, width: int) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setToolTip(tip(words))
        made.setFixedWidth(px(width))
        return made

    # The file ----------------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        """Try the import out anew: what it would do depends on what the workspace holds."""
        if self.asked is not None:
            self._rehearse()

    def show_record(self, key: object) -> None:
        """Read the file at a path."""
        if isinstance(key, str | Path) and str(key):
            self.open_file(Path(key))

    def ask_file(self) -> None:
        """Ask which file to read."""
        kinds = self.tr("Spreadsheets ({kinds});;All files (*)").format(kinds=_KINDS)
        path, _kind = QFileDialog.getOpenFileName(self, self.tr("Import a register"), "", kinds)
        if path:
            self.open_file(Path(path))

    def open_file(self, path: Path) -> None:
        """Read a file, and try its import out."""
        self.found = None
        self.period.clear()
        self.project.clear()
        wishes = Wishes(all_or_nothing=self.whole.isChecked(), adds_projects=self.adding.isChecked())
        self._ask(Asked(path, wishes=wishes))

    def _ask(self, asked: Asked) -> None:
        self.asked = asked
        self._rehearse()

    @property
    def table(self) -> "ReadTable | None":
        """The table of the file that is looked at."""
        if self.found is None:
            return None
        tables = {_key_of(table): table for table in self.found.book.tables}
        return tables.get(str(self.sheet.value()), next(iter(tables.values()), None))

    def _show_table(self) -> None:
        self._show_step()

    def _choose_target(self) -> None:
        chosen, table = self.target.value(), self.table
        if self.asked is None or (table is not None and chosen == table.target):
            return
        place = place_of(table) if table is not None else _place_in(str(self.sheet.value()))
        self._ask(self.asked.with_target(place, str(chosen) if chosen else None))

    def _choose_period(self) -> None:
        name = self.period.text().strip()
        if self.asked is not None and name not in {self._period_shown(), self.asked.wishes.period}:
            self._wish(replace(self.asked.wishes, period=name))

    def _choose_project(self) -> None:
        name = self.project.text().strip()
        if self.asked is not None and name != self.asked.wishes.project:
            self._wish(replace(self.asked.wishes, project=name))

    def _choose_whole(self, on: bool) -> None:
        if self.asked is not None:
            self._wish(replace(self.asked.wishes, all_or_nothing=on))

    def _choose_adding(self, on: bool) -> None:
        if self.asked is not None:
            self._wish(replace(self.asked.wishes, adds_projects=on))

    def _choose_order(self, place: object, index: int, order: object) -> None:
        if self.asked is not None:
            self._ask(self.asked.with_order(cast("Place", place), index, cast("Order", order)))

    def _wish(self, wishes: Wishes) -> None:
        if self.asked is not None:
            self._ask(replace(self.asked, wishes=wishes))

    def _change_field(self) -> None:
        index, table = self.columns.current_key(), self.table
        if table is None or not isinstance(index, int):
            return
        match = next(each for each in table.matches if each.index == index)
        dialog = FieldDialog(match, table.target, self)
        dialog.chosen.connect(lambda name, unit: self._take_field(index, name, unit))
        dialog.open()

    def _take_field(self, index: int, name: str | None, unit: str | None = None) -> None:
        if self.asked is not None and self.table is not None:
            place = place_of(self.table)
            asked = self.asked.with_field(place, index, name)
            self._ask(asked.with_unit(place, index, unit) if unit else asked)

    def _ask_rejects(self) -> None:
        if self.found is None or self.found.outcome is None:
            return
        stem = Path(self.found.book.source_name).stem
        proposed = self.tr("{name}, not taken.xlsx").format(name=stem)
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Save what is not taken"), proposed, "*.xlsx")
        if path:
            self._write_rejects(Path(path).with_suffix(".xlsx"))

    def _write_rejects(self, path: Path) -> None:
        from pmo_desktop.interchange.rejects import write_rejects

        if self.found is None or self.found.outcome is None:
            return
        try:
            write_rejects(path, self.found.book, self.found.outcome)
        except PmoError as error:
            self.messages.tell(str(error))
            return
        self.news.emit(say("Written: {path}", path=path))

    # The dry run -------------------------------------------------------------------------------------------------

    def _rehearse(self) -> None:
        asked = self.asked
        if asked is None:
            return
        if self._job is not None:
            self._job.cancel()
        self.go_button.setEnabled(False)
        self._header.show_words(self.tr("Import a register"), self.tr("Reading {name}…").format(name=asked.path.name))
        copy, currency = self.document.workspace.rehearsal(), self.document.currency
        self._job = self.jobs.start(
            self.tr("Reading {name}").format(name=asked.path.name),
            lambda job: rehearse(job, copy, asked, currency),
            lambda run: self._show_run(copy, asked, run),
            lambda sentence: self._refuse(copy, asked, sentence),
        )

    def _refuse(self, copy: "Workspace", asked: Asked, sentence: str) -> None:
        copy.close()
        if asked is not self.asked:
            return
        self._job = None
        self.messages.tell(sentence)
        if self.found is None:
            self.asked = None
        self._show_step()

    def _show_run(self, copy: "Workspace", asked: Asked, run: Rehearsed) -> None:
        copy.close()
        if asked is not self.asked:
            return
        self._job = None
        self.found = run
        self.messages.hide()
        if run.why:
            self.messages.tell(run.why)
        self._show_step()

    def _show_step(self) -> None:
        """Show what is known by now."""
        run = self.found
        self._stack.setCurrentIndex(0 if run is None else 1)
        self.choose.setVisible(run is not None)
        self.go_button.setEnabled(run is not None and _takes_something(run.outcome))
        if run is None:
            self.steps.show_step(_FILE)
            self._header.show_words(self.tr("Import a register"), self.tr("A register, its logs, or a plan"))
            self.pane.show_nothing(self.tr("Nothing is written yet."))
            return
        self.steps.show_step(_CHECK if run.outcome else _COLUMNS)
        self._offer_tables(run.book)
        table = self.table
        self._header.show_words(self.tr("Import a register"), self._found_words(run.book, table))
        problems = self._problems(run, table)
        self.columns.show_rows(column_rows(table, self.document.currency) if table else [])
        self.problems.show_rows(problem_rows(problems))
        self.left_out.show_rows(
            [ListingRow(number, (each.sheet or "—", each.reason)) for number, each in enumerate(run.book.left_out)]
        )
        self.tabs.setTabText(0, self.tr("Columns {count}").format(count=len(table.matches) if table else 0))
        self.tabs.setTabText(1, self.tr("Not read {count}").format(count=len(problems)))
        self.tabs.setTabText(2, self.tr("Left out {count}").format(count=len(run.book.left_out)))
        is_register = table is not None and table.target == "project"
        for each in (self.period, self._period_title):
            each.setVisible(is_register)
        for each in (self.project, self._project_title):
            each.setVisible(not is_register)
        if run.outcome:
            self.period.setText(self._period_shown())
        self.reject.setEnabled(bool(run.outcome and any(each.problems for each in run.outcome.outcomes)))
        self.pane.show_run(run)

    def _problems(self, run: Rehearsed, table: "ReadTable | None") -> "Sequence[CellProblem]":
        """The problems of the table looked at: those of its cells, and of its rows once that was tried out."""
        if table is None:
            return ()
        outcome = next((each for each in run.outcome.outcomes if _is_of(each, table)), None) if run.outcome else None
        found = outcome.problems if outcome else table.problems
        return sorted(found, key=lambda each: (bool(each.column), each.mend, each.reason, each.header, each.row))

    def _period_shown(self) -> str:
        outcomes = self.found.outcome.outcomes if self.found and self.found.outcome else []
        return next((each.period for each in outcomes if each.period), "")

    def _offer_tables(self, book: "ReadBook") -> None:
        """The tables of the file, and what of it is none, to look at and to take for something else."""
        offered: list[tuple[object, str]] = []
        for table in book.tables:
            words = f"{word_for(table.target)}, {show_number(len(table.rows), 0)}"
            offered.append((_key_of(table), f"{table.sheet}: {words}" if table.sheet else words))
        for left in book.left_out:
            if left.header_row:
                words = self.tr("{sheet}: left out").format(sheet=left.sheet or book.source_name)
                offered.append((_key_of_place("", left.sheet, left.header_row), words))
        chosen = str(self.sheet.value() or "")
        self.sheet.offer(offered)
        every = [str(key) for key, _ in offered]
        same = [key for key in every if key.partition("/")[2] == chosen.partition("/")[2]]
        self.sheet.show_value(next((key for key in (chosen, *same, *every) if key in every), None))
        self.target.offer(target_options())
        looked_at = {_key_of(table): table.target for table in book.tables}.get(str(self.sheet.value()))
        self.target.show_value(looked_at)
        self.target.setEnabled(bool(offered) and book.content is None)

    def _found_words(self, book: "ReadBook", table: "ReadTable | None") -> str:
        if table is None:
            return book.source_name
        where = self.tr("header in row {row}") if table.orientation == "rows" else self.tr("headers in column {row}")
        delimiters = {",": self.tr("comma"), ";": self.tr("semicolon"), "\t": self.tr("tab"), "|": "|"}
        parts = [
            table.source_name,
            self.tr("sheet “{sheet}”").format(sheet=table.sheet) if table.sheet else "",
            where.format(row=table.header_row) if table.header_row else "",
            table.encoding,
            delimiters.get(table.delimiter, table.delimiter),
            table.currency or "",
        ]
        return ", ".join(filter(None, parts))

    # The import --------------------------------------------------------------------------------------------------

    def take(self) -> None:
        """Take the file in, as one change, and show the register."""
        if self.found is None or self.asked is None:
            return
        book, asked = self.found.book, self.asked
        title = say("Import {name}", name=book.source_name)
        self.asked, self.found = None, None
        today = datetime.now().astimezone().date()
        done = self.document.do(title, lambda session: commit(session, book, asked, today))
        if done is not None:
            self._show_step()
            self.go.emit("register", None)

    def cancel(self) -> None:
        """Forget the file, and go back to the register."""
        if self._job is not None:
            self._job.cancel()
        self.asked, self.found = None, None
        self.messages.hide()
        self._show_step()
        self.go.emit("register", None)


def _takes_something(outcome: BookOutcome | None) -> bool:
    return outcome is not None and any(each.taken for each in outcome.outcomes)


def _is_of(outcome: Outcome, table: "ReadTable") -> bool:
    return (outcome.target, outcome.sheet, outcome.header_row) == (table.target, table.sheet, table.header_row)


def _key_of(table: "ReadTable") -> str:
    return _key_of_place(table.target, table.sheet, table.header_row)


def _key_of_place(target: str, sheet: str, header_row: int) -> str:
    return f"{target}/{header_row}/{sheet}"


def _place_in(key: str) -> Place:
    _target, header_row, sheet = key.split("/", 2)
    return sheet, int(header_row)

"""Import of a register: source, what was found out, columns, dry run, and the import as one change undo takes back."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit, QStackedLayout, QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.services.import_world import Outcome
from pmo_desktop.services.imports import take_register
from pmo_desktop.text import say
from pmo_desktop.ui.importing.columns import column_rows, problem_rows
from pmo_desktop.ui.importing.field_dialog import FieldDialog
from pmo_desktop.ui.importing.pane import DryRunPane
from pmo_desktop.ui.importing.reading import Asked, Rehearsed, rehearse
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import button, column, label, row, rule, tabs
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn
from pmo_desktop.ui.widgets.message_bar import MessageBar
from pmo_desktop.ui.widgets.page_header import PageHeader
from pmo_desktop.ui.widgets.steps import Steps

if TYPE_CHECKING:
    from pmo_desktop.storage.workspace import Workspace
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Job, Jobs

_FILE, _COLUMNS, _CHECK, _DONE = 0, 2, 3, 5
_KINDS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt"


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
        self.problems = Listing(
            self.tr("Cells that were not read"),
            (
                ListingColumn(self.tr("Cell"), 13),
                ListingColumn(self.tr("Column"), 26),
                ListingColumn(self.tr("Text"), 30),
                ListingColumn(self.tr("Why"), 31),
            ),
        )
        self._build()
        self._show_step()

    def _build(self) -> None:
        self.choose = button(self.tr("Choose a file…"), self.ask_file, picture="folder", name="choose file")
        self._header = PageHeader(self.tr("Import a register"), "", actions=(self.choose,))
        self.sheet = ListEditor((), required=True)
        self.sheet.setObjectName("sheet")
        self.sheet.setAccessibleName(self.tr("Sheet"))
        self.sheet.setMinimumWidth(px(180))
        self.sheet.committed.connect(self._choose_sheet)
        self._sheet_title = label(self.tr("Sheet"), "label")
        self.period = QLineEdit()
        self.period.setObjectName("import period")
        self.period.setAccessibleName(self.tr("Reporting period"))
        self.period.setFixedWidth(px(180))
        self.period.editingFinished.connect(self._choose_period)
        self.tabs = tabs(self.tr("Columns"), self.tr("Not read"), name="import tabs")
        self.tabs.setProperty("look", "bare")
        self.change = button(self.tr("Change the field…"), self._change_field, look="link", name="change field")
        chosen = row(
            self._sheet_title, self.sheet, label(self.tr("Reporting period"), "label"), self.period, None, gap=12
        )
        self._lists = QStackedWidget()
        self._lists.addWidget(self.columns)
        self._lists.addWidget(self.problems)
        self.tabs.currentChanged.connect(self._lists.setCurrentIndex)
        self.columns.opened.connect(lambda _key: self._change_field())
        card = Card(flush=True)
        card.put(self._lists)
        self.go_button = button(self.tr("Import"), self.take, look="primary", picture="import", name="import agree")
        cancel = button(self.tr("Cancel"), self.cancel, name="import cancel")
        nothing = label(self.tr("Nothing is written before you press Import."), "note")
        body = column(
            chosen,
            column(row(self.tabs, None, self.change), rule(), gap=0),
            card,
            row(cancel, None, nothing, self.go_button, gap=12),
            gap=12,
        )
        body.setStretch(2, 1)
        whole = QWidget()
        whole.setLayout(body)
        why = self.tr("CSV and Excel files are understood; columns, units, dates and ratings are found out.")
        empty = EmptyState("import", self.tr("Choose a spreadsheet"), why, self.tr("Choose a file…"), self.ask_file)
        self._inner = QWidget()
        self._stack = QStackedLayout(self._inner)
        for each in (empty, whole):
            self._stack.addWidget(each)
        self.pane = DryRunPane()
        main = QWidget()
        inner = column(
            self._header, self.messages, row(self.steps, None), self._inner, gap=12, margins=(24, 16, 24, 16)
        )
        inner.setStretch(3, 1)
        main.setLayout(inner)
        line = row(main, self.pane, gap=0)
        line.setStretch(0, 1)
        self.setLayout(line)

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
        self._ask(Asked(path))

    def _ask(self, asked: Asked) -> None:
        self.asked = asked
        self._rehearse()

    def _choose_sheet(self) -> None:
        if self.asked is not None:
            self._ask(replace(self.asked, sheet=str(self.sheet.value()), fields={}))

    def _choose_period(self) -> None:
        name = self.period.text().strip()
        shown = self.found.outcome.period if self.found and self.found.outcome else ""
        if self.asked is not None and name not in {shown, self.asked.period}:
            self._ask(replace(self.asked, period=name))

    def _change_field(self) -> None:
        index = self.columns.current_key()
        if self.found is None or not isinstance(index, int):
            return
        match = next(each for each in self.found.table.matches if each.index == index)
        dialog = FieldDialog(match, self)
        dialog.chosen.connect(lambda name: self._take_field(index, name))
        dialog.open()

    def _take_field(self, index: int, name: str | None) -> None:
        if self.asked is not None:
            self._ask(replace(self.asked, fields={**self.asked.fields, index: name}))

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
            self._header.show_words(self.tr("Import a register"), self.tr("A project a row, or a project a column"))
            self.pane.show_nothing(self.tr("Nothing is written yet."))
            return
        self.steps.show_step(_CHECK if run.outcome else _COLUMNS)
        self._header.show_words(self.tr("Import a register"), self._found_words(run))
        table = run.table
        problems = run.outcome.problems if run.outcome else table.problems
        self.columns.show_rows(column_rows(table, self.document.currency))
        self.problems.show_rows(problem_rows(problems))
        self.tabs.setTabText(0, self.tr("Columns {count}").format(count=len(table.matches)))
        self.tabs.setTabText(1, self.tr("Not read {count}").format(count=len(problems)))
        self.sheet.offer([(name, name) for name in table.sheets])
        self.sheet.show_value(table.sheet)
        for each in (self.sheet, self._sheet_title):
            each.setVisible(len(table.sheets) > 1)
        if run.outcome:
            self.period.setText(run.outcome.period)
        self.pane.show_run(run)

    def _found_words(self, run: Rehearsed) -> str:
        table = run.table
        where = self.tr("header in row {row}") if table.orientation == "rows" else self.tr("headers in column {row}")
        delimiters = {",": self.tr("comma"), ";": self.tr("semicolon"), "\t": self.tr("tab"), "|": "|"}
        parts = [
            table.source_name,
            self.tr("sheet “{sheet}”").format(sheet=table.sheet) if table.sheet else "",
            where.format(row=table.header_row),
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
        table, period = self.found.table, self.asked.period
        title = say("Import {name}", name=table.source_name)
        self.asked, self.found = None, None
        if self.document.do(title, lambda session: take_register(session, table, period)) is not None:
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


def _takes_something(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.created + outcome.updated + outcome.unchanged > 0

"""Import of a register: source, what was found out, columns, dry run, and the import as one change undo takes back."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QCheckBox, QFileDialog, QStackedLayout, QWidget
from typing_extensions import override

from pmo_desktop.interchange.answers import Answers, Place, place_of
from pmo_desktop.services.backups import BEFORE_IMPORT
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.imports import Wishes
from pmo_desktop.text import say
from pmo_desktop.ui.importing.found import Found
from pmo_desktop.ui.importing.pane import DryRunPane
from pmo_desktop.ui.importing.reading import Asked, Rehearsed, commit, rehearse
from pmo_desktop.ui.importing.table_choice import TableChoice
from pmo_desktop.ui.importing.words_dialog import WordsDialog
from pmo_desktop.ui.logs.specs import page_of
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.widgets.controls import button, column, row
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.message_bar import MessageBar
from pmo_desktop.ui.widgets.page_header import PageHeader
from pmo_desktop.ui.widgets.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmo_desktop.domain.importing import ReadTable
    from pmo_desktop.interchange.dates import Order
    from pmo_desktop.services.import_world import BookOutcome
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
        self._rehearsed: Asked | None = None  # what `found` is of
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
        self.choice, self.contents, self.pane = TableChoice(), Found(), DryRunPane()
        self._connect()
        self._build()
        self._show_step()

    def _connect(self) -> None:
        self.choice.looked.connect(self._show_step)
        self.choice.targeted.connect(lambda place, target: self._answer(lambda said: said.with_target(place, target)))
        self.choice.dated.connect(self._choose_period)
        self.choice.owned.connect(self._choose_project)
        self.contents.fielded.connect(self._take_field)
        self.contents.united.connect(
            lambda index, unit: self._answer(lambda said: said.with_unit(self._place, index, unit))
        )
        self.contents.words_asked.connect(lambda index: self._ask_words(self._place, index))
        self.contents.refused.connect(self.messages.tell)
        self.contents.news.connect(self.news)
        self.pane.ordered.connect(self._choose_order)
        self.pane.answered.connect(self._choose_answer)
        self.pane.left_out.connect(lambda place: self._answer(lambda said: said.with_target(place, None)))
        self.pane.words_asked.connect(self._ask_words)
        self.pane.in_currency.connect(lambda place, code: self._answer(lambda said: said.with_currency(place, code)))

    def _build(self) -> None:
        self.choose = button(self.tr("Choose a file…"), self.ask_file, picture="folder", name="choose file")
        self._header = PageHeader(self.tr("Import a register"), "", actions=(self.choose,))
        self.go_button = button(self.tr("Import"), self.take, look="primary", picture="import", name="import agree")
        cancel = button(self.tr("Cancel"), self.cancel, name="import cancel")
        self._build_wishes()
        body = column(
            self.choice,
            self.contents,
            row(cancel, self.whole, self.adding, None, self.go_button, gap=12),
            gap=12,
        )
        body.setStretch(1, 1)
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
        self.found, self._rehearsed = None, None
        self.choice.clear()
        wishes = Wishes(all_or_nothing=self.whole.isChecked(), adds_projects=self.adding.isChecked())
        self._ask(Asked(path, wishes=wishes))

    def _ask(self, asked: Asked) -> None:
        self.asked = asked
        self._rehearse()

    @property
    def table(self) -> "ReadTable | None":
        """The table of the file that is looked at."""
        return self.choice.table if self.found else None

    @property
    def _place(self) -> Place:
        return place_of(self.table) if self.table else ("", 0)

    # What the user says ------------------------------------------------------------------------------------------

    def _answer(self, change: "Callable[[Answers], Answers]") -> None:
        """Try the import out with one more answer."""
        if self.asked is not None:
            self._ask(replace(self.asked, answers=change(self.asked.answers)))

    def _take_field(self, index: int, name: str | None) -> None:
        self._answer(lambda said: said.with_field(self._place, index, name))

    def _choose_order(self, place: object, index: int, order: object) -> None:
        self._answer(lambda said: said.with_order(cast("Place", place), index, cast("Order", order)))

    def _choose_answer(self, place: object, name: str, answer: str) -> None:
        self._answer(lambda said: said.with_answer(cast("Place", place), name, answer))

    def _ask_words(self, place: object, index: int) -> None:
        """Ask what the words of a column mean that are not known."""
        tables = self.found.book.tables if self.found else ()
        table = next((each for each in tables if place_of(each) == place), None)
        match = next((each for each in table.matches if each.index == index), None) if table else None
        if self.found is not None and table is not None and match is not None:
            dialog = WordsDialog(table, match, self.found, self)
            dialog.chosen.connect(
                lambda words: self._answer(lambda said: said.with_words(place_of(table), index, words))
            )
            dialog.open()

    def _choose_period(self, name: str) -> None:
        if self.asked is not None and name not in {self._period_shown(), self.asked.wishes.period}:
            self._wish(replace(self.asked.wishes, period=name))

    def _choose_project(self, name: str) -> None:
        if self.asked is not None and name != self.asked.wishes.project:
            self._wish(replace(self.asked.wishes, project=name))

    def _choose_whole(self, on: bool) -> None:
        if self.asked is not None:
            self._wish(replace(self.asked.wishes, all_or_nothing=on))

    def _choose_adding(self, on: bool) -> None:
        if self.asked is not None:
            self._wish(replace(self.asked.wishes, adds_projects=on))

    def _wish(self, wishes: Wishes) -> None:
        if self.asked is not None:
            self._ask(replace(self.asked, wishes=wishes))

    # The dry run -------------------------------------------------------------------------------------------------

    def _rehearse(self) -> None:
        asked = self.asked
        if asked is None:
            return
        if self._job is not None:
            self._job.cancel()
        self.go_button.setEnabled(False)
        self._header.show_words(self.tr("Import a register"), self.tr("Reading {name}…").format(name=asked.path.name))
        copy, currency = self.document.workspace.snapshot(), self.document.currency
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
        self.asked = self._rehearsed  # what was read last still holds
        self._show_step()

    def _show_run(self, copy: "Workspace", asked: Asked, run: Rehearsed) -> None:
        copy.close()
        if asked is not self.asked:
            return
        self._job = None
        self.found, self._rehearsed = run, asked
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
        self.choice.show_book(run.book, self._period_shown())
        self._header.show_words(self.tr("Import a register"), self.choice.words())
        self.contents.show_run(run, self.table, self.document.currency)
        self.pane.show_run(run, self.document.currency)

    def _period_shown(self) -> str:
        outcomes = self.found.outcome.outcomes if self.found and self.found.outcome else []
        return next((each.period for each in outcomes if each.period), "")

    # The import --------------------------------------------------------------------------------------------------

    def take(self) -> None:
        """Take the file in, as one change, and show where most of it went."""
        if self.found is None or self.asked is None:
            return
        found, asked = self.found, self.asked
        title = say("Import {name}", name=found.book.source_name)
        self.asked, self.found = None, None  # the change itself is nothing to be tried out anew
        today = datetime.now().astimezone().date()
        done = self.document.do(title, lambda session: commit(session, found, asked, today), backup=BEFORE_IMPORT)
        if done is None:
            self.asked, self.found = asked, found
            return
        self._rehearsed = None
        self._show_step()
        table = _where_to_look(done)
        self.go.emit(page_of(table), table if page_of(table) != "register" else None)
        count = show_number(sum(each.taken for each in done.outcomes), 0)
        self.news.emit(say("{count} rows of “{name}” are in. Undo takes them back.", count=count, name=asked.path.name))

    def cancel(self) -> None:
        """Forget the file, and go back to the register."""
        if self._job is not None:
            self._job.cancel()
        self.asked, self.found, self._rehearsed = None, None, None
        self.messages.hide()
        self._show_step()
        self.go.emit("register", None)


def _where_to_look(done: "BookOutcome") -> str:
    """The projects where a file holds any, else what most of its rows are."""
    taken = {each.target: each.taken for each in done.outcomes}
    return "project" if "project" in taken or not taken else max(taken, key=lambda name: taken[name])


def _takes_something(outcome: "BookOutcome | None") -> bool:
    return outcome is not None and any(each.taken for each in outcome.outcomes)

"""The responsibility matrix: activities by parties at the left, what is wrong with it at the right."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QMenu, QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.domain.fields import field_of
from pmo_desktop.domain.responsibility import Activity, LeftAsIs
from pmo_desktop.services import beginnings, charters, responsibilities
from pmo_desktop.services.insights.charter import newest_charter, offices, versions_of_all
from pmo_desktop.services.insights.responsibilities import FindingSeen, Matrix, Repair, matrix
from pmo_desktop.text import say
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.responsibilities.findings import FindingsPane
from pmo_desktop.ui.responsibilities.grid import MatrixGrid, Totals
from pmo_desktop.ui.responsibilities.model import Line
from pmo_desktop.ui.responsibilities.parties import PartiesDialog
from pmo_desktop.ui.saving import save_as
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import ElidedLabel, button, column, row
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

_NARROW = 1080


class ResponsibilitiesPage(Page):
    """The matrix of one charter version; that of the newest of the first office until another is chosen."""

    reads: ClassVar[frozenset[str]] = frozenset({"office", "charter", "party", "activity", "responsible", "left_as_is"})

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self._charter_key: int | None = None
        self._matrix: Matrix | None = None
        self._hidden: set[int] = set()
        self._print = button(self.tr("Print “does, does not”"), self.print_duties, picture="print", name="print duties")
        self._new = button(self.tr("Activity"), self.add_activity, look="primary", picture="plus", name="add activity")
        self._header = PageHeader(self.tr("Responsibility matrix"), actions=(self._print, self._new))
        self.only_faulty = button("", self._show, look="chip", picture="filter", name="only findings")
        self.only_faulty.setCheckable(True)
        self._parties = button("", self._open_parties, look="chip", name="choose parties")
        self.versions = ListEditor((), required=True)
        self.versions.setObjectName("matrix version")
        self.versions.setAccessibleName(self.tr("Charter version"))
        self.versions.setMinimumContentsLength(16)
        self.versions.committed.connect(self._choose_version)
        self.grid = MatrixGrid(self._rename)
        self.totals = Totals(self.grid)
        self.pane = FindingsPane()
        self._empty = EmptyState("matrix", "")
        self._build()
        self._connect()

    def _build(self) -> None:
        legend = ElidedLabel(self.tr("R does it · A answers for it · C is asked · I is told"), "note")
        legend.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        card = Card(flush=True)
        card.put(self.grid, self.totals)
        card.body.setSpacing(0)
        self._bar = QWidget()
        tools = row(self.only_faulty, self._parties, self.versions, legend, gap=8)
        tools.setStretch(3, 1)
        self._bar.setLayout(tools)
        self._stack = QStackedWidget()
        self._stack.addWidget(card)
        self._stack.addWidget(self._empty)
        main = QWidget()
        main.setLayout(column(self._header, self._bar, self._stack, gap=12, margins=(24, 16, 16, 16)))
        line = row(main, self.pane, gap=0)
        line.setStretch(0, 1)
        self.setLayout(line)

    def _connect(self) -> None:
        self.grid.typed.connect(self._type)
        self.grid.went_to.connect(self.pane.show_activity)
        self.grid.moved.connect(self._move)
        self.grid.removed.connect(self._remove)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(self._open_menu)
        self.pane.chosen.connect(self._go_to)
        self.pane.repaired.connect(self._repair)
        self.pane.left.connect(self._ask_reason)
        self.pane.taken_up.connect(self._take_up)

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        with self.document.reading() as session:
            every = versions_of_all(session)
            if self._charter_key not in {each.key for each in every}:
                self._charter_key = next((each.key for each in every), None)
            self._matrix = matrix(session, self._charter_key) if self._charter_key else None
        several = len({each.office for each in every}) > 1
        self.versions.offer(
            [
                (each.key, f"{each.office}, {each.words}" if several else each.words[:1].upper() + each.words[1:])
                for each in every
            ]
        )
        self.versions.show_value(self._charter_key)
        self.versions.setVisible(len(every) > 1)
        self._show()

    def show_record(self, key: object) -> None:
        """Show the matrix of a charter version by its key."""
        self._charter_key = key if isinstance(key, int) else self._charter_key
        self.refresh()

    def _show(self) -> None:
        found = self._matrix
        is_open = found is not None and found.is_open
        self._new.setVisible(is_open)
        if found is None or not (found.activities or found.parties):
            self._show_nothing(found)
            return
        self._stack.setCurrentIndex(0)
        faulty = sum(bool(each.faults) for each in found.activities)
        self.only_faulty.setVisible(bool(faulty) or self.only_faulty.isChecked())
        self.only_faulty.setText(self.tr("Only the {count} with findings").format(count=faulty))
        for each in (self._bar, self._parties, self._print):
            each.show()
        shown = sum(party.key not in self._hidden for party in found.parties)
        self._parties.setText(self.tr("Parties: {shown} of {count}").format(shown=shown, count=len(found.parties)))
        for each in (self.only_faulty, self._parties):
            each.setAccessibleName(each.text())
        words = self.tr("{office}, charter version {number} · {activities} activities, {parties} parties").format(
            office=found.office, number=found.version, activities=len(found.activities), parties=len(found.parties)
        )
        if not is_open:
            words = self.tr("{words} · {state}, read-only").format(words=words, state=found.state.label.lower())
        self._header.show_words(self.tr("Responsibility matrix"), words)
        self.grid.show_matrix(found, self._hidden, only_faulty=self.only_faulty.isChecked())
        self.totals.show_matrix(found)
        if self.grid.current_activity() is None and found.findings and found.findings[0].activity:
            self.grid.show_activity(found.findings[0].activity)
        self.pane.show_matrix(found, self.grid.current_activity())
        self.pane.show()

    def _show_nothing(self, found: Matrix | None) -> None:
        for each in (self.only_faulty, self._parties, self._print, self.pane):
            each.hide()
        self._bar.setVisible(not self.versions.isHidden())
        words = self.tr("Who does, answers for, is asked about and is told of what.")
        if found is None:
            self._header.show_words(self.tr("Responsibility matrix"), "")
            self._empty.show_words(
                self.tr("There is no charter yet"),
                self.tr("The matrix is part of a charter: {words}").format(words=words[:1].lower() + words[1:]),
                self.tr("Begin the charter"),
                self.begin_charter,
            )
        else:
            title = self.tr("{office}, charter version {number}").format(office=found.office, number=found.version)
            self._header.show_words(self.tr("Responsibility matrix"), title)
            self._empty.show_words(
                self.tr("This charter has no responsibility matrix yet"),
                self.tr("{words} Begin with a typical one of seven parties and change it.").format(words=words),
                self.tr("Begin with a typical matrix") if found.is_open else "",
                self.begin,
            )
        self._stack.setCurrentIndex(1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pane.set_narrow(is_narrow=self.width() < px(_NARROW))

    # Going about -------------------------------------------------------------------------------------------------

    def _go_to(self, found: object) -> None:
        if isinstance(found, FindingSeen) and found.activity is not None:
            self.grid.show_activity(found.activity)

    def _choose_version(self) -> None:
        self.show_record(self.versions.value())

    def _open_parties(self) -> None:
        if self._matrix is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for party in self._matrix.parties:
            action = menu.addAction(party.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(party.key not in self._hidden)
            action.triggered.connect(partial(self._turn_party, party.key))
        menu.addSeparator()
        edit = menu.addAction(self.tr("Add, rename or take out parties…"), self.edit_parties)
        edit.setEnabled(self._matrix.is_open)
        menu.popup(self._parties.mapToGlobal(QPoint(0, self._parties.height())))

    def _turn_party(self, key: int, _is_shown: object = None) -> None:
        self._hidden ^= {key}
        self._show()

    def edit_parties(self) -> None:
        """Show the parties, to add, rename, move or take out."""
        if self._matrix is not None:
            PartiesDialog(self.document, self._matrix.charter_key, self).open()

    # What is done ------------------------------------------------------------------------------------------------

    def _do(self, title: str, command: "Callable[[Session, int], object]") -> bool:
        if self._matrix is None:
            return False
        key = self._matrix.charter_key

        def run(session: "Session") -> bool:
            command(session, key)
            return True

        return self.document.do(title, run) is True

    def begin(self) -> None:
        """Begin with a typical matrix."""
        self._do(self.tr("Begin the responsibility matrix"), beginnings.add_matrix)

    def begin_charter(self) -> None:
        """Begin the charter of the first office."""
        with self.document.reading() as session:
            office_key = next(key for key, _ in offices(session) if newest_charter(session, key) is None)
        self.document.do(
            self.tr("Begin charter version {number}").format(number=1),
            lambda session: charters.begin(session, office_key, date.today()).key,  # noqa: DTZ011  the user's own day
        )

    def _type(self, activity: int, party: int, letters: str) -> None:
        title = self.tr("Set {letters}").format(letters=letters) if letters else self.tr("Empty a cell")
        self._do(title, lambda s, key: responsibilities.set_letters(s, key, {(activity, party): letters}))

    def _rename(self, line: Line, words: str) -> None:
        found = line.activity
        if found is not None:
            self._do(
                self.tr("Rename an activity"),
                lambda s, key: responsibilities.edit_activity(s, key, found.key, title=words, group=found.group),
            )
        elif self._matrix is not None:
            self._do(self.tr("Rename a group"), lambda s, key: responsibilities.rename_group(s, key, line.group, words))

    def _move(self, activity: int, step: int) -> None:
        self._do(self.tr("Move an activity"), lambda s, key: responsibilities.move_activity(s, key, activity, step))

    def _remove(self, activity: int) -> None:
        self._do(self.tr("Remove an activity"), lambda s, key: responsibilities.remove_activities(s, key, [activity]))

    def add_activity(self) -> None:
        """Ask for a new activity, in the group of the one under the cursor."""
        if self._matrix is None or not self._matrix.is_open:
            return
        line = self.grid.matrix_model.line(self.grid.currentIndex())
        self._ask_activity(self.tr("New activity"), {"group": line.group if line else ""}, self._add)

    def _ask_activity(
        self, title: str, given: Mapping[str, object], take: Callable[[Mapping[str, object]], bool]
    ) -> None:
        fields = [field_of(Activity, name) for name in ("title", "group")]
        dialog = AskDialog(self.document, title, "", fields, take, self, given=given)
        editor = dialog.form.editor("group")
        if isinstance(editor, QLineEdit) and self._matrix is not None:
            editor.setCompleter(QCompleter(list(filter(None, self._matrix.groups)), editor))
        dialog.open()

    def _add(self, read: Mapping[str, object]) -> bool:
        title, group = str(read["title"]), str(read["group"] or "")
        return self._do(self.tr("Add an activity"), lambda s, key: responsibilities.add_activity(s, key, title, group))

    def _edit_activity(self, activity: int, read: Mapping[str, object]) -> bool:
        title, group = str(read["title"]), str(read["group"] or "")
        return self._do(
            self.tr("Change an activity"),
            lambda s, key: responsibilities.edit_activity(s, key, activity, title=title, group=group),
        )

    def _open_menu(self, place: QPoint) -> None:
        line = self.grid.matrix_model.line(self.grid.currentIndex())
        if self._matrix is None or not self._matrix.is_open or line is None or line.activity is None:
            return
        found = line.activity
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        given = {"title": found.title, "group": found.group}
        edit = partial(self._edit_activity, found.key)
        menu.addAction(self.tr("Change…"), lambda: self._ask_activity(self.tr("Change an activity"), given, edit))
        menu.addAction(self.tr("New activity…"), self.add_activity)
        menu.addAction(self.tr("Move up\tAlt+↑"), lambda: self._move(found.key, -1))
        menu.addAction(self.tr("Move down\tAlt+↓"), lambda: self._move(found.key, 1))
        menu.addSeparator()
        menu.addAction(self.tr("Remove\tCtrl+Delete"), lambda: self._remove(found.key))
        menu.popup(self.grid.viewport().mapToGlobal(place))

    def _repair(self, repair: object) -> None:
        if not isinstance(repair, Repair):
            return
        self._do(repair.title, lambda session, key: _mend(session, key, repair))

    def _ask_reason(self, found: object) -> None:
        if not isinstance(found, FindingSeen):
            return
        words = f"{found.fault.label}: {found.name}. {found.note}."

        def take(read: Mapping[str, object]) -> bool:
            reason = str(read["reason"] or "")
            about = (found.activity, found.party)
            return self._do(
                self.tr("Leave a finding as is"),
                lambda s, key: responsibilities.leave(s, key, found.fault, about, reason),
            )

        AskDialog(self.document, self.tr("Leave as is"), words, [field_of(LeftAsIs, "reason")], take, self).open()

    def _take_up(self, left_key: object) -> None:
        if isinstance(left_key, int):
            self._do(self.tr("Take a finding up again"), lambda s, key: responsibilities.take_up(s, key, left_key))

    def print_duties(self) -> None:
        """Write what the PMO does and does not do as a PDF."""
        found = self._matrix
        if found is None:
            return

        def make() -> bytes:
            from pmo_desktop.reports.duties import make_duties

            return make_duties(self.document.workspace, found.charter_key)

        name = say("What the {office} does", office=found.office)
        save_as(self, name, "pdf", make)


def _mend(session: "Session", charter_key: int, repair: Repair) -> None:
    responsibilities.set_letters(session, charter_key, repair.cells)
    if repair.party is not None:
        responsibilities.remove_party(session, charter_key, repair.party)
    if repair.join is not None:
        responsibilities.join_activities(session, charter_key, *repair.join)

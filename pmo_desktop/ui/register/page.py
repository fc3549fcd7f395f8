"""The register: every project in one table, seen in several ways, with the inspector of the one under the cursor."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pmo_desktop.domain.project import Portfolio, Programme, Project
from pmo_desktop.domain.saved_view import Face
from pmo_desktop.services.formats import show_count
from pmo_desktop.services.insights.counts import counts, reports_in
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.text import N_, say
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.logs.specs import page_of
from pmo_desktop.ui.new_record import NewRecord
from pmo_desktop.ui.offered_lessons import IntakeLessons
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.register.group_pane import GroupPane
from pmo_desktop.ui.register.inspector import REPORT, Inspector
from pmo_desktop.ui.register.totals import totals_words
from pmo_desktop.ui.register.views import REGISTER_VIEWS, REPORT_VIEWS, TREE, View, filled_columns, has_tree
from pmo_desktop.ui.rows import bind_keys, bind_menu, remove_rows
from pmo_desktop.ui.sources import FEW, DocumentSource
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.views import NamedView, Views, ViewTabs
from pmo_desktop.ui.widgets.controls import button, column, icon_button, row
from pmo_desktop.ui.widgets.page_header import PageHeader
from pmo_desktop.ui.widgets.table.board import Board
from pmo_desktop.ui.widgets.table.register import RegisterTable
from pmo_desktop.ui.widgets.table.source import Shown

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs
    from pmo_desktop.ui.register.roadmap import Roadmap

_NEW = (
    "name", "reference", "organisation", "category", "project_class", "lifecycle_key", "sponsor", "project_manager",
    "programme_key", "portfolio_key",
    "stage", "status", "baseline_start_on", "baseline_finish_on", "forecast_finish_on", "bac", "eac",
    "whole_life_cost", "description",
)  # fmt: skip
_CARDS = ("name", "figures.rating", "sponsor", "forecast_finish_on")
_REST_MS = 40
_LOOKED_AT = 64
_WIDE = 1080
"""Pixels of the page from which the inspector is open at first."""


class RegisterPage(Page):
    """Enter opens the inspector, Esc closes it; Ctrl+Delete removes the selected projects, which undo takes back."""

    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "project", "status_report", "figures", "reporting_period", "rating_override", "programme", "portfolio",
            "risk", "issue", "action", "decision", "milestone", "benefit", "settings", "threshold_override",
        }
    )  # fmt: skip
    title: ClassVar[str] = PROJECTS.title
    inspected = Signal()
    views: ClassVar[tuple[View, ...]] = REGISTER_VIEWS
    place: ClassVar[str] = "project"
    offered: ClassVar[tuple[str, ...]] = ("status", "stage", "figures.rating", "sponsor")

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self._is_fresh = True
        self._is_first = True
        self._waits_for_tree = False
        built_in = [self._named(view) for view in self.views]
        head = ViewTabs("views")
        self.tabs = head.bar
        self.table = RegisterTable(
            DocumentSource(document, PROJECTS),
            document.settings,
            shown=self._shown(built_in[0]),
            offered=self.offered,
            empty=(
                self.tr("No project yet"),
                self.tr("Import a spreadsheet, or add the first one by hand."),
                self.tr("Import a register"),
                self.import_register,
            ),
            head=head,
        )
        self.table.add_face(Face.BOARD, self._make_board, "board")
        self.table.add_face(Face.ROADMAP, self._make_roadmap, "roadmap")
        self.kept_views = Views(document, self.table, PROJECTS, self.place, built_in, self._shown)
        head.follow(self.kept_views)
        self.inspector = Inspector(document)
        self.group_pane = GroupPane(document)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.undo_button = icon_button("undo", self.tr("Undo"), self.document.undo, name="undo")
        self.new = button(self.tr("New project"), self.add_record, look="primary", picture="plus", name="new project")
        bring = button(self.tr("Import"), self.import_register, picture="import", name="import")
        self._header = PageHeader(say(self.title), actions=(self.undo_button, *self._more_actions(), bring, self.new))
        main = QWidget()
        main.setLayout(column(self._header, self.table, gap=12, margins=(24, 16, 24, 16)))
        line = row(main, self.inspector, self.group_pane, gap=0)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.inspector.hide()
        self.group_pane.hide()

    def _more_actions(self) -> tuple[QWidget, ...]:
        """What else the head of the page offers."""
        return ()

    def _connect(self) -> None:
        self.kept_views.turned.connect(self._go_to_first_row)
        self.table.asked.connect(self._rest.start)
        self.table.record_chosen.connect(lambda _key: self._rest.start())
        self.table.opened.connect(self._enter)
        self._rest.timeout.connect(self._come_to_rest)
        self.inspector.closed.connect(self._close_inspector)
        self.group_pane.closed.connect(self._close_inspector)
        self.group_pane.asked.connect(self.show_record)
        self.inspector.remove_asked.connect(self._remove_inspected)
        self.inspector.open_asked.connect(self.open_project)
        whole = QShortcut(QKeySequence("Ctrl+Return"), self)
        whole.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        whole.activated.connect(self.open_project)
        self.inspector.asked.connect(lambda table, key: self.go.emit(page_of(table), (table, key)))
        bind_keys(self.table, self.remove_records, self._close_inspector)
        bind_menu(
            self.table,
            (self.tr("Open"), lambda: self._enter(self.table.current_key())),
            (self.tr("Open the page of the project"), self.open_project),
            (self.tr("Write the report"), self.write_report),
            (self.tr("Remove"), self.remove_records),
        )

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        touched = self.document.touched
        if self._is_fresh:
            self._is_fresh = False
        elif touched and "settings" not in touched and len(touched.get("project", ())) <= FEW:
            self.table.renew(touched)
        else:
            self.table.show_source(DocumentSource(self.document, PROJECTS))
            self.table.model.ask()
        if self._waits_for_tree and {"portfolio", "programme"} & touched.keys():
            self._begin_tree()
        self._show_undo()
        self._rest.start()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_first:
            self._is_first = False
            self._go_to_first_row()
            self.inspector.setVisible(self.width() >= px(_WIDE) and self.table.model.rowCount() > 0)
            self._come_to_rest()
        else:
            self._rest.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()
        super().hideEvent(event)

    @override
    def take_focus(self) -> None:
        """Put the focus on the projects."""
        if self.table.model.count:
            self.table.take_focus()
        else:
            super().take_focus()

    def show_record(self, key: object) -> None:
        """Show one project, a view by its key, or what passes filters, in the view of all entries where need be."""
        if isinstance(key, tuple):
            self._show_filtered(key)
        if isinstance(key, str):
            self.kept_views.choose(key)
        if not isinstance(key, int):
            return
        self.table.model.reveal(key)
        if self.table.model.row_of(key) is None:
            self._show_filtered(())
            self.table.model.reveal(key)
        self.table.show_key(key)
        self._enter(key)

    def _show_filtered(self, filters: tuple[Filter, ...]) -> None:
        """Show what passes, in the view of all entries."""
        self.kept_views.forget_changes()
        self.kept_views.choose(self.views[0].key)
        self.table.search.drop()
        self.table.model.ask(filters=filters)
        self.table.filters.show_filters()

    def _named(self, view: View) -> NamedView:
        shown = Shown(f"project {view.key}", view.columns, view.sort, view.filters, view.groups, face=view.face)
        return NamedView(view.key, say(view.title), shown)

    def _shown(self, view: NamedView) -> Shown:
        """A view at first; one of our own without columns that would be empty, and without a tree of one level."""
        shown = view.shown
        if shown.is_saved:
            return shown
        with self.document.reading() as session:
            self._waits_for_tree = not has_tree(session)
            groups = () if shown.groups == TREE and self._waits_for_tree else shown.groups
            return replace(shown, columns=filled_columns(session, tuple(shown.columns)), groups=groups)

    def _begin_tree(self) -> None:
        """Show the tree as soon as there is one, unless the user has grouped otherwise meanwhile."""
        with self.document.reading() as session:
            self._waits_for_tree = not has_tree(session)
        if not self._waits_for_tree and not self.table.model.group_by and self.kept_views.current.shown.groups == TREE:
            self.table.group(TREE)

    def save_view(self) -> None:
        """Ask for the name of a view that shows what is shown now."""
        self.kept_views.ask_new()

    def _make_board(self) -> Board:
        return Board(self.table.model.source, "stage", _CARDS, ("bac",))

    def _make_roadmap(self) -> "Roadmap":
        from pmo_desktop.ui.register.roadmap import Roadmap

        return Roadmap(self.document, self.table.model)

    def _go_to_first_row(self) -> None:
        """Put the cursor on the first project, past the heads of groups, unless it is somewhere."""
        model = self.table.model
        if not self.table.view.currentIndex().isValid():
            first = next(iter(model.records(0, min(model.rowCount(), _LOOKED_AT) - 1)), 0)
            self.table.view.setCurrentIndex(model.index(first, 0))

    def _show_undo(self) -> None:
        undo = self.document.undo_title()
        self.undo_button.setEnabled(bool(undo))
        self.undo_button.setToolTip(tip(self.tr("Undo: {title}").format(title=undo)) if undo else self.tr("Undo"))

    def _subtitle(self) -> str:
        with self.document.reading() as session:
            portfolios, programmes, projects = counts(session, Portfolio, Programme, Project)
        parts = [
            show_count(portfolios, N_("{count} portfolio"), N_("{count} portfolios")) if portfolios else "",
            show_count(programmes, N_("{count} programme"), N_("{count} programmes")) if programmes else "",
            show_count(projects, N_("{count} project"), N_("{count} projects")),
        ]
        return ", ".join(filter(None, parts))

    def _show_totals(self) -> None:
        model = self.table.model
        with self.document.reading() as session:
            words = totals_words(session, model.source.money, tuple(model.filters.values()), model.search)
        self.table.footer.setText(words)

    # The inspector -----------------------------------------------------------------------------------------------

    @property
    def _is_inspecting(self) -> bool:
        return not (self.inspector.isHidden() and self.group_pane.isHidden())

    def _come_to_rest(self) -> None:
        """Show what goes with the rows, once the user pauses: how many, what they come to, and the one chosen."""
        if not self.isVisible():
            return  # it follows when the page is shown
        self._header.show_words(say(self.title), self._subtitle())
        self._show_totals()
        self._inspect()

    def _inspect(self) -> None:
        """Show the project, or the group, under the cursor, if the pane is open."""
        if not self._is_inspecting:
            return
        model, number = self.table.model, self.table.view.currentIndex().row()
        is_group = self.table.face is Face.TABLE and number >= 0 and model.group_at(number) is not None
        if is_group:
            self.group_pane.show_group(model.cell(number, 0).text, model.members(number), model.source.money)
        found = not is_group and self.inspector.show_project(self.table.current_key(), model.source.money)
        self.group_pane.setVisible(is_group)
        self.inspector.setVisible(found)
        self.inspected.emit()

    def _enter(self, key: object) -> None:
        if key is None:
            return
        self.inspector.show()
        self._inspect()
        self.inspector.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_inspector(self) -> None:
        self.inspector.hide()
        self.group_pane.hide()
        self.table.take_focus()

    def open_project(self) -> None:
        """Lead to the page of the project under the cursor; it goes on through the rows that are shown here."""
        key = self.table.current_key()
        if key is not None:
            self.go.emit("project", (key, tuple(self.table.model.keys())))

    def write_report(self) -> None:
        """Show the report of the project under the cursor."""
        self._enter(self.table.current_key())
        self.inspector.show_tab(REPORT)

    # What is done ------------------------------------------------------------------------------------------------

    def add_record(self) -> None:
        """Ask for a new project, with the lessons that suit it beside the form, and show it."""
        lessons = IntakeLessons(self.document)
        money = self.table.model.source.money
        given = self._place_in_tree()
        dialog = NewRecord(self.document, PROJECTS, money, self, names=_NEW, aside=lessons, given=given)
        lessons.follow(dialog.form)
        dialog.added.connect(self.show_record)
        dialog.open()

    def _place_in_tree(self) -> dict[str, object]:
        """The portfolio or programme whose head is under the cursor: a new project is likely to belong there."""
        model, row = self.table.model, self.table.view.currentIndex().row()
        group = model.group_at(row) if self.table.face is Face.TABLE else None
        if group is None:
            return {}
        values = dict(zip(model.group_by, group.values, strict=False))
        innermost = next((name for name in reversed(TREE) if values.get(name) is not None), None)
        return {innermost: values[innermost]} if innermost else {}

    def show_table(self) -> None:
        """Show the projects that pass as a table."""
        self.table.show_face(Face.TABLE)

    def show_board(self) -> None:
        """Show the projects that pass as cards by stage."""
        self.table.show_face(Face.BOARD)

    def show_roadmap(self) -> None:
        """Show the projects that pass as bars in time."""
        self.table.show_face(Face.ROADMAP)

    def edit_selected(self) -> None:
        """Ask what to change in all selected projects at once."""
        self.table.edit_selected()

    def import_register(self) -> None:
        """Ask for a spreadsheet, and show what importing it would do."""
        self.run("file.import")

    def remove_records(self) -> None:
        """Remove the selected projects with their reports and records; one undo brings them back."""
        remove_rows(self.document, PROJECTS, self.table, self.table.selected_keys())

    def _remove_inspected(self) -> None:
        if self.inspector.seen is not None:
            remove_rows(self.document, PROJECTS, self.table, [self.inspector.seen.key])


class ReportsPage(RegisterPage):
    """The same table, asked for the status reports of the newest period."""

    title: ClassVar[str] = N_("Status reports")
    views: ClassVar[tuple[View, ...]] = REPORT_VIEWS
    place: ClassVar[str] = "status reports"
    offered: ClassVar[tuple[str, ...]] = (
        "report.state",
        "figures.rating",
        "project_manager",
        "sponsor",
        "organisation",
    )

    @override
    def _build(self) -> None:
        super()._build()
        self.new.hide()
        self.inspector.show_tab(REPORT)

    @override
    def _more_actions(self) -> tuple[QWidget, ...]:
        chase = button(self.tr("Reports still to come…"), lambda: self.run("period.chase"), name="chase reports")
        return (chase,)

    @override
    def _subtitle(self) -> str:
        with self.document.reading() as session:
            done, expected = reports_in(session)
        return self.tr("{done} of {expected} are in").format(done=done, expected=expected)

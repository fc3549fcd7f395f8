"""Who follows the method: the balance between standard and deviation, and item by item for one project."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.charts import method_balance
from pmo_desktop.charts.style import on_screen
from pmo_desktop.domain.fields import asked, field_of
from pmo_desktop.domain.method import Compliance, Waiver
from pmo_desktop.domain.rules.compliance import ItemState
from pmo_desktop.domain.rules.tailoring import Size, Uncertainty, class_of
from pmo_desktop.services import formats, method, registers
from pmo_desktop.services.insights.method import ItemSeen, MethodStanding, method_standing, project_items
from pmo_desktop.services.wording import projects as counted
from pmo_desktop.text import N_
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.logs.page import Front
from pmo_desktop.ui.method.taking import ask_lifecycle
from pmo_desktop.ui.theme import palette, px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.chart_view import ChartView
from pmo_desktop.ui.widgets.controls import button, column, row, scrolled
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.kpi import Kpi, KpiRow
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow
from pmo_desktop.ui.widgets.tag import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

_PIXELS_PER_POINT = 96 / 72
_MOST_ROWS = 60  # of the picture; those that deviate come first
_EVERY = 0
"""The key that stands for every project without a lifecycle."""
_TONES: dict[ItemState, Tone] = {
    ItemState.DONE: "good", ItemState.WAIVED: "news", ItemState.DEVIATION: "bad", ItemState.OPEN: "warning",
    ItemState.LATER: "quiet",
}  # fmt: skip
_GIVE = (
    asked("project", N_("Project"), kind="reference", width=30, required=True),
    asked("lifecycle", N_("Lifecycle"), kind="reference", width=30, required=True),
    asked("size", N_("Size"), kind="choice", choices=Size, help=N_("By your own limits of money and people.")),
    asked(
        "uncertainty", N_("Uncertainty"), kind="choice", choices=Uncertainty, help=N_("What is new raises the class.")
    ),
)
_DONE = tuple(field_of(Compliance, name) for name in ("done_on", "evidence"))
_WAIVE = tuple(field_of(Waiver, name) for name in ("reason", "approver", "approved_on", "expires_on"))


class ComplianceFront(Front):
    """Without a lifecycle it offers to take one from a template; without a project that follows one, to give it."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.tab = self.tr("Compliance")
        self._standing: MethodStanding | None = None
        self._project = 0
        self._seen: tuple[ItemSeen, ...] = ()
        self.kpis = KpiRow()
        self.kpis.pressed.connect(lambda key: self.shown.emit("waiver") if key == "waived" else None)
        self.chart = ChartView(self.tr("Standard and approved deviation"))
        self.chart.record_chosen.connect(lambda key: self.show_project(int(key)))
        self.choice = ListEditor((), required=True)
        self.choice.setObjectName("project")
        self.choice.setAccessibleName(self.tr("Project"))
        self.choice.committed.connect(self._choose)
        self.items = Listing(
            self.tr("What the method asks"),
            (
                ListingColumn(self.tr("What is asked"), 46), ListingColumn(self.tr("Phase"), 18),
                ListingColumn(self.tr("Shown by"), 30), ListingColumn(self.tr("State"), 18),
            ),
        )  # fmt: skip
        self.items.opened.connect(lambda _key: self.mark_done())
        self.items.selectionModel().currentChanged.connect(lambda *_moved: self._allow())
        self.done = button(self.tr("Done…"), self.mark_done, picture="check", name="done")
        self.waive = button(self.tr("Waive…"), self.ask_waiver, name="waive")
        self.take_back = button(self.tr("Take back"), self._take_back, name="take back")
        self.empty = EmptyState("document", "")
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        picture = Card(self.tr("Standard and approved deviation"), flush=True)
        picture.put(scrolled(self.chart))
        picture.body.setContentsMargins(px(16), 0, px(4), px(8))
        detail = Card(flush=True)
        detail.body.addLayout(row(self.choice, self.done, self.waive, self.take_back, margins=(16, 12, 16, 8)))
        detail.put(self.items)
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        middle = row(picture, detail, gap=16)
        middle.setStretch(0, 5)
        middle.setStretch(1, 7)
        full = QWidget()
        full.setLayout(column(self.kpis, middle, gap=16))
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        self.setLayout(column(self._stack))

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def renew(self) -> None:
        with self.document.reading() as session:
            found = method_standing(session, self.document.day(session))
        self._standing = found
        self.heading = (found.title, self._subtitle(found)) if found.projects else ("", found.title)
        self.action = self.tr("Give a lifecycle…") if found.projects else ""
        self._stack.setCurrentIndex(0 if found.projects else 1)
        if found.projects:
            self._show(found)
        elif found.lifecycles:
            self.empty.show_words(
                self.tr("No project follows the method yet"),
                self.tr(
                    "A project that is given a lifecycle gets its gates with their criteria, and here you see what it "
                    "has done, what it may leave out, and where it deviates."
                ),
                self.tr("Give a lifecycle…"),
                self.act,
            )
        else:
            self.empty.show_words(
                self.tr("No lifecycle yet"),
                self.tr(
                    "The method says how projects are run: phases, gates with criteria, activities and documents, as "
                    "much of it as the class of a project needs. Take one of our templates, then change it as you like."
                ),
                self.tr("Take a lifecycle from a template…"),
                self.take_template,
            )

    def _subtitle(self, found: MethodStanding) -> str:
        told = self.tr("{projects} with a lifecycle").format(projects=counted(len(found.projects)))
        without = self.tr("{projects} running without one").format(projects=counted(len(found.without)))
        return f"{told} · {without}" if found.without else told

    def _show(self, found: MethodStanding) -> None:
        whole = found.together
        self.kpis.show_kpis(
            (
                Kpi(
                    "standard", self.tr("As the method asks"), formats.show_percent(whole.standard_percent, 0), "",
                    self.tr("of {count} items that are due").format(count=whole.due),
                ),
                Kpi("waived", self.tr("Approved deviations"), str(whole.waived), "", self.tr("waivers that hold")),
                Kpi(
                    "deviation", self.tr("Deviations"), str(whole.deviation), "",
                    self.tr("{count} with an expired waiver").format(count=found.expired),
                ),
                Kpi("open", self.tr("Open now"), str(whole.open), "", self.tr("in the phase of today")),
                Kpi("without", self.tr("Without a lifecycle"), str(len(found.without)), "", self.tr("still running")),
            )
        )  # fmt: skip
        self.chart.show_chart(method_balance.draw, found.chart)
        rows = min(len(found.chart.rows), _MOST_ROWS)
        high = method_balance.height(rows, on_screen(palette())) * _PIXELS_PER_POINT
        self.chart.setMinimumHeight(px(round(high)))
        self.choice.offer([(each.key, each.label) for each in found.projects])
        known = [each.key for each in found.projects]
        self.show_project(self._project if self._project in known else known[0])

    def show_project(self, key: int) -> None:
        """Show what one project has done of what is asked."""
        with self.document.reading() as session:
            self._seen = project_items(session, key, self.document.day(session))
        self._project = key
        self.choice.show_value(key)
        self.items.show_rows(
            [
                ListingRow(each.key, (each.title, each.phase, each.note, each.state.label), tag=_TONES[each.state])
                for each in self._seen
            ]
        )
        self._allow()

    def _choose(self) -> None:
        value = self.choice.value()
        if isinstance(value, int):
            self.show_project(value)

    def item(self) -> ItemSeen | None:
        """The item under the cursor."""
        return next((each for each in self._seen if each.key == self.items.current_key()), None)

    def _allow(self) -> None:
        found = self.item()
        settled = found is not None and found.state in {ItemState.DONE, ItemState.WAIVED}
        self.done.setEnabled(found is not None and found.state is not ItemState.DONE)
        self.waive.setEnabled(found is not None and not settled)
        self.take_back.setEnabled(settled)

    # What is done ------------------------------------------------------------------------------------------------

    def mark_done(self) -> None:
        """Ask when the item under the cursor was done and what shows it."""
        found, project = self.item(), self._project
        if found is None:
            return

        def take(read: Mapping[str, object]) -> bool:
            on = read["done_on"] if isinstance(read["done_on"], date) else self._today()
            title = self.tr("“{item}” is done").format(item=found.title)
            return self._do(
                title, lambda session: method.mark_done(session, project, found.key, on, str(read["evidence"] or ""))
            )

        AskDialog(
            self.document, self.tr("Done…"), found.title, _DONE, take, self, given={"done_on": self._today()}
        ).open()

    def ask_waiver(self) -> None:
        """Ask why the project may do without the item under the cursor, who agreed, and until when."""
        found, project = self.item(), self._project
        if found is None:
            return

        def take(read: Mapping[str, object]) -> bool:
            on, until = read["approved_on"], read["expires_on"]
            return self._do(
                self.tr("Waive “{item}”").format(item=found.title),
                lambda session: method.waive(
                    session,
                    project,
                    found.key,
                    reason=str(read["reason"] or ""),
                    approver=str(read["approver"] or ""),
                    approved_on=on if isinstance(on, date) else self._today(),
                    expires_on=until if isinstance(until, date) else None,
                ),
            )

        words = self.tr("“{item}” may be left out until the waiver expires; then it is a deviation again.")
        AskDialog(
            self.document, self.tr("Waive…"), words.format(item=found.title), _WAIVE, take, self,
            given={"approved_on": self._today()}, columns=2,
        ).open()  # fmt: skip

    def _take_back(self) -> None:
        found, project = self.item(), self._project
        if found is not None:
            title = self.tr("Take back “{item}”").format(item=found.title)
            self._do(title, lambda session: method.take_back(session, project, found.key))

    def begin(self) -> None:
        """Give a lifecycle, or take the first one from a template."""
        if self._standing is not None and self._standing.lifecycles:
            self.act()
        else:
            self.take_template()

    def take_template(self) -> None:
        """Ask which of our lifecycles to take."""
        ask_lifecycle(self.document, self)

    @override
    def act(self) -> None:
        with self.document.reading() as session:
            projects = registers.references(session, "project")
            lifecycles = registers.references(session, "lifecycle")
            without = method_standing(session, self.document.day(session)).keys_without
        every = [(_EVERY, self.tr("Every running project without a lifecycle ({count})").format(count=len(without)))]
        AskDialog(
            self.document,
            self.tr("Give a lifecycle…"),
            self.tr(
                "The project gets the gates of the lifecycle, with the criteria that its class asks for. Size and "
                "uncertainty together make the class; left empty, the class stays as it is."
            ),
            _GIVE,
            lambda read: self._give(read, without),
            self,
            given={"project": _EVERY if without else None, "lifecycle": lifecycles[0][0] if lifecycles else None},
            options={"project": [*(every if without else []), *projects], "lifecycle": lifecycles},
            columns=2,
        ).open()

    def _give(self, read: Mapping[str, object], without: tuple[int, ...]) -> bool:
        project, lifecycle, size, uncertainty = (read[each.name] for each in _GIVE)
        if not isinstance(project, int) or not isinstance(lifecycle, int):
            return False
        keys = without if project == _EVERY else (project,)
        wanted = class_of(Size(str(size)), Uncertainty(str(uncertainty or Uncertainty.LOW))) if size else None
        title = self.tr("Give a lifecycle")
        done = self._do(title, lambda session: method.give_lifecycle(session, keys, lifecycle, wanted))
        if done and project != _EVERY:
            self.show_project(project)
        return done

    def _do(self, title: str, command: "Callable[[Session], object]") -> bool:
        def run(session: "Session") -> bool:
            command(session)
            return True

        return self.document.do(title, run) is True

    def _today(self) -> date:
        with self.document.reading() as session:
            return self.document.day(session)

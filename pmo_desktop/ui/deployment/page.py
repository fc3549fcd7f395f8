"""The deployment plan of an office: a picture against its baseline, cost and people by phase, and every activity."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.charts import gantt
from pmo_desktop.charts.style import on_screen
from pmo_desktop.domain.fields import asked
from pmo_desktop.domain.templates.deployment import deployment_templates
from pmo_desktop.services import deployment as plans
from pmo_desktop.services import formats
from pmo_desktop.services.insights.deployment import Deployment, PhaseSum, deployment
from pmo_desktop.services.wording import money, money_parts
from pmo_desktop.text import N_
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.logs.page import Front, LogPage
from pmo_desktop.ui.office_choice import OfficeChoice
from pmo_desktop.ui.theme import palette, px
from pmo_desktop.ui.values import Money
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.chart_view import ChartView
from pmo_desktop.ui.widgets.controls import button, column, row, scrolled
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.kpi import Kpi, KpiRow
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

_PIXELS_PER_POINT = 96 / 72
_MOST_ROWS = 120
_BEGIN = (
    asked("template", N_("Plan"), kind="reference", width=30, required=True),
    asked("start_on", N_("First day"), kind="date", required=True, help=N_("All dates follow from it.")),
    asked(
        "cost_per_fte", N_("Cost of one FTE a year"), kind="money",
        help=N_("Empty leaves the cost of the activities open."),
    ),
)  # fmt: skip


class PlanFront(Front):
    """The plan as a picture. Without one it offers to begin from a template."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.tab = self.tr("Plan")
        self.office = OfficeChoice(document)
        self.office.chosen.connect(self.renew)
        self.kpis = KpiRow()
        self.kpis.pressed.connect(lambda _key: self.shown.emit("deployment_activity"))
        self.chart = ChartView(self.tr("Deployment plan"))
        self.chart.record_chosen.connect(lambda key: self.shown.emit(("deployment_activity", int(key))))
        self.phases = Listing(
            self.tr("Cost and people by phase"),
            (
                ListingColumn(self.tr("Phase"), 40), ListingColumn(self.tr("Done"), 18, is_figure=True),
                ListingColumn(self.tr("FTE"), 14, is_figure=True), ListingColumn(self.tr("Cost"), 22, is_figure=True),
                ListingColumn(self.tr("Until"), 26, is_figure=True),
            ),
            grows=True,
        )  # fmt: skip
        self.late = Listing(
            self.tr("Late activities"),
            (
                ListingColumn(self.tr("Activity"), 70), ListingColumn(self.tr("Owner"), 30),
                ListingColumn(self.tr("Days"), 18, is_figure=True),
            ),
            grows=True,
        )  # fmt: skip
        self.late.opened.connect(lambda key: self.shown.emit(("deployment_activity", key)))
        self.empty = EmptyState(
            "flag",
            self.tr("No deployment plan yet"),
            self.tr(
                "The plan takes an office from its first day to its improvement: what is done when, by whom, and what "
                "it costs. Begin from the template for this type of office, then change it as you like."
            ),
            self.tr("Begin from a template…"),
            self.begin,
        )
        self._build()

    def _build(self) -> None:
        rebase = button(self.tr("New baseline"), self.rebase, name="new baseline")
        rebase.setToolTip(self.tr("Make the dates forecast now the baseline of what is not done"))
        self._picture = Card(self.tr("Plan and baseline"), actions=(rebase,), flush=True)
        self._scroll = scrolled(self.chart)
        self._picture.put(self._scroll)
        self._picture.body.setContentsMargins(px(16), 0, px(4), px(8))
        self._by_phase = Card(self.tr("Cost and people by phase"), flush=True)
        self._by_phase.put(self.phases)
        self._late_card = Card(self.tr("Late activities"), flush=True)
        self._late_card.put(self.late)
        aside = QWidget()
        aside.setLayout(column(self._by_phase, self._late_card, None, gap=16))
        side = scrolled(aside)
        side.setFixedWidth(px(400))
        full = QWidget()
        middle = row(self._picture, side, gap=16)
        middle.setStretch(0, 1)
        full.setLayout(column(self.kpis, middle, gap=16))
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        lines = column(self.office, self._stack, gap=12)
        lines.setStretch(1, 1)
        self.setLayout(lines)

    @override
    def renew(self) -> None:
        self.office.renew()
        with self.document.reading() as session:
            found = deployment(session, self.office.key, self.document.day(session))
        self._stack.setCurrentIndex(0 if found else 1)
        self.action = "" if found is None else self.tr("New activity")
        self.heading = (found.title, self._subtitle(found)) if found else ("", self.tr("Nothing is planned yet"))
        if found:
            self._show(found)

    def _subtitle(self, found: Deployment) -> str:
        begin = min((phase.starts_on for phase in found.phases if phase.starts_on), default=None)
        return self.tr("{start} to {finish}").format(
            start=formats.show_date(begin), finish=formats.show_date(found.ends_on)
        )

    def _show(self, found: Deployment) -> None:
        self.kpis.show_kpis(self._figures(found))
        self.chart.show_chart(gantt.draw, found.gantt)
        high = gantt.height(min(len(found.gantt.rows), _MOST_ROWS), on_screen(palette())) * _PIXELS_PER_POINT
        self.chart.setMinimumHeight(px(round(high)))
        self.phases.show_rows([self._phase(each) for each in found.phases])
        self._late_card.setVisible(bool(found.late))
        self.late.show_rows(
            [ListingRow(each.key, (each.title, each.owner, formats.show_number(each.days, 0))) for each in found.late]
        )

    def _figures(self, found: Deployment) -> tuple[Kpi, ...]:
        cost, unit = formats.NO_VALUE, ""
        if found.cost is not None:
            cost, unit = money_parts(found.cost, self.document.currency)
        moved = (found.ends_on - found.baseline_ends_on).days if found.ends_on and found.baseline_ends_on else 0
        now = next((phase for phase in found.phases if phase.done < phase.steps), found.phases[-1])
        most = max((each.days for each in found.late), default=0)
        of_all = self.tr("of {all}").format(all=found.steps)
        late = self.tr("by up to {days} days").format(days=most) if most else self.tr("All on their baseline")
        against = self.tr("{days} days against baseline").format(days=formats.show_change(moved, 0))
        finish = formats.show_month(found.ends_on)
        return (
            Kpi("done", self.tr("Activities done"), str(found.done), of_all, now.phase.label),
            Kpi("late", self.tr("Late"), str(len(found.late)), "", late),
            Kpi("finish", self.tr("Finish"), finish, "", against if moved else self.tr("as in the baseline")),
            Kpi("cost", self.tr("Cost"), cost, unit, self.tr("of all activities")),
        )

    def _phase(self, each: PhaseSum) -> ListingRow:
        currency = self.document.currency
        cost = money(each.cost, currency)
        done = f"{each.done}/{each.steps}"
        fte = formats.show_number(each.fte, 1)
        return ListingRow(each.phase.value, (each.phase.label, done, fte, cost, formats.show_month(each.ends_on)))

    # What is done ------------------------------------------------------------------------------------------------

    @override
    def act(self) -> None:
        self.wanted.emit("deployment_activity")

    def begin(self) -> None:
        """Ask which template, from which day and at what cost, and make the plan."""
        language = self.document.language
        with self.document.reading() as session:
            suits = plans.choice(session, self.office.key, language)
            given = {
                "template": suits.template.key,
                "start_on": self.document.day(session),
                "cost_per_fte": suits.cost_per_fte,
            }
        every = deployment_templates(language)
        words = self.tr("For “{office}”, “{plan}” suits best. {about}").format(
            office=suits.office, plan=suits.template.name, about=suits.template.about
        )
        AskDialog(
            self.document, self.tr("Begin the deployment plan…"), words, _BEGIN, self._begin, self, given=given,
            options={"template": [(each.key, each.name) for each in every]}, money=Money(self.document.currency),
        ).open()  # fmt: skip

    def _begin(self, read: Mapping[str, object]) -> bool:
        key, language = self.office.key, self.document.language
        start_on, cost = read["start_on"], read["cost_per_fte"]
        if not isinstance(start_on, date):
            return False
        done = self.document.do(
            self.tr("Begin the deployment plan"),
            lambda session: plans.begin(
                session, key, str(read["template"]), start_on,
                cost_per_fte=cost if isinstance(cost, int) else None, language=language,
            ),
        )  # fmt: skip
        return done is not None

    def rebase(self) -> None:
        """Make the dates forecast now the baseline of what is not done."""
        key = self.office.key
        self.document.do(self.tr("New baseline of the deployment plan"), lambda session: plans.rebase(session, key))


class DeploymentPage(LogPage):
    """The plan as a picture, then its activities."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs, "deployment", (PlanFront,))

    def begin_plan(self) -> None:
        """Ask for the template of a plan and its first day."""
        self.show_record("PlanFront")
        front = self.fronts[0]
        if isinstance(front, PlanFront):
            front.begin()

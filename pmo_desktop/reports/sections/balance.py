"""Balance: value against risk, which objectives the money serves, and what comes through the pipeline."""

from dataclasses import dataclass

from pmo_desktop.charts import balance_bubble, coverage_matrix
from pmo_desktop.charts.style import LIGHT
from pmo_desktop.reports.blocks import heading, text
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.sections.section import Material, Option, Section
from pmo_desktop.reports.signs import bar
from pmo_desktop.reports.tables import Column, Row, table
from pmo_desktop.reports.typesetting import strong
from pmo_desktop.reports.vector import chart
from pmo_desktop.services.formats import best_scale, money_unit, show_money, show_number
from pmo_desktop.services.insights.balance import Balance, balance
from pmo_desktop.services.insights.coverage import Coverage, Objective, coverage
from pmo_desktop.services.insights.pipeline import PipelineStep, pipeline
from pmo_desktop.services.wording import names, share
from pmo_desktop.text import N_, say

_PICTURE, _BAR, _ROW = 232.0, 70.0, 15.6


@dataclass(frozen=True, slots=True)
class Balanced:
    """The three answers of the page."""

    balance: Balance
    coverage: Coverage
    steps: tuple[PipelineStep, ...]


def ask(material: Material) -> Balanced | None:
    """Ask how the portfolio is balanced; none where nothing is scored and no objective is kept."""
    weighed, covered = balance(material.session), coverage(material.session)
    if not weighed.placed and not (covered.objectives and covered.served):
        return None
    return Balanced(weighed, covered, pipeline(material.session))


def draw(paper: Paper, answer: Balanced) -> None:
    """Draw the bubbles beside the pipeline, the objectives under them, and on a second page the matrix."""
    covered = answer.coverage
    weighed = bool(answer.balance.placed)
    title = answer.balance.title if weighed else covered.title
    reason = covered.title if weighed and covered.objectives else ""
    body = paper.page(say("Balance"), title=title, reason=reason, key="balance")
    left, right = body.columns(7, 5)
    if weighed:
        heading(left, say("Value against risk"), level="subhead", aside=_unplaced(answer.balance))
        chart(left, balance_bubble.draw, answer.balance.chart, _PICTURE)
        _pipeline(right, answer)
        body.below(left, right, gap=12)
        _objectives(body, covered)
    else:
        _objectives(left, covered)
        _pipeline(right, answer)
        body.below(left, right, gap=12)
    if covered.chart.rows and paper.choice("matrix"):
        _matrix(paper, covered)


def _unplaced(weighed: Balance) -> str:
    said: list[str] = []
    if weighed.unscored:
        said.append(say("{count} without a score", count=show_number(len(weighed.unscored))))
    if weighed.without_risk:
        said.append(say("{count} without a scored risk", count=show_number(len(weighed.without_risk))))
    return "  ·  ".join(said)


def _pipeline(place: Region, answer: Balanced) -> None:
    heading(place, say("Pipeline"), level="subhead")
    currency, steps = answer.coverage.currency, answer.steps
    most, total = max((each.cost for each in steps), default=0), sum(each.cost for each in steps)
    scale = best_scale([each.cost for each in steps if each.cost], currency)
    cost = say("Cost {unit}", unit=money_unit(currency, scale))
    columns = [Column(say("Stage")), Column(say("Projects"), 46, "right"), Column(cost, 50, "right"), Column("", _BAR)]
    rows = [
        Row([each.label, show_number(each.projects), show_money(each.cost, currency, scale),
             bar(each.cost, 0, most, _BAR, _ROW)])
        for each in steps
    ]  # fmt: skip
    count = show_number(sum(each.projects for each in steps))
    rows.append(Row([say("All"), count, show_money(total, currency, scale), ""], total=True))
    table(place, columns, rows)
    unknown = sum(each.unknown for each in steps)
    if unknown:
        place.skip(3)
        told = say("{count} of them have no cost yet.", count=show_number(unknown))
        text(place, told, size="note", colour=LIGHT.text_2, lines=1)


def _objectives(place: Region, covered: Coverage) -> None:
    if not covered.objectives:
        return
    heading(place, say("Strategic objectives"), level="subhead", aside=_orphans(covered))
    currency = covered.currency
    scale = best_scale([each.cost for each in covered.objectives if each.cost], currency)
    most = max((each.cost for each in covered.objectives), default=0)
    whole = sum(each.cost or 0 for each in covered.served)
    columns = [
        Column(say("Objective"), share=2),
        Column(say("Weight"), 40, "right"),
        Column(say("Projects"), 46, "right"),
        Column(say("Cost {unit}", unit=money_unit(currency, scale)), 50, "right"),
        Column(say("Of all cost"), 50, "right"),
        Column("", _BAR),
    ]
    table(
        place,
        columns,
        [
            Row([
                strong(each.title) if not each.projects else each.title,
                show_number(each.weight),
                _count(each),
                show_money(each.cost, currency, scale),
                share(each.cost, whole),
                bar(each.cost, 0, most, _BAR, _ROW),
            ])
            for each in covered.objectives
        ],
    )  # fmt: skip


def _count(objective: Objective) -> str:
    return show_number(objective.projects) if objective.projects else say("none")


def _orphans(covered: Coverage) -> str:
    orphans = [each.label for each in covered.orphans]
    return say("Serving none: {names}", names=names(orphans, 2)) if orphans else say("A project may serve several")


def _matrix(paper: Paper, covered: Coverage) -> None:
    body = paper.page(
        say("Balance"), title=covered.title, reason=say("Projects that serve no objective stand first."),
        key="coverage", entry=say("Projects and objectives"),
    )  # fmt: skip
    chart(body, coverage_matrix.draw, covered.chart, body.room - 2)


_OPTIONS = (Option("matrix", N_("Matrix of projects and objectives")),)
SECTION = Section("balance", N_("Balance"), ask, draw, _OPTIONS)

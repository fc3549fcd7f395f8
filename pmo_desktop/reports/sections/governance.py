"""Governance: maturity against its targets, what would raise it, and actions that are overdue."""

from pmo_desktop.charts import gap_bars, radar
from pmo_desktop.charts.style import LIGHT
from pmo_desktop.reports.blocks import heading, text
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.sections.section import Material, Option, Section
from pmo_desktop.reports.tables import Column, table
from pmo_desktop.reports.typesetting import strong
from pmo_desktop.reports.vector import chart
from pmo_desktop.services.formats import NO_VALUE, show_change, show_date, show_number
from pmo_desktop.services.insights.governance import Governance, governance
from pmo_desktop.services.insights.maturity import DomainResult, MaturityResult
from pmo_desktop.text import N_, say

_PICTURE = 205.0
_ACTIONS = 7
_STEPS = 5


def ask(material: Material) -> Governance | None:
    """Ask how projects are managed, and what is overdue."""
    return governance(material.session, material.standing)


def draw(paper: Paper, answer: Governance) -> None:
    """Draw the pictures of the assessment, what would raise the level, and the overdue actions."""
    body = paper.page(say("Governance"), title=answer.title, reason=answer.reason, key="governance")
    if answer.maturity:
        _pictures(body, answer, answer.maturity)
        body.skip(8)
    left, right = body.columns(6, 6)
    if answer.maturity and paper.choice("steps"):
        _steps(left, answer.maturity)
        body = right
    _overdue(body, answer)


def _pictures(body: Region, answer: Governance, result: MaturityResult) -> None:
    left, right = body.columns(5.4, 6.6)
    before = say("and {before}", before=result.before_title) if result.before_title else ""
    heading(left, say("Level by domain"), aside=say("now, target {before}", before=before))
    chart(left, radar.draw, answer.radar, _PICTURE)
    heading(right, say("Distance to target"), aside=_claimed(result))
    chart(right, gap_bars.draw, answer.gaps, _PICTURE)
    body.below(left, right)


def _claimed(result: MaturityResult) -> str:
    claimed = sum(len(domain.score.claimed) for domain in result.domains)
    if not claimed:
        return ""
    return say("{count} answers from level 3 up are claimed: no document was seen", count=claimed)


def _steps(place: Region, result: MaturityResult) -> None:
    heading(place, say("What would raise the level"), level="subhead", rule=True)
    weakest = sorted((each for each in result.domains if each.next_raise), key=_way)[:_STEPS]
    texts = {answer.statement.key: answer.statement.text for domain in result.domains for answer in domain.answers}
    rows = [
        (
            domain.name,
            show_number(domain.score.score, 1),
            strong(str(domain.next_raise.level)),
            "  ".join(texts[key] for key in domain.next_raise.keys),
        )
        for domain in weakest
        if domain.next_raise
    ]
    columns = [Column(say("Domain"), 96, lines=2), Column(say("Now"), 26, "right"), Column(say("To"), 20, "right"),
               Column(say("By doing fully"), lines=2)]  # fmt: skip
    table(place, columns, rows, row_height=13.4, gap=6)


def _way(domain: DomainResult) -> tuple[float, float]:
    return (-(domain.gap or 0.0), domain.score.score or 0.0)


def _overdue(place: Region, answer: Governance) -> None:
    heading(place, say("Overdue actions"), level="subhead", rule=True, aside=_how_many(answer))
    columns = [Column(say("Action"), lines=2, share=2), Column(say("Owner"), 84), Column(say("Due"), 54, "right"),
               Column(say("Late, d"), 36, "right")]  # fmt: skip
    shown = sorted(answer.overdue, key=lambda each: -each.days_late)[:_ACTIONS]
    table(
        place,
        columns,
        [
            (each.title, each.owner or NO_VALUE, show_date(each.due_on), strong(show_change(each.days_late, 0)))
            for each in shown
        ],
        row_height=13.4,
        gap=6,
        empty=say("No action is overdue."),
    )
    if len(answer.overdue) > len(shown):
        more = say("and {count} more, in the annex", count=len(answer.overdue) - len(shown))
        text(place, more, size="note", colour=LIGHT.text_2, lines=1)


def _how_many(answer: Governance) -> str:
    told = say("{count} open", count=answer.open_actions)
    if answer.unchecked:
        told += "  ·  " + say("{count} closed, effect not checked", count=answer.unchecked)
    return told


_OPTIONS = (Option("steps", N_("What would raise the level")),)
SECTION = Section("governance", N_("Governance"), ask, draw, _OPTIONS)

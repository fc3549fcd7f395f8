"""Governance: maturity against its targets, what would raise it, and actions that are overdue."""

from dataclasses import dataclass

from sqlalchemy import select

from pmo_desktop.charts import gap_bars, radar
from pmo_desktop.charts.style import LIGHT
from pmo_desktop.domain.office import Office
from pmo_desktop.reports.blocks import heading, text
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.sections.section import Material, Option, Section
from pmo_desktop.reports.tables import Column, Row, table
from pmo_desktop.reports.typesetting import Piece, quiet, strong
from pmo_desktop.reports.value import draw_value
from pmo_desktop.reports.vector import chart
from pmo_desktop.services.formats import NO_VALUE, show_change, show_date, show_number
from pmo_desktop.services.insights.governance import Governance, governance
from pmo_desktop.services.insights.maturity import DomainResult, MaturityResult
from pmo_desktop.services.insights.oversight import GateSeen, Oversight, oversight
from pmo_desktop.services.insights.value import PmoValue, pmo_value
from pmo_desktop.text import N_, say

_PICTURE = 205.0
_ACTIONS = 7
_STEPS = 5
_GATES, _FOUND, _LEARNT = 7, 7, 4


@dataclass(frozen=True, slots=True)
class Governed:
    """The three answers of the section; each is none if it has nothing to say."""

    managed: Governance | None
    seen: Oversight | None
    value: PmoValue | None


def ask(material: Material) -> Governed | None:
    """Ask how projects are managed and what is overdue, what gates and findings say, and what the PMO is worth."""
    session = material.session
    office = session.scalars(select(Office.key).order_by(Office.key)).first()
    worth = pmo_value(session, office, material.standing.period.cut_off_on) if office else None
    answer = Governed(
        governance(session, material.standing),
        oversight(session, material.standing),
        worth if worth and not worth.is_empty and SECTION.choices(material.recipe)["value"] else None,
    )
    return answer if answer.managed or answer.seen or answer.value else None


def draw(paper: Paper, answer: Governed) -> None:
    """Draw the assessment and the overdue actions, then gates, findings and lessons, then the PMO's value."""
    if answer.managed:
        _managed(paper, answer.managed)
    if answer.seen:
        _seen(paper, answer.seen, key="" if answer.managed else "governance")
    if answer.value:
        draw_value(paper, answer.value)


def _managed(paper: Paper, answer: Governance) -> None:
    body = paper.page(say("Governance"), title=answer.title, reason=answer.reason, key="governance")
    if answer.maturity:
        _pictures(body, answer, answer.maturity)
        body.skip(8)
    left, right = body.columns(6, 6)
    if answer.maturity and paper.choice("steps"):
        _steps(left, answer.maturity)
        body = right
    _overdue(body, answer)


def _seen(paper: Paper, answer: Oversight, key: str) -> None:
    """Draw gates at the left, findings and lessons at the right."""
    body = paper.page(say("Governance"), title=answer.title, key=key)
    left, right = body.columns(6, 6)
    heading(left, say("Gates held since the last period"), level="subhead", rule=True)
    columns = [Column(say("Project and gate"), share=1.3, lines=2), Column(say("Held"), 54, "right"),
               Column(say("Verdict"), lines=3, share=1.5)]  # fmt: skip
    table(left, columns, [_held(each) for each in answer.held[:_GATES]], row_height=13.4, gap=6,
          empty=say("None was held."))  # fmt: skip
    left.skip(12)
    heading(left, say("Gates to come"), level="subhead", rule=True)
    rows = [
        Row([each.project, each.name, show_date(each.on)], link=f"project-{each.project_key}")
        for each in answer.coming[: max(0, int((left.room - 30) // 13.4))]
    ]
    columns = [Column(say("Project")), Column(say("Gate")), Column(say("Planned"), 54, "right")]
    table(left, columns, rows, row_height=13.4, gap=6, empty=say("None is planned in the next sixty days."))
    _findings(right, answer)


def _held(each: GateSeen) -> Row:
    said: list[Piece] = [strong(each.verdict.label if each.verdict else NO_VALUE)]
    if each.text:
        said.append(f"  {each.text}")
    return Row([[strong(each.project), "\n", each.name], show_date(each.on), said], link=f"project-{each.project_key}")


def _findings(place: Region, answer: Oversight) -> None:
    heading(place, say("Open findings"), level="subhead", rule=True, aside=_more(len(answer.findings), _FOUND))
    columns = [Column(say("Finding"), lines=2, share=2), Column(say("Project"), lines=2), Column(say("When"), 72),
               Column(say("Follow up"), 54, "right")]  # fmt: skip
    rows = [
        (each.title, each.project or NO_VALUE, each.severity.label, show_date(each.follow_up_on))
        for each in answer.findings[:_FOUND]
    ]
    table(place, columns, rows, row_height=13.4, gap=6, empty=say("No finding is open."))
    place.skip(12)
    heading(place, say("New lessons"), level="subhead", rule=True, aside=_more(len(answer.lessons), _LEARNT))
    columns = [Column(say("What happened"), lines=3), Column(say("The next time"), lines=3, share=1.4)]
    learnt = [
        Row([[strong(each.title), "\n", quiet(each.project)], each.recommendation or NO_VALUE])
        for each in answer.lessons[:_LEARNT]
    ]
    table(place, columns, learnt, row_height=13.4, gap=6, empty=say("None since the last period."))


def _more(count: int, shown: int) -> str:
    return say("{shown} of {count} shown", shown=show_number(shown), count=show_number(count)) if count > shown else ""


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


_OPTIONS = (Option("steps", N_("What would raise the level")), Option("value", N_("What the PMO is worth")))
SECTION = Section("governance", N_("Governance"), ask, draw, _OPTIONS)

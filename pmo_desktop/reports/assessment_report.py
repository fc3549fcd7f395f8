"""The report of one assessment: what was found, what to do, and every answer it rests on."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.charts.catalogue import chart_named
from pmo_desktop.charts.style import LIGHT
from pmo_desktop.domain.assessment import Assessment
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.reports.blocks import Tile, heading, text, tiles
from pmo_desktop.reports.paper import Imprint, Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.tables import Column, Group, Row, table
from pmo_desktop.reports.typesetting import quiet, strong
from pmo_desktop.reports.vector import chart
from pmo_desktop.services.formats import NO_VALUE, show_date
from pmo_desktop.services.insights.outcomes import outcome_of
from pmo_desktop.services.insights.outcomes.outcome import Figure, Listed, Outcome, Picture
from pmo_desktop.services.insights.outcomes.shared import answer_word
from pmo_desktop.services.insights.rounds import Round, StatementAnswer, round_of
from pmo_desktop.services.settings import settings_of
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import say

_PICTURE = 225.0
_HEAD = 40.0
_LINES = 3
_LEAST = 120.0
"""Points below which a list begins on a new page."""


def write_assessment(workspace: Workspace, assessment_key: int, language: str = "en") -> bytes:
    """The report of an assessment as a PDF; the same answers give the same bytes."""
    with workspace.reading() as session:
        found = round_of(session, assessment_key, language)
        outcome = outcome_of(session, assessment_key, language)
        paper = Paper(_imprint(session, found, workspace.chain_head(), language))
    _first_page(paper, found, outcome)
    _lists(paper, [each for each in outcome.lists if each.in_report])
    _answers(paper, found)
    return paper.finish()


def assessment_named(session: Session, title: str = "") -> int:
    """The key of the assessment of that title, or of the newest if none is given.

    Raises:
        PmoError: there is no assessment yet, or none of that title.
    """
    every = list(session.scalars(select(Assessment).order_by(Assessment.held_on.desc(), Assessment.key.desc())))
    if not every:
        raise PmoError(say("Nothing has been assessed in this workspace yet, so there is no report to write."))
    for each in every:
        if not title or each.title.casefold() == title.casefold():
            return each.key
    names = ", ".join(dict.fromkeys(each.title for each in every))
    raise PmoError(say("There is no assessment “{title}”. The assessments are: {names}.", title=title, names=names))


def _imprint(session: Session, found: Round, chain_head: str, language: str) -> Imprint:
    settings = settings_of(session)
    office = session.get(Office, found.office_key) if found.office_key else None
    name = office.name if office else settings.organisation
    return Imprint(
        title=f"{found.template.title}, {found.title}",
        office=name,
        portfolio=settings.organisation or name,
        period=found.title,
        classification=settings.classification,
        data_date=show_date(found.closed_on or found.held_on),
        audit_head=chain_head[:12],
        author=found.assessor or name,
        language=language[:2] or "en",
        draft=found.is_open,
    )


def _about(found: Round) -> str:
    parts = (
        f"{found.template.title}, {found.about}",
        say("held {day}", day=show_date(found.held_on)),
        say("by {who}", who=found.assessor) if found.assessor else "",
        say("independent") if found.is_independent else say("self-assessment"),
        say("{count} respondents", count=len(found.respondents)) if found.respondents else "",
        say("template version {version}", version=found.version),
    )
    return "  ·  ".join(filter(None, parts))


def _first_page(paper: Paper, found: Round, outcome: Outcome) -> None:
    body = paper.page(say("Result"), title=outcome.headline, reason=_about(found), key="result")
    if outcome.meaning:
        text(body, outcome.meaning, lines=4)
        body.skip(10)
    tiles(body, [_tile(each) for each in outcome.figures])
    for sentence in outcome.warnings:
        text(body, [strong(say("Note") + "  "), sentence], lines=2)
        body.skip(6)
    pairs = [outcome.pictures[place : place + 2] for place in range(0, len(outcome.pictures), 2)]
    for number, pair in enumerate(pairs):
        if number and body.room < _PICTURE + _HEAD:
            body.next_page()
        _pictures(body, pair)


def _tile(each: Figure) -> Tile:
    if each.change:
        return Tile(each.label, each.value, each.unit, step=each.change, change=each.note)
    return Tile(each.label, each.value, each.unit, each.note)


def _pictures(body: Region, pair: tuple[Picture, ...]) -> None:
    places = body.columns(6, 6) if len(pair) > 1 else (body,)
    high = min(_PICTURE, max(body.room - _HEAD, 80))
    for place, picture in zip(places, pair, strict=True):
        heading(place, picture.message, aside=picture.hint)
        chart(place, chart_named(picture.chart).draw, picture.data, high)
    body.below(*places, gap=14)


def _lists(paper: Paper, every: Sequence[Listed]) -> None:
    """The lists one under the other, those with something to say first."""
    body = paper.page(say("What follows"), title=_next(every), reason=say("In order of weight"), key="lists")
    for number, each in enumerate(sorted(every, key=lambda each: not each.lines)):
        if number and body.room < _LEAST:
            body.next_page()
        heading(body, _count(each))
        _list(body, each)
        body.skip(16)


def _next(every: Sequence[Listed]) -> str:
    """What the lists say in one line."""
    told = [_count(each) for each in every if each.lines]
    return "  ·  ".join(told[:3]) if told else say("Nothing follows")


def _list(body: Region, each: Listed) -> None:
    """One list; the last column, which offers something in the window, says nothing on paper."""
    if not each.lines:
        text(body, each.empty or say("Nothing to list."), colour=LIGHT.text_2, lines=2)
        return
    heads = each.heads[:-1] if any(line.act for line in each.lines) else each.heads
    columns = [
        Column(head.title, align="right" if head.is_figure else "left", lines=1 if head.is_figure else _LINES,
               share=head.share)
        for head in heads
    ]  # fmt: skip
    table(body, columns, [Row(line.cells[: len(heads)]) for line in each.lines])


def _count(each: Listed) -> str:
    return f"{each.title} ({len(each.lines)})" if each.lines else each.title


def _answers(paper: Paper, found: Round) -> None:
    told = say("{done} of {count} statements answered", done=found.answered, count=found.asked)
    body = paper.page(say("Answers"), title=told, reason=say("What every score rests on"), key="answers")
    columns = [
        Column(say("No."), 30),
        Column(say("Statement"), share=4, lines=_LINES),
        Column(say("Answer"), 58),
        Column(say("Weight"), 36, "right"),
        Column(say("Evidence"), share=2, lines=2),
        Column(say("Comment"), share=3, lines=_LINES),
    ]
    rows: list[Row | Group] = []
    for domain in found.domains:
        rows.append(Group(strong(f"{domain.number}  {domain.name}"), note=quiet(domain.purpose), indent=190))
        rows += [_answer(each) for each in domain.answers]
    table(body, columns, rows)


def _answer(each: StatementAnswer) -> Row:
    weight = each.statement.weight if each.relevance is None else each.relevance
    seen = ", ".join(found.title for found in each.evidence)
    claimed = quiet(say("claimed")) if each.is_claimed else NO_VALUE
    tint = LIGHT.header if each.is_disputed else ""
    cells = (
        each.number,
        each.statement.text,
        answer_word(each),
        str(weight),
        seen or claimed,
        each.comments or NO_VALUE,
    )
    return Row(cells, tint=tint)

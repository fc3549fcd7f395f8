"""The schedule: a roadmap with gates, the trend of key milestones, and the largest slips."""

from collections.abc import Callable, Sequence
from datetime import date

from pmo_desktop.charts import milestone_trend, roadmap
from pmo_desktop.charts.style import LIGHT, status
from pmo_desktop.reports.blocks import heading, text
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.scale import legend
from pmo_desktop.reports.sections.section import Material, Option, Section
from pmo_desktop.reports.signs import change, diamond, key, space, status_sign
from pmo_desktop.reports.tables import Column, Group, Row, table
from pmo_desktop.reports.typesetting import Piece, Sign, Words, quiet, strong
from pmo_desktop.reports.vector import chart
from pmo_desktop.services.formats import NO_VALUE, show_change, show_date, show_month, show_number
from pmo_desktop.services.insights.entries import Entry
from pmo_desktop.services.insights.schedule import Schedule, schedule
from pmo_desktop.services.wording import gist, projects
from pmo_desktop.text import N_, say

_HEAD, _ROW = 15.0, 15.4  # of the roadmap, in points
_SLIPS, _EARLY = 9, 3  # rows at most
_SLIP, _SLIP_HEAD = 20.0, 42.0  # a row of slips, and what stands above and below them
_LINE, _MOVE, _GROUPS = 15.6, 26.6, 64.0  # a row of moves, one with its reason, and header and groups above them
_HATCHED = 2  # the place of the key to what is late
_LEADS_UP = 60  # characters before a colon that are taken as leading up to the reason
_BULLETS = "-–• "
_JOINED = "\u00a0"


def ask(material: Material) -> Schedule | None:
    """Ask how finishes and milestones stand."""
    return schedule(material.session, material.standing)


def draw(paper: Paper, answer: Schedule) -> None:
    """Draw the roadmap, then milestones and slips side by side, or the slips with their reasons."""
    shown = {(row.rating, row.complete): None for row in answer.roadmap.rows}
    body = paper.page(
        say("Schedule"),
        title=answer.title,
        reason=answer.reason,
        key="schedule",
        legend=legend(shown, answer.scale),
    )
    _roadmap(body, answer)
    body.skip(14)
    if answer.milestones.trend.lines and paper.choice("trend"):
        left, right = body.columns(7, 5)
        _milestones(left, answer)
        _slips(right, answer)
    else:
        _moves(body, answer)


def _roadmap(body: Region, answer: Schedule) -> None:
    last = answer.roadmap.ends_on.year - 1 if answer.roadmap.ends_on else ""
    heading(body, say("Roadmap to {year}", year=last), level="subhead", aside=_keys(answer))
    if answer.shown_of:
        body.y -= 3
        text(body, say("Shown: {which}", which=answer.shown_of), size="note", colour=LIGHT.text_2, lines=1)
        body.skip(2)
    top = body.y + _HEAD
    height = _HEAD + _ROW * len(answer.roadmap.rows) + 1
    chart(body, roadmap.draw, answer.roadmap, height)
    for place, project in enumerate(answer.roadmap_keys):
        low = body.paper.up(top + _ROW * (place + 1))
        body.paper.link(f"project-{project}", body.x, low, body.x + body.width / 4, low + _ROW)


def _keys(answer: Schedule) -> list[Piece]:
    """What the manners of the roadmap mean, those that it uses."""
    rows = answer.roadmap.rows
    late = any((row.forecast_finish or date.min) > (row.baseline_finish or date.max) for row in rows)
    told: list[tuple[Sign, str]] = [(key("full"), say("elapsed"))]
    if answer.has_baseline:
        told += [(key("open"), say("to baseline finish")), (key("hatched"), say("beyond baseline"))]
    elif answer.since:
        told.append((key("open"), say("to finish told in {period}", period=answer.since)))
        told.append((key("hatched"), say("moved later since")))
    else:
        told.append((key("open"), say("to finish")))
    if any(mark.gate for row in rows for mark in row.marks):
        told.append((diamond("3"), say("gate")))
    if any(not mark.gate for row in rows for mark in row.marks):
        told.append((diamond(), say("key milestone")))
    shown = told if late else [each for place, each in enumerate(told) if place != _HATCHED or not _is_measured(answer)]
    return [piece for sign, word in shown for piece in (space(8), sign, word)]


def _is_measured(answer: Schedule) -> bool:
    """Whether finishes are measured against anything."""
    return answer.has_baseline or bool(answer.since)


# Milestones and slips ------------------------------------------------------------------------------------------------


def _milestones(region: Region, answer: Schedule) -> None:
    heading(region, _milestone_title(answer), level="subhead")
    region.y -= 3
    how = say("Date forecast in each report: flat holds, rising slips, falling recovers, touching the diagonal is done")
    text(region, how, size="note", colour=LIGHT.text_2, lines=1)
    named = "  ·  ".join(f"{reference} {name}".replace(" ", _JOINED) for reference, name in answer.milestones.named)
    keep = 22 if named else 0
    chart(region, milestone_trend.draw, answer.milestones.trend, max(region.room - keep, 60), gap=2)
    text(region, named, size="note", colour=LIGHT.text_2, lines=2)


def _milestone_title(answer: Schedule) -> str:
    moved = answer.milestones
    if not moved.later:
        return say("Key milestones: none of {known} slipped since {period}", known=moved.known, period=answer.since)
    return say(
        "Key milestones: {later} of {known} slipped since {period}",
        later=show_number(moved.later),
        known=show_number(moved.known),
        period=answer.since,
    )


def _slips(region: Region, answer: Schedule) -> None:
    aside = say("moved: since {period}", period=answer.since) if answer.since else ""
    heading(region, say("Largest slips of finish"), level="subhead", aside=aside)
    room = region.room - _SLIP_HEAD
    high = _SLIP if len(answer.late) * _SLIP <= room else _LINE
    fits = min(int(room // high), _SLIPS)
    rows = _rows(answer, answer.late[:fits], show_month)
    table(region, _columns(answer, 44), rows, row_height=high, empty=say("No finish is late."))
    if len(answer.late) > fits:
        region.skip(3)
        more = say("and {count} more", count=show_number(len(answer.late) - fits))
        text(region, more, size="note", colour=LIGHT.text_2, lines=1)


def _moves(body: Region, answer: Schedule) -> None:
    """Write the largest slips, and what moved earlier since the last period, with the reasons that projects give."""
    late, early = list(answer.late), list(answer.early)
    if not late and not early:
        return
    with_why = any(entry.schedule_note for entry in (*late, *early))
    room = int((body.room - _GROUPS) // (_MOVE if with_why else _LINE))
    shown_early = early[: max(min(_EARLY, room // 3), room - len(late))]
    shown_late = late[: max(room - len(shown_early), 1)]
    behind = say("Behind baseline") if answer.has_baseline else say("Later than in {period}", period=answer.since)
    earlier = say("Earlier than in {period}", period=answer.since)
    heading(
        body, say("Largest slips of finish"), level="subhead", aside=say("moved: since {period}", period=answer.since)
    )
    rows: list[Row | Group] = []
    for words, some, every in ((behind, shown_late, late), (earlier, shown_early, early)):
        if some:
            told = projects(len(every))
            if len(some) < len(every):
                told = say("{told}, the largest {shown} shown", told=told, shown=len(some))
            rows += [Group(strong(words), told, indent=130), *_rows(answer, some, show_date, with_why=with_why)]
    table(body, _columns(answer, 58, with_why=with_why), rows)


def _columns(answer: Schedule, dates: float, *, with_why: bool = False) -> list[Column]:
    against = say("Baseline") if answer.has_baseline else answer.since
    moved = [Column(say("Moved, d"), 42, "right")]
    return [
        Column(say("Project"), share=4),
        Column(against, dates, "right"),
        Column(say("Forecast"), dates, "right"),
        Column(say("Slip, d") if answer.has_baseline else say("Moved, d"), 38, "right"),
        *(moved if answer.has_baseline and answer.since else []),
        *([Column(say("Why, as reported"), share=7, lines=2)] if with_why else []),
    ]


def _rows(
    answer: Schedule, entries: Sequence[Entry], show: Callable[[date | None], str], *, with_why: bool = False
) -> list[Row]:
    rows = list[Row]()
    for entry in entries:
        since = entry.slip_since_days
        before = entry.baseline_finish_on if answer.has_baseline else entry.finish_before_on
        slip = entry.slip_days if answer.has_baseline else since
        cells: list[Words] = [
            [status_sign(status(entry.rating)), entry.name],
            show(before),
            show(entry.finish_on),
            strong(show_change(slip)),
        ]
        if answer.has_baseline and answer.since:
            cells.append(NO_VALUE if since is None else change(since, show_change(since)))
        if with_why:
            cells.append(_why(entry.schedule_note))
        rows.append(Row(cells, link=f"project-{entry.key}"))
    return rows


def _why(note: str) -> Words:
    """The reason a project gives, without what only leads up to it; "…" marks what is left out."""
    told = gist(note).lstrip(_BULLETS)
    lead, _, reason = told.partition(": ")
    if reason and len(lead) > _LEADS_UP:
        told = f"… {reason.lstrip(_BULLETS)}"
    return told or quiet(NO_VALUE)


_OPTIONS = (Option("trend", N_("Trend of key milestones")),)
SECTION = Section("schedule", N_("Schedule"), ask, draw, _OPTIONS)

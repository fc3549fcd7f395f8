"""The schedule: a roadmap with gates, the trend of key milestones, and the largest slips."""

from collections.abc import Sequence

from pmo_desktop.charts import milestone_trend, roadmap
from pmo_desktop.charts.style import LIGHT, status
from pmo_desktop.reports.blocks import heading, text
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.scale import legend
from pmo_desktop.reports.sections.section import Material, Section
from pmo_desktop.reports.signs import change, diamond, key, space, status_sign
from pmo_desktop.reports.tables import Column, Group, Row, table
from pmo_desktop.reports.typesetting import Piece, Words, quiet, strong
from pmo_desktop.reports.vector import chart
from pmo_desktop.services.formats import NO_VALUE, show_change, show_date, show_month, show_number
from pmo_desktop.services.insights.entries import Entry
from pmo_desktop.services.insights.schedule import Schedule, schedule
from pmo_desktop.services.wording import gist, projects
from pmo_desktop.text import N_, say

_HEAD, _ROW = 15.0, 15.4  # of the roadmap, in points
_SLIPS, _EARLY = 9, 3  # rows at most
_SLIP, _SLIP_HEAD = 20.0, 42.0  # a row of slips, and what stands above and below them
_MOVE, _GROUPS = 26.6, 50.0  # a row of moves with its reason, and header and groups above them
_LEADS_UP = 60  # characters before a colon that are taken as leading up to the reason
_BULLETS = "-–• "


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
    if answer.milestones.trend.lines:
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
    pieces: list[Piece] = [key("full"), say("elapsed"), space(8)]
    if answer.has_baseline:
        pieces += [key("open"), say("to baseline finish"), space(8), key("hatched"), say("beyond baseline"), space(8)]
    elif answer.since:
        pieces += [key("open"), say("to finish told in {period}", period=answer.since), space(8)]
        pieces += [key("hatched"), say("moved later since"), space(8)]
    else:
        pieces += [key("open"), say("to finish"), space(8)]
    if any(mark.gate for row in rows for mark in row.marks):
        pieces += [diamond("3"), say("gate"), space(8)]
    if any(not mark.gate for row in rows for mark in row.marks):
        pieces += [diamond(), say("key milestone"), space(8)]
    return pieces


# Milestones and slips ------------------------------------------------------------------------------------------------


def _milestones(region: Region, answer: Schedule) -> None:
    heading(region, _milestone_title(answer), level="subhead")
    region.y -= 3
    how = say("Date forecast in each report: flat holds, rising slips, falling recovers, touching the diagonal is done")
    text(region, how, size="note", colour=LIGHT.text_2, lines=1)
    named = "  ·  ".join(f"{reference} {name}" for reference, name in answer.milestones.named)
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
    heading(region, say("Largest slips of forecast finish"), level="subhead")
    fits = min(int((region.room - _SLIP_HEAD) // _SLIP), _SLIPS)
    if answer.has_baseline:
        columns = [
            Column(say("Project")),
            Column(say("Baseline"), 42, "right"),
            Column(say("Forecast"), 42, "right"),
            Column(say("Slip, d"), 32, "right"),
            Column(say("since {period}", period=answer.since) if answer.since else "", 54, "right"),
        ]
        rows = [_slip_row(entry) for entry in answer.late[:fits]]
        table(region, columns, rows, row_height=_SLIP, empty=say("No project finishes later than its baseline."))
    else:
        table(region, _move_columns(answer, with_why=False), _move_rows(answer.late[:fits], with_why=False))
    _rest(region, len(answer.late) - fits)


def _rest(region: Region, count: int) -> None:
    if count > 0:
        region.skip(3)
        text(region, say("and {count} more", count=show_number(count)), size="note", colour=LIGHT.text_2, lines=1)


def _slip_row(entry: Entry) -> Row:
    since = entry.slip_since_days
    return Row(
        [
            _name(entry),
            show_month(entry.baseline_finish_on),
            show_month(entry.finish_on),
            strong(show_change(entry.slip_days)),
            NO_VALUE if since is None else change(since, show_change(since)),
        ],
        link=f"project-{entry.key}",
    )


def _name(entry: Entry) -> Words:
    return [status_sign(status(entry.rating)), entry.name]


def _moves(body: Region, answer: Schedule) -> None:
    """Write the largest moves since the last period, with the reasons that the projects give."""
    if not answer.late and not answer.early:
        return
    room = int((body.room - _GROUPS) // _MOVE)
    late, early = list(answer.late), list(answer.early)
    shown_early = early[: max(_EARLY, room - len(late))]
    shown_late = late[: max(room - len(shown_early), 1)]
    with_why = any(entry.schedule_note for entry in (*shown_late, *shown_early))
    rows: list[Row | Group] = []
    for words, some, every in ((say("Later"), shown_late, late), (say("Earlier"), shown_early, early)):
        if some:
            told = projects(len(every))
            if len(some) < len(every):
                told = say("{told}, the largest {shown} shown", told=told, shown=len(some))
            rows += [Group(strong(words), told), *_move_rows(some, with_why=with_why)]
    table(body, _move_columns(answer, with_why=with_why), rows)


def _move_columns(answer: Schedule, *, with_why: bool) -> list[Column]:
    against = say("baseline") if answer.has_baseline else answer.since
    columns = [
        Column(say("Finish moved most"), share=4),
        Column(say("Finish, {period}", period=against), 62, "right"),
        Column(say("Finish now"), 56, "right"),
        Column(say("Moved, d"), 42, "right"),
    ]
    return [*columns, Column(say("Why, as reported"), share=7, lines=2)] if with_why else columns


def _move_rows(entries: Sequence[Entry], *, with_why: bool) -> list[Row]:
    rows = list[Row]()
    for entry in entries:
        moved = entry.slip_since_days if entry.slip_days is None else entry.slip_days
        before = entry.finish_before_on if entry.slip_days is None else entry.baseline_finish_on
        cells: list[Words] = [_name(entry), show_date(before), show_date(entry.finish_on), strong(show_change(moved))]
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


SECTION = Section("schedule", N_("Schedule"), ask, draw)

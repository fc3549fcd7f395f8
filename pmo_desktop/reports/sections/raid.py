"""Risks and issues: the top ten with the heat map, then severe issues and what is escalated."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from pmo_desktop.charts import risk_heat_map
from pmo_desktop.charts.style import LIGHT, PAPER, status
from pmo_desktop.domain.choices import Level, Severity
from pmo_desktop.reports.blocks import heading, text
from pmo_desktop.reports.lettering import text_width
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.sections.section import Material, Option, Section
from pmo_desktop.reports.signs import change, status_sign
from pmo_desktop.reports.tables import Column, Group, Row, table
from pmo_desktop.reports.typesetting import Run, Word, Words, fit_text, lay, quiet, strong
from pmo_desktop.reports.vector import chart
from pmo_desktop.services.formats import NO_VALUE, show_change, show_date, show_number
from pmo_desktop.services.insights.raid import IssueRow, Raid, RiskRow, raid
from pmo_desktop.services.insights.shapes import HeatCell, RiskHeatMap
from pmo_desktop.services.wording import gist
from pmo_desktop.text import N_, say

_RISK = 138.0
_MAP, _MAP_ALONE = 214.0, 330.0  # height of the heat map, with and without something under it
_LINE, _HEAD = 15.6, 44.0
_TWO_LINES, _ISSUE = 26.6, 37.6  # a risk in two lines, an issue in three
_STEPS, _CELL_MARGIN, _CELL_HEAD, _CELL_LEADING = 5, 12.0, 15.0, 1.15  # of the cells of the heat map
_LEVELS = (Level.BOARD, Level.PORTFOLIO, Level.PROGRAMME)


def ask(material: Material) -> Raid | None:
    """Ask which risks and issues are open."""
    return raid(material.session, material.standing)


def draw(paper: Paper, answer: Raid) -> None:
    """Draw the risks on one page, the issues and what is escalated on another."""
    key = "raid"
    if answer.risks:
        _risks(paper.page(say("RAID"), title=answer.title, reason=answer.reason, key=key), answer)
        key = ""
    if paper.choice("issues") and _has_issues(answer):
        _issues(paper.page(say("RAID"), title=answer.issue_title, key=key), answer)


def _has_issues(answer: Raid) -> bool:
    return bool(answer.severe_issues) or any(any(answer.escalated(level)) for level in _LEVELS)


# Risks ---------------------------------------------------------------------------------------------------------------


def _risks(body: Region, answer: Raid) -> None:
    left, right = body.columns(9, 3)
    _map(right, answer)
    _overdue(right, answer)
    shown = answer.risks[: body.paper.choice("top")]
    every = show_number(len(answer.risks))
    many = say("The {count} highest of {all} open risks", count=len(shown), all=every)
    heading(left, many if len(shown) < len(answer.risks) else say("Open risks"), level="subhead")
    table(left, _columns(answer), [_row(answer, each) for each in shown], gap=6)
    if answer.knows_moves:
        left.skip(3)
        told = say("A bar at the left marks what is new or moved since {period}.", period=answer.since)
        text(left, told, size="note", colour=LIGHT.text_2, lines=1)


def _map(region: Region, answer: Raid) -> None:
    heading(region, say("All open risks today"), level="subhead")
    height = _MAP if answer.overdue else _MAP_ALONE
    chart(region, risk_heat_map.draw, _that_fits(answer.map, region.width, height), height, gap=4)
    unscored = sum(row.current is None for row in answer.risks)
    if unscored:
        told = say("1 risk is not scored yet.") if unscored == 1 else say("{count} are not scored yet.", count=unscored)
        text(region, told, size="note", colour=LIGHT.text_2, lines=1)
    region.skip(6)


def _that_fits(drawn: RiskHeatMap, width: float, height: float) -> RiskHeatMap:
    """The map with as many references in a cell as have room there, and how many more as the last of them."""
    size = PAPER["table"].size
    wide, high = width / _STEPS - _CELL_MARGIN, height / _STEPS - _CELL_HEAD
    cells = list[HeatCell]()
    for cell in drawn.cells:
        widest = max((text_width(mark, size, "semibold") for mark in cell.references), default=0.0) + size / 4
        most = max(int(high // (size * _CELL_LEADING)), 1) * max(int(wide // max(widest, 1.0)), 1)
        marks = cell.references
        if widest > wide and marks:
            marks = (show_number(len(marks)),)
        elif len(marks) > most:
            marks = (*marks[: most - 1], f"+{len(marks) - most + 1}")
        cells.append(replace(cell, references=marks))
    return replace(drawn, cells=tuple(cells))


def _overdue(region: Region, answer: Raid) -> None:
    if not answer.overdue:
        return
    heading(region, say("Responses overdue"), level="subhead")
    fits = max(int((region.room - _HEAD) // _TWO_LINES), 1)
    shown = answer.overdue[:fits]
    columns = [Column(say("Ref"), 36), Column(say("Risk and owner"), lines=2), Column(say("Due"), 54, "right")]
    room = region.width - 36 - 54 - 2 * 5
    rows = [
        Row(
            [
                quiet(row.mark),
                _over(row.title, quiet(row.owner or say("No owner")), room),
                strong(show_date(row.due_on)),
            ],
            link=_link(row.project_key),
        )
        for row in shown
    ]
    table(region, columns, rows, gap=5)
    _more(region, len(answer.overdue) - len(shown))


def _more(region: Region, count: int) -> None:
    if count > 0:
        region.skip(2)
        text(region, say("and {count} more", count=show_number(count)), size="note", colour=LIGHT.text_2, lines=1)


def _columns(answer: Raid) -> list[Column]:
    columns = [
        Column(say("Ref"), 36),
        Column(say("Risk"), _RISK, lines=3),
        Column(say("Owner"), 62, lines=2),
        Column(say("Response"), lines=3),
        Column(say("Inherent"), 38, "right"),
        Column(say("Now"), 34, "right"),
    ]
    if answer.knows_moves:
        columns.append(Column(say("Moved"), 34, "right"))
    return [*columns, Column(say("Target"), 32, "right")]


def _row(answer: Raid, each: RiskRow) -> Row:
    told: list[Words] = [
        quiet(each.mark),
        _over(each.title, quiet(each.project), _RISK, lines=2),
        _owner(each.owner),
        _response(each),
        _score(each.inherent),
        [status_sign(status(each.rating)), strong(_score(each.current))],
    ]
    if answer.knows_moves:
        told.append(_moved(each))
    return Row([*told, _score(each.target)], link=_link(each.project_key), changed=bool(each.step) or each.is_new)


def _over(title: str, under: Run, width: float, lines: int = 1) -> Words:
    """A title in so many lines at most, and under it, in one line, what it belongs to."""
    size = PAPER["table"]
    laid = lay(strong(title), width, size, lines=lines)
    shown = "\n".join("".join(_spelt(word) for word in line.words) for line in laid.lines)
    below = fit_text(under.text, width, size.size)
    return [strong(shown), replace(under, text=f"\n{below}")] if below else strong(shown)


def _spelt(word: Word) -> str:
    return (word.gap if word.space else "") + "".join(atom.text for atom in word.atoms)


def _moved(each: RiskRow) -> Words:
    if each.is_new:
        return say("new")
    return quiet("0") if not each.step else change(each.step, show_change(each.step))


def _response(each: RiskRow) -> Words:
    if each.is_bare and not each.response and not each.response_text:
        return strong(say("No response"))
    words: list[Run] = [strong(f"{each.response}. ")] if each.response else []
    words.append(Run(each.response_text))
    if each.due_on:
        due = say("Due {date}", date=show_date(each.due_on))
        words.append(strong(f" {due}") if each.is_overdue else quiet(f" {due}"))
    return words


def _owner(owner: str) -> Words:
    return owner or strong(say("No owner"))


def _score(value: int | None) -> str:
    return NO_VALUE if value is None else str(value)


def _link(project: int | None) -> str:
    return f"project-{project}" if project else ""


# Issues and escalation -----------------------------------------------------------------------------------------------


def _issues(body: Region, answer: Raid) -> None:
    has_levels = any(any(answer.escalated(level)) for level in _LEVELS)
    left, right = body.columns(7, 5) if has_levels and answer.severe_issues else (body, body)
    if answer.severe_issues:
        _severe(left, answer)
    if has_levels:
        _escalated(right, answer)


def _severe(region: Region, answer: Raid) -> None:
    heading(region, say("Critical and high issues"), level="subhead")
    rows: list[Row | Group] = []
    left = int((region.room - _HEAD - 2 * _LINE) // _ISSUE)
    shown = 0
    for severity in (Severity.CRITICAL, Severity.HIGH):
        some = [row for row in answer.severe_issues if row.severity is severity]
        if some and shown < left:
            rows.append(Group(strong(severity.label), _counted(len(some))))
            rows += [_issue(row) for row in some[: left - shown]]
            shown += len(some[: left - shown])
    columns = [
        Column(say("Ref"), 36),
        Column(say("Issue"), share=7, lines=3),
        Column(say("Project"), share=4, lines=2),
        Column(say("Owner"), 66, lines=2),
        Column(say("Due"), 54, "right"),
    ]
    table(region, columns, rows, gap=6)
    _more(region, len(answer.severe_issues) - shown)


def _issue(row: IssueRow) -> Row:
    due = _due(row.due_on, is_overdue=row.is_overdue)
    cells: Sequence[Words] = [quiet(row.reference), _told(row), quiet(row.project), _owner(row.owner), due]
    return Row(cells, link=_link(row.project_key), changed=row.is_new)


def _told(row: IssueRow) -> Words:
    return [strong(row.title), quiet(f"\n{gist(row.description)}")] if row.description else strong(row.title)


def _due(on: date | None, *, is_overdue: bool) -> Words:
    said = show_date(on)
    return strong(said) if is_overdue else said


def _escalated(region: Region, answer: Raid) -> None:
    heading(region, say("Escalated"), level="subhead")
    left = int((region.room - _HEAD) // _LINE)
    rows: list[Row | Group] = []
    hidden = 0
    for level in _LEVELS:
        risks, issues = answer.escalated(level)
        some = [*(_issue_line(each) for each in issues), *(_risk_line(each) for each in risks)]
        if not some:
            continue
        room = max(left - len(rows) - 1, 0)
        if room:
            rows += [
                Group(strong(say("To the {level}", level=level.label.lower())), _count(risks, issues)),
                *some[:room],
            ]
        hidden += len(some[room:])
    columns = [
        Column(say("Ref"), 36),
        Column(say("Risk or issue")),
        Column(say("Project"), share=0.7),
        Column(say("Now"), 44),
    ]
    table(region, columns, rows, gap=6)
    _more(region, hidden)


def _count(risks: Sequence[RiskRow], issues: Sequence[IssueRow]) -> str:
    told = list[str]()
    if issues:
        told.append(_counted(len(issues)))
    if risks:
        told.append(say("1 risk") if len(risks) == 1 else say("{count} risks", count=show_number(len(risks))))
    return ", ".join(told)


def _counted(issues: int) -> str:
    return say("1 issue") if issues == 1 else say("{count} issues", count=show_number(issues))


def _risk_line(row: RiskRow) -> Row:
    mark: Iterable[Words] = [quiet(row.mark), row.title, quiet(row.project)]
    return Row([*mark, [status_sign(status(row.rating)), _score(row.current)]], link=_link(row.project_key))


def _issue_line(row: IssueRow) -> Row:
    return Row([quiet(row.reference), row.title, quiet(row.project), row.severity.label], link=_link(row.project_key))


_OPTIONS = (
    Option(
        "top", N_("Risks shown"), 10, ((5, N_("The 5 highest")), (10, N_("The 10 highest")), (20, N_("The 20 highest")))
    ),
    Option("issues", N_("Issues and what is escalated")),
)
SECTION = Section("raid", N_("RAID"), ask, draw, _OPTIONS)

"""Finance: this year and the whole life under headings of their own, by project and by programme or organisation."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pmo_desktop.charts import cost_profile, s_curve
from pmo_desktop.charts.style import LIGHT, PAPER, status
from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.money import to_major
from pmo_desktop.reports.blocks import Tile, heading, text, tiles
from pmo_desktop.reports.lettering import draw_text, text_width
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.scale import legend
from pmo_desktop.reports.sections.section import Material, Option, Section
from pmo_desktop.reports.signs import bar, key, space, status_sign
from pmo_desktop.reports.tables import Column, Row, table
from pmo_desktop.reports.typesetting import Piece, Sign, Words, strong
from pmo_desktop.reports.vector import chart
from pmo_desktop.services.formats import (
    NO_VALUE,
    best_scale,
    money_unit,
    show_change,
    show_money,
    show_number,
    show_percent_change,
)
from pmo_desktop.services.insights.finance import Finance, MoneyRow, finance, together
from pmo_desktop.services.insights.spend import Spend
from pmo_desktop.services.wording import money, projects
from pmo_desktop.text import N_, say

_BAR, _ROW, _DENSE = 118.0, 20.0, 15.6
_CHART = 140.0
_LEAST_ROWS, _TABLE_HEAD = 4, 46.0
_LARGE = 1_000  # units of money from which on tenths tell nothing


def ask(material: Material) -> Finance | None:
    """Ask how this year and the whole life stand."""
    return finance(material.session, material.standing)


def draw(paper: Paper, answer: Finance) -> None:
    """Draw spend by month or else the figures, then the projects that differ most; on a second page, the groups."""
    kinds = {(row.entry.rating, row.entry.is_over): None for row in answer.rows if row.entry}
    signs = legend(sorted(kinds, key=_worst_first), answer.scale)
    body = paper.page(say("Finance"), title=answer.title, reason=answer.reason, key="finance", legend=signs)
    if answer.spend:
        _spend(body, answer.spend)
    else:
        _tiles(body, answer)
    _by_project(body, answer)
    if answer.groups and paper.choice("groups"):
        _by_group(paper, answer)


def _worst_first(kind: tuple[Rating | None, bool]) -> tuple[bool, int]:
    return kind[1], -kind[0].severity if kind[0] else 1


# Spend by month ------------------------------------------------------------------------------------------------------


def _spend(body: Region, answer: Spend) -> None:
    left, right = body.columns(6, 6)
    heading(left, answer.curve_title, level="subhead")
    left.y -= 3
    text(left, f"{answer.span}, {answer.unit}", size="note", colour=LIGHT.text_2, lines=1)
    chart(left, s_curve.draw, answer.curve, _CHART)
    heading(right, answer.profile_title, level="subhead")
    right.y -= 3
    text(right, _profile_key(answer), size="note", colour=LIGHT.text_2, lines=1)
    chart(right, cost_profile.draw, answer.profile, _CHART)
    body.below(left, right, gap=10)


def _profile_key(answer: Spend) -> list[Piece]:
    pieces: list[Piece] = [f"{answer.months}, {answer.unit}", space(8)]
    pieces += [
        key("open"),
        say("plan"),
        space(6),
        key("full"),
        say("actual"),
        space(6),
        key("hatched"),
        say("forecast"),
    ]
    return [*pieces, space(6), key("faint"), say("last forecast")] if answer.has_last else pieces


# Figures -------------------------------------------------------------------------------------------------------------


def _tiles(body: Region, answer: Finance) -> None:
    total, currency = answer.total, answer.currency
    shown = list[Tile]()
    if total.year.count:
        counted = say("{count} of {all}", count=show_number(total.year.count), all=projects(total.count))
        step = total.year.step or 0
        shown += [
            Tile(say("Budget, this year"), money(total.year.planned, currency), context=counted),
            Tile(
                say("Forecast, this year"),
                money(total.year.expected, currency),
                context=counted,
                step=answer.year_since or 0,
                change="" if answer.year_since is None else money(answer.year_since, currency, signed=True),
                since="" if answer.year_since is None else say("since {period}", period=answer.since),
            ),
            Tile(
                say("Forecast − budget"),
                money(step, currency, signed=True),
                context=say("{percent} of budget", percent=show_percent_change(total.year.percent)),
            ),
        ]
    if total.cost is not None:
        shown.append(_life_tile(answer))
    tiles(body, shown)


def _life_tile(answer: Finance) -> Tile:
    total = answer.total
    known = total.life.count if answer.has_baseline else sum(row.cost is not None for row in answer.rows)
    counted = say("{count} of {all}", count=show_number(known), all=projects(total.count))
    return Tile(
        say("EAC, whole life") if answer.has_baseline else say("Whole-life cost"),
        money(total.life.expected if answer.has_baseline else total.cost, answer.currency),
        context=counted,
        step=total.since or 0,
        change="" if total.since is None else money(total.since, answer.currency, signed=True),
        since="" if total.since is None else say("since {period}", period=answer.since),
    )


# Tables --------------------------------------------------------------------------------------------------------------


def _by_project(body: Region, answer: Finance) -> None:
    aside = say(
        "Contingency {money} held apart, not in these figures", money=money(answer.contingency, answer.currency)
    )
    heading(body, answer.heading, aside=aside if answer.contingency else "")
    told = [row for row in answer.rows if row.year.count or row.cost is not None]
    _table(body, answer, say("Project"), told)
    text(body, _notes(answer), size="note", colour=LIGHT.text_2, lines=1)


def _notes(answer: Finance) -> str:
    said = [answer.lacking] if answer.lacking else []
    if not answer.has_baseline and answer.since and answer.total.life.count:
        both = show_number(answer.total.life.count)
        told = say("{period}, change and %: the {count} that told a cost in both.", period=answer.since, count=both)
        said.append(told)
    if answer.spend and answer.spend.is_month_open:
        said.append(say("The month of the data date holds what is still expected in it."))
    return " ".join(said)


def _by_group(paper: Paper, answer: Finance) -> None:
    body = paper.page(say("Finance"), title=answer.group_title)
    heading(body, say("By {group}", group=answer.group_word.lower()))
    _table(body, answer, answer.group_word, answer.groups)
    rest = sorted((row for row in answer.rows if row.life.step), key=lambda row: (-abs(row.life.step or 0), row.label))
    if body.room < _TABLE_HEAD + (_LEAST_ROWS + 2) * _DENSE or not rest:
        return
    body.skip(14)
    heading(body, say("The largest differences over the whole life"))
    _table(body, answer, say("Project"), rest)


def _table(body: Region, answer: Finance, word: str, every: Sequence[MoneyRow]) -> None:
    """Draw as many rows as have room, what is left as one, and the total; dense if that shows more of few."""
    body.skip(2)
    high = next((each for each in (_ROW, _DENSE) if (len(every) + 1) * each <= body.room - _TABLE_HEAD), _ROW)
    fits = max(int((body.room - _TABLE_HEAD) // high) - 1, _LEAST_ROWS)
    shown = every if len(every) <= fits else every[: fits - 1]
    rest = every[len(shown) :]
    rows = [*shown, *([replace(together(_others(len(rest)), rest), is_rest=True)] if rest else [])]
    columns, cells = _columns(answer, word, rows, high)
    drawn = [Row(cells(row), link=f"project-{row.entry.key}" if row.entry else "") for row in rows]
    table(body, columns, [*drawn, Row(cells(answer.total), total=True)], row_height=high)


def _others(count: int) -> str:
    return say("1 other") if count == 1 else say("{count} others", count=show_number(count))


def _columns(
    answer: Finance, word: str, rows: Sequence[MoneyRow], high_row: float
) -> tuple[list[Column], Callable[[MoneyRow], list[Words]]]:
    """The columns that have something to tell, and what they show of a row."""
    year, life = _Unit(answer, [row.year.planned for row in rows]), _Unit(answer, [row.cost for row in rows])
    steps = [row.year.step or 0 for row in rows if not row.is_rest]
    low, high = min(0, *steps), max(0, *steps)
    has_bars = low < high
    columns = [Column(word)]
    if answer.total.year.count:
        over = say("This year, {unit}", unit=year.name)
        columns += [
            Column(say("Budget"), 46, "right", over=over),
            Column(say("Forecast"), 46, "right", over=over),
            Column(say("Variance"), 46, "right", over=over),
            Column("%", 34, "right", over=over),
            *([Column(_sides(low, high), _BAR, over=over)] if has_bars else []),
        ]
    if answer.total.cost is not None:
        columns += _life_columns(answer, say("Whole life, {unit}", unit=life.name))

    def cells(row: MoneyRow) -> list[Words]:
        found: list[Words] = [_label(row)]
        if answer.total.year.count:
            found += [
                year.shown(row.year.planned),
                year.shown(row.year.expected),
                _strong_step(year.step(row.year.step), row),
                _percent(row.year.percent),
            ]
            if has_bars:
                step = None if row is answer.total or row.is_rest else row.year.step
                found.append(bar(step, low, high, _BAR, high_row))
        if answer.total.cost is not None:
            found += _life_cells(answer, row, life)
        return found

    return columns, cells


def _sides(low: int, high: int) -> Sign:
    """Which side of the zero line is under budget and which is over, as the head of a column of bars."""

    def draw_sides(paper: Paper, x: float, middle: float) -> None:
        zero = x - low * _BAR / (high - low)
        size, base = PAPER["note"].size, middle - PAPER["note"].size / 3
        under = say("under")
        if low < 0:
            left = max(zero - 5 - text_width(under, size), x - 6)
            draw_text(paper.canvas, left, base, under, size, "regular", LIGHT.text_2)
        if high > 0:
            right = min(zero + 5, x + _BAR - text_width(say("over"), size))
            draw_text(paper.canvas, right, base, say("over"), size, "regular", LIGHT.text_2)

    return Sign(_BAR, draw_sides)


def _life_columns(answer: Finance, over: str) -> list[Column]:
    if answer.has_baseline:
        titles = [say("BAC"), say("EAC"), say("EAC − BAC"), "%"]
        if answer.since:
            titles.append(_since(answer))
    elif answer.since:
        titles = [answer.since, say("Now"), say("Change"), "%"]
    else:
        titles = [say("Cost")]
    wide = {"%": 36.0, _since(answer): max(_in_two_lines(_since(answer)), 54.0)}
    return [Column(title, wide.get(title, 54.0), "right", over=over) for title in titles]


def _in_two_lines(title: str) -> float:
    """The least width that holds a title in two lines, in points."""
    words = title.split()
    ways = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words) + 1)]
    size = PAPER["table"].size
    return 1 + min(max(text_width(line, size, "semibold") for line in way) for way in ways)


def _since(answer: Finance) -> str:
    return say("since {period}", period=answer.since)


def _life_cells(answer: Finance, row: MoneyRow, unit: "_Unit") -> list[Words]:
    if answer.has_baseline:
        found: list[Words] = [unit.shown(row.life.planned), unit.shown(row.life.expected), unit.step(row.life.step)]
        found.append(_percent(row.life.percent))
        return [*found, unit.step(row.since)] if answer.since else found
    if answer.since:
        return [
            unit.shown(row.life.planned),
            unit.shown(row.cost),
            unit.step(row.life.step),
            _percent(row.life.percent),
        ]
    return [unit.shown(row.cost)]


def _label(row: MoneyRow) -> Words:
    if row.entry is None:
        return row.label
    return [status_sign(status(row.entry.rating, complete=row.entry.is_over)), row.label]


def _strong_step(said: str, row: MoneyRow) -> Words:
    return strong(said) if row.entry else said


def _percent(value: float | None) -> str:
    return NO_VALUE if value is None else show_change(round(value, 1) or 0, 1)


class _Unit:
    """The unit that one group of columns tells its money in: whole, or in tenths where no amount has four digits."""

    def __init__(self, answer: Finance, amounts: Sequence[int | None]) -> None:
        known = [amount for amount in amounts if amount]
        self.currency = answer.currency
        self.scale = best_scale(known, self.currency)
        self.name = money_unit(self.currency, self.scale)
        largest = max((abs(to_major(amount, self.currency)) for amount in known), default=0)
        self.digits = int(self.scale > 1 and largest < _LARGE * self.scale)

    def shown(self, minor: int | None) -> str:
        return show_money(minor, self.currency, self.scale, self.digits)

    def step(self, minor: int | None) -> str:
        if minor is None:
            return NO_VALUE
        return show_change(round(to_major(minor, self.currency) / self.scale, self.digits) or 0, self.digits)


_OPTIONS = (Option("groups", N_("By programme")),)
SECTION = Section("finance", N_("Finance"), ask, draw, _OPTIONS)

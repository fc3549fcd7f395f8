"""The dashboard: ratings by count and by money, and a matrix of every project by every dimension.

Its columns follow the data: what nobody has is left out, and its room goes to organisation, category, dates and money.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from pmo_desktop.charts.style import LIGHT, PAPER, status
from pmo_desktop.domain.choices import Dimension, Rating
from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.reports.blocks import heading, text
from pmo_desktop.reports.lettering import draw_text, text_width
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.rating_bars import now_and_last, rating_bars
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.scale import rating_word
from pmo_desktop.reports.sections.section import Material, Section
from pmo_desktop.reports.signs import look, status_sign, ticks
from pmo_desktop.reports.tables import Column, Group, Row, table
from pmo_desktop.reports.typesetting import Run, Sign, Words, quiet, strong
from pmo_desktop.services.formats import (
    NO_VALUE,
    best_scale,
    money_unit,
    show_change,
    show_date,
    show_money,
    show_number,
)
from pmo_desktop.services.insights.dashboard import Dashboard, RatingGroup, dashboard
from pmo_desktop.services.insights.entries import Entry, View
from pmo_desktop.services.wording import money, projects, share, unit_for
from pmo_desktop.text import N_, say

_GAP, _WIDE_GAP = 3.0, 7.0  # with seven dimensions, and without any
_SIZE = PAPER["table"].size
_LEAST_NAME, _MOST_NAME = 112.0, 214.0
_SOON_DAYS = 200
_BAD = {Rating.AMBER, Rating.AMBER_RED, Rating.RED}
_MOST_REASONS = 24


@dataclass(frozen=True, slots=True)
class _Choice:
    """A column the matrix may show: what it shows of an entry, and its text, by which it is measured.

    `cell` gives nothing where the entry has no such value. `least` and `most` bound the width in points.
    """

    key: str
    title: str
    cell: Callable[[Entry], Words]
    said: Callable[[Entry], str] = field(default=lambda _entry: "")
    least: float = 20
    most: float = 70
    align: str = "left"
    lettering: float = _SIZE


def ask(material: Material) -> Dashboard | None:
    """Ask how every project stands."""
    return dashboard(material.standing)


def draw(paper: Paper, answer: Dashboard) -> None:
    """Draw the bars, then the matrix over as many pages as it takes, then why projects are not rated."""
    body = paper.page(say("Dashboard"), title=answer.title, reason=answer.reason, key="dashboard")
    _bars(body, answer)
    columns = _chosen(answer, body.width)
    text(body, _legend(answer, columns), size="note", colour=LIGHT.text_2, lines=1)
    body.skip(4)
    _matrix(body, answer, columns)
    _not_rated(body, answer)


def _bars(body: Region, answer: Dashboard) -> None:
    left, right = body.columns(6, 6)
    previous = answer.earlier[-1] if answer.earlier else ""
    bars = now_and_last(answer.period, answer.totals.now, previous, answer.totals.before)
    text(left, strong(say("By count, projects")), lines=1)
    left.skip(3)
    rating_bars(left, bars, lambda each: each.count, show_number, answer.scale)
    largest = max((each.money for bar in bars for each in bar.slices), default=0)
    if largest:
        unit = unit_for(largest, answer.currency)
        title = say("By whole-life cost, {unit}", unit=money_unit(answer.currency, unit))
        text(right, strong(title), lines=1)
        right.skip(3)
        rating_bars(
            right,
            bars,
            lambda each: each.money,
            lambda minor: show_money(minor, answer.currency, unit, 1),
            answer.scale,
        )
    body.below(left, right, gap=3)


def _legend(answer: Dashboard, columns: Sequence[_Choice]) -> str:
    shown = {column.key for column in columns}
    said = [say("Sorted by whole-life cost within each rating.")]
    if answer.earlier:
        count, last = len(answer.earlier), answer.earlier[-1]
        said.append(
            say("The tick is {last}, higher is better.", last=last)
            if count == 1
            else say("Ticks are the {count} periods before, higher is better.", count=count)
        )
        said.append(say("▼ worse, ▲ better than {last}.", last=last))
    if "slip" in shown:
        said.append(say("Slip: forecast − baseline finish."))
    if "cost" in shown:
        said.append(say("Cost: (EAC − BAC) ÷ BAC."))
    if "in year" in shown:
        said.append(say("In-year: (forecast − budget) ÷ budget."))
    return " ".join(said)


# The matrix ----------------------------------------------------------------------------------------------------------


def _matrix(body: Region, answer: Dashboard, columns: Sequence[_Choice]) -> None:
    entries = [entry for group in answer.groups for entry in group.entries]
    shown = [
        Column(
            Run(each.title, size=each.lettering),
            0 if each.key == "name" else _width(each, entries),
            each.align,
            lines=2 if each.key == "name" else 1,
        )
        for each in columns
    ]
    table(body, shown, _rows(answer, columns), gap=_gap(answer))


def _rows(answer: Dashboard, columns: Sequence[_Choice]) -> Iterable[Row | Group]:
    for group in answer.groups:
        yield _group(answer, group)
        for entry in group.entries:
            yield Row([each.cell(entry) or quiet(NO_VALUE) for each in columns], link=f"project-{entry.key}")


def _group(answer: Dashboard, group: RatingGroup) -> Group:
    shown = status(group.rating, complete=group.is_complete)
    word = rating_word(group.rating, answer.scale, complete=group.is_complete)
    told = [projects(len(group.entries))]
    if group.money:
        told.append(money(group.money, answer.currency))
        told.append(say("{share} of whole-life cost", share=share(group.money, answer.totals.whole_life_cost.total)))
    return Group([status_sign(shown, 9.4), strong(word)], "  ·  ".join(told), indent=92)


def _chosen(answer: Dashboard, width: float) -> list[_Choice]:
    """The columns somebody has a value in, the more telling first as long as there is room, in their order on paper."""
    entries = [entry for group in answer.groups for entry in group.entries]
    every = _choices(answer, entries)
    longest = max((text_width(entry.name, _SIZE, "semibold") for entry in entries), default=0.0) + 2
    spare = width - (_LEAST_NAME if answer.dimensions else min(max(longest, _LEAST_NAME), _MOST_NAME))
    kept = {"name"}
    for key in _telling(answer):
        choice = next((each for each in every if each.key == key), None)
        if choice is None or not any(choice.cell(entry) for entry in entries):
            continue
        needed = _width(choice, entries) + _gap(answer)
        if needed <= spare:
            kept.add(key)
            spare -= needed
    return [each for each in every if each.key in kept]


def _gap(answer: Dashboard) -> float:
    return _GAP if answer.dimensions else _WIDE_GAP


def _telling(answer: Dashboard) -> list[str]:
    """Keys of columns, the most telling first."""
    dimensions = [each.value for each in answer.dimensions]
    facts = ["look", "slip", "cost", "sponsor", "milestone", "milestone date", "stage", "reference"]
    return [
        "overall", *dimensions, *facts, "money", "finish", "moved", "in year", "organisation", "category",
        "money change",
    ]  # fmt: skip


def _width(choice: _Choice, entries: Iterable[Entry]) -> float:
    said = max((text_width(choice.said(entry), _SIZE, "semibold") for entry in entries), default=0.0)
    title = max(text_width(word, choice.lettering, "semibold") for word in choice.title.split(" "))
    return min(max(said, title, choice.least) + 1, choice.most)


def _choices(answer: Dashboard, entries: Sequence[Entry]) -> list[_Choice]:
    """Every column there is, from left to right."""
    return [
        _Choice("reference", say("Ref"), lambda e: _soft(e.reference), lambda e: e.reference, most=96),
        _Choice("name", say("Project"), lambda e: strong(e.name) if _is_red(e) else e.name),
        _Choice(
            "organisation", say("Organisation"), lambda e: _soft(e.organisation), lambda e: e.organisation, most=96
        ),
        _Choice("category", say("Category"), lambda e: _soft(e.category), lambda e: e.category, most=190),
        _Choice("stage", say("Stage"), lambda e: _soft(_stage(e)), _stage, most=42),
        _Choice("sponsor", say("SRO"), lambda e: _soft(e.sponsor), lambda e: e.sponsor, most=62),
        _overall(answer),
        *(_dimension(answer, each) for each in answer.dimensions),
        _Choice("look", say("Outlook"), lambda e: look(e.forward_look) if e.forward_look else (), least=58),
        *_milestone(),
        *_dates(),
        *_money(answer, entries),
    ]


def _overall(answer: Dashboard) -> _Choice:
    lead = _lead_width(answer)

    def cell(entry: Entry) -> Words:
        shown = status(entry.rating, complete=entry.is_over)
        moved = {1: [Run("▼")], -1: [Run("▲")]}.get(entry.direction, [])
        return [_lead(entry, entry.overall, lead, tell_new=True), status_sign(shown, 10.5), *moved]

    return _Choice("overall", say("Overall"), cell, least=lead + 30)


def _dimension(answer: Dashboard, dimension: Dimension) -> _Choice:
    lead = 4.7 * len(answer.earlier) if answer.earlier else 0.0

    def cell(entry: Entry) -> Words:
        view = entry.dimensions[dimension]
        ahead = [_lead(entry, view, lead)] if lead else []
        if entry.is_over or view.shown is None:
            return [*ahead, Run("—", colour=LIGHT.text_3)] if any(view.earlier) else ()
        return [*ahead, status_sign(status(view.shown), 8.6)]

    return _Choice(dimension.value, dimension.label, cell, least=lead + 16, align="centre", lettering=7)


def _lead_width(answer: Dashboard) -> float:
    new = any(entry.is_new for group in answer.groups for entry in group.entries)
    return max(4.7 * len(answer.earlier), text_width(say("new"), 7) + 1 if new else 0.0)


def _lead(entry: Entry, view: View, width: float, *, tell_new: bool = False) -> Sign:
    """The ticks of earlier periods, or "new", at the right of `width` points."""
    strip = ticks([status(rating) if rating else None for rating in view.earlier])

    def draw_lead(paper: Paper, x: float, middle: float) -> None:
        if tell_new and entry.is_new and not any(view.earlier):
            at = x + width - text_width(say("new"), 7) - 1
            draw_text(paper.canvas, at, middle - 2.3, say("new"), 7, "regular", LIGHT.text_2)
        else:
            strip.draw(paper, x + width - strip.width - 1, middle)

    return Sign(width, draw_lead)


def _milestone() -> list[_Choice]:
    return [
        _Choice("milestone", say("Next milestone"), lambda e: e.next_milestone, lambda e: e.next_milestone, most=84),
        _Choice(
            "milestone date",
            say("Due"),
            lambda e: _soft(_due(e)),
            _due,
            most=50,
            align="right",
        ),
    ]


def _due(entry: Entry) -> str:
    return show_date(entry.next_milestone_on) if entry.next_milestone_on else ""


def _dates() -> list[_Choice]:
    return [
        _Choice("finish", say("Finish"), _finish, _finish, most=52, align="right"),
        _Choice("moved", say("Moved\u00a0d"), _moved, _moved, most=38, align="right"),
        _Choice("slip", say("Slip\u00a0d"), _slip, lambda e: show_change(e.slip_days), most=36, align="right"),
    ]


def _money(answer: Dashboard, entries: Sequence[Entry]) -> list[_Choice]:
    amounts = [entry.whole_life_cost for entry in entries if entry.whole_life_cost is not None]
    scale = best_scale(amounts, answer.currency)
    unit = money_unit(answer.currency, scale)

    def whole_life(entry: Entry) -> str:
        return _amount(entry.whole_life_cost, answer.currency, scale)

    def changed(entry: Entry) -> str:
        step = difference(entry.whole_life_cost, entry.whole_life_before)
        return "" if step is None else ("+" if step > 0 else "") + _amount(step, answer.currency, scale)

    return [
        _Choice("money", say("Whole-life {unit}", unit=unit), whole_life, whole_life, most=50, align="right"),
        _Choice("money change", say("Change {unit}", unit=unit), changed, changed, most=50, align="right"),
        _Choice("cost", say("Cost\u00a0%"), _cost, lambda e: show_change(e.cost_percent, 1), most=34, align="right"),
        _Choice("in year", say("In-year %"), _in_year, _in_year, most=40, align="right"),
    ]


def _amount(minor: int | None, currency: str, scale: int) -> str:
    return "" if minor is None else show_money(minor, currency, scale, 0)


def _soft(words: str) -> Words:
    return quiet(words) if words else ()


def _is_red(entry: Entry) -> bool:
    return entry.rating is Rating.RED and not entry.is_over


def _stage(entry: Entry) -> str:
    return entry.stage.label if entry.stage else ""


def _finish(entry: Entry) -> str:
    return show_date(entry.finish_on) if entry.finish_on else ""


def _moved(entry: Entry) -> str:
    return "" if entry.slip_since_days is None else show_change(entry.slip_since_days)


def _slip(entry: Entry) -> Words:
    if entry.slip_days is None:
        return ()
    said = show_change(entry.slip_days)
    return strong(said) if entry.dimensions[Dimension.SCHEDULE].calculated in _BAD and entry.slip_days > 0 else said


def _cost(entry: Entry) -> Words:
    if entry.cost_percent is None:
        return ()
    said = show_change(entry.cost_percent, 1)
    return strong(said) if entry.dimensions[Dimension.COST].calculated in _BAD else said


def _in_year(entry: Entry) -> str:
    step = percent(difference(entry.in_year_forecast, entry.in_year_budget), entry.in_year_budget)
    return "" if step is None else show_change(step, 1)


# Not rated -----------------------------------------------------------------------------------------------------------


def _not_rated(body: Region, answer: Dashboard) -> None:
    if not answer.not_rated:
        return
    body.skip(10)
    if body.room < 60:  # noqa: PLR2004  a heading, a header and two rows
        body.next_page()
    heading(body, say("Not rated, and why"))
    shown = answer.not_rated[:_MOST_REASONS]
    columns = [Column(say("Project"), share=2), Column(say("Reason"), share=4, lines=2)]
    table(body, columns, [Row([each.name, each.overall_reason], link=f"project-{each.key}") for each in shown])
    if len(answer.not_rated) > len(shown):
        more = show_number(len(answer.not_rated) - len(shown))
        text(body, say("and {count} more, in the annex", count=more), size="note", colour=LIGHT.text_2, lines=1)


SECTION = Section("dashboard", N_("Dashboard"), ask, draw)

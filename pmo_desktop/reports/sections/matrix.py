"""The columns of the dashboard's matrix: what nobody has is left out, and what is most telling comes first for room."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from pmo_desktop.charts.style import LIGHT, PAPER, status
from pmo_desktop.domain.choices import Dimension, Rating
from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.reports.lettering import draw_text, text_width
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.signs import look, status_sign, ticks
from pmo_desktop.reports.typesetting import Run, Sign, Words, quiet, strong
from pmo_desktop.services.formats import best_scale, money_unit, show_change, show_date, show_money
from pmo_desktop.services.insights.dashboard import Dashboard
from pmo_desktop.services.insights.entries import Entry, View
from pmo_desktop.services.wording import money_change
from pmo_desktop.text import say

_GAP, _WIDE_GAP = 3.0, 7.0  # with seven dimensions, and without any
_SIZE = PAPER["table"].size
_LEAST_NAME, _MOST_NAME = 112.0, 214.0
_SPACE = "\u2002"  # keeps the outlook off the ratings beside it
_SHORT = 34.0  # a reference that takes little room stands before the money
_BAD = {Rating.AMBER, Rating.AMBER_RED, Rating.RED}


@dataclass(frozen=True, slots=True)
class Choice:
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


def chosen(answer: Dashboard, width: float, hidden: Collection[str] = ()) -> list[Choice]:
    """Choose columns that somebody has a value in, the more telling first for room, in their order on paper.

    `hidden` are the keys of columns that are not wanted.
    """
    entries = [entry for group in answer.groups for entry in group.entries]
    every = _choices(answer, entries)
    longest = max((text_width(entry.name, _SIZE, "semibold") for entry in entries), default=0.0) + 2
    spare = width - (_LEAST_NAME if answer.dimensions else min(max(longest, _LEAST_NAME), _MOST_NAME))
    kept = {"name"}
    for key in _telling(answer):
        choice = next((each for each in every if each.key == key), None)
        if key in kept or key in hidden or choice is None or not any(choice.cell(entry) for entry in entries):
            continue
        needed = width_of(choice, entries) + gap(answer)
        if needed <= spare:
            kept.add(key)
            spare -= needed
    return [each for each in every if each.key in kept]


def gap(answer: Dashboard) -> float:
    """Return the space between columns in points."""
    return _GAP if answer.dimensions else _WIDE_GAP


def _telling(answer: Dashboard) -> list[str]:
    """Keys of columns, the most telling first."""
    dimensions = [each.value for each in answer.dimensions]
    entries = [entry for group in answer.groups for entry in group.entries]
    is_short = all(text_width(entry.reference, _SIZE) <= _SHORT for entry in entries)
    return [
        "overall", *dimensions, "look", "slip", "cost percent", "sponsor", "milestone", "milestone date", "stage",
        *(["reference"] if is_short else []), "money", "finish", "moved", "in year", "organisation", "category",
        "money change", "reference",
    ]  # fmt: skip


def width_of(choice: Choice, entries: Iterable[Entry]) -> float:
    """Return the width in points that the longest text of a column asks for, within its bounds."""
    said = max((text_width(choice.said(entry), _SIZE, "semibold") for entry in entries), default=0.0)
    title = max(text_width(word, choice.lettering, "semibold") for word in choice.title.split(" "))
    return min(max(said, title, choice.least) + 1, choice.most)


def _choices(answer: Dashboard, entries: Sequence[Entry]) -> list[Choice]:
    """Every column there is, from left to right."""
    return [
        Choice("reference", say("Ref"), lambda e: _soft(e.reference), lambda e: e.reference, most=96),
        Choice("name", say("Project"), lambda e: strong(e.name) if _is_red(e) else e.name),
        Choice("organisation", say("Organisation"), lambda e: _soft(e.organisation), lambda e: e.organisation, most=96),
        Choice("category", say("Category"), lambda e: _soft(e.category), lambda e: e.category, most=190),
        Choice("stage", say("Stage"), lambda e: _soft(_stage(e)), _stage, most=42),
        Choice("sponsor", say("SRO"), lambda e: _soft(e.sponsor), lambda e: e.sponsor, most=62),
        _overall(answer),
        *(_dimension(answer, each) for each in answer.dimensions),
        Choice("look", _SPACE + say("Outlook"), _outlook, least=60),
        *_milestone(),
        *_dates(),
        *_money(answer, entries),
    ]


def _outlook(entry: Entry) -> Words:
    return [Run(_SPACE), *look(entry.forward_look)] if entry.forward_look else ()


def _overall(answer: Dashboard) -> Choice:
    lead = _lead_width(answer)

    def cell(entry: Entry) -> Words:
        shown = status(entry.rating, complete=entry.is_over)
        moved = {1: [Run("▼")], -1: [Run("▲")]}.get(entry.direction, [])
        return [_lead(entry, entry.overall, lead, tell_new=True), status_sign(shown, 10.5), *moved]

    return Choice("overall", say("Overall"), cell, least=lead + 30)


def _dimension(answer: Dashboard, dimension: Dimension) -> Choice:
    lead = 4.7 * len(answer.earlier) if answer.earlier else 0.0

    def cell(entry: Entry) -> Words:
        view = entry.dimensions[dimension]
        ahead = [_lead(entry, view, lead)] if lead else []
        if entry.is_over or view.shown is None:
            return [*ahead, Run("—", colour=LIGHT.text_3)] if any(view.earlier) else ()
        return [*ahead, status_sign(status(view.shown), 8.6)]

    return Choice(dimension.value, dimension.label, cell, least=lead + 16, align="centre", lettering=7)


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


def _milestone() -> list[Choice]:
    return [
        Choice("milestone", say("Next milestone"), lambda e: e.next_milestone, lambda e: e.next_milestone, most=84),
        Choice(
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


def _dates() -> list[Choice]:
    return [
        Choice("finish", say("Finish"), _finish, _finish, most=52, align="right"),
        Choice("moved", say("Moved\u00a0d"), _moved, _moved, most=38, align="right"),
        Choice("slip", say("Slip\u00a0d"), _slip, lambda e: show_change(e.slip_days), most=36, align="right"),
    ]


def _money(answer: Dashboard, entries: Sequence[Entry]) -> list[Choice]:
    amounts = [entry.whole_life_cost for entry in entries if entry.whole_life_cost is not None]
    scale = best_scale(amounts, answer.currency)
    unit = money_unit(answer.currency, scale)

    def whole_life(entry: Entry) -> str:
        return _amount(entry.whole_life_cost, answer.currency, scale)

    def changed(entry: Entry) -> str:
        step = difference(entry.whole_life_cost, entry.whole_life_before)
        return "" if step is None else money_change(step, answer.currency, scale)

    return [
        Choice("money", say("Whole-life {unit}", unit=unit), whole_life, whole_life, most=50, align="right"),
        Choice("money change", say("Change {unit}", unit=unit), changed, changed, most=50, align="right"),
        Choice(
            "cost percent", say("Cost\u00a0%"), _cost, lambda e: show_change(e.cost_percent, 1), most=34, align="right"
        ),
        Choice("in year", say("In-year %"), _in_year, _in_year, most=40, align="right"),
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

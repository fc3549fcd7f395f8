"""The decisions page: asks with options and boxes for the verdict, matters to discuss and to note, and outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_desktop.charts.style import LIGHT, PAPER
from pmo_desktop.domain.choices import DecisionOutcome
from pmo_desktop.reports.blocks import heading, text
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import MM, Region
from pmo_desktop.reports.sections import section
from pmo_desktop.reports.sections.section import Material, Section
from pmo_desktop.reports.signs import tag, tick_box
from pmo_desktop.reports.typesetting import Laid, Run, Words, draw_lines, lay, quiet, strong
from pmo_desktop.services.formats import NO_VALUE, best_scale, money_unit, show_date, show_number
from pmo_desktop.services.insights.decisions import Ask, Decisions, Option, Outcome, decisions
from pmo_desktop.services.wording import money_change
from pmo_desktop.text import N_, say

_ROW = 31 * MM  # the least height of a decision
_OPTION = 22.0
_LISTS = 96.0  # the room that is worth starting the three lists in
_SHARES = {  # where each cell of an option starts, in parts of the width
    "number": 0.0, "title": 0.035, "cost": 0.335, "finish": 0.44, "benefit": 0.546, "risk": 0.725, "tag": 0.845,
}  # fmt: skip
_REFERENCE, _LEAD = 34.0, 50.0  # widths of a reference, and of the word an item leads with


def ask(material: Material) -> Decisions | None:
    """Ask what stands before the board."""
    return decisions(material.session, material.standing)


def draw(paper: Paper, answer: Decisions) -> None:
    """Draw the asks, as many pages as they take, and the three lists under them."""
    body = paper.page(say("Decisions"), title=answer.title, reason=answer.reason, key="decisions")
    if answer.to_decide:
        heading(body, say("For decision"))
        scale = _scale(answer)
        _header(body, answer.currency, scale)
        for each in answer.to_decide:
            if _height(body, each) > body.room:
                body.next_page()
                _header(body, answer.currency, scale)
            _decision(body, each, answer.currency, scale)
        body.skip(4)
    if paper.choice("lists") or not answer.to_decide:
        _lists(body, answer)


def _scale(answer: Decisions) -> int:
    costs = [option.cost for each in answer.to_decide for option in each.options if option.cost]
    return best_scale(costs, answer.currency)


# For decision --------------------------------------------------------------------------------------------------------


def _columns(body: Region) -> tuple[Region, Region, Region]:
    first, second, third = body.columns(3.05, 6.9, 2.05)
    return first, second, third


def _cells(options: Region) -> dict[str, tuple[float, float]]:
    """Start and width of each cell of an option."""
    starts = [*_SHARES.values(), 1.0]
    return {
        name: (options.x + options.width * share, options.width * (after - share) - 6)
        for (name, share), after in zip(_SHARES.items(), starts[1:], strict=True)
    }


def _header(body: Region, currency: str, scale: int) -> None:
    left, middle, right = _columns(body)
    titles = {
        "title": say("Options"),
        "cost": say("Cost {unit}", unit=money_unit(currency, scale)),
        "finish": say("Finish"),
        "benefit": say("Benefit"),
        "risk": say("Risk"),
    }
    text(left, strong(say("What we ask, and why now"), LIGHT.text_2), size="table", lines=1)
    text(right, strong(say("Decide by"), LIGHT.text_2), size="table", lines=1)
    for name, (x, width) in _cells(middle).items():
        if name in titles:
            laid = lay(strong(titles[name], LIGHT.text_2), width, PAPER["table"], lines=1)
            _write(middle, laid, x, width, name)
    body.below(left, gap=3)
    body.paper.line(body.x, body.y, body.right, 0.75, body.paper.palette.accent)
    body.y += 6


def _write(region: Region, laid: Laid, x: float, width: float, name: str) -> None:
    draw_lines(region.paper, laid, x, region.y, width, "right" if name in {"cost", "finish"} else "left")


def _height(body: Region, each: Ask) -> float:
    middle = _columns(body)[1]
    options = sum(_option_height(_laid(middle, 1, option, "", 1)) for option in each.options)
    return max(_ROW, options + 8, _why(body, each) + 24)


def _why(body: Region, each: Ask) -> float:
    """The height of the words at the left under the title."""
    left = _columns(body)[0]
    return min(lay(each.why_now, left.width, PAPER["table"]).height, 8 * PAPER["table"].leading) + (
        PAPER["subhead"].leading * min(2, len(lay(each.title, left.width, PAPER["subhead"]).lines))
    )


def _decision(body: Region, each: Ask, currency: str, scale: int) -> None:
    band = body.strip(_height(body, each))
    left, middle, right = _columns(band)
    _question(left, each)
    for number, option in enumerate(each.options, 1):
        cells = _laid(middle, number, option, currency, scale)
        _option(middle, option, cells, last=number == len(each.options))
    if not each.options:
        text(middle, say("No options are given yet."), size="table", colour=LIGHT.text_2)
    _verdict(right, each)
    body.paper.line(body.x, body.y, body.right)
    body.y += 6


def _question(left: Region, each: Ask) -> None:
    aside = lay(each.owner, left.width * 0.7, PAPER["table"], colour=LIGHT.text_2, lines=1)
    draw_lines(left.paper, aside, left.right - aside.width, left.y)
    text(
        left,
        Run(each.reference or NO_VALUE, bold=True, colour=left.paper.palette.accent, link=_page(each)),
        size="table",
        lines=1,
    )
    left.skip(1)
    text(left, each.title, size="subhead", lines=2)
    text(left, each.why_now, size="table", lines=8, carry=each.title)


def _page(each: Ask) -> str:
    return f"project-{each.project_key}" if each.project_key else ""


def _laid(middle: Region, number: int, option: Option, currency: str, scale: int) -> dict[str, Laid]:
    """Every cell of an option, in two lines at most."""
    cost = money_change(option.cost, currency, scale)
    words: dict[str, Words] = {
        "number": quiet(str(number)),
        "title": option.title,
        "cost": cost,
        "finish": option.finish or NO_VALUE,
        "benefit": option.benefit or NO_VALUE,
        "risk": option.risk or NO_VALUE,
    }
    size = PAPER["table"]._replace(bold=option.is_recommended)
    places = _cells(middle)
    return {name: lay(said, places[name][1], size, lines=2) for name, said in words.items()}


def _option_height(cells: dict[str, Laid]) -> float:
    return max(cell.height for cell in cells.values()) + _OPTION - PAPER["table"].leading


def _option(middle: Region, option: Option, cells: dict[str, Laid], *, last: bool) -> None:
    band = middle.strip(_option_height(cells))
    if option.is_recommended:
        ground = Region(band.paper, band.x - 6, band.y + 1, band.width + 12, band.bottom - 1)
        band.paper.box(ground, fill=LIGHT.selection)
        mark = tag(say("Recommended"))
        mark.draw(band.paper, band.right - mark.width, band.paper.up((band.y + band.bottom) / 2))
    elif not last:
        band.paper.line(band.x, band.bottom, band.right)
    band.y += (_OPTION - PAPER["table"].leading) / 2
    places = _cells(band)
    for name, laid in cells.items():
        _write(band, laid, *places[name], name)


def _verdict(right: Region, each: Ask) -> None:
    text(right, show_date(each.decide_by_on) if each.decide_by_on else say("No date set"), size="section", lines=1)
    right.skip(3)
    text(right, say("Cost of delay"), size="table", colour=LIGHT.text_2, lines=1)
    text(right, strong(each.cost_of_delay or say("not stated")), size="body", lines=2)
    right.skip(6)
    if not right.paper.choice("boxes"):
        return
    boxes = [piece for outcome in DecisionOutcome for piece in tick_box(outcome.label)]
    text(right, boxes, size="note", lines=2)


# The three lists -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Item:
    """One item of a list: its reference, the word it leads with, and what it says in up to three lines."""

    reference: str
    lead: str
    words: Words


def _lists(body: Region, answer: Decisions) -> None:
    lists = [
        (say("For discussion"), [_discussed(each) for each in answer.to_discuss]),
        (say("For noting"), [_noted(each) for each in answer.to_note]),
        (_outcomes_title(answer), [_decided(each) for each in answer.outcomes]),
    ]
    shown = [(title, items) for title, items in lists if items]
    if not shown:
        return
    if body.room < _LISTS:
        body.next_page()
    columns = body.columns(*[12 / len(shown)] * len(shown))
    for place, (title, items) in zip(columns, shown, strict=True):
        heading(place, title)
        place.paper.line(place.x, place.y, place.right, 0.75, LIGHT.text)
        place.y += 6
        _items(place, items)
    if answer.outcomes and columns[-1].room > PAPER["note"].leading:
        text(columns[-1], _record(answer), size="note", colour=LIGHT.text_2, lines=1)


def _items(place: Region, items: Sequence[_Item]) -> None:
    """Draw as many items as fit, and say how many more there are."""
    note = PAPER["note"].leading
    for number, item in enumerate(items):
        left = len(items) - number
        laid = _words(place, item)
        if place.y + laid.height + (note if left > 1 else 0) > place.bottom:
            more = say("and {count} more, in the annex", count=show_number(left))
            text(place, more, size="note", colour=LIGHT.text_2, lines=1)
            return
        _item(place, item, laid)


def _words(place: Region, item: _Item) -> Laid:
    return lay(item.words, place.width - _indent(item), PAPER["table"], lines=3)


def _indent(item: _Item) -> float:
    return _REFERENCE + (_LEAD if item.lead else 0)


def _item(place: Region, item: _Item, laid: Laid) -> None:
    reference = lay(strong(item.reference, LIGHT.text_2), _REFERENCE - 4, PAPER["table"], lines=1)
    draw_lines(place.paper, reference, place.x, place.y)
    draw_lines(place.paper, lay(strong(item.lead), _LEAD - 4, PAPER["table"], lines=1), place.x + _REFERENCE, place.y)
    draw_lines(place.paper, laid, place.x + _indent(item), place.y)
    place.y += laid.height + 5


def _discussed(each: Ask) -> _Item:
    return _Item(each.reference, "", [strong(each.title), f"\n{each.why_now}" if each.why_now else ""])


def _noted(each: Ask) -> _Item:
    after = f". {each.why_now}" if each.why_now[:1].isupper() else f" {each.why_now}"
    return _Item(each.reference, "", [strong(each.title), after if each.why_now else ""])


def _decided(each: Outcome) -> _Item:
    return _Item(each.reference, each.outcome.label, f"{each.title}. {each.text}" if each.text else each.title)


def _outcomes_title(answer: Decisions) -> str:
    dates = {each.decided_on for each in answer.outcomes}
    if len(dates) == 1 and (only := next(iter(dates))):
        return say("Outcomes of {date}", date=show_date(only))
    return say("Outcomes since {period}", period=answer.since) if answer.since else say("Outcomes")


def _record(answer: Decisions) -> str:
    said = [say("{count} asked", count=show_number(answer.asked))]
    said += [f"{show_number(count)} {outcome.label.lower()}" for outcome, count in answer.answered.items() if count]
    return say("So far: {list}.", list=", ".join(said))


_OPTIONS = (
    section.Option("boxes", N_("Boxes for the verdict")),
    section.Option("lists", N_("To discuss, to note, outcomes")),
)
SECTION = Section("decisions", N_("Decisions"), ask, draw, _OPTIONS)

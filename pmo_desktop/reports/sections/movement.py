"""Movement: who got worse, better, new, closed or gone; each red's way back; and what moved in dates and money."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pmo_desktop.charts.style import LIGHT, status
from pmo_desktop.domain.choices import Rating
from pmo_desktop.reports.blocks import heading, text
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.scale import legend, rating_word
from pmo_desktop.reports.sections.section import Material, Option, Section
from pmo_desktop.reports.signs import look, space, status_sign, ticks
from pmo_desktop.reports.tables import Column, Row, table
from pmo_desktop.reports.typesetting import Piece, Run, Sign, Words, fit_text, quiet, strong
from pmo_desktop.services.formats import (
    NO_VALUE,
    best_scale,
    money_unit,
    show_change,
    show_date,
    show_money,
    show_number,
    show_percent_change,
)
from pmo_desktop.services.insights.entries import Entry
from pmo_desktop.services.insights.movement import money_moved
from pmo_desktop.services.insights.paths import Held, Moves, Path, moves
from pmo_desktop.services.wording import money, money_change, names
from pmo_desktop.text import N_, say

_LISTED = 6  # projects named in each list of the band
_PATHS = 30  # ways back told in full
_CHANGES = 8  # rows of what moved that are worth staying on the page for
_LINE, _SIGN, _PROJECT = 14.5, 13.0, 142.0


@dataclass(frozen=True, slots=True)
class _Count:
    """One count of the band, with the projects behind it and how each is told."""

    word: str
    note: str
    entries: Sequence[Entry]
    told: Callable[[Entry], list[Piece]]
    span: float


def ask(material: Material) -> Moves | None:
    """Ask what changed and how the reds come back."""
    return moves(material.session, material.standing)


def draw(paper: Paper, answer: Moves) -> None:
    """Draw the counts, the ways back, and the changes in dates and money."""
    shown = {(path.entry.rating, False) for path in answer.paths}
    kinds = [(rating, False) for rating in reversed(Rating) if (rating, False) in shown]
    body = paper.page(
        say("Movement"),
        title=answer.title,
        reason=answer.reason,
        key="movement",
        legend=legend(kinds, answer.scale) if len(kinds) > 1 else (),
    )
    if answer.previous:
        _band(body, answer)
    if answer.paths:
        _paths(body, answer)
    if answer.previous and paper.choice("changes"):
        _changes(body, answer)


# The counts ----------------------------------------------------------------------------------------------------------


def _band(body: Region, answer: Moves) -> None:
    moved = answer.moved
    counts = [
        _Count(say("Worse ▼"), say("rating fell"), moved.worse, _from_to, 3),
        _Count(say("Better ▲"), say("rating rose"), moved.better, _from_to, 3),
        _Count(say("New"), say("first report"), moved.new, _only_now, 2),
        _Count(say("Closed"), say("complete since"), moved.closed, _complete, 2),
        _Count(say("Gone"), say("no longer reported"), moved.gone, _only_now, 2),
    ]
    columns = body.columns(*[each.span for each in counts])
    for place, each in zip(columns, counts, strict=True):
        place.paper.line(place.x, place.y, place.right, 0.75, LIGHT.text)
        place.y += 4
        figure = [Run(show_number(len(each.entries)), size=24), Run(f"\u2002{each.word}", bold=True, size=13)]
        text(place, figure, size="figure", lines=1)
        text(place, each.note, size="note", colour=LIGHT.text_2, lines=1)
        place.skip(3)
        for entry in each.entries[:_LISTED]:
            _listed(place, each.told(entry), entry)
        _more(place, len(each.entries) - _LISTED)
    body.below(*columns, gap=8)


def _listed(place: Region, told: list[Piece], entry: Entry) -> None:
    row = place.strip(_LINE)
    text(row, [*told, space(1), Run(entry.name, link=f"project-{entry.key}")], size="table", lines=1)


def _more(place: Region, count: int) -> None:
    if count > 0:
        more = say("and {count} more, in the annex", count=show_number(count))
        text(place, more, size="note", colour=LIGHT.text_2, lines=1)


def _from_to(entry: Entry) -> list[Piece]:
    return [_sign(entry.overall.before), Run("→"), _sign(entry.rating)]


def _only_now(entry: Entry) -> list[Piece]:
    return [_sign(entry.rating, complete=entry.is_over)]


def _complete(entry: Entry) -> list[Piece]:
    del entry
    return [_sign(None, complete=True)]


def _sign(rating: Rating | None, *, complete: bool = False) -> Sign:
    """A status in the middle of a box of one width, so that the names behind it line up."""
    sign = status_sign(status(rating, complete=complete))
    return Sign(_SIGN, lambda paper, x, middle: sign.draw(paper, x + (_SIGN - sign.width) / 2, middle))


# The ways back -------------------------------------------------------------------------------------------------------


def _paths(body: Region, answer: Moves) -> None:
    heading(body, say("Off track, or getting worse"), aside=say("Largest whole-life cost first within each rating"))
    columns = [
        Column(say("Project"), _PROJECT, lines=4),
        Column(say("Cause"), share=1.05, lines=4),
        *_way_columns(answer.paths),
    ]
    shown = answer.paths[:_PATHS]
    rows = [Row(_cells(path, answer), link=f"project-{path.entry.key}") for path in shown]
    table(body, columns, rows, row_height=19, gap=12)
    _more(body, len(answer.paths) - len(shown))


def _is_told(paths: Sequence[Path]) -> bool:
    """Whether any project reports a way back; where none does, the cause gets its room."""
    return any(path.step or path.due_on for path in paths)


def _way_columns(paths: Sequence[Path]) -> list[Column]:
    owner = [Column(say("Owner"), 76, lines=2)] if any(path.owner for path in paths) else []
    if not _is_told(paths):
        return [Column(say("Path to green"), 72), *owner]
    return [
        Column(say("Path to green: next step in bold"), share=1.2, lines=6),
        *owner,
        Column(say("Green by"), 56),
        Column(say("Path held?"), 74, "right"),
    ]


def _cells(path: Path, answer: Moves) -> list[Words]:
    way: list[Piece] = (
        [strong(path.step), Run(f" {path.rest}")] if path.step else [strong(say("None reported"), LIGHT.text_2)]
    )
    if path.ask:
        way = [*way, "\n", strong(say("Asked: {ask}", ask=path.ask), LIGHT.accent)]
    owner: list[Words] = [path.owner or NO_VALUE] if any(each.owner for each in answer.paths) else []
    dated: list[Words] = [strong(show_date(path.due_on)) if path.due_on else NO_VALUE, _held(path)]
    return [
        _project(path.entry, answer),
        path.cause or quiet(say("Not told")),
        way,
        *owner,
        *(dated if _is_told(answer.paths) else []),
    ]


def _project(entry: Entry, answer: Moves) -> Words:
    name = fit_text(entry.name, 2 * _PROJECT - 40, 10, "semibold")
    said: list[Piece] = [Run(name, bold=True, size=10), "\n"]
    if entry.overall.earlier:
        said.append(ticks([status(each) if each else None for each in entry.overall.earlier]))
    said += [status_sign(status(entry.rating), 10.5), strong(rating_word(entry.rating, answer.scale))]
    if entry.forward_look:
        said += [space(3), *look(entry.forward_look)]
    facts = _facts(entry, answer.currency)
    return [*said, "\n", Run(facts, size=7.5, colour=LIGHT.text_2)] if facts else said


def _facts(entry: Entry, currency: str) -> str:
    told: list[str] = []
    if entry.whole_life_cost is not None:
        told.append(money(entry.whole_life_cost, currency))
    slip = entry.slip_days if entry.slip_days is not None else entry.slip_since_days
    if slip is not None:
        told.append(say("slip {days} d", days=show_change(slip)))
    if entry.cost_percent is not None:
        told.append(say("cost {percent}", percent=show_percent_change(entry.cost_percent)))
    return "  ·  ".join(told)


def _held(path: Path) -> Words:
    if path.held is Held.SLIPPED:
        return [Run("▼ "), strong(say("Slipped {days} d", days=show_number(path.days)))]
    if path.held is Held.EARLIER:
        return [Run("▲ "), strong(say("{days} d earlier", days=show_number(-path.days)))]
    words: dict[Held, Words] = {Held.HELD: say("Held"), Held.NEW: say("New path"), Held.NONE: quiet(say("No date"))}
    return words[path.held]


# What moved ----------------------------------------------------------------------------------------------------------


def _changes(body: Region, answer: Moves) -> None:
    moved = answer.moved
    longest = max(len(moved.slipped), len(moved.money))
    if not (longest or moved.recovered):
        return
    body.skip(12)
    if _rows_in(body) < min(longest, _CHANGES):
        body.next_page()
    most = _rows_in(body)
    told = [_finishes] if moved.slipped or moved.recovered else []
    told += [_amounts] if moved.money else []
    columns = body.columns(*[12 / len(told)] * len(told))
    for place, draw_list in zip(columns, told, strict=True):
        draw_list(place, answer, most)
    body.below(*columns)


def _rows_in(place: Region) -> int:
    """How many rows fit under a heading and a header, with a note below them."""
    return max(int((place.room - 62) // 15.6), 0)


def _finishes(place: Region, answer: Moves, most: int) -> None:
    moved, slipped = answer.moved, answer.moved.slipped[:most]
    heading(place, say("Finish moved since {period}", period=answer.previous))
    columns = [
        Column(say("Project")),
        Column(say("Was"), 60, "right"),
        Column(say("Now"), 60, "right"),
        Column(say("Days"), 40, "right"),
    ]
    rows = [
        Row(
            [entry.name, quiet(show_date(entry.finish_before_on)), show_date(entry.finish_on), _days(entry)],
            link=f"project-{entry.key}",
        )
        for entry in slipped
    ]
    table(place, columns, rows, empty=say("No project finishes later."))
    _note(place, _and_more(len(moved.slipped) - len(slipped)), _earlier(moved.recovered))


def _days(entry: Entry) -> Words:
    return strong(show_change(entry.slip_since_days))


def _earlier(recovered: Sequence[Entry]) -> str:
    if not recovered:
        return ""
    return say("Earlier: {names}.", names=names([entry.name for entry in recovered]))


def _and_more(count: int) -> str:
    return say("and {count} more, in the annex.", count=show_number(count)) if count > 0 else ""


def _note(place: Region, *said: str) -> None:
    line = "  ".join(each for each in said if each)
    if line:
        place.skip(3)
        text(place, line, size="note", colour=LIGHT.text_2, lines=1)


def _amounts(place: Region, answer: Moves, most: int) -> None:
    dearer = answer.moved.money[:most]
    heading(place, say("Whole-life cost moved since {period}", period=answer.previous))
    scale = best_scale([money_moved(entry) or 0 for entry in dearer], answer.currency)
    unit = money_unit(answer.currency, scale)
    columns = [
        Column(say("Project")),
        Column(say("Was {unit}", unit=unit), 60, "right"),
        Column(say("Now {unit}", unit=unit), 60, "right"),
        Column(say("Change {unit}", unit=unit), 60, "right"),
    ]
    rows = [
        Row([entry.name, *_money_cells(entry, answer.currency, scale)], link=f"project-{entry.key}") for entry in dearer
    ]
    table(place, columns, rows)
    _note(place, _and_more(len(answer.moved.money) - len(dearer)))


def _money_cells(entry: Entry, currency: str, scale: int) -> Iterable[Words]:
    step = money_moved(entry) or 0
    yield quiet(show_money(entry.whole_life_before, currency, scale, 0))
    yield show_money(entry.whole_life_cost, currency, scale, 0)
    yield strong(money_change(step, currency, scale))


_OPTIONS = (Option("changes", N_("What moved in dates and money")),)
SECTION = Section("movement", N_("Movement"), ask, draw, _OPTIONS)

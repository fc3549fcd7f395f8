"""Which column of a table is which field: by its header, and by what its cells hold where headers leave a doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.importing import ColumnMatch, How
from pmo_desktop.interchange.amounts import MoneyColumn, split_amount
from pmo_desktop.interchange.cells import TEXTS, read_column, reader, settle
from pmo_desktop.interchange.headers import Candidate, candidates, is_derived, read_header
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.months import Months, read_months
from pmo_desktop.interchange.unread import NotRated, Unread, says_nothing_yet
from pmo_desktop.interchange.vocabulary import Spec, kind_of, target_named
from pmo_desktop.interchange.words import column_letters

_YEAR = 12  # months
_SAMPLE = 100  # cells of a column that are looked at
_EXACT = 10  # from this score on the header says the same words as the field
_GROUPED = 0.5  # what a header is worth less if only its last line is known
_NEAR = 1.0  # a column takes no field whose score lies further below its best one
_ENOUGH, _ENOUGH_IF_EXACT = 0.5, 0.2  # the share of cells that must be readable as what the field holds
_LONG = 0.1  # what a column fits a long text less than a closed list
_FEWEST_BESIDE = 2  # known columns beside one of names without a header
_FEW_WORDS = 12  # different words up to which a column may be a closed list with words of its own
_STATES = frozenset({"state", "stage", "verdict", "outcome"})
_FIGURES = ("date", "money")
_MOSTLY = 0.8
_SPARSE = frozenset({"date", "money", "rating", "scale", "number", "month"})  # kinds of columns that often hold little
_OPEN_TEXT = frozenset(
    {"reference", "period", "category", "tags", "project_key", "other_key"}
)  # texts that may well be numbers


@dataclass(frozen=True, slots=True)
class _Pair:
    score: float
    column: int
    field: str
    exact: bool


def match_columns(layout: Layout, target: str = "project") -> tuple[ColumnMatch, ...]:
    """What every column stands for in a register of `target`; each field once, the likeliest pairs first."""
    of_months = _of_months(layout)
    pairs = sorted(
        (pair for column in layout.columns if column not in of_months for pair in _pairs(layout, column, target)),
        key=lambda pair: (-pair.score, pair.column),
    )
    taken: dict[int, _Pair] = {}
    fields: set[str] = set()
    for pair in pairs:
        if pair.column not in taken and pair.field not in fields:
            taken[pair.column] = pair
            fields.add(pair.field)
    if target == "project" and "name" not in fields:  # where programmes are all that is listed, they are the entries
        taken = {
            column: replace(pair, field="name") if pair.field == "programme" else pair for column, pair in taken.items()
        }
    if target == "project" and "name" not in {pair.field for pair in taken.values()}:
        taken |= _unheaded_names(layout, taken)
    return tuple(_match(layout, column, taken.get(column), target) for column in layout.columns)


def _unheaded_names(layout: Layout, taken: Mapping[int, _Pair]) -> dict[int, _Pair]:
    """The first column, if it has no header and holds a text of its own in every row, beside known ones."""
    first = next(iter(layout.columns), None)
    if first is None or layout.headers[first] or len(taken) < _FEWEST_BESIDE:
        return {}
    cells = [layout.rows[place][first] for place in layout.body]
    kinds = (*_FIGURES, "rating")
    texts = {cell for cell in cells if isinstance(cell, str) and len(cell) > 1 and not _is_typed(cell, kinds)}
    return {first: _Pair(0, first, "name", exact=False)} if len(texts) == len(cells) > 0 else {}


def _of_months(layout: Layout) -> set[int]:
    """The columns under a month of their own, or a quarter, where there are several: what they hold is of that time."""
    times = {column: found for column in layout.columns if (found := _time_in(layout.headers[column]))}
    return set(times) if len(set(times.values())) > 1 else set()


def _time_in(header: str) -> Months | None:
    """The month or quarter that one line of a header of several lines names."""
    parts = header.split(" / ")
    found = [read_months(part) for part in parts] if len(parts) > 1 else []
    return next((each for each in found if each and each.count < _YEAR), None)


def _match(layout: Layout, column: int, pair: _Pair | None, target: str) -> ColumnMatch:
    header = layout.headers[column]
    place = str(column + 1) if layout.orientation == "columns" else column_letters(column)
    read = read_header(header)
    unit = "%" if read.percent else read.unit.scale or ("one" if read.unit.currency else None)
    if pair is None:
        how: How = "derived" if is_derived(header) and _holds_figures(sample(layout, column)) else ""
        return ColumnMatch(column, place, header, None, unit, how)
    unit = unit if kind_of(pair.field, target) == "money" else None
    return ColumnMatch(column, place, header, pair.field, unit, "exact" if pair.exact else "phrase")


def _pairs(layout: Layout, column: int, target: str) -> list[_Pair]:
    header = layout.headers[column]
    if not (found := _candidates(layout, header, target)):
        return []
    cells = sample(layout, column)
    read = read_header(header)
    percent, in_money = read.percent, bool(read.unit.scale or read.unit.currency)
    pairs = [
        _Pair(candidate.score + fit, column, candidate.field, candidate.score >= _EXACT)
        for candidate in found
        if not (percent and kind_of(candidate.field, target) == "money")
        and not (in_money and kind_of(candidate.field, target) == "scale")
        and (fit := _fit(target_named(target).specs[candidate.field], cells, exact=candidate.score >= _EXACT))
        is not None
    ]
    best = max((pair.score for pair in pairs), default=0)
    return [pair for pair in pairs if pair.score >= best - _NEAR]


def _candidates(layout: Layout, header: str, target: str) -> tuple[Candidate, ...]:
    """The fields of a header; where it has several lines, its last one may say enough if no other column ends so."""
    found = candidates(header, target)
    _, parted, last = header.rpartition(" / ")
    if not parted or (found and found[0].score >= _EXACT):
        return found
    if sum(each.rpartition(" / ")[2] == last for each in layout.headers) > 1:
        return found
    below = tuple(Candidate(each.field, each.score - _GROUPED) for each in candidates(last, target))
    return below if below and (not found or below[0].score > found[0].score) else found


def sample(layout: Layout, column: int) -> list[object]:
    """Cells of a column that hold something, drawn from all over it."""
    filled = [cell for cell in layout.cells(column) if cell not in ("", None)]
    return filled[:: max(1, len(filled) // _SAMPLE)]


def _fit(spec: Spec, cells: Sequence[object], *, exact: bool) -> float | None:
    """The share of `cells` that can be what a field holds; `None` if too few can; 0 for an empty column."""
    cells = [cell for cell in cells if not (isinstance(cell, str) and says_nothing_yet(cell))]
    if not cells:
        return 0
    if spec.kind in TEXTS:
        if exact and spec.name in _OPEN_TEXT:
            return 1
        kinds = _FIGURES if exact and spec.name in {"name", "title"} else (*_FIGURES, "rating")  # a title may be “Late”
        numbers = sum(not isinstance(cell, str) or _is_typed(cell, kinds) for cell in cells) / len(cells)
        words = 1 - numbers - (_LONG if spec.kind == "long text" else 0)  # a word of a closed list is rather that
        return None if numbers > _MOSTLY and spec.name not in _OPEN_TEXT else max(words, 0)
    answers = read_column(cells, reader(spec.kind, spec.choices, settle(spec.kind, cells, MoneyColumn())))
    share = sum(not isinstance(answer, (Unread, NotRated)) and answer is not None for answer in answers) / len(cells)
    enough = _ENOUGH_IF_EXACT if exact and spec.kind in _SPARSE else _ENOUGH
    if exact and spec.kind == "choice" and len({str(cell) for cell in cells}) <= _FEW_WORDS:
        enough = 0 if spec.name in _STATES else _ENOUGH_IF_EXACT
    return share if share >= enough else None


def _holds_figures(cells: Sequence[object]) -> bool:
    """Whether most of `cells` are bare numbers, amounts or percents."""
    figures = 0
    for cell in cells:
        figures += isinstance(cell, (int, float)) or (
            isinstance(cell, str) and split_amount(cell.replace("%", "")) is not None
        )
    return bool(cells) and figures / len(cells) >= _ENOUGH


def _is_typed(cell: str, kinds: Sequence[str]) -> bool:
    """Whether a text is really a date, an amount or a rating."""
    if not 3 <= len(cell) <= 40:  # noqa: PLR2004  nothing typed is longer; a letter may be a rating or a name
        return False
    answers = (reader(kind, None, settle(kind, (), MoneyColumn()))(cell) for kind in kinds)
    return any(isinstance(answer, (date, int, Rating)) for answer in answers)

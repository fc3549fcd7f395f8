"""Every row of a table read by what its columns stand for; what cannot be read is told and kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pmo_desktop.domain.choices import Choice, Rating
from pmo_desktop.domain.importing import CellProblem, ColumnMatch, ReadRow
from pmo_desktop.interchange.amounts import MoneyColumn, settle_decimal
from pmo_desktop.interchange.cells import TEXTS, Settings, is_remarked, read_column, reader, settle, text_of
from pmo_desktop.interchange.dates import Order, is_vague, settle_order, shows_day_first
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.scales import top_in
from pmo_desktop.interchange.told import NOTHING_TOLD, Told
from pmo_desktop.interchange.unread import NotRated, Unread, why_unread
from pmo_desktop.interchange.vocabulary import kind_of, target_named
from pmo_desktop.interchange.words import fold, short
from pmo_desktop.text import say

_FIVE = 5  # the top of a scale of which nothing says otherwise
_ODD = (Unread, NotRated)
_BEGINNINGS = ("start", "raised", "submitted", "from")  # in names of dates of which a vague one is its first day


@dataclass(slots=True)
class _Kept:
    """What one row holds beside its values."""

    problems: list[CellProblem]
    texts: dict[str, str]
    extras: dict[str, str]


def read_rows(
    layout: Layout,
    matches: Sequence[ColumnMatch],
    money: Mapping[int, MoneyColumn],
    target: str = "project",
    told: Told = NOTHING_TOLD,
) -> tuple[tuple[ReadRow, ...], list[str]]:
    """Every row of `layout`, and sentences on how its columns were read."""
    told = _orders_agreed(layout, matches, target, told)
    mark = _decimal_mark(layout, matches, target)
    kept: dict[int, _Kept] = {}
    notes: list[str] = []
    fields: list[str] = []
    columns: list[list[object]] = []
    for match in matches:
        if match.field is None:
            continue
        answers, note = _read_field(layout, match, money.get(match.index, MoneyColumn()), target, told, mark)
        notes += note
        fields.append(match.field)
        columns.append(answers)
        _set_unread_apart(layout, match, answers, kept)
        if (choices := target_named(target).specs[match.field].choices) is not None:
            _keep_remarks(layout, match, answers, choices, kept)
    if "overall" in fields:
        _tell_reasons(fields, columns)
    _keep_extras(layout, matches, kept)
    empty = _Kept([], {}, {})
    rows: list[ReadRow] = []
    for number, values in enumerate(zip(*columns, strict=True)):
        beside = kept.get(number, empty)
        row = layout.origins.get(layout.body[number], (layout.body[number], 0))[0] + 1
        problems = tuple(beside.problems)
        cells = layout.rows[layout.body[number]]
        answered = dict(zip(fields, values, strict=True))
        rows.append(ReadRow(row, answered, problems, beside.texts, beside.extras, cells))
    return tuple(rows), notes


def _decimal_mark(layout: Layout, matches: Sequence[ColumnMatch], target: str) -> str:
    """The decimal mark that the figures of a table show: that of columns of figures that show none themselves."""
    figures = [
        match for match in matches if match.field and kind_of(match.field, target) in {"number", "money", "percent"}
    ]
    return settle_decimal(cell for match in figures for cell in layout.cells(match.index)) or "."


def _read_field(
    layout: Layout, match: ColumnMatch, money: MoneyColumn, target: str, told: Told, mark: str
) -> tuple[list[object], list[str]]:
    spec = target_named(target).specs[match.field or ""]
    cells = layout.cells(match.index)
    settings = replace(
        _as_told(settle(spec.kind, cells, money), match, told),
        parts=spec.name == "fte",
        ends=not any(word in spec.name for word in _BEGINNINGS),
    )
    if spec.kind == "scale" and settings.top == _FIVE and (top := top_in(match.header)):
        settings = replace(settings, top=top)
    if spec.kind == "number" and settle_decimal(cells) is None:
        settings = replace(settings, money=MoneyColumn(decimal=mark))
    read = reader(spec.kind, spec.choices, settings)
    words = told.words.get(match.index)
    answers = read_column(cells, read if not words else lambda cell: read(words.get(fold(text_of(cell)), cell)))
    notes: list[str] = []
    if spec.kind == "date":
        notes += _vague_days(match, cells, answers)
    if spec.kind == "date" and settings.order == "unknown":
        sentence = "“{header}”: nothing shows whether day or month comes first; the day was taken to."
        notes.append(say(sentence, header=short(match.header)))
    if spec.kind == "scale" and settings.top not in {5, 1, 100}:
        sentence = "“{header}” is on a scale up to {top}; it was brought to 1 to 5."
        notes.append(say(sentence, header=short(match.header), top=int(settings.top)))
    if spec.kind == "scale" and settings.top in {1, 100}:
        sentence = "“{header}” holds chances in parts of one or in percent; they were brought to 1 to 5."
        notes.append(say(sentence, header=short(match.header)))
    if spec.kind == "rating":
        notes += _take_colours(layout, match, cells, answers, told)
    if spec.kind not in TEXTS:
        unanswered = (cell for cell, answer in zip(cells, answers, strict=True) if answer is None)
        nothing = sum(isinstance(cell, str) and bool(cell.strip()) for cell in unanswered)
        if nothing:
            sentence = "“{header}”: a dash or “n/a” is taken as empty: {count}."
            notes.append(say(sentence, header=short(match.header), count=nothing))
    return answers, notes


def _vague_days(match: ColumnMatch, cells: Sequence[object], answers: Sequence[object]) -> list[str]:
    """A sentence on cells that name a month, a quarter or the like alone, with what the first was taken for."""
    texts = {cell for cell in set(filter(_is_text, cells)) if is_vague(cell)}
    found = [number for number, cell in enumerate(cells) if cell in texts and isinstance(answers[number], date)]
    if not found:
        return []
    sentence = "“{header}”: {count} cells name a month, a quarter or the like alone; “{text}” was taken for {day}."
    day = str(answers[found[0]])
    return [say(sentence, header=short(match.header), count=len(found), text=str(cells[found[0]]).strip(), day=day)]


def _is_text(cell: object) -> bool:
    return isinstance(cell, str)


def _orders_agreed(layout: Layout, matches: Sequence[ColumnMatch], target: str, told: Told) -> Told:
    """What is told, and the order of day and month of columns that show none, where all others that do have one."""
    dates = [match for match in matches if match.field and kind_of(match.field, target) == "date"]
    orders: dict[int, Order] = {match.index: settle_order(layout.cells(match.index)) for match in dates}
    shown = {told.orders.get(index, order) for index, order in orders.items() if _shows_order(layout, index, order)}
    if len(shown) != 1:
        return told
    agreed = {index: next(iter(shown)) for index, order in orders.items() if order == "unknown"}
    return replace(told, orders={**agreed, **told.orders})


def _shows_order(layout: Layout, index: int, order: Order) -> bool:
    """Whether the texts of a column settle its order; dates proper and texts with words settle none."""
    if order not in {"day first", "month first"}:
        return False
    return order == "month first" or any(shows_day_first(cell) for cell in layout.cells(index) if isinstance(cell, str))


def unsettled(layout: Layout, matches: Sequence[ColumnMatch], target: str, told: Told) -> tuple[int, ...]:
    """The columns of dates in which nothing shows whether day or month comes first: somebody must say."""
    orders = _orders_agreed(layout, matches, target, told).orders
    return tuple(
        match.index
        for match in matches
        if match.field
        and kind_of(match.field, target) == "date"
        and match.index not in orders
        and settle_order(layout.cells(match.index)) in {"unknown", "both"}
    )


def _as_told(settings: Settings, match: ColumnMatch, told: Told) -> Settings:
    if order := told.orders.get(match.index):
        settings = replace(settings, order=order)
    return settings


def _take_colours(
    layout: Layout, match: ColumnMatch, cells: Sequence[object], answers: list[object], told: Told
) -> list[str]:
    """Rate cells without a text by their fill colour."""
    count = 0
    for number, cell in enumerate(cells):
        if cell in ("", None) or answers[number] is None:
            rating = told.colours.get((layout.body[number], match.index))
            if rating is not None:
                answers[number] = rating
                count += 1
    sentence = "“{header}” is rated by the colour of its cells: {count}."
    return [say(sentence, header=short(match.header), count=count)] if count else []


def _set_unread_apart(layout: Layout, match: ColumnMatch, answers: list[object], kept: dict[int, _Kept]) -> None:
    """Put `None` for every cell that could not be read, and keep its text and the reason beside its row."""
    field = match.field or ""
    odd = [(number, answer) for number, answer in enumerate(answers) if isinstance(answer, _ODD)]
    for number, answer in odd:
        reason, mend = answer.reason, answer.mend if isinstance(answer, Unread) else ""
        if isinstance(answer, NotRated):
            if field == "overall" and " " in answer.reason:
                continue  # a sentence: not rated, with that reason
            unread = why_unread(answer.reason, say("a rating"))
            reason, mend = unread.reason, unread.mend
        if field != "overall":  # what is no rating goes on to be the reason
            answers[number] = None
        text = text_of(layout.rows[layout.body[number]][match.index])
        row, column = layout.place(layout.body[number], match.index)
        beside = kept.setdefault(number, _Kept([], {}, {}))
        beside.problems.append(CellProblem(row, column, match.header, text, reason, mend))
        beside.texts[field] = text


def _keep_remarks(
    layout: Layout, match: ColumnMatch, answers: Sequence[object], choices: type[Choice], kept: dict[int, _Kept]
) -> None:
    """Keep the whole text of cells that say more than the choice they name."""
    for number, answer in enumerate(answers):
        cell = layout.rows[layout.body[number]][match.index]
        if (
            isinstance(answer, choices)
            and choices is not Rating
            and isinstance(cell, str)
            and is_remarked(cell.strip(), choices)
        ):
            kept.setdefault(number, _Kept([], {}, {})).extras[match.header] = cell.strip()


def _tell_reasons(fields: list[str], columns: list[list[object]]) -> None:
    """Move the text of rating cells that hold no rating to the field `overall_reason`, beside what that holds."""
    ratings = columns[fields.index("overall")]
    if "overall_reason" not in fields:
        fields.append("overall_reason")
        columns.append([None] * len(ratings))
    reasons = columns[fields.index("overall_reason")]
    for number, answer in enumerate(ratings):
        if isinstance(answer, NotRated):
            ratings[number] = None
            reasons[number] = "\n".join(filter(None, (answer.reason, str(reasons[number] or ""))))


def _keep_extras(layout: Layout, matches: Sequence[ColumnMatch], kept: dict[int, _Kept]) -> None:
    names: Counter[str] = Counter()
    for match in matches:
        if match.field is not None or match.how == "computed":
            continue
        name = _own_name(match.header or say("Column {column}", column=match.column), names)
        for number, place in enumerate(layout.body):
            if text := text_of(layout.rows[place][match.index]):
                kept.setdefault(number, _Kept([], {}, {})).extras[name] = text


def _own_name(header: str, names: Counter[str]) -> str:
    """`header`, with a number behind it if an earlier column has the same."""
    names[header] += 1
    return header if names[header] == 1 else _own_name(f"{header} ({names[header]})", names)

"""Every row of a table read by what its columns stand for; what cannot be read is told and kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmo_desktop.domain.importing import CellProblem, ColumnMatch, ReadRow
from pmo_desktop.interchange.amounts import MoneyColumn
from pmo_desktop.interchange.cells import read_column, reader, settle, text_of
from pmo_desktop.interchange.headers import kind_of
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.unread import NotRated, Unread, why_unread
from pmo_desktop.interchange.words import short
from pmo_desktop.text import say

_ODD = (Unread, NotRated)


@dataclass(slots=True)
class _Kept:
    """What one row holds beside its values."""

    problems: list[CellProblem]
    texts: dict[str, str]
    extras: dict[str, str]


def read_rows(
    layout: Layout, matches: Sequence[ColumnMatch], money: Mapping[int, MoneyColumn]
) -> tuple[tuple[ReadRow, ...], list[str]]:
    """Every row of `layout`, and sentences on how its columns were read."""
    kept: dict[int, _Kept] = {}
    notes: list[str] = []
    fields: list[str] = []
    columns: list[list[object]] = []
    for match in matches:
        if match.field is None:
            continue
        answers, note = _read_field(layout, match, money.get(match.index, MoneyColumn()))
        notes += note
        fields.append(match.field)
        columns.append(answers)
        _set_unread_apart(layout, match, answers, kept)
    if "overall" in fields:
        _tell_reasons(fields, columns)
    _keep_extras(layout, matches, kept)
    empty = _Kept([], {}, {})
    rows: list[ReadRow] = []
    for number, values in enumerate(zip(*columns, strict=True)):
        beside = kept.get(number, empty)
        row = layout.body[number] + 1
        problems = tuple(beside.problems)
        rows.append(ReadRow(row, dict(zip(fields, values, strict=True)), problems, beside.texts, beside.extras))
    return tuple(rows), notes


def _read_field(layout: Layout, match: ColumnMatch, money: MoneyColumn) -> tuple[list[object], list[str]]:
    kind = kind_of(match.field or "")
    cells = [layout.rows[place][match.index] for place in layout.body]
    settings = settle(kind, cells, money)
    answers = read_column(cells, reader(kind, match.field or "", settings))
    notes: list[str] = []
    if kind == "date" and settings.order == "unknown":
        sentence = "“{header}”: nothing shows whether day or month comes first; the day was taken to."
        notes.append(say(sentence, header=short(match.header)))
    if kind not in {"text", "long text"}:
        unanswered = (cell for cell, answer in zip(cells, answers, strict=True) if answer is None)
        nothing = sum(isinstance(cell, str) and bool(cell.strip()) for cell in unanswered)
        if nothing:
            sentence = "“{header}”: a dash or “n/a” is taken as empty: {count}."
            notes.append(say(sentence, header=short(match.header), count=nothing))
    return answers, notes


def _set_unread_apart(layout: Layout, match: ColumnMatch, answers: list[object], kept: dict[int, _Kept]) -> None:
    """Put `None` for every cell that could not be read, and keep its text and the reason beside its row."""
    field = match.field or ""
    odd = [(number, answer) for number, answer in enumerate(answers) if isinstance(answer, _ODD)]
    for number, answer in odd:
        reason = answer.reason
        if isinstance(answer, NotRated):
            if field == "overall" and " " in answer.reason:
                continue  # a sentence: not rated, with that reason
            reason = why_unread(answer.reason, say("a rating")).reason
        if field != "overall":  # what is no rating goes on to be the reason
            answers[number] = None
        text = text_of(layout.rows[layout.body[number]][match.index])
        row, column = layout.place(layout.body[number], match.index)
        beside = kept.setdefault(number, _Kept([], {}, {}))
        beside.problems.append(CellProblem(row, column, match.header, text, reason))
        beside.texts[field] = text


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
        if match.field is not None:
            continue
        name = _own_name(match.header or say("Column {column}", column=match.column), names)
        for number, place in enumerate(layout.body):
            if text := text_of(layout.rows[place][match.index]):
                kept.setdefault(number, _Kept([], {}, {})).extras[name] = text


def _own_name(header: str, names: Counter[str]) -> str:
    """`header`, with a number behind it if an earlier column has the same."""
    names[header] += 1
    return header if names[header] == 1 else _own_name(f"{header} ({names[header]})", names)

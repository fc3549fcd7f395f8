"""Sentences on what a table holds that its reader should know before it is applied."""

from collections.abc import Sequence
from datetime import date

from pmo_desktop.domain.importing import ColumnMatch, ReadRow
from pmo_desktop.interchange.words import short
from pmo_desktop.text import say

_SPANS = (
    ("raised_on", "closed_on"),
    ("baseline_start_on", "baseline_finish_on"),
    ("forecast_start_on", "forecast_finish_on"),
    ("actual_start_on", "actual_finish_on"),
)
_SHOWN = 10  # row numbers in one sentence
_HEADERS_SHOWN = 40


def findings(matches: Sequence[ColumnMatch], rows: Sequence[ReadRow], target: str = "project") -> list[str]:
    """What is kept as text only, what is not rated, what cannot be true, what comes twice."""
    if target != "project":
        return [*_columns_kept(matches), *_backwards(rows)]
    return [*_columns_kept(matches), *_not_rated(rows), *_backwards(rows), *_without_name(matches, rows), *_twice(rows)]


def _columns_kept(matches: Sequence[ColumnMatch]) -> list[str]:
    derived = [match for match in matches if match.how == "derived"]
    rest = [match for match in matches if match.field is None and not match.how]
    sentence = "“{header}” follows from other figures; its text is kept."
    notes = [say(sentence, header=short(match.header)) for match in derived]
    if rest:
        headers = ", ".join(f"“{short(match.header) or match.column}”" for match in rest[:_HEADERS_SHOWN])
        headers += " …" if len(rest) > _HEADERS_SHOWN else ""
        notes.append(say("No field takes these columns, their text is kept: {headers}.", headers=headers))
    return notes


def _not_rated(rows: Sequence[ReadRow]) -> list[str]:
    reasons = [str(row.values["overall_reason"]) for row in rows if _has_reason(row)]
    if not reasons:
        return []
    sentence = "Not rated, for a reason that the file gives: {count}; for instance “{reason}”."
    return [say(sentence, count=len(reasons), reason=reasons[0])]


def _has_reason(row: ReadRow) -> bool:
    return "overall" in row.values and row.values["overall"] is None and bool(row.values.get("overall_reason"))


def _backwards(rows: Sequence[ReadRow]) -> list[str]:
    found = [row.row for row in rows if any(_ends_first(row, start, finish) for start, finish in _SPANS)]
    return [say("Rows that end before they start: {rows}.", rows=_few(found))] if found else []


def _ends_first(row: ReadRow, start: str, finish: str) -> bool:
    first, last = row.values.get(start), row.values.get(finish)
    return isinstance(first, date) and isinstance(last, date) and last < first


def _few(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:_SHOWN])) + (" …" if len(numbers) > _SHOWN else "")


def _without_name(matches: Sequence[ColumnMatch], rows: Sequence[ReadRow]) -> list[str]:
    if all(match.field != "name" for match in matches):
        return [say("No column holds the projects' names; their references stand in for them.")]
    found = [row.row for row in rows if not row.values["name"]]
    return [say("Rows without a project's name: {rows}.", rows=_few(found))] if found else []


def _twice(rows: Sequence[ReadRow]) -> list[str]:
    """References that come again, in one period."""
    seen: set[tuple[object, object]] = set()
    found: list[int] = []
    for row in rows:
        key = (row.values.get("reference"), row.values.get("period"))
        if key[0] and key in seen:
            found.append(row.row)
        seen.add(key)
    return [say("Rows whose reference stands in an earlier row too: {rows}.", rows=_few(found))] if found else []

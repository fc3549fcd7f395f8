"""Reads a register of projects out of whatever file it stands in."""

import gc
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.importing import ColumnMatch, ReadTable
from pmo_desktop.interchange.findings import findings
from pmo_desktop.interchange.headers import other_list, years_in
from pmo_desktop.interchange.layout import Layout, find_layout
from pmo_desktop.interchange.matching import match_columns
from pmo_desktop.interchange.money_columns import settle_money
from pmo_desktop.interchange.rows import read_rows
from pmo_desktop.interchange.sheet import Sheet
from pmo_desktop.interchange.tables import read_sheets
from pmo_desktop.interchange.words import fold, short
from pmo_desktop.text import N_, say

_OTHER_LISTS = {
    "risk log": N_("a risk log"),
    "issue log": N_("an issue log"),
    "action log": N_("an action log"),
    "plan": N_("a plan of tasks"),
    "stakeholder list": N_("a list of stakeholders"),
    "list of people": N_("a list of people"),
    "list of requirements": N_("a list of requirements"),
}
_SIGNS_OF_ANOTHER = 2
_FIELDS_WITHOUT_NAME = 3
_COMMON = frozenset({"name", "reference", "status", "description", "tags"})  # what any list may have
_FEW = 6  # rows up to which a name may come again
_NAMES_SHOWN = 6

Found = tuple[Sheet, Layout, tuple[ColumnMatch, ...]]


def read_register(
    path: Path, sheet: str | None = None, *, currency: str | None = None, fields: Mapping[int, str | None] | None = None
) -> ReadTable:
    """Read the register of projects in `path`: from `sheet`, or from the sheet that looks most like one.

    Args:
        path: A file of separated values or a workbook, whatever its name.
        sheet: The name of a sheet, hidden or not.
        currency: ISO code of amounts that show none; it settles how many digits their minor unit has.
        fields: What the user says columns stand for, by their index; none keeps a column as text.

    Raises:
        PmoError: The file cannot be read, has no such sheet, or holds no register of projects.
    """
    with _no_collecting():
        return _read_likeliest(path, sheet, currency, fields or {})


@contextmanager
def _no_collecting() -> Generator[None]:
    """Rows make many small objects and no cycles: looking for cycles among them takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_likeliest(path: Path, sheet: str | None, currency: str | None, fields: Mapping[int, str | None]) -> ReadTable:
    sheets = read_sheets(path)
    chosen = _named(path, sheets, sheet) if sheet else [one for one in sheets if not one.hidden] or list(sheets)
    found = [(one, layout, match_columns(layout)) for one in chosen if (layout := find_layout(one))]
    registers = [entry for entry in found if _why_no_register(entry) is None]
    if not registers:
        raise _no_register(path, sheets if not sheet else chosen, found)
    best = max(registers, key=_likeness)
    notes = list(best[0].notes)
    if others := [one.name for one in chosen if one is not best[0]]:
        notes.append(say("Read from sheet “{sheet}”; not read: {others}.", sheet=best[0].name, others=_few(others)))
    read = _read(path, (best[0], best[1], _as_told(best[2], fields)), currency, notes)
    return replace(read, sheets=tuple(one.name for one in sheets if one.name and not one.hidden))


def _as_told(matches: Sequence[ColumnMatch], fields: Mapping[int, str | None]) -> tuple[ColumnMatch, ...]:
    """The matches as the user wants them; a field that is given to one column is taken from any other."""
    wanted = set(fields.values()) - {None}
    return tuple(
        replace(match, field=fields[match.index], how="chosen" if fields[match.index] else "")
        if match.index in fields
        else replace(match, field=None, how="")
        if match.field in wanted
        else match
        for match in matches
    )


def _named(path: Path, sheets: Sequence[Sheet], name: str) -> list[Sheet]:
    chosen = [one for one in sheets if one.name.strip().casefold() == name.strip().casefold()]
    if chosen:
        return chosen
    names = [one.name for one in sheets if one.name]
    if not names:
        raise PmoError(say("“{file}” is a text file and has no sheets: leave the sheet out.", file=path.name))
    sentence = "“{file}” has no sheet “{sheet}”: name one of {names}."
    raise PmoError(say(sentence, file=path.name, sheet=name, names=_few(names)))


def _few(names: Sequence[str]) -> str:
    shown = [f"“{short(name)}”" for name in names[:_NAMES_SHOWN]]
    return ", ".join(shown) + (" …" if len(names) > _NAMES_SHOWN else "")


def _likeness(found: Found) -> tuple[int, int]:
    """How much a table looks like a register: fields matched, then rows."""
    return len(_fields(found[2])), len(found[1].body)


def _fields(matches: Sequence[ColumnMatch]) -> set[str]:
    return {match.field for match in matches if match.field}


def _why_no_register(found: Found) -> str | None:
    """What a table is instead of a register of projects, and what now; `None` for a register."""
    _, layout, matches = found
    fields = _fields(matches)
    what, signs = other_list([match.header for match in matches])
    if signs >= _SIGNS_OF_ANOTHER and signs >= len(fields - _COMMON):
        return say("it looks like {what}, and only projects are read", what=say(_OTHER_LISTS[what]))
    if "name" not in fields and not ("reference" in fields and len(fields) >= _FIELDS_WITHOUT_NAME):
        headers = [match.header for match in matches if match.header]
        return say(
            "no column of it looks like a project's name; head one “Project name” instead of {headers}",
            headers=_few(headers),
        )
    if not fields - _COMMON and not any("project" in fold(match.header) for match in matches if match.field == "name"):
        return say("no column of it holds what a project has; head one “Start date”, “RAG” or the like")
    if not layout.body:
        return say("no row stands under its headers; fill it first")
    if "period" not in fields and _names_come_again(layout, matches):
        return say("the same few names stand in most of its rows; give each project one row")
    return None


def _names_come_again(layout: Layout, matches: Sequence[ColumnMatch]) -> bool:
    column = next((match.index for match in matches if match.field == "name"), None)
    if column is None:
        return False
    names = [layout.rows[place][column] for place in layout.body if layout.rows[place][column] not in ("", None)]
    return len(names) > _FEW and len(set(names)) * 2 < len(names)


def _no_register(path: Path, sheets: Sequence[Sheet], found: Sequence[Found]) -> PmoError:
    """The sentence for a file in which no sheet is a register, with the reason for the likeliest one."""
    likeliest = max(found, key=_likeness) if found else None
    if likeliest and (why := _why_no_register(likeliest)):
        if likeliest[0].name:
            why = say("in sheet “{sheet}”, {why}", sheet=likeliest[0].name, why=why)
        return PmoError(say("“{file}” holds no register of projects: {why}.", file=path.name, why=why))
    if any(one.rows for one in sheets):
        sentence = (
            "“{file}” holds no register of projects: head its columns “Project name”, “Start date”, “RAG” or the like."
        )
        return PmoError(say(sentence, file=path.name))
    return PmoError(say("“{file}” is empty: there is nothing to import.", file=path.name))


def _read(path: Path, found: Found, home: str | None, notes: list[str]) -> ReadTable:
    sheet, layout, bare = found
    matches, columns, currency, money_notes = settle_money(layout, bare, home)
    rows, not_read = read_rows(layout, matches, columns)
    notes += [*layout.notes, *money_notes, *not_read, *findings(matches, rows)]
    hint, period_notes = _period(path, matches, [row.values.get("period") for row in rows])
    return ReadTable(
        source_name=path.name,
        sheet=sheet.name,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        orientation=layout.orientation,
        header_row=layout.header + 1,
        matches=matches,
        rows=rows,
        period_hint=hint,
        currency=currency,
        notes=(*notes, *period_notes),
    )


def _period(path: Path, matches: Sequence[ColumnMatch], periods: Sequence[object]) -> tuple[str | None, list[str]]:
    """The one period that a column of the file names, else the one year of its headers, else that of its name."""
    named = sorted({str(period) for period in periods if period is not None})
    if named:
        one = say("The period {period} stands in every row.", period=named[0])
        several = say("The file holds several periods: {periods}.", periods=_few(named))
        return (named[0], [one]) if len(named) == 1 else (None, [several])
    headers = {year for match in matches for year in years_in(match.header)}
    if len(headers) == 1:
        year = headers.pop()
        return year, [say("The headers speak of {year}.", year=year)]
    years = years_in(path.stem)
    return (years[0], [say("The file's name speaks of {year}.", year=years[0])]) if years else (None, [])

"""Reads the one register of projects out of whatever file it stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pmo_desktop.collecting import no_collecting
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.importing import ReadBook, ReadTable
from pmo_desktop.interchange.beside import parts_of
from pmo_desktop.interchange.book import Reading, few, named, shown_sheets
from pmo_desktop.interchange.choosing import Choice, why_not
from pmo_desktop.interchange.layout import Layout, find_layout
from pmo_desktop.interchange.matching import match_columns
from pmo_desktop.interchange.sheet import Sheet
from pmo_desktop.interchange.sources import read_source
from pmo_desktop.interchange.told import Told
from pmo_desktop.interchange.vocabulary import TARGETS
from pmo_desktop.text import say

Found = tuple[Sheet, Layout, Choice]


def read_register(
    path: Path, sheet: str | None = None, *, currency: str | None = None, fields: Mapping[int, str | None] | None = None
) -> ReadTable:
    """Read the register of projects in `path`: from `sheet`, or from the sheet that looks most like one.

    Args:
        path: A file of separated values, a workbook or a plan, whatever its name.
        sheet: The name of a sheet, hidden or not.
        currency: ISO code of amounts that show none; it settles how many digits their minor unit has.
        fields: What the user says columns stand for, by their index; none keeps a column as text.

    Raises:
        PmoError: The file cannot be read, has no such sheet, or holds no register of projects.
    """
    with no_collecting():
        source = read_source(path)
        if isinstance(source, ReadBook):
            return next(table for table in source.tables if table.target == "project")
        return _read_likeliest(path, source, sheet, currency, fields or {})


def _read_likeliest(
    path: Path, sheets: Sequence[Sheet], sheet: str | None, currency: str | None, fields: Mapping[int, str | None]
) -> ReadTable:
    whole = named(path, sheets, sheet) if sheet else shown_sheets(sheets)
    chosen = [part for one in whole for part in parts_of(one, TARGETS)]
    found = [
        (one, layout, Choice("project", match_columns(layout), 0)) for one in chosen if (layout := find_layout(one))
    ]
    registers = [entry for entry in found if why_not(entry[1], entry[2]) is None]
    if not registers:
        raise _no_register(path, sheets if not sheet else chosen, found)
    best = max(registers, key=_likeness)
    read = Reading(path, currency, {}, {}, ("project",), {}, {}).table(best[0], best[1], best[2], Told(fields=fields))
    notes = read.notes
    if others := [one.label for one in chosen if one is not best[0]]:
        notes = (
            say("Read from sheet “{sheet}”; not read: {others}.", sheet=best[0].label, others=few(others)),
            *notes,
        )
    names = tuple(one.name for one in sheets if one.name and not one.hidden)
    return replace(read, sheets=names, notes=notes)


def _likeness(found: Found) -> tuple[int, int]:
    """How much a table looks like a register: fields matched, then rows."""
    return len({match.field for match in found[2].matches if match.field}), len(found[1].body)


def _no_register(path: Path, sheets: Sequence[Sheet], found: Sequence[Found]) -> PmoError:
    """The sentence for a file in which no sheet is a register, with the reason for the likeliest one."""
    likeliest = max(found, key=_likeness) if found else None
    if likeliest and (why := why_not(likeliest[1], likeliest[2])):
        if likeliest[0].name:
            why = say("in sheet “{sheet}”, {why}", sheet=likeliest[0].name, why=why)
        return PmoError(say("“{file}” holds no register of projects: {why}.", file=path.name, why=why))
    if any(one.rows for one in sheets):
        sentence = (
            "“{file}” holds no register of projects: head its columns “Project name”, “Start date”, “RAG” or the like."
        )
        return PmoError(say(sentence, file=path.name))
    return PmoError(say("“{file}” is empty: there is nothing to import.", file=path.name))

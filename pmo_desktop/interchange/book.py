"""Reads everything a file holds that is a register: each table of each sheet, as what it is."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pmo_desktop.collecting import no_collecting
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.importing import ColumnMatch, How, LeftOut, ReadBook, ReadTable
from pmo_desktop.interchange.achieved import with_achieved
from pmo_desktop.interchange.answers import Place, place_of, recalled
from pmo_desktop.interchange.as_at import period_above
from pmo_desktop.interchange.beside import parts_of
from pmo_desktop.interchange.choosing import Choice, choose, own_register
from pmo_desktop.interchange.fills import colours_of, unseen_colours
from pmo_desktop.interchange.findings import findings
from pmo_desktop.interchange.grouped_cells import filled_groups
from pmo_desktop.interchange.headers import years_in
from pmo_desktop.interchange.hidden import without_hidden
from pmo_desktop.interchange.horizons import settle_horizon
from pmo_desktop.interchange.layout import Layout, find_layouts
from pmo_desktop.interchange.matching import match_columns
from pmo_desktop.interchange.matrices import turned
from pmo_desktop.interchange.melting import melted
from pmo_desktop.interchange.mixed import by_kind, milestones_in, project_named, tasks_in, with_programmes
from pmo_desktop.interchange.money_columns import settle_money
from pmo_desktop.interchange.months import read_months
from pmo_desktop.interchange.own import as_own, is_own
from pmo_desktop.interchange.row_currency import currencies_of, shared_currency, without_others
from pmo_desktop.interchange.rows import read_rows, unsettled
from pmo_desktop.interchange.sheet import Sheet
from pmo_desktop.interchange.sources import read_source
from pmo_desktop.interchange.told import NOTHING_TOLD, Told
from pmo_desktop.interchange.vocabulary import TARGETS, named_in
from pmo_desktop.interchange.words import fold, short
from pmo_desktop.services.learning import Learnt
from pmo_desktop.text import say

_NAMES_SHOWN = 6


def read_book(
    path: Path,
    sheet: str | None = None,
    *,
    currency: str | None = None,
    told: Mapping[Place, Told] | None = None,
    targets: Mapping[Place, str | None] | None = None,
    only: Sequence[str] = TARGETS,
    learnt: Mapping[str, Learnt] | None = None,
    answers: Mapping[str, str] | None = None,
) -> ReadBook:
    """Read every register in the file at `path`: from `sheet`, or from all sheets that are not hidden.

    Args:
        path: Separated values, a workbook or a plan, whatever its name.
        sheet: The name of a sheet, hidden or not.
        currency: ISO code of amounts that show none; it settles how many digits their minor unit has.
        told: What the user says of a table, by its place.
        targets: What the user says a table holds, by its place; none leaves it out.
        only: The registers that are looked for.
        learnt: What was decided about earlier files, by the hash of their headers.
        answers: What is chosen where any table asks a question, by the question's name.

    Raises:
        PmoError: The file cannot be read, has no such sheet, or holds no register at all.
    """
    with no_collecting():
        source = read_source(path)
        if isinstance(source, ReadBook):
            return source
        reading = Reading(path, currency, told or {}, targets or {}, tuple(only), learnt or {}, answers or {})
        chosen = named(path, source, sheet) if sheet else shown_sheets(source)
        hidden = [LeftOut(one.name, say("it is hidden")) for one in source if one not in chosen and not sheet]
        tables: list[ReadTable] = []
        left_out: list[LeftOut] = []
        for one in chosen:
            for part in parts_of(one, reading.only):
                found, not_read = reading.sheet(part, alone=len(chosen) == 1)
                tables += found
                left_out += not_read
        if not tables and not left_out:
            raise PmoError(say("“{file}” is empty: there is nothing to import.", file=path.name))
        names = tuple(one.name for one in source if one.name and not one.hidden)
        tables = [replace(table, sheets=names) for table in tables]
        headers = {place_of(table) for table in tables} | {(left.sheet, left.header_row) for left in left_out}
        return ReadBook(path.name, tuple(tables), (*left_out, *hidden), names, project=project_named(source, headers))


def shown_sheets(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets that are not hidden; all of them where every one is."""
    return [one for one in sheets if not one.hidden] or list(sheets)


def named(path: Path, sheets: Sequence[Sheet], name: str) -> list[Sheet]:
    """The sheet of that name.

    Raises:
        PmoError: There is none, or the file has no sheets.
    """
    chosen = [one for one in sheets if one.name.strip().casefold() == name.strip().casefold()]
    if chosen:
        return chosen
    names = [one.name for one in sheets if one.name]
    if not names:
        raise PmoError(say("“{file}” is a text file and has no sheets: leave the sheet out.", file=path.name))
    sentence = "“{file}” has no sheet “{sheet}”: name one of {names}."
    raise PmoError(say(sentence, file=path.name, sheet=name, names=few(names)))


def few(names: Sequence[str]) -> str:
    """Some names in quotation marks, with … where there are more."""
    shown = [f"“{short(name)}”" for name in names[:_NAMES_SHOWN]]
    return ", ".join(shown) + (" …" if len(names) > _NAMES_SHOWN else "")


class Reading:
    """Reading one file, with what the user said of it."""

    def __init__(
        self,
        path: Path,
        currency: str | None,
        told: Mapping[Place, Told],
        targets: Mapping[Place, str | None],
        only: tuple[str, ...],
        learnt: Mapping[str, Learnt],
        answers: Mapping[str, str],
    ) -> None:
        self.path, self.currency, self.told, self.targets, self.only = path, currency, told, targets, only
        self.learnt, self.answers = learnt, answers

    def sheet(self, sheet: Sheet, *, alone: bool) -> tuple[list[ReadTable], list[LeftOut]]:
        """The tables of one sheet, and what of it is none; `alone` if the file's own name speaks of it too."""
        tables: list[ReadTable] = []
        left_out: list[LeftOut] = []
        own = own_register(sheet.name)
        layouts = find_layouts(sheet, (own, *self.only) if own else self.only)
        if not layouts and any(any(cell not in ("", None) for cell in row) for row in sheet.rows):
            left_out.append(LeftOut(sheet.label, say("no header of a register was found in it")))
        for layout in layouts:
            place = (sheet.label, layout.header + 1)
            known = self.learnt.get(header_set(layout.headers))
            wanted = self.targets.get(place, known.target if known and known.target in self.only else "")
            if wanted is None:
                left_out.append(LeftOut(sheet.label, say("you left it out"), layout.header + 1))
                continue
            told = self.told.get(place, NOTHING_TOLD)
            told = replace(told, answers={**self.answers, **told.answers})
            name = sheet.name if own or not alone else f"{self.path.stem} {sheet.name}"
            if (len(layouts) > 1 or sheet.part) and layout.above and named_in(layout.above[-1], self.only):
                name = layout.above[-1]
            chosen = self.choices(layout, name, (wanted,) if wanted else self.only, is_told=bool(wanted))
            if isinstance(chosen, str):
                left_out.append(LeftOut(sheet.label, chosen, layout.header + 1))
            else:
                tables += [self.table(sheet, part, choice, told) for part, choice in chosen]
        return tables, left_out

    def choices(
        self, layout: Layout, name: str, targets: Sequence[str], *, is_told: bool
    ) -> list[tuple[Layout, Choice]] | str:
        """What a table is: one register, several mixed in one, or the milestones of a plan; or why it is none."""
        if not is_told and (kinds := by_kind(layout)):
            return [(part, Choice(kind, match_columns(part, kind), 0)) for kind, part in kinds.items()]
        if not is_told and "milestone" in targets and (plan := milestones_in(layout)) is not None:
            return [(plan, Choice("milestone", match_columns(plan, "milestone"), 0))]
        if not is_told and "action" in targets and tasks_in(layout):
            return [(layout, Choice("action", match_columns(layout, "action"), 0))]
        if not is_told and (matrix := turned(layout, targets)):
            return [matrix]
        choice = choose(layout, name, targets, is_told=is_told)
        return choice if isinstance(choice, str) else [(layout, choice)]

    def table(self, sheet: Sheet, layout: Layout, choice: Choice, told: Told) -> ReadTable:
        """One table, read."""
        headers = header_set(layout.headers)
        known = self.learnt.get(headers, Learnt())
        fields = {index: name for index, name in known.fields.items() if index not in told.fields}
        matches = as_told(as_told(choice.matches, fields, "learnt"), told.fields)
        said, told = told, recalled(told, known)
        own = is_own(sheet, layout, choice.target)
        matches = as_own(matches) if own else matches
        layout, notes, questions = without_hidden(sheet, layout, told)
        notes = [*sheet.notes, *notes]
        layout, filled = filled_groups(layout, matches)
        notes += filled
        layout, matches, grouped = with_programmes(layout, matches, choice.target)
        codes = currencies_of(layout, matches, choice.target)
        layout, matches, more = melted(layout, matches, choice.target)
        told = replace(told, colours=colours_of(self.path, sheet, layout, matches, choice.target))
        notes += unseen_colours(sheet, layout, matches, choice.target)
        matches, horizon_notes, more_questions = settle_horizon(layout, matches, told, choice.target)
        notes, questions = [*notes, *horizon_notes], [*questions, *more_questions]
        matches = with_units(matches, said.units, told.units)
        matches, columns, currency, money_notes = settle_money(
            layout, matches, self.currency, choice.target, told.currency or shared_currency(codes, self.currency)
        )
        rows, not_read = read_rows(layout, matches, columns, choice.target, told)
        if codes and currency and rows:
            rows = without_others(layout, matches, rows, codes, currency, choice.target)
        if choice.target == "milestone" and rows:
            rows, achieved = with_achieved(layout, matches, rows)
            not_read = [*not_read, *achieved]
        notes += [*layout.notes, *grouped, *more, *money_notes, *not_read, *findings(matches, rows, choice.target)]
        periods = [row.values.get("period") for row in rows]
        hint, period_notes = period_of(self.path, sheet, matches, periods, period_above(layout))
        return ReadTable(
            source_name=self.path.name,
            sheet=sheet.label,
            encoding=sheet.encoding,
            delimiter=sheet.delimiter,
            orientation=layout.orientation,
            header_row=layout.header + 1,
            matches=matches,
            rows=rows,
            period_hint=hint,
            currency=currency,
            notes=(*notes, *(period_notes if choice.target == "project" else ())),
            target=choice.target,
            headers=layout.headers,
            header_set=headers,
            unsettled=unsettled(layout, matches, choice.target, told),
            questions=tuple(questions),
            is_own=own,
            words=told.words,
        )


def header_set(headers: Sequence[str]) -> str:
    """What stands for the words of all headers, in their order."""
    return hashlib.sha256("\n".join(map(fold, headers)).encode("utf-8", "replace")).hexdigest()


def as_told(
    matches: Iterable[ColumnMatch], fields: Mapping[int, str | None], how: How = "chosen"
) -> tuple[ColumnMatch, ...]:
    """The matches as the user wants them; a field that is given to one column is taken from any other."""
    wanted = set(fields.values()) - {None}
    return tuple(
        replace(match, field=fields[match.index], how=how if fields[match.index] else "")
        if match.index in fields
        else replace(match, field=None, how="")
        if match.field in wanted
        else match
        for match in matches
    )


def with_units(
    matches: Iterable[ColumnMatch], chosen: Mapping[int, str], known: Mapping[int, str]
) -> tuple[ColumnMatch, ...]:
    """The matches with the units that were chosen now, or known from earlier files."""
    return tuple(
        replace(match, unit=known[match.index], how="chosen" if match.index in chosen else "learnt")
        if match.field and match.index in known
        else match
        for match in matches
    )


def period_of(
    path: Path, sheet: Sheet, matches: Sequence[ColumnMatch], periods: Sequence[object], above: str = ""
) -> tuple[str | None, list[str]]:
    """The one period that a column of the table names, else its headers, its title, its sheet's name or its file's."""
    every = sorted({str(period) for period in periods if period is not None})
    if every:
        one = say("The period {period} stands in every row.", period=every[0])
        several = say("The file holds several periods: {periods}.", periods=few(every))
        return (every[0], [one]) if len(every) == 1 else (None, [several])
    headers = {year for match in matches for year in years_in(match.header)}
    if len(headers) == 1:
        year = headers.pop()
        return year, [say("The headers speak of {year}.", year=year)]
    if above:
        return above, [say("The title above the headers speaks of {year}.", year=above)]
    for text, sentence in (
        (sheet.name, "The sheet's name speaks of {year}."),
        (path.stem, "The file's name speaks of {year}."),
    ):
        if months := _period_in(text):
            return months, [say(sentence, year=months)]
        if years := years_in(text):
            return years[0], [say(sentence, year=years[0])]
    return None, []


def _period_in(text: str) -> str:
    """The month or quarter that a name ends or begins with, as people write it: "Register 2026-03", "Apr 2026"."""
    words = fold(text).replace("_", " ").split()
    for count in (2, 1):
        for part in (" ".join(words[-count:]), " ".join(words[:count])):
            if (found := read_months(part)) and found.count == 1:
                return f"{found.starts_on:%Y-%m}"
    return ""

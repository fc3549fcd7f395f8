"""What every column of the file stands for, as lines of words: sample values, field, unit, and how sure we are."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pmo_desktop.domain.fields import Field, fields_of
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.interchange import register_fields
from pmo_desktop.interchange.unknown import names_project
from pmo_desktop.interchange.vocabulary import TARGETS, kind_of, target_named, word_for
from pmo_desktop.services import formats
from pmo_desktop.services.registry import BY_TABLE
from pmo_desktop.text import say
from pmo_desktop.ui import values
from pmo_desktop.ui.values import Money
from pmo_desktop.ui.widgets.listing import ListingRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pmo_desktop.domain.base import Base
    from pmo_desktop.domain.importing import CellProblem, ColumnMatch, ReadTable
    from pmo_desktop.ui.widgets.tag import Tone

FIELD, UNIT = 3, 4  # the columns in which something is picked
_PROBLEMS = 1_000  # lines of problems that are shown
_SAMPLES, _LOOKED_AT = 3, 1_000  # values, and rows in which they are looked for
_SCALES = {"one": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_TONES: "dict[str, Tone]" = {
    "exact": "good",
    "phrase": "news",
    "derived": "quiet",
    "computed": "quiet",
    "chosen": "good",
    "learnt": "good",
    "": "quiet",
}


def _(text: str) -> str:
    return QCoreApplication.translate("Importing", text)


def known_fields(target: str) -> dict[str, Field]:
    """Every field a column can stand for that the workspace keeps, by name."""
    entities: tuple[type[Base], ...] = (StatusReport, Project) if target == "project" else (BY_TABLE[target],)
    found = {field.name: field for entity in entities for field in fields_of(entity)}
    return {name: found[name] for name in register_fields(target) if name in found}


def field_label(name: str, target: str) -> str:
    """What a field is called."""
    others = {
        "period": _("Reporting period"),
        "programme": _("Programme"),
        "portfolio": _("Portfolio"),
        "lifecycle": _("Lifecycle"),
    }
    known = known_fields(target)
    if name in known:
        return known[name].label
    return others.get(name, name.replace("_", " ").capitalize())


def field_options(table: "ReadTable") -> list[tuple[object, str]]:
    """Every field with its name, by name: what a column can be set to, and the column that has it now."""
    taken = {match.field: match.column for match in table.matches if match.field}
    words = _("{field}, now column {column}")
    options = [
        (name, words.format(field=label, column=taken[name]) if name in taken else label)
        for name in register_fields(table.target)
        if (label := field_label(name, table.target))
    ]
    return [(None, _("Keep as text")), *sorted(options, key=lambda each: each[1].casefold())]


def field_words(target: str) -> dict[object, str]:
    """The words by which other people head each field: it is found by them too."""
    return {name: "\n".join(spec.phrases) for name, spec in target_named(target).specs.items()}


def unit_options(currency: str) -> list[tuple[object, str]]:
    """Everything the amounts of a column can be in."""
    words = {
        "one": _("whole units"),
        "thousand": _("thousands"),
        "million": _("millions"),
        "billion": _("billions"),
    }
    return [(scale, f"{formats.money_unit(currency, _SCALES[scale])}, {word}") for scale, word in words.items()]


def target_options(now: str | None) -> list[tuple[object, str]]:
    """Every register a table can be taken for, what it is taken for `now`, and leaving it out."""
    names = TARGETS if now is None or now in TARGETS else (*TARGETS, now)
    return [*((name, word_for(name).capitalize()) for name in names), (None, _("Leave it out"))]


def column_rows(table: "ReadTable", currency: str, unknown: "Mapping[int, Mapping[str, int]]") -> list[ListingRow]:
    """One line for each column of the file; its key is the column's index."""
    fields, money = known_fields(table.target), Money(table.currency or currency)
    problems: dict[str, int] = {}
    for problem in table.problems:
        problems[problem.header] = problems.get(problem.header, 0) + 1
    rows: list[ListingRow] = []
    for match in table.matches:
        samples = _samples(table, match, fields, Money(money.currency, _SCALES.get(match.unit or "", 1)))
        words, is_link = _problem(table, match, len(unknown.get(match.index, ())), problems.get(match.header, 0))
        name = (" ".join(match.header.split()) if table.header_set else "") or "—"
        field = (
            field_label(match.field, table.target)
            if match.field
            else _("Not read back")
            if match.how == "computed"
            else _("Kept as text")
        )
        cells = (match.column, name, samples, field, _unit(match, money.currency), _how(match), words)
        picks = {FIELD, UNIT} if _is_money(match, table.target) else {FIELD}
        picks = picks if table.header_set else set[int]()  # what a plan holds is not for choosing
        rows.append(ListingRow(match.index, cells, _TONES[match.how], is_link, frozenset(picks), match.field is None))
    return rows


def _is_money(match: "ColumnMatch", target: str) -> bool:
    return match.field is not None and kind_of(match.field, target) == "money"


def _unit(match: "ColumnMatch", currency: str) -> str:
    if match.unit is None or (match.field is None and match.unit != "%"):
        return ""
    return "%" if match.unit == "%" else formats.money_unit(currency, _SCALES[match.unit])


def _problem(table: "ReadTable", match: "ColumnMatch", unknown: int, unread: int) -> tuple[str, bool]:
    """What is open about a column, and whether pressing it answers that."""
    if match.index in table.unsettled:
        return _("day/month?"), False
    if unknown and names_project(match, table.target):
        return _("1 new name") if unknown == 1 else _("{count} new names").format(count=unknown), True
    if unknown:
        return _("map 1 word") if unknown == 1 else _("map {count} words").format(count=unknown), True
    if table.words.get(match.index):
        return _("words mapped"), True
    return _("{count} not read").format(count=unread) if unread else "", False


def _how(match: "ColumnMatch") -> str:
    words = {
        "exact": _("Exact"),
        "phrase": _("Likely"),
        "derived": _("Follows"),
        "computed": _("Worked out"),
        "chosen": _("Chosen"),
        "learnt": _("Learned"),
    }
    return words.get(match.how, _("None"))


def _samples(table: "ReadTable", match: "ColumnMatch", fields: dict[str, Field], money: Money) -> str:
    found: list[str] = []
    for row in table.rows[:_LOOKED_AT]:
        text = row.extras.get(match.header, "")
        if match.field is not None:
            text = row.texts.get(match.field, "") or _shown(row.values.get(match.field), fields.get(match.field), money)
        text = " ".join(text.split())
        if text and text not in found:
            found.append(text)
        if len(found) == _SAMPLES:
            break
    return ", ".join(found)


def _shown(value: object, field: Field | None, money: Money) -> str:
    if value is None:
        return ""
    return str(value) if field is None else values.shown(field, value, money)


def problem_rows(problems: "Sequence[CellProblem]") -> list[ListingRow]:
    """One line for each cell that was not read, up to a thousand: where, under which header, its text and why."""
    rows = [
        ListingRow(
            number,
            (_place(each), *(" ".join(text.split()) for text in (each.header, each.value, each.reason, each.mend))),
        )
        for number, each in enumerate(problems[:_PROBLEMS])
    ]
    if (more := len(problems) - _PROBLEMS) > 0:
        words = _("and {count} more").format(count=formats.show_number(more, 0))
        rows.append(ListingRow("more", ("…", "", "", words, _("“Save what is not taken” lists all of them."))))
    return rows


def _place(problem: "CellProblem") -> str:
    """The cell as a spreadsheet names it."""
    return f"{problem.column}{problem.row}" if problem.column.isalpha() else say("row {row}", row=problem.row)

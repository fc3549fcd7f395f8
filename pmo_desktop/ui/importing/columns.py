"""What every column of the file stands for, as lines of words: sample values, field, unit, and how sure we are."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pmo_desktop.domain.fields import Field, fields_of
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.interchange import register_fields
from pmo_desktop.interchange.vocabulary import TARGETS, word_for
from pmo_desktop.services import formats
from pmo_desktop.services.registry import BY_TABLE
from pmo_desktop.text import say
from pmo_desktop.ui import values
from pmo_desktop.ui.values import Money
from pmo_desktop.ui.widgets.listing import ListingRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmo_desktop.domain.base import Base
    from pmo_desktop.domain.importing import CellProblem, ColumnMatch, ReadTable
    from pmo_desktop.ui.widgets.tag import Tone

_SAMPLES = 3
_SCALES = {"one": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_TONES: "dict[str, Tone]" = {
    "exact": "good",
    "phrase": "news",
    "derived": "quiet",
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
    others = {"period": _("Reporting period"), "programme": _("Programme"), "portfolio": _("Portfolio")}
    known = known_fields(target)
    if name in known:
        return known[name].label
    return others.get(name, name.replace("_", " ").capitalize())


def field_options(target: str) -> list[tuple[object, str]]:
    """Every field with its name, by name: what a column can be set to."""
    return sorted(
        ((name, field_label(name, target)) for name in register_fields(target)), key=lambda each: each[1].casefold()
    )


def unit_options() -> list[tuple[object, str]]:
    """Everything the amounts of a column can be in."""
    return [
        ("one", _("Whole units")),
        ("thousand", _("Thousands")),
        ("million", _("Millions")),
        ("billion", _("Billions")),
    ]


def target_options() -> list[tuple[object, str]]:
    """Every register a table can be taken for, and leaving it out."""
    return [*((name, word_for(name).capitalize()) for name in TARGETS), (None, _("Leave it out"))]


def column_rows(table: "ReadTable", currency: str) -> list[ListingRow]:
    """One line for each column of the file; its key is the column's index."""
    fields, money = known_fields(table.target), Money(table.currency or currency)
    problems: dict[str, int] = {}
    for problem in table.problems:
        problems[problem.header] = problems.get(problem.header, 0) + 1
    return [
        ListingRow(
            match.index,
            (
                match.column,
                " ".join(match.header.split()) or "—",
                _samples(table, match, fields, Money(money.currency, _SCALES.get(match.unit or "", 1))),
                _target(match, money.currency, table.target),
                _("day or month first?")
                if match.index in table.unsettled
                else _problem_words(problems.get(match.header, 0)),
                _how(match),
            ),
            tag=_TONES[match.how],
        )
        for match in table.matches
    ]


def _target(match: "ColumnMatch", currency: str, target: str) -> str:
    if match.field is None:
        return _("Kept as text")
    if match.unit is None:
        return field_label(match.field, target)
    unit = "%" if match.unit == "%" else formats.money_unit(currency, _SCALES[match.unit])
    return f"{field_label(match.field, target)}, {unit}"


def _how(match: "ColumnMatch") -> str:
    words = {
        "exact": _("Exact"),
        "phrase": _("Likely"),
        "derived": _("Follows"),
        "chosen": _("Chosen"),
        "learnt": _("Learned"),
    }
    return words.get(match.how, _("None"))


def _problem_words(count: int) -> str:
    return _("{count} not read").format(count=count) if count else ""


def _samples(table: "ReadTable", match: "ColumnMatch", fields: dict[str, Field], money: Money) -> str:
    found: list[str] = []
    for row in table.rows:
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
    """One line for each cell that was not read: where, under which header, its text and why."""
    return [
        ListingRow(
            number,
            (_place(each), *(" ".join(text.split()) for text in (each.header, each.value, each.reason, each.mend))),
        )
        for number, each in enumerate(problems)
    ]


def _place(problem: "CellProblem") -> str:
    """The cell as a spreadsheet names it."""
    return f"{problem.column}{problem.row}" if problem.column.isalpha() else say("row {row}", row=problem.row)

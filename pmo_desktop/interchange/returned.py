"""Reads questionnaires that came back, whatever was done to them meanwhile."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import Field
from pmo_desktop.domain.importing import CellProblem
from pmo_desktop.interchange.amounts import MoneyColumn
from pmo_desktop.interchange.cells import Settings, reader, text_of
from pmo_desktop.interchange.out.forms import ANSWER, FIRST_LINE, LABEL, MARK, NAME
from pmo_desktop.interchange.tables import read_sheets
from pmo_desktop.interchange.unread import NotRated, Unread, why_unread
from pmo_desktop.interchange.words import column_letters
from pmo_desktop.services.returns import Returned, digest_of, field_asked
from pmo_desktop.text import say

Rows = Sequence[Sequence[object]]


def read_return(path: Path, currency: str) -> Returned:
    """The answers in a questionnaire; whether they are late or it was altered shows when they are compared.

    Raises:
        PmoError: the file cannot be read, or is no questionnaire of this program.
    """
    rows: Rows = next((sheet.rows for sheet in read_sheets(path) if _cell(sheet.rows, 0, NAME) == MARK), ())
    key, period = _cell(rows, 1, NAME), _cell(rows, 2, NAME)
    if not key.isdecimal() or not period.isdecimal():
        raise PmoError(say("“{name}” is no return that was sent from a workspace.", name=path.name))
    answers: dict[str, Any] = {}
    problems: list[CellProblem] = []
    lines: list[tuple[str, str]] = []
    for place in range(FIRST_LINE + 1, len(rows)):
        name, label = _cell(rows, place, NAME), _cell(rows, place, LABEL)
        asked = field_asked(name) if name else None
        if asked is None:
            continue
        lines.append((name, label))
        cell = rows[place][ANSWER] if len(rows[place]) > ANSWER else None
        answer = _read(asked, cell, currency)
        if isinstance(answer, (Unread, NotRated)):
            unread = answer if isinstance(answer, Unread) else why_unread(answer.reason, say("a rating"))
            text = text_of(cell)
            problems.append(CellProblem(place + 1, column_letters(ANSWER), label, text, unread.reason, unread.mend))
        else:
            answers[name] = answer
    return Returned(path.name, int(key), digest_of(int(key), int(period), lines), answers, tuple(problems))


def _cell(rows: Rows, row: int, column: int) -> str:
    return text_of(rows[row][column]) if row < len(rows) and column < len(rows[row]) else ""


def _read(asked: Field, cell: object, currency: str) -> Any:  # noqa: ANN401  any kind of field
    return reader(asked.kind, asked.choices, Settings(money=MoneyColumn(currency=currency)))(cell)

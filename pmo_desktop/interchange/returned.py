"""Reads questionnaires that came back, whatever was done to them meanwhile."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import Field
from pmo_desktop.domain.importing import CellProblem
from pmo_desktop.interchange.amounts import MoneyColumn
from pmo_desktop.interchange.cells import Settings, reader, text_of
from pmo_desktop.interchange.out.forms import ANSWER, COLUMNS, LABEL, MARK, NAME
from pmo_desktop.interchange.tables import read_sheets
from pmo_desktop.interchange.unread import NotRated, Unread, why_unread
from pmo_desktop.interchange.words import column_letters
from pmo_desktop.services.returned import Returned
from pmo_desktop.services.returns import field_asked, mark_of
from pmo_desktop.text import say

Rows = Sequence[Sequence[object]]
_FAR = 40  # rows and columns in which the mark of a questionnaire is looked for


def read_return(path: Path, currency: str) -> Returned:
    """The answers in a questionnaire, wherever they stand by now; what was done to it shows when they are compared.

    Raises:
        PmoError: the file cannot be read, or is no questionnaire of this program.
    """
    rows, names = next(filter(None, (_marked(sheet.rows) for sheet in read_sheets(path))), ((), 0))
    head = [text for row in range(len(rows)) if (text := _cell(rows, row, names))]
    head = head[head.index(MARK) + 1 :] if MARK in head else []
    if len(head) < 3 or not head[0].isdecimal() or not head[1].isdecimal():  # noqa: PLR2004  key, period, stamp
        raise PmoError(say("“{name}” is no return that was sent from a workspace.", name=path.name))
    key, period, stamp = int(head[0]), int(head[1]), head[2]
    label_at, answer_at = _columns(rows, names)
    answers: dict[str, Any] = {}
    marks: dict[str, str] = {}
    problems: list[CellProblem] = []
    for place in range(len(rows)):
        name, label = _cell(rows, place, names), _cell(rows, place, label_at)
        asked = field_asked(name)
        if asked is None:
            continue
        marks[name] = "" if name in marks else mark_of(key, period, name, label)
        cell = rows[place][answer_at] if len(rows[place]) > answer_at else None
        answer = _read(asked, cell, currency)
        if isinstance(answer, (Unread, NotRated)):
            unread = answer if isinstance(answer, Unread) else why_unread(answer.reason, say("a rating"))
            text = text_of(cell)
            problems.append(CellProblem(place + 1, column_letters(answer_at), label, text, unread.reason, unread.mend))
        else:
            answers[name] = answer
    return Returned(path.name, key, stamp, marks, answers, tuple(problems))


def _marked(rows: Rows) -> tuple[Rows, int] | None:
    """The rows of a sheet with the column in which the mark of a questionnaire stands; none if it is no such sheet."""
    for row in rows[:_FAR]:
        for column, cell in enumerate(row[:_FAR]):
            if text_of(cell) == MARK:
                return rows, column
    return None


def _columns(rows: Rows, names: int) -> tuple[int, int]:
    """Where labels and answers stand: by the hidden row that marks them, else as they went out."""
    for row in range(len(rows)):
        texts = [text_of(cell) for cell in rows[row]]
        if _cell(rows, row, names) == COLUMNS[NAME] and {COLUMNS[LABEL], COLUMNS[ANSWER]} <= set(texts):
            return texts.index(COLUMNS[LABEL]), texts.index(COLUMNS[ANSWER])
    return names + LABEL, names + ANSWER


def _cell(rows: Rows, row: int, column: int) -> str:
    return text_of(rows[row][column]) if column < len(rows[row]) else ""


def _read(asked: Field, cell: object, currency: str) -> Any:  # noqa: ANN401  any kind of field
    return reader(asked.kind, asked.choices, Settings(money=MoneyColumn(currency=currency)))(cell)

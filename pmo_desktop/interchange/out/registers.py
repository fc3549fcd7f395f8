"""The register and every log as a workbook: one sheet for each that holds anything."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange.out.sheets import SheetColumn, open_book
from pmo_desktop.services.registers import keys, rows
from pmo_desktop.services.registry import PROJECTS, REGISTERS, Column, Register, columns_of, register_named
from pmo_desktop.services.settings import settings_of
from pmo_desktop.text import say

_PAGE = 500  # rows asked for at once


def write_workbook(session: Session, path: Path, register: str = "") -> None:
    """Write every register that holds a row, the projects first and always; or `register` alone.

    Raises:
        PmoError: there is no such register, or the file cannot be written.
    """
    wanted = (named(register),) if register else REGISTERS
    with open_book(path, settings_of(session).currency) as book:
        for each in wanted:
            found = keys(session, each)
            if found or each is PROJECTS or register:
                shown = columns(each)
                page = book.table_sheet(
                    say(each.title), [_column(column) for column in shown], values(session, each, found, shown)
                )
                page.print_area(0, 0, len(found), len(each.first_columns) - 1)  # all columns would be too small to read


def named(register: str) -> Register:
    """The register of a table.

    Raises:
        PmoError: there is none.
    """
    try:
        return register_named(register)
    except KeyError:
        names = ", ".join(each.name for each in REGISTERS)
        raise PmoError(say("There is no log “{name}”. The logs are: {names}.", name=register, names=names)) from None


def columns(register: Register) -> list[Column]:
    """The columns of a register: those shown at first, then all others."""
    first = {name: place for place, name in enumerate(register.first_columns)}
    every = list(columns_of(register))
    return sorted(every, key=lambda column: (first.get(column.name, len(first)), every.index(column)))


def values(session: Session, register: Register, found: Sequence[int], shown: Sequence[Column]) -> list[Sequence[Any]]:
    """The values of the rows of a register, in the order of `shown`."""
    names = [column.name for column in shown]
    return [
        row
        for start in range(0, len(found), _PAGE)
        for row in rows(session, register, list(found[start : start + _PAGE]), names)
    ]


def _column(column: Column) -> SheetColumn:
    return SheetColumn(column.field.label, column.field.kind, column.field.width + 2)

"""One register as separated values that a spreadsheet opens rightly: UTF-8 with its mark, and texts that are inert."""

import csv
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from pmo_desktop.domain.money import to_major
from pmo_desktop.interchange.out.registers import columns, named, values
from pmo_desktop.interchange.out.sheets import word_of
from pmo_desktop.interchange.out.whole import whole_file
from pmo_desktop.services.registers import keys
from pmo_desktop.services.settings import settings_of

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_separated(session: Session, path: Path, register: str) -> None:
    """Write one register, by its table's name.

    Raises:
        PmoError: there is no such register, or the file cannot be written.
    """
    found = named(register)
    currency = settings_of(session).currency
    shown = columns(found)
    with whole_file(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(inert(column.field.label) for column in shown)
        for row in values(session, found, keys(session, found), shown):
            pairs = zip(row, shown, strict=True)
            writer.writerow(text_of_value(value, column.field.kind, currency) for value, column in pairs)


def text_of_value(value: object, kind: str, currency: str) -> str:
    """One value as a cell of a text file; numbers with a point and no grouping, texts that no program runs."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(to_major(int(value), currency)) if kind == "money" else repr(value)
    return inert(word_of(value))


def inert(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula: an apostrophe stands before what begins like one."""
    return f"'{text}" if text.lstrip(" \n").startswith(_STARTS_A_FORMULA) else text

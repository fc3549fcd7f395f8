"""What the values of a merge are in words: a date, an amount, the name of what is pointed to."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.fields import Field, fields_of
from pmo_desktop.services import formats
from pmo_desktop.services.merging import Merge
from pmo_desktop.services.registry import BY_TABLE, title_of
from pmo_desktop.services.settings import settings_of
from pmo_desktop.text import say

Words = Callable[[str, str, Any], str]  # of a table, a column and the value as it is kept


def words_of(session: Session, merge: Merge) -> Words:
    """A function that tells a value of a merge as a user reads it."""
    currency = settings_of(session).currency
    titles = {(row.table, row.key): row.title for row in merge.rows}
    fields = {name: {each.name: each for each in fields_of(entity)} for name, entity in BY_TABLE.items()}

    def named(table: str, key: int) -> str:
        entity = BY_TABLE[table]
        if (table, key) not in titles and (hasattr(entity, "name") or hasattr(entity, "title")):
            titles[table, key] = str(session.scalars(select(title_of(entity)).where(entity.key == key)).first() or "")
        return titles.get((table, key)) or say("no longer there")

    def words(table: str, column: str, value: Any) -> str:  # noqa: ANN401  any kind of field
        field = fields[table].get(column)
        if value in (None, "") or field is None:
            return formats.NO_VALUE if value in (None, "") else _bare(value)
        if field.target and isinstance(value, int):
            return named(field.target, value)
        return _told(field, value, currency)

    return words


def field_label(table: str, column: str) -> str:
    """What a column of a table is called."""
    return next((each.label for each in fields_of(BY_TABLE[table]) if each.name == column), column)


def _told(field: Field, value: Any, currency: str) -> str:  # noqa: ANN401  any kind of field
    if field.kind == "money" and isinstance(value, int):
        return f"{formats.exact_money(value, currency)} {currency}"
    if field.kind == "flag":
        return say("Yes") if value else say("No")
    with suppress(ValueError):
        if field.choices is not None:
            return field.choices(str(value)).label
        if field.kind == "date":
            return formats.show_date(date.fromisoformat(str(value)))
        if field.kind == "moment":
            return formats.show_moment(datetime.fromisoformat(str(value)))
    return _bare(value)


def _bare(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, bytes):
        return say("{count} bytes", count=formats.show_number(len(value), 0))
    return " ".join(str(value).split())

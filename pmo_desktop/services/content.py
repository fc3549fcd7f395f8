"""Everything a workspace holds as plain values, and taken from plain values: what the JSON document is made of."""

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import Boolean, Date, DateTime, Enum, Float, Integer, LargeBinary, String, Table, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.period import ReportingPeriod
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.schema import ENTITIES
from pmo_desktop.domain.settings import Settings
from pmo_desktop.services.drafts import Draft, new_row, rows_kept, write
from pmo_desktop.services.import_world import Outcome
from pmo_desktop.text import say

Row = dict[str, Any]
_WHOLE = 2**63


def content_of(session: Session) -> dict[str, list[Row]]:
    """Every row of every table, oldest first: days in ISO form, choices as their stored words, bytes in base 64."""
    session.flush()
    connection = session.connection()
    found: dict[str, list[Row]] = {}
    for entity in ENTITIES:
        table = _table(entity)
        rows = connection.execute(select(table).order_by(table.c.key)).mappings()
        found[table.name] = [{name: _plain(value) for name, value in row.items()} for row in rows]
    return found


def _table(entity: type[Base]) -> Table:
    return cast("Table", entity.__table__)


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value.value) if isinstance(value, StrEnum) else value


def take_content(session: Session, content: Mapping[str, Any], source: str) -> list[Outcome]:
    """Take rows by their keys: what is not there is added, what differs is changed.

    A workspace without projects and periods becomes exactly what the document holds.

    Raises:
        PmoError: the document holds a table, a column or a value that there is not.
    """
    drafts, outcomes, is_new = _prepared(session, content, source)
    connection = session.connection()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for entity in drafts if is_new else ():
        connection.execute(_table(entity).delete())
    for entity, every in drafts.items():
        write(connection, entity, every)
    session.expire_all()
    return outcomes


def foresee_content(session: Session, content: Mapping[str, Any], source: str) -> list[Outcome]:
    """What `take_content` would do, with a session that need not be able to write.

    Raises:
        PmoError: as `take_content`.
    """
    return _prepared(session, content, source)[1]


def _prepared(
    session: Session, content: Mapping[str, Any], source: str
) -> tuple[dict[type[Base], list[Draft]], list[Outcome], bool]:
    """The rows of each table on their way in, what that comes to, and whether the workspace holds nothing yet."""
    session.flush()
    is_new = not any(session.scalar(select(entity.key).limit(1)) for entity in (Project, ReportingPeriod))
    outcomes: list[Outcome] = []
    if unknown := content.keys() - {entity.__tablename__ for entity in ENTITIES}:
        raise _strange(source, min(unknown))
    drafts: dict[type[Base], list[Draft]] = {}
    for entity in ENTITIES:
        if entity.__tablename__ in content:
            rows = [_read(source, entity, row) for row in content[entity.__tablename__]]
            outcome = Outcome(target=entity.__tablename__)
            drafts[entity] = _drafts(session, entity, rows, outcome, is_new=is_new)
            if rows:
                outcomes.append(outcome)
    return drafts, outcomes, is_new


def _drafts(session: Session, entity: type[Base], rows: list[Row], outcome: Outcome, *, is_new: bool) -> list[Draft]:
    kept = {} if is_new else {draft.key: draft for draft in rows_kept(session.connection(), entity)}
    if entity is Settings and kept and rows:  # there is one row of settings, whatever its key
        kept = {rows[0]["key"]: next(iter(kept.values()))}
        rows = rows[:1]
    every: list[Draft] = []
    for row in rows:
        draft = kept.get(row["key"])
        if draft is None:
            every.append(new_row(entity, **row))
            outcome.created += 1
            continue
        changed = [draft.set(name, value) for name, value in row.items() if name != "key"]
        outcome.updated += any(changed)
        outcome.unchanged += not any(changed)
        every.append(draft)
    return every


def _strange(source: str, what: str) -> PmoError:
    sentence = "“{name}” holds “{what}”, which this version does not know: nothing was changed."
    return PmoError(say(sentence, name=source, what=what[:60]))


def _read(source: str, entity: type[Base], row: object) -> Row:
    table = _table(entity)
    if not isinstance(row, dict) or not isinstance(row.get("key"), int) or not 0 < row["key"] < _WHOLE:
        raise _strange(source, f"{table.name} without a key")
    for name in row:
        if name not in table.columns:
            raise _strange(source, f"{table.name}.{name}")
    found: Row = {}
    for column in table.columns:
        value = row.get(column.name)
        try:
            found[column.name] = _typed(column.type, value)
        except (ValueError, TypeError, binascii.Error):
            raise _strange(source, f"{table.name}.{column.name} = {value}") from None
        if found[column.name] is None and not column.nullable:
            if column.default is None or not column.default.is_scalar:
                raise _strange(source, say("{table} without {column}", table=table.name, column=column.name))
            found[column.name] = cast("Any", column.default).arg
    return found


def _typed(kind: object, value: Any) -> Any:  # noqa: ANN401  any kind of field
    """A value as its column holds it.

    Raises:
        ValueError: it is none that the column can hold.
        TypeError: likewise.
    """
    if value is None:
        return None
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    return next(read(value) for sql_type, read in _READERS if isinstance(kind, sql_type))


def _whole(value: Any) -> int:  # noqa: ANN401
    if isinstance(value, bool) or not isinstance(value, int) or not -_WHOLE <= value < _WHOLE:
        raise ValueError(value)
    return value


def _number(value: Any) -> float:  # noqa: ANN401
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)


def _exact(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, kind):
            raise TypeError(value)
        return value

    return read


def _bytes(value: Any) -> bytes:  # noqa: ANN401
    return base64.b64decode(value, validate=True)


_READERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Boolean, _exact(bool)),
    (DateTime, datetime.fromisoformat),
    (Date, date.fromisoformat),
    (Float, _number),
    (Integer, _whole),
    (LargeBinary, _bytes),
    (String, _exact(str)),
)

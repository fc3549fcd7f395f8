"""How records stood when the period before was closed: read back from the journal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Date, Enum, and_, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import PeriodState
from pmo_desktop.domain.period import ReportingPeriod
from pmo_desktop.services.insights.entries import Standing
from pmo_desktop.storage.images import literals, value_of
from pmo_desktop.storage.tables import change_row, row_layout

Values = Mapping[str, object]


def changed_since(session: Session, standing: Standing, entity: type[Base]) -> dict[int, Values | None] | None:
    """The records that changed since the period before was closed, by key, with their stored values of that moment.

    A record that is newer has none; a record that is not in the answer is as it was. None where that moment is not
    known: there is no period before, or it was neither frozen nor followed by this one.
    """
    moment = _closed_at(session, standing)
    if moment is None:
        return None
    found: dict[int, Values | None] = {}
    for _, key, columns, before, _ in _rows(session, entity, change_row.c.seq > moment):
        if key not in found:  # the oldest of several changes tells how it was
            found[key] = _values(columns, before)
    return found


def _closed_at(session: Session, standing: Standing) -> int | None:
    """The number of the change that froze the period before, or else of the one that opened this one after it."""
    if standing.previous is None:
        return None
    keys = (standing.previous.key, standing.period.key)
    frozen: int | None = None
    opened: dict[int, int] = {}
    for seq, key, columns, before, after in _rows(session, ReportingPeriod, change_row.c.row_key.in_(keys)):
        values = _values(columns, after)
        if before is None:
            opened[key] = seq
        if key == keys[0] and values is not None and values["state"] == PeriodState.FROZEN.value:
            frozen = seq
    if frozen is not None or len(opened) < len(keys):
        return frozen
    return opened[keys[1]] if opened[keys[1]] > opened[keys[0]] else None


def _rows(
    session: Session, entity: type[Base], condition: object
) -> Iterator[tuple[int, int, str, str | None, str | None]]:
    """The journal's rows of one entity, oldest first: number of the change, key, columns, image before and after."""
    wanted = (
        select(change_row.c.seq, change_row.c.row_key, row_layout.c.columns, change_row.c.before, change_row.c.after)
        .join_from(change_row, row_layout, change_row.c.layout_id == row_layout.c.id)
        .where(row_layout.c.table_name == entity.__tablename__, condition)  # type: ignore[arg-type]
        .order_by(change_row.c.id)
    )
    for row in session.execute(wanted):
        yield row[0], row[1], row[2], row[3], row[4]


def _values(columns: str, image: str | None) -> Values | None:
    if image is None:
        return None
    return dict(zip(columns.split(","), map(value_of, literals(image)), strict=True))


def decoded(entity: type[Base], values: Values) -> dict[str, Any]:
    """Stored values as the attributes of `entity` would hold them; columns it no longer has are left out."""
    found: dict[str, Any] = {}
    for column in entity.__table__.columns:
        if column.name in values:
            found[column.name] = _attribute(column, values[column.name])
    return found


def _attribute(column: ColumnElement[Any], raw: Any) -> Any:  # noqa: ANN401  what SQLite holds, and what the class holds
    if raw is None:
        return None
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        return column.type.enum_class(raw)
    if isinstance(column.type, Date):
        return date.fromisoformat(raw)
    return bool(raw) if isinstance(column.type, Boolean) else raw


@dataclass(frozen=True, slots=True)
class Images:
    """A record before and after, as the journal kept it; read only when asked for. An image is none where none was."""

    entity: type[Base]
    before: tuple[str, str] | None
    after: tuple[str, str] | None

    def values(self) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        """What its attributes held before, and hold after."""
        return self._read(self.before), self._read(self.after)

    def values_before(self) -> dict[str, Any] | None:
        """What its attributes held before."""
        return self._read(self.before)

    def _read(self, image: tuple[str, str] | None) -> dict[str, Any] | None:
        return None if image is None else decoded(self.entity, _values(*image) or {})


def images_between(session: Session, entity: type[Base], after: int, until: int | None = None) -> dict[int, Images]:
    """The records of a class that changes after number `after`, up to `until`, made different, by key."""
    within = change_row.c.seq > after
    if until is not None:
        within = and_(within, change_row.c.seq <= until)
    first: dict[int, tuple[str, str] | None] = {}
    last: dict[int, tuple[str, str] | None] = {}
    for _, key, columns, was, became in _rows(session, entity, within):
        first.setdefault(key, None if was is None else (columns, was))
        last[key] = None if became is None else (columns, became)
    return {key: Images(entity, first[key], last[key]) for key in first if first[key] != last[key]}


def between(
    session: Session, entity: type[Base], after: int, until: int | None = None
) -> dict[int, tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """The same, with the values of each record before and after."""
    found = images_between(session, entity, after, until)
    return {key: images.values() for key, images in found.items()}


def frozen_at(session: Session, period_key: int) -> int | None:
    """The number of the change that froze a period last; none if it is open."""
    found: int | None = None
    for seq, _, columns, _, after in _rows(session, ReportingPeriod, change_row.c.row_key == period_key):
        values = _values(columns, after)
        is_frozen = values is not None and values["state"] == PeriodState.FROZEN.value
        found = (found or seq) if is_frozen else None
    return found

"""What happened to one record, cell by cell, from the journal's images of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.facts import FACTS
from pmo_desktop.domain.fields import Field, fields_of
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.schema import ENTITIES
from pmo_desktop.services.registry import title_of
from pmo_desktop.storage.images import RowChange, literals, value_of
from pmo_desktop.storage.journal import Change

_ENTITIES: dict[str, type[Base]] = {entity.__tablename__: entity for entity in ENTITIES}


@dataclass(frozen=True, slots=True)
class CellChange:
    """One value before and after, as the mapped class holds it; a reference by the name of what it points to."""

    field: Field
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What one change did to a record. `period` names the report it was made in; empty for the record itself.

    `is_new` and `is_gone` say that the change made or removed it; then no cells are told. `table` is that of the
    record, `subject` is what it is called, where records of several names are told together.
    """

    seq: int
    title: str
    kind: str
    at: datetime
    by: str
    period: str
    is_new: bool
    is_gone: bool
    cells: tuple[CellChange, ...]
    table: str
    subject: str = ""


def record_changes(
    session: Session,
    found: Iterable[tuple[Change, RowChange]],
    names: Mapping[tuple[str, int], str] | None = None,
) -> tuple[RecordChange, ...]:
    """Tell changes of rows, as `Workspace.history_of` gives them, newest first, one for each change and name.

    Of a report, what follows from other records is left out, and a change that did nothing else. `names` are what
    records are called, by table and key; those without a name are told as one.
    """
    merged: dict[tuple[int, str], RecordChange] = {}
    for change, row in found:
        subject = (names or {}).get((row.table, row.key), "")
        told, before = replace(_told(session, change, row), subject=subject), merged.get((change.seq, subject))
        merged[change.seq, subject] = _both(before, told) if before else told
    ordered = sorted(merged.values(), key=lambda each: -each.seq)
    return tuple(each for each in ordered if each.cells or each.is_new or each.is_gone)


def _both(first: RecordChange, second: RecordChange) -> RecordChange:
    return replace(
        first,
        period=second.period or first.period if second.cells else first.period,
        is_new=first.is_new or second.is_new,
        is_gone=first.is_gone or second.is_gone,
        cells=first.cells + second.cells,
    )


def _told(session: Session, change: Change, row: RowChange) -> RecordChange:
    before, after = _values(row, row.before), _values(row, row.after)
    entity = _ENTITIES[row.table]
    cells: tuple[CellChange, ...] = ()
    if row.before and row.after:
        cells = tuple(
            CellChange(
                field, _value(session, field, before.get(field.name)), _value(session, field, after.get(field.name))
            )
            for field in _told_fields(entity)
            if before.get(field.name) != after.get(field.name)
        )
    own = entity is not StatusReport
    return RecordChange(
        change.seq,
        change.title,
        change.kind,
        datetime.fromisoformat(change.at),
        change.by,
        "" if own else _period(session, after or before),
        own and not row.before,
        own and not row.after,
        cells,
        row.table,
    )


def _told_fields(entity: type[Base]) -> list[Field]:
    fields = [field for field in fields_of(entity) if not field.computed]
    if entity is StatusReport:
        return [field for field in fields if field.editable and field.name not in FACTS]
    return fields


def _values(row: RowChange, image: str | None) -> dict[str, object]:
    if image is None:
        return {}
    return dict(zip(row.columns, map(value_of, literals(image)), strict=True))


def _value(session: Session, field: Field, raw: Any) -> object:  # noqa: ANN401  what SQLite holds
    """The value a mapped attribute would have."""
    if raw is None:
        return None
    if field.choices is not None:
        return field.choices(raw)
    if field.kind == "date":
        return date.fromisoformat(raw)
    if field.kind == "flag":
        return bool(raw)
    if field.target is not None:
        target = _ENTITIES[field.target]
        return session.scalar(select(title_of(target)).where(target.key == raw))
    return raw


def _period(session: Session, values: Mapping[str, Any]) -> str:
    return session.scalar(select(ReportingPeriod.name).where(ReportingPeriod.key == values["period_key"])) or ""

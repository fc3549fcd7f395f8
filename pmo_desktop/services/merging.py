"""Merging a copy of the workspace that was edited elsewhere: what is new, what differs on one side, and on both.

The journals of both copies share a beginning; what each changed after it is compared row by row and, where both changed
one row, field by field. Keys are never given twice, so a row is the same row in both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, cast

from sqlalchemy import Connection, Table, UniqueConstraint
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import fields_of
from pmo_desktop.domain.schema import ENTITIES
from pmo_desktop.services.registry import BY_TABLE
from pmo_desktop.storage.images import literals, value_of
from pmo_desktop.storage.parting import changed_since, parted_after
from pmo_desktop.storage.tables import DERIVED, LAYOUTS
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import say

Kind = Literal["new", "changed", "removed", "contested"]
KINDS: tuple[Kind, ...] = ("new", "changed", "removed", "contested")
Side = Literal["ours", "theirs"]
Row = dict[str, Any]
Place = tuple[str, int]  # a table and a key
FieldPlace = tuple[str, int, str]  # and a column; the column is empty where a whole row is in question


@dataclass(frozen=True, slots=True)
class FieldMerge:
    """One field that the other copy changed: as it was when the copies parted, here, and there."""

    column: str
    base: Any
    ours: Any
    theirs: Any
    is_contested: bool


@dataclass(frozen=True, slots=True)
class RowMerge:
    """One row that the other copy changed.

    Attributes:
        table: The table's name.
        key: The key of the row here.
        kind: "new" or "removed" there, "changed" there alone, "contested" where both copies changed it differently.
        title: What the row is called.
        fields: What differs, field by field; empty for a row that is removed.
        row: The whole row as it is there; none where it was removed.
        ours: The whole row as it is here; none where it is not, or no more.
    """

    table: str
    key: int
    kind: Kind
    title: str
    fields: tuple[FieldMerge, ...]
    row: Row | None
    ours: Row | None

    @property
    def questions(self) -> tuple[FieldPlace, ...]:
        """What has to be chosen."""
        if self.kind == "contested" and (self.row is None or self.ours is None):
            return ((self.table, self.key, ""),)
        return tuple((self.table, self.key, each.column) for each in self.fields if each.is_contested)


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging another copy would do.

    Attributes:
        rows: Every row that the other copy changed and that is different here; what needs a choice comes first.
        files: Contents kept by their hash that only the other copy has, by table.
        removed: Rows that were removed here, as they were; one that the other copy still needs is brought back.
    """

    rows: tuple[RowMerge, ...]
    files: Mapping[str, tuple[Row, ...]] = field(default_factory=dict[str, tuple[Row, ...]])
    removed: Mapping[Place, Row] = field(default_factory=dict["Place", Row])

    @property
    def questions(self) -> tuple[FieldPlace, ...]:
        """Everything that has to be chosen; what is not chosen stays as it is here."""
        return tuple(question for row in self.rows for question in row.questions)

    def count(self, kind: Kind) -> int:
        """How many rows are of a kind."""
        return sum(row.kind == kind for row in self.rows)


def compare(ours: Session, theirs: Workspace) -> Merge:
    """What the other copy changed since the two parted, held against what changed here.

    Raises:
        PmoError: it is no copy of this workspace, or one of them was changed by another version since.
    """
    ours.flush()
    here = ours.connection()
    with theirs.reading() as session:
        there = session.connection()
        last = parted_after(here, there)
        if not last:
            raise PmoError(
                say(
                    "“{name}” is no copy of this workspace: their histories have nothing in common.",
                    name=theirs.path.name,
                )
            )
        changed_here, changed_there = changed_since(here, last), changed_since(there, last)
        if changed_here is None or changed_there is None:
            raise PmoError(
                say(
                    "“{name}” was changed by another version. Bring both copies up to the same one.",
                    name=theirs.path.name,
                )
            )
        files = _files(here, there)
    same = _same_rows(here, changed_there)
    rows = [
        row
        for place, images in changed_there.items()
        if (row := _row_merge(here, place, images, changed_here.get(place), same)) is not None
    ]
    removed = {
        place: was
        for place, (before, after) in changed_here.items()
        if after is None and (was := _row(place[0], before)) is not None
    }
    return Merge(tuple(_in_order(rows)), files, removed)


# Comparing -----------------------------------------------------------------------------------------------------------


def _row(table: str, image: str | None) -> Row | None:
    if image is None:
        return None
    return dict(zip(LAYOUTS[table], map(value_of, literals(image)), strict=True))


def _row_merge(
    here: Connection,
    place: Place,
    images: tuple[str | None, str | None],
    changed: tuple[str | None, str | None] | None,
    same: Mapping[Place, int],
) -> RowMerge | None:
    """What the other copy did to one row; none if it is no different here."""
    table, key = place
    base, theirs = _row(table, images[0]), _row(table, images[1])
    theirs = _pointed(table, theirs, same)
    if place in same:  # made on both sides, with a key each
        ours = _read(here, table, same[place])
        return _contested(table, same[place], {}, ours, _under(theirs, same[place]))
    ours = _row(table, changed[1]) if changed else base
    if theirs is None:
        if ours is None:
            return None
        return RowMerge(table, key, "contested" if changed else "removed", _title(here, table, ours), (), None, ours)
    if base is None and ours is None:
        return RowMerge(table, key, "new", _title(here, table, theirs), (), theirs, None)
    if ours is None:
        return RowMerge(table, key, "contested", _title(here, table, theirs), (), theirs, None)
    return _contested(table, key, base or {}, ours, theirs)


def _under(row: Row | None, key: int) -> Row | None:
    """A row under another key."""
    return None if row is None else {**row, "key": key}


def _contested(table: str, key: int, base: Row, ours: Row | None, theirs: Row | None) -> RowMerge | None:
    if ours is None or theirs is None:
        return None
    fields = tuple(
        FieldMerge(column, base.get(column), ours[column], theirs[column], ours[column] != base.get(column, ...))
        for column in LAYOUTS[table]
        if column not in DERIVED[table] and theirs[column] != ours[column] and theirs[column] != base.get(column, ...)
    )
    if not fields:
        return None
    kind: Kind = "contested" if any(each.is_contested for each in fields) else "changed"
    return RowMerge(table, key, kind, str(ours.get(_title_column(table)) or ""), fields, theirs, ours)


def _same_rows(here: Connection, changed_there: Mapping[Place, tuple[str | None, str | None]]) -> dict[Place, int]:
    """Rows made there that must be one with a row here, because both have what no two rows may share; with its key.

    Tables come in the order of the schema, so that what a row points to is known to be one before the row itself.
    """
    found: dict[Place, int] = {}
    for table in (entity.__tablename__ for entity in ENTITIES):
        if table not in LAYOUTS:
            continue
        for (name, key), (before, after) in changed_there.items():
            if name == table and before is None and after is not None:
                row = _pointed(table, _row(table, after), found) or {}
                twin = next((twin for columns in _unique(table) if (twin := _twin(here, table, row, columns))), None)
                if twin is not None and twin != key:
                    found[name, key] = twin
    return found


@cache
def _unique(table: str) -> tuple[tuple[str, ...], ...]:
    """The sets of columns in which no two rows of a table may be alike."""
    made = cast("Table", BY_TABLE[table].__table__)
    constraints = [each.columns for each in made.constraints if isinstance(each, UniqueConstraint)]
    indexes = [each.columns for each in made.indexes if each.unique]
    return tuple(tuple(column.name for column in columns) for columns in (*constraints, *indexes))


def _twin(here: Connection, table: str, row: Row, columns: tuple[str, ...]) -> int | None:
    if any(row[column] is None for column in columns):
        return None
    where = " AND ".join(f'"{column}" = ?' for column in columns)
    found = here.exec_driver_sql(f'SELECT key FROM "{table}" WHERE {where}', tuple(row[c] for c in columns)).first()
    return None if found is None else int(found[0])


@cache
def _pointers(table: str) -> tuple[tuple[str, str], ...]:
    """The columns of a table that point to rows, and the tables of these."""
    made = cast("Table", BY_TABLE[table].__table__)
    return tuple((column.name, key.column.table.name) for column in made.columns for key in column.foreign_keys)


def _pointed(table: str, row: Row | None, same: Mapping[Place, int]) -> Row | None:
    """A row whose references lead to the rows here that are one with those there."""
    if row is None:
        return None
    return {**row, **{name: same.get((target, row[name]), row[name]) for name, target in _pointers(table)}}


def _read(here: Connection, table: str, key: int) -> Row | None:
    columns = ", ".join(f'"{column}"' for column in LAYOUTS[table])
    found = here.exec_driver_sql(f'SELECT {columns} FROM "{table}" WHERE key = ?', (key,)).first()
    return None if found is None else dict(zip(LAYOUTS[table], found, strict=True))


@cache
def _title_column(table: str) -> str:
    names = {each.name for each in fields_of(BY_TABLE[table])}
    return next((name for name in ("name", "title", "header", "manager") if name in names), "")


def _title(here: Connection, table: str, row: Row) -> str:
    """What a row is called: its own name, else that of the first row it points to."""
    if column := _title_column(table):
        return str(row[column] or "")
    for name, target in _pointers(table):
        if target in LAYOUTS and row[name] is not None and (pointed := _read(here, target, row[name])) is not None:
            return _title(here, target, pointed)
    return ""


def _in_order(rows: Iterable[RowMerge]) -> list[RowMerge]:
    """What needs a choice first, then table by table in the order of the schema."""
    order = {entity.__tablename__: number for number, entity in enumerate(ENTITIES)}
    return sorted(rows, key=lambda row: (row.kind != "contested", order[row.table], row.title.casefold(), row.key))


def _files(here: Connection, there: Connection) -> dict[str, tuple[Row, ...]]:
    """Contents kept by their hash that are there and not here: copies of periods, attachments, packs."""
    found: dict[str, tuple[Row, ...]] = {}
    for entity in ENTITIES:
        table = cast("Table", entity.__table__)
        if table.name in LAYOUTS or "sha256" not in table.columns:
            continue
        names = [column.name for column in table.columns]
        kept = {row[0] for row in here.exec_driver_sql(f'SELECT sha256 FROM "{table.name}"')}
        columns = ", ".join(f'"{name}"' for name in names)
        rows = there.exec_driver_sql(f'SELECT {columns} FROM "{table.name}"').mappings()
        found[table.name] = tuple(dict(row) for row in rows if row["sha256"] not in kept)
    return found


# Taking over ---------------------------------------------------------------------------------------------------------


def merge(session: Session, found: Merge, choices: Mapping[FieldPlace, Side]) -> int:
    """Take over what the other copy changed; where both did, the side chosen, or ours. How many rows changed.

    Raises:
        PmoError: through the workspace, if what is taken over contradicts a rule.
    """
    session.flush()
    connection = session.connection()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for table, rows in found.files.items():
        for row in rows:
            _insert(connection, table, row)
    done = sum(_take(connection, row, choices) for row in found.rows)
    _mend(connection, found)
    session.expire_all()
    return done


def _take(connection: Connection, row: RowMerge, choices: Mapping[FieldPlace, Side]) -> bool:
    whole = choices.get((row.table, row.key, ""), "ours")
    if row.row is None:
        if row.kind == "contested" and whole == "ours":
            return False
        connection.exec_driver_sql(f'DELETE FROM "{row.table}" WHERE key = ?', (row.key,))
        return True
    if row.ours is None:
        if row.kind == "contested" and whole == "ours":
            return False
        _insert(connection, row.table, row.row)
        return True
    taken = {
        each.column: each.theirs
        for each in row.fields
        if not each.is_contested or choices.get((row.table, row.key, each.column), "ours") == "theirs"
    }
    if taken:
        names = ", ".join(f'"{name}" = ?' for name in taken)
        connection.exec_driver_sql(f'UPDATE "{row.table}" SET {names} WHERE key = ?', (*taken.values(), row.key))
    return bool(taken)


def _insert(connection: Connection, table: str, row: Row) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    connection.exec_driver_sql(f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))


def _mend(connection: Connection, found: Merge) -> None:
    """Bring back what is pointed to and not there: removed on one side, and used on the other."""
    kept: dict[Place, Row] = dict(found.removed)
    for row in found.rows:
        if (whole := row.row or row.ours) is not None:
            kept[row.table, row.key] = whole
    while True:
        missing = [
            (parent, int(key))
            for table, rowid, parent, number in connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            for key in [_pointed_key(connection, table, rowid, number)]
            if key is not None
        ]
        back = {place for place in missing if place in kept}
        if not back:
            return
        for place in back:
            _insert(connection, place[0], kept[place])


def _pointed_key(connection: Connection, table: str, rowid: int, number: int) -> int | None:
    pairs = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")').mappings().all()
    column = next(each["from"] for each in pairs if each["id"] == number)
    found = connection.exec_driver_sql(f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (rowid,)).scalar()
    return None if found is None else int(found)

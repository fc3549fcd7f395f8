"""The group itself: its settings, its office, its objectives, its portfolios and programmes."""

from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import Base, new_key
from pmo_desktop.domain.office import Office, StrategicObjective
from pmo_desktop.domain.project import Portfolio, Programme
from pmo_desktop.domain.recipe import Recipe
from pmo_desktop.services.marevia.tables import Row, tables, values
from pmo_desktop.services.settings import settings_of

Keys: TypeAlias = dict[tuple[str, str], int]

_GROUPS: tuple[type[Base], ...] = (StrategicObjective, Portfolio, Programme)


def write(session: Session, keys: Keys) -> None:
    """Write what stands before any project; `keys` learns the key of each row by its table and its name there."""
    ours = tables("organisation")
    _set(settings_of(session), ours["settings"])
    _set(session.scalars(select(Office)).one(), ours["office"])
    _set(session.scalars(select(Recipe)).one(), ours["recipe"])
    for entity in _GROUPS:
        name = entity.__tablename__
        for row in ours[name]:
            key = keys[name, row["id"]] = new_key()
            session.add(entity(key=key, **values(entity, row, 0), **references(row, keys)))
        session.flush()


def references(row: Row, keys: Keys) -> dict[str, int]:
    """The keys a row points to, by attribute: `project = "P-101"` gives `project_key`."""
    found = {f"{name}_key": keys[name, row[name]] for name in ("programme", "portfolio", "project") if name in row}
    if "other" in row:
        found["other_key"] = keys["project", row["other"]]
    if "recovery" in row:
        found["recovery_key"] = keys["recovery", row["recovery"]]
    if "delivered" in row:
        found["milestone_key"] = keys["milestone", row["delivered"]]
    for name in ("milestone", "gate"):
        if name in row:
            found[f"{name}_key"] = keys[name, f"{row['project']} {row[name]}"]
    return found


def _set(entity: Base, row: Row) -> None:
    for name, value in values(type(entity), row, 0).items():
        setattr(entity, name, value)

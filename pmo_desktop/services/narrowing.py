"""A workspace that holds only some of its projects: what a report of a programme or of one project is made from."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Table, delete, or_, select, update
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.project import Portfolio, Programme, Project
from pmo_desktop.services.key_sets import among
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import say


def narrowed(workspace: Workspace, scope: Collection[int]) -> Workspace:
    """A copy in memory with the projects of `scope` (keys of portfolios, programmes and projects) and nothing else.

    What belongs to no project, such as a risk of the whole portfolio, is not in it. The copy is to be closed.
    """
    copy = workspace.rehearsal()
    copy.do(say("Leave out other projects"), lambda session: _leave_out(session, outside(session, scope)))
    return copy


def outside(session: Session, scope: Collection[int]) -> set[int]:
    """The keys of the projects that are not in `scope`."""
    programmes = set(session.scalars(select(Programme.key).where(Programme.portfolio_key.in_(scope)))) | set(scope)
    inside = or_(
        Project.key.in_(scope), Project.programme_key.in_(programmes), Project.portfolio_key.in_(scope)
    )  # fmt: skip
    return set(session.scalars(select(Project.key))) - set(session.scalars(select(Project.key).where(inside)))


def scope_names(session: Session, scope: Sequence[int]) -> list[str]:
    """The names of portfolios, programmes and projects, in the order of `scope`; those that are gone are left out."""
    named: dict[int, str] = {}
    for entity in (Portfolio, Programme, Project):
        named.update(session.execute(select(entity.key, entity.name).where(entity.key.in_(scope))).all())
    return [named[key] for key in scope if key in named]


def _leave_out(session: Session, projects: set[int]) -> None:
    """Remove projects and whatever belongs to them; what merely mentions them, such as a dependency, forgets them."""
    gone: dict[str, set[int]] = {"project": projects}
    for table in Base.metadata.sorted_tables:
        if table.name != "project":
            _follow(session, table, gone)
    for table in reversed(Base.metadata.sorted_tables):
        if keys := gone.get(table.name):
            session.execute(delete(table).where(among(table.c.key, keys)))


def _follow(session: Session, table: Table, gone: dict[str, set[int]]) -> None:
    owner = table.c.get("project_key")
    links = [
        (column, key.column.table.name) for column in table.c for key in column.foreign_keys if column is not owner
    ]
    for column, target in ([(owner, "project")] if owner is not None else []) + links:
        found = _referring(session, table, column, gone.get(target, set()))
        if column is owner or not column.nullable:
            gone.setdefault(table.name, set()).update(found)
        else:
            session.execute(update(table).where(among(table.c.key, found)).values({column.name: None}))
    if owner is not None and owner.nullable:
        gone.setdefault(table.name, set()).update(session.scalars(select(table.c.key).where(owner.is_(None))))


def _referring(session: Session, table: Table, column: Any, targets: set[int]) -> set[int]:  # noqa: ANN401
    return set(session.scalars(select(table.c.key).where(among(column, targets)))) if targets else set()

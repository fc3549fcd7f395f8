"""Offices and what lies in their scope: which projects an office looks after, and which office a project has."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import OfficeScope
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.project import Project
from pmo_desktop.text import say

_NARROW_FIRST = (OfficeScope.SINGLE, OfficeScope.SECTORIAL, OfficeScope.CORPORATE)


def offices(session: Session) -> list[Office]:
    """Every office, the first one made first."""
    return list(session.scalars(select(Office).order_by(Office.key)))


def offices_named(session: Session, name: str) -> list[Office]:
    """The offices of a name, whatever its case; all of them without one.

    Raises:
        PmoError: there is none of that name.
    """
    every = offices(session)
    found = [each for each in every if not name or each.name.casefold() == name.casefold()]
    if not found:
        names = ", ".join(each.name for each in every)
        raise PmoError(say("There is no office “{name}”. The offices are: {names}.", name=name, names=names))
    return found


def covers(office: Office, project: Project) -> bool:
    """Whether a project lies in the scope of an office: all in a corporate one, its department's, or its own."""
    if office.scope is OfficeScope.CORPORATE:
        return True
    if office.scope is OfficeScope.SECTORIAL:
        return bool(office.department) and office.department.casefold() == project.organisation.casefold()
    if office.project_key is not None and office.project_key == project.key:
        return True
    return office.programme_key is not None and office.programme_key == project.programme_key


def projects_of(session: Session, office: Office) -> list[Project]:
    """The entries of the register in the scope of an office."""
    return [each for each in session.scalars(select(Project).order_by(Project.key)) if covers(office, each)]


def office_of(session: Session, project_key: int | None) -> Office | None:
    """The office a project answers to: the one of the narrowest scope that covers it; without a project the first."""
    every = offices(session)
    project = session.get(Project, project_key) if project_key is not None else None
    if project is None:
        return next(iter(every), None)
    return next(_by_scope(every, project), next(iter(every), None))


def _by_scope(every: Iterable[Office], project: Project) -> Iterator[Office]:
    kept = list(every)
    for scope in _NARROW_FIRST:
        yield from (office for office in kept if office.scope is scope and covers(office, project))

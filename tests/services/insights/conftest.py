"""A small office to ask: periods, projects and reports are made with the services, in a file of their own."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, Rating, ReportState
from pmo_desktop.domain.period import RatingOverride, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.services import periods, registers, workspaces
from pmo_desktop.services.insights.entries import Standing, standing
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.storage.workspace import Workspace

Answer = TypeVar("Answer")


class Book:
    """A workspace, written one step at a time: open a period, add projects, report, and ask."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def open(self, name: str, year: int, month: int) -> None:
        """Open the period of a month; its last day is the cut-off."""
        last = date(year, month, monthrange(year, month)[1])
        self._do(lambda session: periods.open_period(session, name, date(year, month, 1), last, last))

    def project(self, name: str, **values: object) -> int:
        """Add a project."""
        return self._do(lambda session: registers.add(session, PROJECTS, {"name": name, **values}))

    def add(self, register: str, **values: object) -> int:
        """Add a row to a register."""
        return self._do(lambda session: registers.add(session, register_named(register), values))

    def change(self, project: int, **values: object) -> None:
        """Change facts of a project."""
        self._do(lambda session: _set(session.get_one(Project, project), values))

    def report(self, project: int, overall: Rating | None = None, **values: object) -> None:
        """Hand in the project's report of the newest period."""
        said = {"overall": overall, "state": ReportState.SUBMITTED, **values}
        self._do(lambda session: _set(self._report(session, project), {"submitted_on": self._cut_off(session), **said}))

    def override(self, project: int, rating: Rating, reason: str = "", dimension: Dimension | None = None) -> None:
        """Give the PMO's own view."""
        self._do(
            lambda session: session.add(
                RatingOverride(
                    report_key=self._report(session, project).key,
                    dimension=dimension,
                    rating=rating,
                    reason=reason,
                    by="I. Marchetti",
                    made_on=date(2026, 1, 31),
                )
            )
        )

    def ask(self, question: Callable[[Session, Standing], Answer]) -> Answer:
        """Ask of the newest period."""
        with self.workspace.reading() as session:
            newest = periods.current_period(session)
            assert newest is not None
            return question(session, standing(session, newest))

    def _report(self, session: Session, project: int) -> StatusReport:
        newest = periods.current_period(session)
        assert newest is not None
        found = periods.report_of(session, project, newest.key)
        assert found is not None
        return found

    def _cut_off(self, session: Session) -> date:
        newest = periods.current_period(session)
        assert newest is not None
        return newest.cut_off_on

    def _do(self, command: Callable[[Session], Answer]) -> Answer:
        return self.workspace.do("Step", command).value


def _set(entity: Any, values: dict[str, Any]) -> None:  # noqa: ANN401  any mapped thing
    for name, value in values.items():
        setattr(entity, name, value)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    workspace = workspaces.create(tmp_path / "book.pmo", organisation="Harbour", office="PMO")
    yield Book(workspace)
    workspace.close()


@pytest.fixture
def two_months(book: Book) -> Book:
    """Four projects in two months: one turned red, one recovered, one stays green, one is new and not rated."""
    book.open("January 2026", 2026, 1)
    keys = [
        book.project(name, whole_life_cost=cost, sponsor="S. Owner", forecast_finish_on=date(2026, 12, 1))
        for name, cost in (("Quay", 50_000_000_00), ("Crane", 30_000_000_00), ("Gate", 20_000_000_00))
    ]
    for key, rating in zip(keys, (Rating.AMBER, Rating.RED, Rating.GREEN), strict=True):
        book.report(key, rating, path_due_on=date(2026, 6, 1), path_to_green="Dredge first.")
    book.open("February 2026", 2026, 2)
    keys.append(book.project("Light", whole_life_cost=10_000_000_00))
    book.change(keys[0], forecast_finish_on=date(2027, 1, 15), whole_life_cost=55_000_000_00)
    book.report(keys[0], Rating.RED, overall_reason="The sea bed is rock.", path_due_on=date(2026, 7, 1),
                path_to_green="Hire a cutter. Then dredge.", path_owner="D. Redger")  # fmt: skip
    book.report(keys[1], Rating.AMBER)
    book.report(keys[2], Rating.GREEN)
    book.report(keys[3], None, overall_reason="Exempt under Section 43.")
    return book

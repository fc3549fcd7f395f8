from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import ObjectiveLink
from pmo_desktop.domain.prioritisation import CriterionScore
from pmo_desktop.services import registers, workspaces
from pmo_desktop.services.prioritising import give_points, serve
from pmo_desktop.services.registry import register_named
from pmo_desktop.storage.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "a.pmo", organisation="Harbour", office="PMO")
    yield made
    made.close()


def added(workspace: Workspace, register: str, **values: object) -> int:
    return workspace.do("Add", lambda session: registers.add(session, register_named(register), values)).value


def points(workspace: Workspace) -> list[float | None]:
    with workspace.reading() as session:
        return list(session.scalars(select(CriterionScore.points)))


def test_points_are_given_changed_and_taken_away_on_one_row(workspace: Workspace) -> None:
    project, criterion = (
        added(workspace, "project", name="Quay"),
        added(workspace, "criterion", title="Fit", weight=1.0),
    )
    for value in (3.0, 4.5, None):
        workspace.do("Give", partial(give_points, project_key=project, criterion_key=criterion, points=value))
        assert points(workspace) == [value]
    workspace.undo()
    assert points(workspace) == [4.5]


def test_points_outside_the_scale_are_refused(workspace: Workspace) -> None:
    project, criterion = (
        added(workspace, "project", name="Quay"),
        added(workspace, "criterion", title="Fit", weight=1.0),
    )
    for value in (-1.0, 5.5):
        with pytest.raises(PmoError, match="from 0 to 5"):
            workspace.do("Give", partial(give_points, project_key=project, criterion_key=criterion, points=value))
    assert points(workspace) == []


def test_nothing_is_kept_where_no_points_are_taken_away(workspace: Workspace) -> None:
    project, criterion = (
        added(workspace, "project", name="Quay"),
        added(workspace, "criterion", title="Fit", weight=1.0),
    )
    workspace.do("Give", lambda session: give_points(session, project, criterion, None))
    assert points(workspace) == []


def links(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(ObjectiveLink)) or 0


def test_a_project_serves_an_objective_once_and_no_longer(workspace: Workspace) -> None:
    project = added(workspace, "project", name="Quay")
    objective = added(workspace, "strategic_objective", title="Growth")
    for serves, count in ((True, 1), (True, 1), (False, 0), (False, 0)):
        workspace.do("Serve", partial(serve, project_key=project, objective_key=objective, serves=serves))
        with workspace.reading() as session:
            assert links(session) == count

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pmo_desktop.domain.gate import Gate
from pmo_desktop.domain.lesson import Lesson
from pmo_desktop.domain.rules.quality import Verdict
from pmo_desktop.services import periods, registers, workspaces
from pmo_desktop.services.insights.entries import standing
from pmo_desktop.services.insights.oversight import Oversight, oversight
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.storage.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "w.pmo")
    for month in (4, 5):
        days = date(2026, month, 1), date(2026, month, 28), date(2026, month, 27)
        made.do("Open", lambda s, d=days: periods.open_period(s, f"{d[0]:%B}", *d))  # type: ignore[misc]
    yield made
    made.close()


def seen(workspace: Workspace) -> Oversight | None:
    with workspace.reading() as session:
        return oversight(session, standing(session, periods.period_named(session, "May")))


def test_gates_count_from_one_cut_off_to_the_next_and_sixty_days_ahead(workspace: Workspace) -> None:
    assert seen(workspace) is None
    key = workspace.do("Add", lambda s: registers.add(s, PROJECTS, {"name": "Quay"})).value
    gates = (
        ("before", None, date(2026, 4, 27), Verdict.STOP),
        ("first", None, date(2026, 4, 28), Verdict.PROCEED),
        ("last", None, date(2026, 5, 27), Verdict.HOLD),
        ("after", None, date(2026, 5, 28), Verdict.STOP),
        ("soon", date(2026, 7, 26), None, None),
        ("later", date(2026, 7, 27), None, None),
        ("overdue", date(2026, 5, 1), None, None),
    )
    for name, planned_on, held_on, verdict in gates:
        gate = Gate(project_key=key, name=name, planned_on=planned_on, held_on=held_on, verdict=verdict)
        workspace.do("Gate", lambda s, g=gate: s.add(g))  # type: ignore[misc]
    found = seen(workspace)
    assert found is not None
    assert [each.name for each in found.held] == ["first", "last"]
    assert [each.name for each in found.coming] == ["overdue", "soon"]
    assert found.title == "1 of 2 gates passed"


def test_lessons_of_the_period_are_told_and_older_ones_not(workspace: Workspace) -> None:
    for name, day in (("old", 27), ("new", 28)):
        lesson = Lesson(title=name, recommendation="Ask first.", learnt_on=date(2026, 4, day))
        workspace.do("Learn", lambda s, one=lesson: s.add(one))  # type: ignore[misc]
    found = seen(workspace)
    assert found is not None
    assert [each.title for each in found.lessons] == ["new"]
    assert found.title == "No gate was held"

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.method import MethodItem, Waiver
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.value import Saving
from pmo_desktop.services import method, registers, row_rules, workspaces
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.storage.workspace import Workspace

EARLY, LATE = date(2026, 1, 1), date(2026, 2, 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "rules.pmo", currency="EUR", office="PMO")
    yield made
    made.close()


@pytest.mark.parametrize("kind", ["baseline", "forecast", "actual"])
def test_an_activity_does_not_end_before_it_begins(workspace: Workspace, kind: str) -> None:
    def add(session: Session, start: date, finish: date) -> int:
        office = session.scalars(select(Office.key)).one()
        dates = {f"{kind}_start_on": start, f"{kind}_finish_on": finish}
        return registers.add(
            session, register_named("deployment_activity"), {"office_key": office, "title": "Train", **dates}
        )

    assert workspace.do("Add", lambda session: add(session, EARLY, EARLY)).value
    with pytest.raises(PmoError, match="“Train” would end before it begins"):
        workspace.do("Add", lambda session: add(session, LATE, EARLY))


@pytest.mark.parametrize("values", [{"level": 6}, {"needed": -1}])
def test_competence_goes_from_0_to_5(workspace: Workspace, values: dict[str, int]) -> None:
    def add(session: Session) -> None:
        person = registers.add(session, register_named("person"), {"name": "Ada"})
        registers.add(session, register_named("competence"), {"person_key": person, "title": "Risk", **values})

    with pytest.raises(PmoError, match="Competence goes from 0 to 5"):
        workspace.do("Add", add)


def test_a_waiver_that_is_edited_does_not_expire_before_it_is_approved(workspace: Workspace) -> None:
    def add(session: Session) -> int:
        project = registers.add(session, PROJECTS, {"name": "Lift"})
        method.take_lifecycle(session, "light", EARLY)
        item = session.scalars(select(MethodItem.key)).first()
        session.add(Waiver(key=1, project_key=project, item_key=item or 0, reason="Known", approved_on=LATE))
        return 1

    key = workspace.do("Add", add).value
    with pytest.raises(PmoError, match="would expire before"):
        workspace.do(
            "Edit", lambda session: registers.edit(session, register_named("waiver"), key, "expires_on", EARLY)
        )


def test_what_belongs_to_an_office_begins_with_the_first_one(workspace: Workspace) -> None:
    with workspace.reading() as session:
        assert row_rules.beginning(session, Saving) == {"office_key": session.scalars(select(Office.key)).one()}
        assert row_rules.beginning(session, Risk) == {}

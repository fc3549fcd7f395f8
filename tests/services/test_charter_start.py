from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import Section
from pmo_desktop.domain.choices import CharterState, OfficeAuthority, OfficeKind, OfficeScope, Orientation
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.service import Service, ServiceState
from pmo_desktop.services import charters, responsibilities
from pmo_desktop.services.beginnings import SERVICES
from pmo_desktop.services.charter_start import Recommendation, start_from
from pmo_desktop.services.workspaces import create
from pmo_desktop.storage.workspace import Workspace

DAY = date(2026, 3, 2)
TOLD = Recommendation(
    OfficeKind.PMO,
    OfficeScope.SECTORIAL,
    OfficeAuthority.CENTRALISED,
    Orientation.STRATEGIC,
    SERVICES[:3],
    (("Head of the PMO", 1.0), ("Project analyst", 1.5)),
    2.5,
    why="Need is high and readiness too: eleven of eighteen signals.",
    cost_per_year=260_000_00,
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "blank.pmo", organisation="Harbour Trust", office="Harbour PMO")
    yield made
    made.close()


def office(session: Session) -> Office:
    return session.scalars(select(Office)).one()


def start(workspace: Workspace) -> int:
    return workspace.do("Start", lambda session: start_from(session, office(session).key, TOLD, DAY).key).value


def test_a_recommendation_becomes_office_draft_matrix_and_planned_services(workspace: Workspace) -> None:
    key = start(workspace)
    with workspace.reading() as session:
        assert (office(session).scope, office(session).authority) == (TOLD.scope, TOLD.authority)
        text = charters.texts(session, key)
        assert text[Section.WHY] == TOLD.why
        assert text[Section.FUNCTIONS].startswith("The office has centralised authority: it imposes")
        assert text[Section.ROLES] == "Head of the PMO: 1.0 FTE.\n\nProject analyst: 1.5 FTE."
        assert text[Section.SERVICES].splitlines()[0] == "General: Register of projects, Board pack."
        assert (
            charters.versions(session, office(session).key)[0].fte,
            len(responsibilities.parties(session, key)),
        ) == (2.5, 7)
        assert [each.state for each in session.scalars(select(Service))] == [ServiceState.PLANNED] * 3
    workspace.undo()
    with workspace.reading() as session:
        assert charters.versions(session, office(session).key) == []
        assert office(session).authority is OfficeAuthority.HYBRID


def test_what_somebody_wrote_stays_and_nothing_is_added_twice(workspace: Workspace) -> None:
    key = start(workspace)
    workspace.do("Write", lambda session: charters.write(session, key, Section.PURPOSE, "Ours."))
    assert start(workspace) == key
    with workspace.reading() as session:
        assert charters.texts(session, key)[Section.PURPOSE] == "Ours."
        assert len(list(session.scalars(select(Service)))) == 3
        assert len(responsibilities.activities(session, key)) == 15


def test_a_version_in_review_is_not_gone_on_with(workspace: Workspace) -> None:
    key = start(workspace)
    now = datetime(2026, 3, 21, tzinfo=UTC)
    workspace.do("Review", lambda session: charters.advance(session, key, CharterState.IN_REVIEW, "A. Bell", now))
    with pytest.raises(PmoError, match="still being written"):
        start(workspace)

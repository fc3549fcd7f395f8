from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from pmo_desktop.domain.charter import Section
from pmo_desktop.domain.choices import (
    AssessmentSubject,
    Extent,
    OfficeAuthority,
    OfficeKind,
    OfficeScope,
    OfficeStage,
    Orientation,
)
from pmo_desktop.domain.deployment import DeploymentActivity
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.service import Service, ServiceState
from pmo_desktop.domain.templates.office_draft import proposals
from pmo_desktop.services import assessments, charters, registers, workspaces
from pmo_desktop.services.insights.rounds import round_of
from pmo_desktop.services.office_draft import Drafted, draft, draft_charter
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.storage.workspace import Workspace

MARCH, APRIL = date(2026, 3, 10), date(2026, 4, 2)
BANK, POOL, ALONE = "3003 31123 13113 3001", "3003 00331 23113 3000", "0030 31123 13113 0300"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "office.pmo", organisation="Meridian", office="Corporate PMO", currency="EUR")
    for number in range(20):
        made.do("Add", lambda s, n=number: registers.add(s, PROJECTS, {"name": f"Project {n}"}))  # type: ignore[misc]
    yield made
    made.close()


def recommended(workspace: Workspace, digits: str) -> int:
    subject = AssessmentSubject.ORGANISATION
    key = workspace.do("Begin", lambda s: assessments.begin(s, "pmo-type", "Type", subject, MARCH).key).value
    with workspace.reading() as session:
        keys = [each.statement.key for each in round_of(session, key).answers]
    for statement, digit in zip(keys, digits.replace(" ", ""), strict=False):
        workspace.do("Answer", lambda s, k=statement, v=int(digit): assessments.answer(s, key, k, v))  # type: ignore[misc]
    workspace.do("Close", lambda s: assessments.close(s, key, MARCH))
    return key


def drafted(workspace: Workspace, key: int, language: str = "en") -> Drafted:
    return workspace.do("Draft", lambda s: draft_charter(s, key, APRIL, language)).value


def test_one_step_drafts_type_services_roles_people_charter_and_plan(workspace: Workspace) -> None:
    found = drafted(workspace, recommended(workspace, BANK))
    with workspace.reading() as session:
        office = session.scalars(select(Office)).one()
        assert (office.scope, office.authority) == (OfficeScope.CORPORATE, OfficeAuthority.HYBRID)
        assert (office.orientation, office.kind) == (Orientation.CENTRAL, OfficeKind.PMO)
        assert (office.managers_report_here, office.stage) == (Extent.NO, OfficeStage.INITIATION)
        services = list(session.scalars(select(Service)))
        assert found.services == len(services) == 8
        assert {each.state for each in services} == {ServiceState.PLANNED}
        register = next(each for each in services if each.title.startswith("Project register"))
        assert register.fte == pytest.approx(0.2 + 0.1 * 2)
        (charter,) = charters.versions(session, office.key)
        assert charter.fte == pytest.approx(sum(each.fte or 0 for each in services))
        texts = charters.texts(session, charter.key)
        activities = session.scalar(select(func.count()).select_from(DeploymentActivity))
    assert found.activities == activities
    assert (found.activities or 0) > 0
    assert "Gate reviews (controlling" in texts[Section.SERVICES]
    assert "Head of the office" in texts[Section.ROLES]
    assert "The office recommends" in texts[Section.FUNCTIONS]
    assert "20 running projects" in texts[Section.RESOURCES]
    assert "- Authority: Hybrid" in texts[Section.WHY]
    assert "would overtake" in texts[Section.ASSUMPTIONS]


def test_undo_takes_the_whole_draft_back(workspace: Workspace) -> None:
    key = recommended(workspace, BANK)
    drafted(workspace, key)
    workspace.undo()
    with workspace.reading() as session:
        assert session.scalars(select(Service)).all() == []
        assert session.scalars(select(DeploymentActivity)).all() == []
        assert charters.versions(session, session.scalars(select(Office.key)).one()) == []


def test_drafting_again_adds_nothing_twice_and_keeps_what_was_written(workspace: Workspace) -> None:
    key = recommended(workspace, BANK)
    first = drafted(workspace, key)
    workspace.do("Write", lambda s: charters.write(s, first.charter_key, Section.PURPOSE, "We help."))
    second = drafted(workspace, key)
    assert (second.charter_key, second.services, second.activities) == (first.charter_key, 0, 0)
    with workspace.reading() as session:
        texts = charters.texts(session, first.charter_key)
    assert texts[Section.PURPOSE] == "We help."
    assert texts[Section.SERVICES].count("Gate reviews") == 1


def test_an_office_for_one_project_is_drafted_with_its_end(workspace: Workspace) -> None:
    key = recommended(workspace, ALONE)
    with workspace.reading() as session:
        assert draft(session, key).needs_end
    with pytest.raises(PmoError, match="temporary"):
        drafted(workspace, key)
    with workspace.reading() as session:
        assert session.scalars(select(Office.scope)).one() is OfficeScope.CORPORATE
    workspace.do("Draft", lambda s: draft_charter(s, key, APRIL, ends_on=date(2027, 6, 30)))
    with workspace.reading() as session:
        office = session.scalars(select(Office)).one()
        assert (office.scope, office.ends_on) == (OfficeScope.SINGLE, date(2027, 6, 30))
        assert not draft(session, key).needs_end


def test_an_office_that_takes_the_managers_is_warned_of_neutrality(workspace: Workspace) -> None:
    found = drafted(workspace, recommended(workspace, POOL))
    with workspace.reading() as session:
        office = session.scalars(select(Office)).one()
        texts = charters.texts(session, found.charter_key)
    assert (office.authority, office.managers_report_here) == (OfficeAuthority.CENTRALISED, Extent.YES)
    assert "Neutrality:" in texts[Section.ASSUMPTIONS]
    assert "appointed and appraised" in texts[Section.ROLES]


def test_it_is_written_in_the_language_of_the_window(workspace: Workspace) -> None:
    found = drafted(workspace, recommended(workspace, BANK), "fr")
    with workspace.reading() as session:
        assert "Revues de passage" in charters.texts(session, found.charter_key)[Section.SERVICES]


def test_nothing_is_drafted_from_too_few_answers(workspace: Workspace) -> None:
    key = recommended(workspace, "3")
    with pytest.raises(PmoError, match="Not enough is answered"), workspace.reading() as session:
        draft(session, key)


def test_every_type_is_proposed_services_of_its_own_in_both_languages() -> None:
    every = {kind.value for kind in (*OfficeScope, *OfficeAuthority, *Orientation, *OfficeKind)}
    for language in ("en", "fr"):
        found = proposals(language)
        assert {option for each in (*found.services, *found.roles) for option in each.only} <= every
        for kind in OfficeKind:
            assert sum(each.suits([kind.value]) for each in found.services) >= 3
    pairs = zip(proposals("en").services, proposals("fr").services, strict=True)
    assert [en.text for en, fr in pairs if en.text == fr.text or en.about == fr.about] == []

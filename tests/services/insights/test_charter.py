from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import Section
from pmo_desktop.domain.choices import CharterState
from pmo_desktop.domain.templates.guidance import guidance
from pmo_desktop.services import charters, registers, responsibilities, workspaces
from pmo_desktop.services.insights.charter import CHECKS, CharterSeen, as_text, charter, newest_charter, offices
from pmo_desktop.services.registry import register_named
from pmo_desktop.storage.workspace import Workspace

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 14, 2, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "test.pmo", office="Corporate PMO", currency="EUR")
    yield made
    made.close()


def office(workspace: Workspace) -> int:
    with workspace.reading() as session:
        return offices(session)[0][0]


def begin(workspace: Workspace) -> int:
    of = office(workspace)
    return workspace.do("Begin", lambda s: charters.begin(s, of, TODAY).key).value


def seen(workspace: Workspace, key: int) -> CharterSeen:
    with workspace.reading() as session:
        return charter(session, key)


def approve(workspace: Workspace, key: int) -> None:
    for state in (CharterState.IN_REVIEW, CharterState.APPROVED):
        step = partial(charters.advance, charter_key=key, state=state, by="I. Solheim", at=NOW, comment="Good.")
        workspace.do("Step", step)


def test_an_office_without_a_charter_has_none(workspace: Workspace) -> None:
    of = office(workspace)
    with workspace.reading() as session:
        assert offices(session) == [(of, "Corporate PMO")]
        assert newest_charter(session, of) is None


def test_a_version_is_read_whole(workspace: Workspace) -> None:
    key = begin(workspace)
    workspace.do("Write", lambda s: charters.write(s, key, Section.PURPOSE, "One picture."))
    found = seen(workspace, key)
    assert (found.office, found.version, found.state, found.is_open) == ("Corporate PMO", 1, CharterState.DRAFT, True)
    assert [each.number for each in found.sections] == list(range(1, 14))
    assert (found.sections[0].text, found.sections[0].gap, found.sections[0].is_empty) == ("One picture.", "", False)
    assert found.complete == 1
    assert (found.before, found.reviews, found.currency) == (None, (), "EUR")


def test_a_version_knows_the_one_before_and_its_text(workspace: Workspace) -> None:
    first = begin(workspace)
    workspace.do("Write", lambda s: charters.write(s, first, Section.PURPOSE, "One picture."))
    approve(workspace, first)
    second = begin(workspace)
    workspace.do("Write", lambda s: charters.write(s, second, Section.PURPOSE, "One true picture."))
    found = seen(workspace, second)
    assert found.before is not None
    assert (found.before.key, found.before.version) == (first, 1)
    assert (found.sections[0].text, found.sections[0].before) == ("One true picture.", "One picture.")
    assert [(each.version, each.state) for each in found.versions] == [
        (2, CharterState.DRAFT),
        (1, CharterState.APPROVED),
    ]
    older = seen(workspace, first)
    assert (older.before, older.is_open, older.approved_by) == (None, False, "I. Solheim")
    assert [(each.state, each.by) for each in older.reviews] == [
        (CharterState.APPROVED, "I. Solheim"),
        (CharterState.IN_REVIEW, "I. Solheim"),
    ]
    of = office(workspace)
    with workspace.reading() as session:
        newest = newest_charter(session, of)
    assert newest is not None
    assert newest.key == second


def test_what_follows_from_what_is_kept_is_checked(workspace: Workspace) -> None:
    key = begin(workspace)
    found = seen(workspace, key)
    assert not any(check(found) for check in CHECKS.values())
    wanted = register_named("strategic_objective")
    served = workspace.do("Add", lambda s: registers.add(s, wanted, {"title": "Speed"})).value
    row = {"title": "On time", "objective_key": served, "measure": "Share", "target": "90 %", "due_on": TODAY}
    workspace.do("Add", lambda s: charters.write_objectives(s, key, (), [row] * 3))
    workspace.do("Pay", lambda s: charters.write_figures(s, key, {"fte": 3.5, "cost_per_year": 1_200_000_00}))
    approve(workspace, key)
    assert all(check(seen(workspace, key)) for check in CHECKS.values())


def test_guidance_asks_only_for_checks_there_are() -> None:
    assert {check.rule for each in guidance().values() for check in each.checks} - {""} == set(CHECKS)


def test_a_section_as_text_tells_its_objectives_and_figures_too(workspace: Workspace) -> None:
    key = begin(workspace)
    workspace.do("Write", lambda s: charters.write(s, key, Section.OBJECTIVES, "Two results.\n"))
    row = {"title": "On time", "target": "90 %", "due_on": TODAY}
    workspace.do("Add", lambda s: charters.write_objectives(s, key, (), [row, {"title": "In budget"}]))
    found = seen(workspace, key)
    assert as_text(found, Section.OBJECTIVES).splitlines() == [
        "Two results.",
        "",
        "On time · no measure yet · 90 % · 20 Nov 2026",
        "",
        "In budget · no measure yet",
    ]
    assert as_text(found, Section.RESOURCES) == ""
    workspace.do("Pay", lambda s: charters.write_figures(s, key, {"fte": 3.5, "cost_per_year": 310_000_00}))
    assert as_text(seen(workspace, key), Section.RESOURCES) == "3.5 FTE, 310\xa0k€ a year"


def test_roles_are_open_while_the_matrix_has_findings_and_versions_compare_by_it(workspace: Workspace) -> None:
    key = begin(workspace)

    def fill(session: Session) -> None:
        charters.write(session, key, Section.ROLES, "The head answers for the register.")
        pmo, sponsor = (responsibilities.add_party(session, key, name) for name in ("PMO", "Sponsor"))
        activity = responsibilities.add_activity(session, key, "Set the method")
        responsibilities.set_letters(session, key, {(activity, pmo): "R", (activity, sponsor): "C"})

    workspace.do("Fill", fill)
    found = seen(workspace, key)
    assert next(each.gap for each in found.sections if each.section is Section.ROLES) == "1 finding"
    assert as_text(found, Section.ROLES).splitlines()[-1] == "Set the method: R PMO, C Sponsor"

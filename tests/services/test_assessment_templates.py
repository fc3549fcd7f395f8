from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.assessment import Assessment, AssessmentTemplate
from pmo_desktop.domain.choices import AssessmentSubject
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import assessments, workspaces
from pmo_desktop.services.assessment_templates import (
    copy_template,
    edit_template,
    known_templates,
    raw_template,
    template_of,
)
from pmo_desktop.services.insights.maturity import comparable_before
from pmo_desktop.storage.workspace import Workspace

MARCH, APRIL, MAY = date(2026, 3, 10), date(2026, 4, 2), date(2026, 5, 2)
SUBJECT = AssessmentSubject.ORGANISATION


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "office.pmo")
    yield made
    made.close()


def copied(workspace: Workspace, key: str = "need-check", title: str = "Our need check") -> int:
    return workspace.do("Copy", lambda s: copy_template(s, key, title).key).value


def held(workspace: Workspace, template: str, on: date) -> int:
    def command(session: Session) -> int:
        key = assessments.begin(session, template, "Held", SUBJECT, on).key
        assessments.answer(session, key, "volume-1", 3)
        assessments.close(session, key, on)
        return key

    return workspace.do("Hold", command).value


def test_the_templates_of_the_product_come_first_then_the_copies(workspace: Workspace) -> None:
    copied(workspace)
    with workspace.reading() as session:
        known = known_templates(session)
    assert [each.key for each in known][:2] == ["need-check", "pm-maturity"]
    assert (known[-1].key, known[-1].title, known[-1].is_own) == ("need-check-2", "Our need check", True)
    assert not any(each.is_own for each in known[:6])


def test_a_copy_needs_a_title(workspace: Workspace) -> None:
    with pytest.raises(PmoError, match="title of its own"):
        copied(workspace, title=" ")


def test_what_comes_with_the_product_stays_as_it_is(workspace: Workspace) -> None:
    held(workspace, "need-check", MARCH)
    with workspace.reading() as session:
        row = session.scalars(select(AssessmentTemplate.key)).one()
        raw = raw_template(session, row)
    with pytest.raises(PmoError, match="Copy it"):
        workspace.do("Edit", lambda s: edit_template(s, row, raw))


def test_a_fault_is_told_and_nothing_is_changed(workspace: Workspace) -> None:
    row = copied(workspace)
    with workspace.reading() as session:
        raw = raw_template(session, row)
    spoilt = deepcopy(raw)
    spoilt["domains"][0]["statements"][0]["text"]["fr"] = ""
    with pytest.raises(PmoError, match="no text for the field “text” in the language “fr”"):
        workspace.do("Edit", lambda s: edit_template(s, row, spoilt))
    with workspace.reading() as session:
        assert raw_template(session, row) == raw


def test_an_old_assessment_keeps_its_version_and_a_trend_crosses_only_comparable_ones(workspace: Workspace) -> None:
    row = copied(workspace)
    with workspace.reading() as session:
        raw = raw_template(session, row)
    raw["domains"][0]["statements"][0]["text"]["en"] = "Changed before use."
    assert workspace.do("Edit", lambda s: edit_template(s, row, raw).key).value == row
    first = held(workspace, "need-check-2", MARCH)
    worded = deepcopy(raw)
    worded["domains"][0]["statements"][0]["text"]["en"] = "Said more clearly."
    second_row = workspace.do("Edit", lambda s: edit_template(s, row, worded).key).value
    second = held(workspace, "need-check-2", APRIL)
    weighed = deepcopy(worded)
    weighed["domains"][0]["statements"][0]["weight"] = 5
    workspace.do("Edit", lambda s: edit_template(s, second_row, weighed))
    third = held(workspace, "need-check-2", MAY)
    with workspace.reading() as session:
        versions = [
            each.version for each in session.scalars(select(AssessmentTemplate).order_by(AssessmentTemplate.key))
        ]
        texts = [
            template_of(session, session.get_one(Assessment, key)).domains[0].statements[0].text
            for key in (first, second, third)
        ]
        before = [comparable_before(session, key) for key in (first, second, third)]
        assert [each.key if each else None for each in before] == [None, first, None]
    assert versions == ["1.0", "1.1", "2.0"]
    assert texts == ["Changed before use.", "Said more clearly.", "Said more clearly."]


@pytest.mark.parametrize(("changed", "version"), [("statement", "2.0"), ("fact", "2.0"), ("description", "1.1")])
def test_points_that_changed_are_not_comparable_while_descriptions_are(
    workspace: Workspace, changed: str, version: str
) -> None:
    row = copied(workspace, "pmo-type")
    held(workspace, "pmo-type-2", MARCH)
    with workspace.reading() as session:
        raw = raw_template(session, row)
    if changed == "description":
        raw["domains"][0]["purpose"]["en"] = "Whom the office serves."
    else:
        weighing = raw["facts"][0] if changed == "fact" else raw["domains"][0]["statements"][0]
        weighing["effects"]["yes"] = {"corporate": 7}
    kept = workspace.do("Edit", lambda s: edit_template(s, row, raw).key).value
    with workspace.reading() as session:
        assert session.get_one(AssessmentTemplate, kept).version == version


def test_keeping_without_a_change_makes_no_version(workspace: Workspace) -> None:
    row = copied(workspace)
    held(workspace, "need-check-2", MARCH)
    with workspace.reading() as session:
        raw = raw_template(session, row)
    assert workspace.do("Edit", lambda s: edit_template(s, row, raw).key).value == row

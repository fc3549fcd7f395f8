import hashlib
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import Answer, Assessment, AssessmentTemplate, Evidence, Finding
from pmo_desktop.domain.choices import (
    AssessmentState,
    AssessmentSubject,
    Authority,
    FindingSeverity,
    OfficeAuthority,
)
from pmo_desktop.domain.document import Document
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.services import assessment_templates, assessments, findings, registers, workspaces
from pmo_desktop.services.registry import register_named
from pmo_desktop.storage.workspace import Workspace

TODAY = date(2026, 11, 20)
RISK = "risk-3-1"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "test.pmo")
    yield made
    made.close()


def begin(workspace: Workspace, held_on: date = TODAY, subject: AssessmentSubject = AssessmentSubject.PROJECTS) -> int:
    return workspace.do(
        "Begin", lambda s: assessments.begin(s, "pm-maturity", "Review 2026", subject, held_on, assessor="PMO").key
    ).value


def answer(workspace: Workspace, key: int, statement: str, value: int | None, respondent: str = "") -> None:
    workspace.do("Answer", lambda s: assessments.answer(s, key, statement, value, respondent))


def count(workspace: Workspace, entity: Any) -> int:  # noqa: ANN401  any mapped class
    with workspace.reading() as session:
        return session.scalar(select(func.count()).select_from(entity)) or 0


def test_a_new_assessment_keeps_its_template_and_aims_at_level_3(workspace: Workspace) -> None:
    key = begin(workspace)
    with workspace.reading() as session:
        assessment = session.get_one(Assessment, key)
        assert (assessment.state, assessment.short_form, assessment.assessor) == (AssessmentState.OPEN, True, "PMO")
        assert len(assessment_templates.template_of(session, assessment).domains) == 12
        assert assessment_templates.template_of(session, assessment, "fr").title.startswith("Maturité")
        assert set(assessments.targets_of(session, key).values()) == {3.0}


def test_the_template_is_kept_once_for_each_version(workspace: Workspace) -> None:
    begin(workspace)
    begin(workspace)
    assert count(workspace, AssessmentTemplate) == 1


def test_targets_follow_the_last_assessment_of_the_same_subject(workspace: Workspace) -> None:
    first = begin(workspace, date(2025, 11, 1))
    workspace.do("Aim", lambda s: assessments.set_target(s, first, "risk", 4.5, 5))
    second, other = begin(workspace), begin(workspace, subject=AssessmentSubject.PORTFOLIO)
    with workspace.reading() as session:
        assert assessments.targets_of(session, second)["risk"] == 4.5
        assert assessments.targets_of(session, other)["risk"] == 3.0
        assert [each.key for each in assessments.assessments(session)] == [other, second, first]


def test_an_assessment_needs_a_title_and_a_template_that_exists(workspace: Workspace) -> None:
    subject = AssessmentSubject.PROJECTS
    with pytest.raises(PmoError, match="has no title"):
        workspace.do("Begin", lambda s: assessments.begin(s, "pm-maturity", " ", subject, TODAY))
    with pytest.raises(PmoError, match="no assessment template “horoscope”"):
        workspace.do("Begin", lambda s: assessments.begin(s, "horoscope", "Review", subject, TODAY))
    assert count(workspace, Assessment) == 0


def test_statements_are_worded_for_what_is_assessed(workspace: Workspace) -> None:
    keys = [begin(workspace, subject=each) for each in (AssessmentSubject.PROJECTS, AssessmentSubject.PORTFOLIO)]
    with workspace.reading() as session:
        first = [
            assessment_templates.template_of(session, session.get_one(Assessment, key)).domains[0].statements[0].text
            for key in keys
        ]
    assert first[0].startswith("Each project’s manager")
    assert "the projects, taken together" in first[1]


def test_an_answer_is_given_changed_and_told_apart_by_respondent(workspace: Workspace) -> None:
    key = begin(workspace)
    answer(workspace, key, RISK, 1)
    answer(workspace, key, RISK, 3)
    answer(workspace, key, RISK, None, "L. Meyer")
    with workspace.reading() as session:
        found = {each.respondent: each.value for each in session.scalars(select(Answer))}
    assert found == {"": 3, "L. Meyer": None}


@pytest.mark.parametrize("value", [-1, 4])
def test_an_answer_goes_from_0_to_3(workspace: Workspace, value: int) -> None:
    key = begin(workspace)
    with pytest.raises(ValueError, match="on the scale"):
        answer(workspace, key, RISK, value)


def test_an_answer_taken_back_takes_its_evidence_along(workspace: Workspace) -> None:
    key = begin(workspace)
    answer(workspace, key, RISK, 2)
    workspace.do("See", lambda s: assessments.add_evidence(s, key, RISK, "Risk register"))
    workspace.do("Withdraw", lambda s: assessments.withdraw(s, key, RISK))
    assert (count(workspace, Answer), count(workspace, Evidence)) == (0, 0)
    workspace.do("Withdraw again", lambda s: assessments.withdraw(s, key, RISK))
    workspace.undo()
    assert (count(workspace, Answer), count(workspace, Evidence)) == (1, 1)


def test_evidence_and_comment_belong_to_an_answer(workspace: Workspace) -> None:
    key = begin(workspace)
    for attempt in (
        lambda s: assessments.comment(s, key, RISK, "Two of twenty"),
        lambda s: assessments.add_evidence(s, key, RISK, "Risk register"),
    ):
        with pytest.raises(PmoError, match="not answered yet"):
            workspace.do("Try", attempt)
    answer(workspace, key, RISK, 2)
    workspace.do("Say", lambda s: assessments.comment(s, key, RISK, "Two of twenty"))
    with pytest.raises(PmoError, match="Name the document"):
        workspace.do("See", lambda s: assessments.add_evidence(s, key, RISK, "  "))
    seen = workspace.do(
        "See", lambda s: assessments.add_evidence(s, key, RISK, " Register ", location="PMO/", seen_on=TODAY)
    )
    with workspace.reading() as session:
        evidence = session.scalars(select(Evidence)).one()
        assert (evidence.title, evidence.location, evidence.seen_on) == ("Register", "PMO/", TODAY)
        assert session.scalars(select(Answer)).one().comment == "Two of twenty"
    assert seen.change is not None
    workspace.do("Drop", lambda s: assessments.remove_evidence(s, s.scalars(select(Evidence.key)).one()))
    assert count(workspace, Evidence) == 0


def test_a_file_seen_for_two_answers_is_kept_once_among_the_documents(workspace: Workspace) -> None:
    key = begin(workspace)
    for statement in (RISK, "risk-3-2"):
        answer(workspace, key, statement, 3)
        see = partial(assessments.attach_evidence, name="Risks.pdf", content=b"Risks", seen_on=TODAY)
        workspace.do("See", partial(see, assessment_key=key, statement=statement))
    with workspace.reading() as session:
        first, second = session.scalars(select(Evidence))
        (kept,) = session.scalars(select(Document))
        assert first.document_key == second.document_key == kept.key
        assert kept.sha256 == hashlib.sha256(b"Risks").hexdigest()
    workspace.do("Drop", lambda s: registers.remove(s, register_named("document"), [kept.key]))
    with workspace.reading() as session:
        assert [each.document_key for each in session.scalars(select(Evidence))] == [None, None]
    workspace.undo()
    workspace.undo()
    assert (count(workspace, Evidence), count(workspace, Document)) == (1, 1)


def test_a_closed_assessment_is_locked(workspace: Workspace) -> None:
    key = begin(workspace)
    with pytest.raises(PmoError, match="Nothing was answered yet"):
        workspace.do("Close", lambda s: assessments.close(s, key, TODAY))
    answer(workspace, key, RISK, 2)
    workspace.do("See", lambda s: assessments.add_evidence(s, key, RISK, "Register"))
    workspace.do("Close", lambda s: assessments.close(s, key, TODAY))
    attempts: tuple[Any, ...] = (
        lambda s: assessments.answer(s, key, RISK, 1),
        lambda s: assessments.withdraw(s, key, RISK),
        lambda s: assessments.comment(s, key, RISK, "x"),
        lambda s: assessments.add_evidence(s, key, RISK, "x"),
        lambda s: assessments.remove_evidence(s, s.scalars(select(Evidence.key)).one()),
        lambda s: assessments.close(s, key, TODAY),
    )
    for attempt in attempts:
        with pytest.raises(PmoError, match="“Review 2026” is closed"):
            workspace.do("Try", attempt)
    with workspace.reading() as session:
        assessment = session.get_one(Assessment, key)
        assert (assessment.state, assessment.closed_on) == (AssessmentState.CLOSED, TODAY)


def test_a_target_is_a_level_from_0_to_5(workspace: Workspace) -> None:
    key = begin(workspace)
    for level in (-0.5, 5.5):
        with pytest.raises(PmoError, match="from 0 to 5"):
            workspace.do("Aim", partial(assessments.set_target, assessment_key=key, domain="risk", level=level))
    workspace.do("Aim", lambda s: assessments.set_target(s, key, "risk", 5.0))
    workspace.do("Aim", lambda s: assessments.set_target(s, key, "a new domain", 2.0, 4))
    with workspace.reading() as session:
        targets = assessments.targets_of(session, key)
    assert (targets["risk"], targets["a new domain"]) == (5.0, 2.0)


@pytest.mark.parametrize(
    ("office", "action"),
    [
        (OfficeAuthority.ADVISORY, Authority.ADVISE),
        (OfficeAuthority.HYBRID, Authority.RECOMMEND),
        (OfficeAuthority.CENTRALISED, Authority.IMPOSE),
    ],
)
def test_an_action_carries_the_authority_of_the_office(
    workspace: Workspace, office: OfficeAuthority, action: Authority
) -> None:
    key = begin(workspace)
    workspace.do("Set", lambda s: setattr(s.scalars(select(Office)).one(), "authority", office))
    workspace.do(
        "Make",
        lambda s: findings.make_action(
            s,
            key,
            title=" Score risks twice ",
            domain="risk",
            statement=RISK,
            severity=FindingSeverity.NOW,
            owner="L. Meyer",
            due_on=TODAY,
        ),
    )
    with workspace.reading() as session:
        made, finding = session.scalars(select(Action)).one(), session.scalars(select(Finding)).one()
        assert (made.title, made.owner, made.due_on) == ("Score risks twice", "L. Meyer", TODAY)
        assert (made.source, made.authority) == ("Review 2026", action)
        assert (finding.action_key, finding.domain, finding.statement) == (made.key, "risk", RISK)
        assert (finding.severity, finding.follow_up_on) == (FindingSeverity.NOW, TODAY)


def test_an_action_needs_a_title(workspace: Workspace) -> None:
    key = begin(workspace)
    with pytest.raises(PmoError, match="needs a title"):
        workspace.do("Make", lambda s: findings.make_action(s, key, title=" "))

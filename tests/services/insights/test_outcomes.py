"""The six assessments from the first answer to what they found, with figures worked out by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import Finding, PlannedAssessment, RecheckOutcome
from pmo_desktop.domain.base import Base
from pmo_desktop.domain.baseline import Baseline
from pmo_desktop.domain.benefit import Benefit
from pmo_desktop.domain.choices import AssessmentSubject, FindingSeverity, OfficeAuthority, ServiceGroup, Severity
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.lesson import Lesson
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.service import Service, ServiceState
from pmo_desktop.services import assessments, evaluations, findings, registers, workspaces
from pmo_desktop.services.assessment_templates import targets
from pmo_desktop.services.insights.assessments import due, listed, recurring
from pmo_desktop.services.insights.outcomes import outcome_of
from pmo_desktop.services.insights.outcomes.outcome import Listed, Outcome
from pmo_desktop.services.insights.rounds import Round, round_of
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.storage.workspace import Workspace

MARCH, JUNE = date(2026, 3, 10), date(2026, 6, 10)
T = TypeVar("T")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "office.pmo", organisation="Meridian", office="Corporate PMO", currency="EUR")
    yield made
    made.close()


def assess(
    workspace: Workspace,
    template: str,
    digits: str,
    held_on: date = MARCH,
    *,
    closes: bool = True,
    **about: Any,  # noqa: ANN401
) -> int:
    """Answer in order, one digit a statement; n does not apply, a dot leaves it; what is filled is passed over."""

    def command(session: Session) -> int:
        subject = AssessmentSubject.PROJECTS
        key = assessments.begin(session, template, f"{template} {held_on.year}", subject, held_on, **about).key
        waiting = [each for each in round_of(session, key).answers if not each.is_answered]
        for each, digit in zip(waiting, digits.replace(" ", ""), strict=False):
            if digit != ".":
                assessments.answer(session, key, each.statement.key, None if digit == "n" else int(digit))
        if closes:
            assessments.close(session, key, held_on)
        return key

    return workspace.do("Assess", command).value


def see(workspace: Workspace, key: int, language: str = "en") -> Outcome:
    with workspace.reading() as session:
        return outcome_of(session, key, language)


def look(workspace: Workspace, key: int) -> Round:
    with workspace.reading() as session:
        return round_of(session, key)


def figures(outcome: Outcome) -> dict[str, str]:
    return {each.key: each.value for each in outcome.figures}


def shown(outcome: Outcome, key: str) -> Listed:
    return next(each for each in outcome.lists if each.key == key)


def project(workspace: Workspace, name: str, **values: object) -> int:
    return workspace.do("Add", lambda s: registers.add(s, PROJECTS, {"name": name, **values})).value


def add(workspace: Workspace, *rows: Base) -> None:
    workspace.do("Add", lambda s: s.add_all(rows))


# Need check ----------------------------------------------------------------------------------------------------------


def test_a_need_check_tells_quadrant_drivers_and_what_to_prepare(workspace: Workspace) -> None:
    key = assess(workspace, "need-check", "310 320 230 003 310 33n 31210n")
    found = see(workspace, key)
    # need: weights 2 2 1 | 3 2 2 | 2 3 1 | 2 2 2 | 3 2 2 | 3 2, without the last signal; that is 36 in all
    # scores 200+66+0 + 300+134+0 + 134+300+0 + 0+0+200 + 300+66+0 + 300+200 = 2200; 2200 ÷ 36 = 61
    # readiness: weights 3 2 2 2 3: 300+66+134+66+0 = 566; 566 ÷ 12 = 47
    assert figures(found) == {
        "advice": "Prepare first", "need": "61%", "readiness": "47%", "drivers": "3", "answered": "24 of 24",
    }  # fmt: skip
    assert found.headline == "A PMO is needed; prepare the ground first"
    assert found.meaning.startswith("Before an office is founded, this has to become true: ")
    assert found.meaning.count(". ") == 2
    drivers = shown(found, "drivers").lines
    assert [line.opens for line in drivers] == ["delivery-1", "finance-1", "information-2"]
    assert shown(found, "missing").lines[0].opens == "readiness-5"
    (field, groups) = found.pictures
    assert field.data.points[0].up == pytest.approx(2200 / 36)  # type: ignore[attr-defined]
    assert groups.message == "The need is strongest in: Delivery"


def test_a_driver_becomes_an_action(workspace: Workspace) -> None:
    key = assess(workspace, "need-check", "3" * 24)
    line = shown(see(workspace, key), "drivers").lines[0]
    assert line.proposal is not None
    proposal = line.proposal
    workspace.do(
        "Act",
        lambda s: findings.make_action(s, key, title=proposal.title, statement=proposal.statement, owner="A. Roux"),
    )
    assert shown(see(workspace, key), "findings").lines[0].cells[4] == "A. Roux"


def test_a_need_check_without_answers_advises_nothing(workspace: Workspace) -> None:
    found = see(workspace, assess(workspace, "need-check", "", closes=False))
    assert found.headline == "Not enough is answered to advise"
    assert figures(found)["advice"] == "—"


# Type recommendation -------------------------------------------------------------------------------------------------

BANK = "3003 31123 13113 3001"


def test_a_recommendation_shows_points_margin_and_what_would_change_it(workspace: Workspace) -> None:
    found = see(workspace, assess(workspace, "pmo-type", BANK))
    assert found.headline == "PMO: corporate (EPMO), hybrid, central"
    assert figures(found) == {"scope": "Corporate", "authority": "Hybrid", "orientation": "Central", "kind": "PMO"}
    options = {axis: {o.label: o.points for o in options} for axis, _, options in found.pictures[0].data.axes}  # type: ignore[attr-defined]
    # hybrid: stay 2, not experienced 0.67, backing 2 × 0.67, duty 3; advisory: 1 + 3 × 0.33 + 2 × 0.67 + 3 × 0.33
    assert options["Authority"]["Hybrid"] == pytest.approx(2 + 0.67 + 1.34 + 3)
    assert options["Authority"]["Advisory"] == pytest.approx(1 + 0.99 + 1.34 + 0.99)
    assert found.can_draft
    (warning,) = found.warnings
    assert warning.startswith(
        "Not counted, since no such assessment is closed yet: Need check: need, Need check: readi"
    )


def test_what_the_office_would_do_is_told_with_the_answer_that_would_turn_the_closest_axis(
    workspace: Workspace,
) -> None:
    found = see(workspace, assess(workspace, "pmo-type", BANK))
    assert found.meaning.startswith(
        "It serves the whole organisation. It sets rules and reports for all, and the units run their projects with "
        "their own managers. Its day goes into one method"
    )
    assert found.meaning.endswith("more alike, operational would overtake central.")
    level = see(workspace, assess(workspace, "pmo-type", "3213 21032 13210 3213", JUNE))
    assert level.pictures[0].message == "Undecided on kind of office: PMO and portfolio office have the same points"
    assert level.figures[3].note == "level with portfolio office"
    assert level.meaning.endswith("portfolio office would overtake PMO.")


def test_need_and_maturity_count_in_a_recommendation(workspace: Workspace) -> None:
    assess(workspace, "need-check", "3" * 24)
    maturity = assess(workspace, "pm-maturity", "33" + "0" * 118)
    assert see(workspace, maturity).meaning.startswith("Level 0: Nothing recognisable is done")
    found = see(workspace, assess(workspace, "pmo-type", BANK, JUNE))
    points = {line.cells[0]: line.cells[1:] for line in shown(found, "points").lines}
    assert points["Need check: need"] == ("100%", "hybrid 1.0, centralised 1.0")
    assert points["Need check: readiness"][0] == "100%"
    assert found.warnings == ()


def test_what_would_change_the_answer_is_told_as_a_sentence_and_neutrality_as_a_warning(workspace: Workspace) -> None:
    pool = "3003 00331 23113 3000"
    found = see(workspace, assess(workspace, "pmo-type", pool))
    assert figures(found)["authority"] == "Centralised"
    assert any(sentence.startswith("Neutrality:") for sentence in found.warnings)
    closer = see(workspace, assess(workspace, "pmo-type", "3003 10133 23113 3000"))
    told = [line.cells[0] for line in shown(closer, "changes").lines]
    assert "If project managers stayed in the business units, hybrid would overtake centralised." in told


# PMO assessment ------------------------------------------------------------------------------------------------------


def test_only_the_services_of_the_office_are_assessed(workspace: Workspace) -> None:
    with pytest.raises(PmoError, match="no services yet"):
        assess(workspace, "pmo-assessment", "")
    with workspace.reading() as session:
        office = session.scalars(select(Office.key)).one()
    add(
        workspace,
        Service(office_key=office, title="Coaching", group=ServiceGroup.SUPPORTIVE),
        Service(office_key=office, title="Register", group=ServiceGroup.GENERAL),
        Service(office_key=office, title="Old newsletter", group=ServiceGroup.GENERAL, state=ServiceState.RETIRED),
    )
    key = assess(workspace, "pmo-assessment", "3345 2142")
    found = see(workspace, key)
    # register 4 × 100%; coaching 4 × 33% = 1.32, needed 67%: (100 × 4 + 67 × 1.32) ÷ 167
    assert figures(found)["maturity"] == "2.9"
    table = {line.cells[0]: line.cells[1:] for line in shown(found, "services").lines}
    assert table["1  Register"][:5] == ("Fully", "Fully", "4", "5", "4.0")
    assert table["2  Coaching"] == (
        "Largely",
        "Partly",
        "4",
        "2",
        "1.3",
        "3.0",
        "1.1",
        "10.1",
        "Missing",
        "Make action",
    )
    workspace.do("Aim", lambda s: assessments.set_target(s, key, "service-1", 4.5, 5, 2))
    workspace.do("Rename", lambda s: setattr(s.scalars(select(Service).limit(1)).one(), "title", "Renamed"))
    assert {line.cells[0] for line in shown(see(workspace, key), "services").lines} == {"1  Register", "2  Coaching"}
    again = assess(workspace, "pmo-assessment", "", JUNE, closes=False)
    with workspace.reading() as session:
        aims = {each.name: (each.level, each.importance, each.ease) for each in targets(session, again)}
    assert aims == {"Renamed": (3.0, 3, 3), "Register": (4.5, 5, 2)}
    workspace.do(
        "Remove", lambda s: registers.remove(s, register_named("service"), set(s.scalars(select(Service.key))))
    )
    assert {line.cells[0] for line in shown(see(workspace, key), "services").lines} == {"1  Register", "2  Coaching"}


def test_marks_of_services_have_scales_of_their_own(workspace: Workspace) -> None:
    with workspace.reading() as session:
        office = session.scalars(select(Office.key)).one()
    add(workspace, Service(office_key=office, title="Register", group=ServiceGroup.GENERAL))
    key = assess(workspace, "pmo-assessment", "", closes=False)
    (needed, _, well, valued) = (each.statement.key for each in look(workspace, key).answers)
    for statement, value in ((needed, 4), (well, 6), (valued, 0)):
        with pytest.raises(ValueError, match="on the scale"):
            workspace.do("Answer", lambda s, a=statement, v=value: assessments.answer(s, key, a, v))  # type: ignore[misc]
    workspace.do("Answer", lambda s: assessments.answer(s, key, well, 5))
    assert look(workspace, key).answers[2].mark == 5


# Health check --------------------------------------------------------------------------------------------------------


def test_a_health_check_finds_by_relevance_and_practice_and_a_recheck_closes_the_loop(workspace: Workspace) -> None:
    portal = project(workspace, "Portal")
    first = assess(workspace, "health-check", "1320" + "3" * 44, project_key=portal, assessor="I. Marchetti")
    found = see(workspace, first)
    # mandate: weights 3 3 2 2, answers 1 3 2 0: shortfalls 6, 0, 2, 6
    assert figures(found)["confidence"] == "Medium"
    assert (figures(found)["now"], figures(found)["next gate"], figures(found)["good to do"]) == ("2", "0", "1")
    lines = shown(found, "findings").lines
    assert [line.cells[2] for line in lines] == ["Do now", "Do now", "Good to do"]
    assert lines[0].cells[0].startswith("Only partly: The sponsor can say")
    finding = lines[0].proposal.finding if lines[0].proposal else None
    assert finding is not None
    workspace.do("Act", lambda s: findings.act_on(s, finding, title="Agree the point of stopping", owner="L. Meyer"))
    with workspace.reading() as session:
        action = session.scalars(select(Action)).one()
        assert (action.project_key, action.source, action.owner) == (portal, "health-check 2026", "L. Meyer")
    second = assess(workspace, "health-check", "3322" + "3" * 44, JUNE, project_key=portal)
    with workspace.reading() as session:
        earlier = {
            f.statement: f.outcome for f in session.scalars(select(Finding).where(Finding.assessment_key == first))
        }
        action = session.scalars(select(Action)).one()
        assert (action.effect_checked_on, action.effect) == (JUNE, "Looked at again in “health-check 2026”")
    assert earlier == {
        "mandate-1": RecheckOutcome.RESOLVED, "mandate-3": RecheckOutcome.PARTLY, "mandate-4": RecheckOutcome.PARTLY,
    }  # fmt: skip
    again = see(workspace, second)
    assert figures(again)["confidence"] == "High"
    assert next(each for each in again.figures if each.key == "practice").change == 1


def test_relevance_is_the_weight_and_may_be_changed(workspace: Workspace) -> None:
    key = assess(workspace, "health-check", "0", project_key=project(workspace, "Portal"), closes=False)
    assert look(workspace, key).answers[0].relevance == 3
    workspace.do("Weigh", lambda s: assessments.set_relevance(s, key, "mandate-1", 0))
    workspace.do("Close", lambda s: assessments.close(s, key, MARCH))
    assert shown(see(workspace, key), "findings").lines == ()


def test_a_finding_looked_at_again_by_hand_needs_a_later_day_unless_it_is_resolved(workspace: Workspace) -> None:
    key = assess(workspace, "health-check", "0", project_key=project(workspace, "Portal"))
    with workspace.reading() as session:
        finding = session.scalars(select(Finding.key)).one()
        assert [each.days for each in due(session, MARCH)] == [14]
    with pytest.raises(PmoError, match="needs a later day"):
        workspace.do("Look", lambda s: findings.recheck(s, finding, RecheckOutcome.OPEN, JUNE, "", MARCH))
    workspace.do("Look", lambda s: findings.recheck(s, finding, RecheckOutcome.OPEN, MARCH, "Not yet", JUNE))
    with workspace.reading() as session:
        assert [(each.due_on, each.is_finding) for each in due(session, MARCH)] == [(JUNE, True)]
    workspace.do("Look", lambda s: findings.recheck(s, finding, RecheckOutcome.RESOLVED, JUNE, "Seen"))
    with workspace.reading() as session:
        assert due(session, MARCH) == ()
    assert shown(see(workspace, key), "findings").lines[0].cells[-1] == "Closed"


def test_problems_of_several_projects_are_recognised(workspace: Workspace) -> None:
    for name, digits in (("Portal", "0333"), ("Network", "1333"), ("Archive", "3330")):
        assess(workspace, "health-check", digits, project_key=project(workspace, name))
    with workspace.reading() as session:
        (problem,) = recurring(session)
    assert (problem.statement, problem.projects) == ("mandate-1", ("Network", "Portal"))
    assert (problem.severity, problem.open_count) == (FindingSeverity.NOW, 2)
    assert problem.section == "Mandate and sponsor"


def test_a_project_is_named_for_a_health_check(workspace: Workspace) -> None:
    with pytest.raises(PmoError, match="Name the project"):
        assess(workspace, "health-check", "3")


# Post-project evaluation ---------------------------------------------------------------------------------------------


def finished(workspace: Workspace) -> int:
    """100 days promised at first, then 150, and 165 in the end; 1,000,000 promised, then 1,300,000, and 1,250,000."""
    start = date(2025, 1, 1)
    values = {
        "baseline_start_on": start, "baseline_finish_on": date(2025, 5, 31), "actual_start_on": start,
        "actual_finish_on": date(2025, 6, 15), "bac": 1_300_000_00, "eac": 1_250_000_00, "sponsor": "M. Okafor",
    }  # fmt: skip
    key = project(workspace, "Portal", **values)
    add(
        workspace,
        Baseline(project_key=key, version=1, start_on=start, finish_on=date(2025, 4, 11), bac=1_000_000_00),
        Baseline(project_key=key, version=2, start_on=start, finish_on=date(2025, 5, 31), bac=1_300_000_00),
        Benefit(project_key=key, title="Calls saved", baseline=0, target=100, actual=80, due_on=date(2027, 6, 1)),
        Benefit(project_key=key, title="Errors", baseline=50, target=10, forecast=18),
        Risk(project_key=key, title="Supplier fails", materialised_on=date(2025, 3, 1)),
        Risk(project_key=key, title="Never struck"),
        Issue(project_key=key, title="Supplier is late", severity=Severity.HIGH),
        Issue(project_key=key, title="Room too small", severity=Severity.LOW),
    )
    return key


def test_an_evaluation_fills_itself_from_the_register(workspace: Workspace) -> None:
    key = assess(workspace, "post-project", "", project_key=finished(workspace), closes=False)
    filled = {each.statement.fills: each for each in look(workspace, key).answers if each.is_answered}
    # 165 days against 100 is +65%, against 150 +10%; 1.25 against 1.0 is +25%, against 1.3 less
    # benefits: 80% and (50 − 18) ÷ (50 − 10) = 80%; one risk for one grave issue
    answers = {fills: each.value for fills, each in filled.items()}
    assert answers == {"time first": 0, "time last": 3, "cost first": 1, "cost last": 3, "benefits": 2, "risks": 3}
    assert filled["time first"].comment.startswith("version 1: 100 days, to 11 Apr 2025; came to 165 days")
    assert "Supplier fails" in filled["risks"].comment
    assert filled["cost first"].comment == "version 1: 1,000,000 €; came to 1,250,000 € (+25%)"
    assert all(each.evidence[0].title == "The register" for each in filled.values())


def test_an_evaluation_tells_success_leaves_lessons_and_plans_a_second_review(workspace: Workspace) -> None:
    portal = finished(workspace)
    key = assess(workspace, "post-project", "3" * 13, project_key=portal)
    found = see(workspace, key)
    # weights are 32 in all; missing are time first 2 × 100, cost first 2 × 67, benefits 3 × 33: (3200 − 433) ÷ 32
    assert figures(found)["rate"] == "86%"
    assert (figures(found)["time"], figures(found)["cost"]) == ("+65%", "+25%")
    assert figures(found)["second"] == "10 Mar 2027"
    offers = [line for line in shown(found, "lessons").lines if line.act == "lesson"]
    assert offers
    with pytest.raises(PmoError, match="what to do next time"):
        workspace.do("Learn", lambda s: evaluations.leave_lesson(s, key, title="Late supplier"))
    workspace.do(
        "Learn",
        lambda s: evaluations.leave_lesson(s, key, title="Late supplier", recommendation="Contract a second source"),
    )
    with workspace.reading() as session:
        lesson = session.scalars(select(Lesson)).one()
        assert (lesson.project_key, lesson.learnt_on) == (portal, MARCH)
        (planned,) = due(session, MARCH)
    assert (planned.title, planned.owner, planned.due_on) == (
        "Second benefits review, Portal", "M. Okafor", date(2027, 3, 10),
    )  # fmt: skip
    second = assess(workspace, "post-project", "3", date(2027, 3, 10), project_key=portal, planned_key=planned.key)
    with workspace.reading() as session:
        assert session.scalars(select(PlannedAssessment.assessment_key)).one() == second
        assert due(session, MARCH) == ()


# Several respondents -------------------------------------------------------------------------------------------------


def test_respondents_are_pooled_flagged_and_may_agree(workspace: Workspace) -> None:
    key = assess(workspace, "need-check", "1", closes=False)
    for name, value in (("Anna", 3), ("Ben", 3)):
        workspace.do("Answer", lambda s, n=name, v=value: assessments.answer(s, key, "volume-1", v, n))  # type: ignore[misc]
    first = look(workspace, key).answers[0]
    assert (first.settled, first.pooled.spread, first.is_disputed) == (3, 2, True)
    workspace.do("Agree", lambda s: assessments.agree(s, key, "volume-1"))
    agreed = look(workspace, key).answers[0]
    assert (agreed.settled, agreed.is_disputed) == (1, False)
    heat = next(each for each in see(workspace, key).pictures if each.key == "heat")
    assert heat.data.columns == ("Assessor", "Anna", "Ben")  # type: ignore[attr-defined]


# All of them ---------------------------------------------------------------------------------------------------------


def test_every_kind_is_listed_with_its_result(workspace: Workspace) -> None:
    portal = finished(workspace)
    with workspace.reading() as session:
        office = session.scalars(select(Office)).one()
        assert office.authority is OfficeAuthority.HYBRID
        key = office.key
    add(workspace, Service(office_key=key, title="Register", group=ServiceGroup.GENERAL))
    for template, digits in (
        ("need-check", "3" * 24), ("pm-maturity", "3" * 120), ("pmo-assessment", "3355"), ("pmo-type", BANK),
        ("health-check", "3" * 48), ("post-project", "3" * 13),
    ):  # fmt: skip
        assess(workspace, template, digits, project_key=portal)
    with workspace.reading() as session:
        found = {each.kind: each.result for each in listed(session)}
    assert found == {
        "need": "PMO", "maturity": "level 5", "services": "5.0 of 5", "type": "Corporate", "health": "High",
        "evaluation": "86%",
    }  # fmt: skip

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import (
    Answer,
    Assessment,
    AssessmentTarget,
    AssessmentTemplate,
    Evidence,
    Finding,
    PlannedAssessment,
)
from pmo_desktop.domain.assumption import Assumption
from pmo_desktop.domain.base import Base
from pmo_desktop.domain.baseline import Baseline, BaselineMilestone
from pmo_desktop.domain.benefit import Benefit, BenefitKind, BenefitMeasure
from pmo_desktop.domain.capacity import Allocation, Person
from pmo_desktop.domain.charter import Charter, CharterObjective, CharterReview, CharterSection
from pmo_desktop.domain.choices import (
    AssessmentState,
    CharterState,
    Dimension,
    EntryKind,
    ItemState,
    Level,
    MoneyCategory,
    MoneyKind,
    PeriodState,
    ProjectStatus,
    Rating,
    ReportState,
)
from pmo_desktop.domain.decision import Decision, DecisionOption
from pmo_desktop.domain.dependency import Dependency
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.escalation import Escalation
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.gate import Gate, GateCriterion
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.milestone import Milestone, MilestoneForecast
from pmo_desktop.domain.money_line import MoneyLine
from pmo_desktop.domain.office import ObjectiveLink, Office, StrategicObjective
from pmo_desktop.domain.period import PeriodCopy, RatingOverride, ReportingPeriod, StatusReport
from pmo_desktop.domain.prioritisation import Criterion, CriterionScore
from pmo_desktop.domain.project import Portfolio, Programme, Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.rules import rag
from pmo_desktop.domain.rules.benefits import BenefitFigures
from pmo_desktop.domain.rules.explained import Thresholds
from pmo_desktop.domain.rules.exposure import RiskScores
from pmo_desktop.domain.rules.quality import Verdict
from pmo_desktop.domain.rules.schedule import MilestoneDates
from pmo_desktop.domain.schema import ENTITIES
from pmo_desktop.services.freezing import as_it_stood
from pmo_desktop.services.insights.outcomes import outcome_of
from pmo_desktop.services.insights.rounds import round_of
from pmo_desktop.services.marevia import tables
from pmo_desktop.services.periods import periods
from pmo_desktop.services.sample import write_sample
from pmo_desktop.storage.workspace import Workspace

_MONTHS = ("June", "July", "August", "September", "October", "November")
_MOST_SECONDS = 10  # of processor time, with room for a busy machine; three are usual

# What counts, June to November: “-” is not rated, “.” no report.
_RATINGS = {
    "P-101": "GGGGGG", "P-102": "GGGGGG", "P-103": "AARRRR", "P-104": "AGGGGG", "P-105": "GGAAAA", "P-106": "GGGGGG",
    "P-107": "GA----", "P-201": "GAAAAA", "P-202": "RRRRRR", "P-203": "GGGGGG", "P-204": "GGGGGG", "P-205": "GGGGGA",
    "P-206": "AAAAAG", "P-207": "GAAAAA", "P-208": "GGGGGG", "P-301": "AAAAAR", "P-302": "GGAAAA", "P-303": "AGGGGG",
    "P-304": "GGAAAA", "P-305": "GGGGGG", "P-306": "GGGGGG", "P-401": "AARRRR", "P-402": "GGGGGG", "P-403": "AAAGGG",
    "P-404": "GGGAAA", "P-405": "GGGG..", "P-406": "GGGGGG", "P-407": "GGGGGG", "P-408": ".....G", "P-409": "......",
    "O-901": "......",
}  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = write_sample(tmp_path_factory.mktemp("sample") / "sample.pmo")
    yield workspace
    workspace.close()


@pytest.fixture
def session(sample: Workspace) -> Iterator[Session]:
    with sample.reading() as session:
        yield session


def _all(session: Session, entity: type[Any], *conditions: Any) -> list[Any]:  # noqa: ANN401
    return list(session.scalars(select(entity).where(*conditions).order_by(entity.key)))


def _count(session: Session, entity: type[Base], *conditions: Any) -> int:  # noqa: ANN401
    return session.scalar(select(func.count()).select_from(entity).where(*conditions)) or 0


def _reports(session: Session, number: int) -> dict[str, StatusReport]:
    """Reports of a period, number from 0, by the reference of their project."""
    found = session.execute(
        select(Project.reference, StatusReport)
        .join(StatusReport, StatusReport.project_key == Project.key)
        .where(StatusReport.period_key == periods(session)[number].key)
    )
    return dict(found.all())


def _figures(session: Session) -> dict[int, Figures]:
    return {each.report_key: each for each in session.scalars(select(Figures))}


def test_it_is_a_group_with_three_offices_three_programmes_and_thirty_projects(session: Session) -> None:
    assert [office.name for office in _all(session, Office)] == [
        "Corporate PMO",
        "Zero-Emission programme office",
        "Finance system project office",
    ]
    assert [_count(session, each) for each in (Portfolio, Programme, StrategicObjective)] == [3, 3, 5]
    kinds = Counter(project.kind for project in _all(session, Project))
    assert kinds == {EntryKind.PROJECT: 30, EntryKind.OPERATION: 1}
    states = Counter(project.status for project in _all(session, Project, Project.kind == EntryKind.PROJECT))
    assert states == {
        ProjectStatus.ACTIVE: 26,
        ProjectStatus.CLOSED: 1,
        ProjectStatus.ON_HOLD: 1,
        ProjectStatus.IN_RECOVERY: 1,
        ProjectStatus.PROPOSED: 1,
    }
    assert _count(session, Project, Project.programme_key.is_(None), Project.portfolio_key.is_(None)) == 3


def test_six_months_are_kept_and_the_first_five_are_frozen(session: Session) -> None:
    found = periods(session)
    assert [period.name.split()[0] for period in found] == [*_MONTHS]
    assert [period.state for period in found] == [PeriodState.FROZEN] * 5 + [PeriodState.OPEN]
    assert all(period.starts_on <= period.cut_off_on <= period.ends_on for period in found)
    assert _count(session, PeriodCopy) == 5


def test_a_frozen_month_is_kept_as_it_stood(sample: Workspace) -> None:
    june = as_it_stood(sample, "June 2026")
    with june.reading() as session:
        assert [period.name for period in periods(session)] == ["June 2026"]
        assert len(_reports(session, 0)) == 28
        [tram] = _all(session, Project, Project.reference == "P-201")
        assert tram.eac == 189_900_000_00
        assert _count(session, Charter) == 2
    june.close()


def test_ratings_move_as_planned(session: Session) -> None:
    figures = _figures(session)
    found: dict[str, str] = dict.fromkeys(_RATINGS, "")
    for number in range(6):
        reports = _reports(session, number)
        for reference in found:
            report = reports.get(reference)
            rating = figures[report.key].rating if report else None
            found[reference] += rating or ("-" if report else ".")
    assert found == _RATINGS


def test_november_has_four_reds_and_seven_ambers(session: Session) -> None:
    figures = _figures(session)
    ratings = Counter(figures[report.key].rating for report in _reports(session, 5).values())
    assert ratings == {Rating.RED: 4, Rating.AMBER: 7, Rating.GREEN: 16, None: 1}


def test_november_has_one_of_each_kind_of_report_a_pmo_has_to_deal_with(session: Session) -> None:
    reports, figures = _reports(session, 5), _figures(session)
    states = defaultdict(list)
    for reference, report in reports.items():
        states[report.state].append(reference)
    assert states[ReportState.MISSING] == ["P-407"]
    assert states[ReportState.CARRIED_FORWARD] == ["P-306"]
    stale = [reference for reference, report in reports.items() if figures[report.key].is_stale]
    assert stale == ["P-304", "P-306"]
    assert [reference for reference, report in reports.items() if figures[report.key].has_override] == ["P-401"]
    [view] = _all(session, RatingOverride)
    assert view.rating is Rating.RED
    assert view.reason
    assert view.by
    assert set(reports) - set(_reports(session, 4)) == {"P-408"}
    assert set(_reports(session, 3)) - set(_reports(session, 4)) == {"P-405"}


def test_reported_ratings_are_the_calculated_ones_save_where_a_project_says_otherwise(session: Session) -> None:
    figures = _figures(session)
    differ = {
        (reference, number)
        for number in range(6)
        for reference, report in _reports(session, number).items()
        if report.state is not ReportState.MISSING
        and not report.overall_reason  # a rating that is withheld
        and report.overall is not figures[report.key].calculated
    }
    assert differ == {("P-204", 4), ("P-204", 5), ("P-401", 5)}


def test_calculated_ratings_are_those_of_the_rules_on_the_records(session: Session) -> None:
    reports, figures = _reports(session, 5), _figures(session)
    for project in _all(session, Project, Project.reference.in_(reports)):
        limits = Thresholds(amber=3, red=5) if project.reference == "P-102" else Thresholds()
        found = figures[reports[project.reference].key]
        assert found.calculated_cost is rag.cost(bac=project.bac, eac=project.eac, limits=limits).rating
        schedule = rag.schedule(
            baseline_start_on=project.baseline_start_on,
            baseline_finish_on=project.baseline_finish_on,
            forecast_finish_on=project.forecast_finish_on,
            milestones=[
                MilestoneDates(each.name, each.baseline_on, each.forecast_on, each.actual_on, each.is_key)
                for each in _all(session, Milestone, Milestone.project_key == project.key)
            ],
            cut_off_on=date(2026, 11, 27),
            limits=limits,
        )
        assert found.calculated_schedule is schedule.rating, project.reference
        risk = rag.risk(
            RiskScores(each.title, each.current_score(), each.inherent_score(), bool(each.owner), bool(each.response))
            for each in _all(session, Risk, Risk.project_key == project.key, Risk.state == ItemState.OPEN)
        )
        assert found.calculated_risk is risk.rating, project.reference
        benefits = rag.benefits(
            BenefitFigures(
                each.title, each.target, each.forecast, each.baseline, None, each.kind is BenefitKind.DIS_BENEFIT
            )
            for each in _all(session, Benefit, Benefit.project_key == project.key)
        )
        assert found.calculated_benefits is benefits.rating, project.reference


def test_every_red_and_every_amber_has_a_path_to_green_with_owner_and_date(session: Session) -> None:
    for period in periods(session):
        for report in _all(session, StatusReport, StatusReport.period_key == period.key):
            if report.overall in {Rating.RED, Rating.AMBER}:
                assert report.path_to_green
                assert report.path_owner
                assert report.path_due_on > period.cut_off_on
            else:
                assert not report.path_to_green
                assert report.path_due_on is None


def test_money_by_month_adds_up_to_bac_ac_and_eac(session: Session) -> None:
    sums: dict[tuple[int, MoneyKind], int] = defaultdict(int)
    year: dict[tuple[int, MoneyKind], int] = defaultdict(int)
    for line in _all(session, MoneyLine):
        assert line.month_on.day == 1
        assert line.amount > 0
        sums[line.project_key, line.kind] += line.amount
        year[line.project_key, line.kind] += line.amount if line.month_on.year == 2026 else 0
    for project in _all(session, Project, Project.bac.is_not(None)):
        key = project.key
        assert sums[key, MoneyKind.BASELINE] == project.bac
        assert sums[key, MoneyKind.ACTUAL] == project.ac
        assert year[key, MoneyKind.BASELINE] == project.in_year_budget
        assert year[key, MoneyKind.ACTUAL] + year[key, MoneyKind.FORECAST] == project.in_year_forecast
        if project.eac is None:
            assert project.status is ProjectStatus.ON_HOLD
            assert sums[key, MoneyKind.FORECAST] == 0
        else:
            assert sums[key, MoneyKind.ACTUAL] + sums[key, MoneyKind.FORECAST] == project.eac
    assert _count(session, MoneyLine, MoneyLine.category == MoneyCategory.OPEX) > 100


def test_money_is_spent_and_earned_forward_only(session: Session) -> None:
    told: dict[str, list[StatusReport]] = defaultdict(list)
    for number in range(6):
        for reference, report in _reports(session, number).items():
            told[reference].append(report)
    for reference, reports in told.items():
        for before, after in pairwise(reports):
            assert (before.ac or 0) <= (after.ac or 0), reference
            assert (before.ev or 0) <= (after.ev or 0), reference
        last = reports[-1]
        assert last.ev is not None
        assert last.bac is not None
        assert last.ev <= last.bac
        assert last.eac is None or last.ac is None or last.ac <= last.eac


def test_indices_are_those_of_real_projects(session: Session) -> None:
    for figures in _figures(session).values():
        assert figures.cpi is None or 0.85 < figures.cpi < 1.1
        assert figures.spi is None or 0.85 < figures.spi < 1.1


def test_every_project_has_five_to_eight_milestones_with_a_gate(session: Session) -> None:
    for row in tables.projects():
        if "bac" in row:
            assert 5 <= len(row["milestones"]) <= 8, row["reference"]
            assert any(kind == "gate" for _, kind, *_ in row["milestones"]), row["reference"]
    assert _count(session, Milestone) == sum(len(row["milestones"]) for row in tables.projects())


def test_milestones_fall_on_working_days_and_none_is_forecast_in_the_past(session: Session) -> None:
    for milestone in _all(session, Milestone):
        for on in (milestone.baseline_on, milestone.forecast_on, milestone.actual_on):
            assert on is None or on.weekday() < 5, milestone.name
        if milestone.actual_on:
            assert milestone.actual_on <= date(2026, 11, 27)
        elif milestone.forecast_on:
            assert milestone.forecast_on > date(2026, 10, 30), milestone.name


def test_every_milestone_has_its_date_in_every_month_since_its_project_began(session: Session) -> None:
    counted = Counter(session.scalars(select(MilestoneForecast.milestone_key)))
    for milestone in _all(session, Milestone):
        reference = session.get_one(Project, milestone.project_key).reference
        assert counted[milestone.key] == (1 if reference == "P-408" else 6)


def test_grid_connection_slips_in_the_trend(session: Session) -> None:
    [milestone] = _all(
        session, Milestone, Milestone.name == "Grid connection energised", Milestone.actual_on.is_(None),
        Milestone.project_key == select(Project.key).where(Project.reference == "P-103").scalar_subquery(),
    )  # fmt: skip
    dates = session.scalars(
        select(MilestoneForecast.forecast_on)
        .join(ReportingPeriod, MilestoneForecast.period_key == ReportingPeriod.key)
        .where(MilestoneForecast.milestone_key == milestone.key)
        .order_by(ReportingPeriod.ends_on)
    ).all()
    assert list(dates) == sorted(on for on in dates if on)
    assert dates[-1] == date(2027, 2, 16)


def test_summaries_agree_with_the_figures_they_name(session: Session) -> None:
    for report in _all(session, StatusReport, StatusReport.state != ReportState.MISSING):
        assert report.summary
        assert "{" not in report.summary
    depot = _reports(session, 5)["P-103"]
    figures = _figures(session)[depot.key]
    assert figures.slip_days == 119
    assert "119 days after the baseline" in depot.summary
    assert depot.cost_note == "EAC rose by 270 k€ to 41.4 M€, 7.2% above budget."
    assert depot.eac == 41_380_000_00
    assert _reports(session, 3)["P-405"].summary.startswith("Gate 5 was passed on 18 September, a week early and 3.1%")


def test_every_risk_is_scored_owned_and_answered(session: Session) -> None:
    risks = _all(session, Risk)
    assert len(risks) >= 40
    for risk in risks:
        assert risk.cause
        assert risk.event
        assert risk.effect
        assert risk.owner
        assert risk.response
        assert risk.response_text
        assert risk.inherent_score() >= risk.current_score() >= risk.target_score(), risk.reference
    levels = Counter(risk.level for risk in risks)
    assert min(levels[level] for level in Level) >= 3


def test_issues_actions_and_decisions_are_there_in_their_numbers(session: Session) -> None:
    assert _count(session, Issue) == 15
    assert _count(session, Action) == 20
    overdue = _all(session, Action, Action.state == ItemState.OPEN, Action.due_on < date(2026, 11, 27))
    assert len(overdue) == 5
    closed = _all(session, Action, Action.state == ItemState.CLOSED)
    assert all(action.closed_on for action in closed)
    waiting = Counter(each.kind.value for each in _all(session, Decision, Decision.outcome.is_(None)))
    assert waiting == {"decide": 3, "discuss": 1, "note": 2}
    outcomes = {each.reference: each.outcome.value for each in _all(session, Decision, Decision.outcome.is_not(None))}
    assert outcomes == {"D-044": "agreed", "D-046": "agreed", "D-049": "refused"}


def test_each_decision_to_take_has_options_of_which_one_is_recommended(session: Session) -> None:
    for decision in _all(session, Decision, Decision.kind == "decide"):
        options = _all(session, DecisionOption, DecisionOption.decision_key == decision.key)
        assert 2 <= len(options) <= 3
        assert sum(option.is_recommended for option in options) == 1
        assert decision.cost_of_delay
        assert decision.decide_by_on


def test_benefits_are_of_every_kind_and_one_waits_for_a_late_milestone(session: Session) -> None:
    benefits = _all(session, Benefit)
    assert {benefit.kind for benefit in benefits} == set(BenefitKind)
    late = [
        benefit.title
        for benefit in benefits
        if benefit.milestone_key and (session.get_one(Milestone, benefit.milestone_key).slip_days() or 0) > 30
    ]
    assert "Buses charged at Lindholt overnight" in late


def test_one_project_serves_no_objective_and_one_objective_has_no_project(session: Session) -> None:
    served = set(session.scalars(select(ObjectiveLink.objective_key)))
    linked = set(session.scalars(select(ObjectiveLink.project_key)))
    orphans = [each.reference for each in _all(session, Project) if each.key not in linked]
    assert orphans == ["P-406", "O-901"]
    unserved = [each.title for each in _all(session, StrategicObjective) if each.key not in served]
    assert unserved == ["Be an employer people stay with"]


def test_every_gate_that_was_passed_has_a_verdict_and_the_next_one_its_criteria(session: Session) -> None:
    gates = _all(session, Gate)
    assert all((gate.held_on is None) is (gate.verdict is None) for gate in gates)
    assert Counter(gate.verdict for gate in gates if gate.verdict) == {
        Verdict.PROCEED: 23,
        Verdict.CONDITIONS: 6,
        Verdict.HOLD: 2,
    }
    criteria = Counter(session.scalars(select(GateCriterion.gate_key)))
    assert all(criteria[gate.key] for gate in gates)
    assert _count(session, Action, Action.gate_key.is_not(None)) == 6


def test_the_newest_baseline_is_that_of_the_project(session: Session) -> None:
    newest = {each.project_key: each for each in _all(session, Baseline)}
    for project in _all(session, Project, Project.bac.is_not(None)):
        baseline = newest[project.key]
        assert (baseline.start_on, baseline.finish_on, baseline.bac) == (
            project.baseline_start_on,
            project.baseline_finish_on,
            project.bac,
        )
        dates = {
            each.milestone_key: each.planned_on
            for each in _all(session, BaselineMilestone, BaselineMilestone.baseline_key == baseline.key)
        }
        for milestone in _all(session, Milestone, Milestone.project_key == project.key):
            assert dates[milestone.key] == milestone.baseline_on
    assert _count(session, Baseline, Baseline.version == 2) == 4


def test_what_stands_above_a_project_has_its_escalation(session: Session) -> None:
    for entity in (Risk, Issue, Action, Assumption, Dependency):
        for record in _all(session, entity):
            told = _all(session, Escalation, Escalation.record_key == record.key)
            assert (told[-1].to_level if told else Level.PROJECT) is record.level, record.title


def test_the_newest_measurement_is_the_actual_of_its_benefit(session: Session) -> None:
    for benefit in _all(session, Benefit, Benefit.actual.is_not(None)):
        measured = _all(session, BenefitMeasure, BenefitMeasure.benefit_key == benefit.key)
        assert measured[-1].value == benefit.actual, benefit.reference


def test_every_project_is_scored_on_every_criterion(session: Session) -> None:
    assert _count(session, Criterion) == 5
    scored = Counter(session.scalars(select(CriterionScore.project_key)))
    assert set(scored.values()) == {5}
    assert len(scored) == _count(session, Project, Project.kind == EntryKind.PROJECT)


def test_four_people_are_promised_for_more_than_there_is_of_them(session: Session) -> None:
    promised: Counter[int] = Counter()
    for each in _all(session, Allocation, Allocation.month_on == date(2026, 12, 1)):
        promised[each.person_key] += int(each.percent)
    over = {session.get_one(Person, key).name for key, percent in promised.items() if percent > 100}
    assert over == {"Elif Ayd\u0131n", "Solveig Rasmussen", "Leire Etxeberria", "Inês Carvalho"}


def test_the_charter_has_three_versions_with_all_sections_written(session: Session) -> None:
    versions = _all(session, Charter)
    assert [each.state for each in versions] == [CharterState.SUPERSEDED, CharterState.APPROVED, CharterState.DRAFT]
    for charter in versions:
        texts = [each.text for each in _all(session, CharterSection, CharterSection.charter_key == charter.key)]
        assert len(texts) == 13
        assert all(text.strip() for text in texts)
        assert charter.cost_per_year
        for objective in _all(session, CharterObjective, CharterObjective.charter_key == charter.key):
            assert objective.measure
            assert objective.target
            assert objective.objective_key
    assert _count(session, CharterReview) == 6


def _held(session: Session, template: str) -> list[Assessment]:
    kept = select(AssessmentTemplate.key).where(AssessmentTemplate.template == template)
    return _all(session, Assessment, Assessment.template_key.in_(kept))


def test_two_assessments_of_maturity_are_closed_with_evidence_targets_and_findings(session: Session) -> None:
    assessments = _held(session, "pm-maturity")
    assert [(each.held_on.year, each.state) for each in assessments] == [
        (2025, AssessmentState.CLOSED),
        (2026, AssessmentState.CLOSED),
    ]
    for assessment in assessments:
        answers = _all(session, Answer, Answer.assessment_key == assessment.key)
        assert len(answers) == 120
        assert _count(session, AssessmentTarget, AssessmentTarget.assessment_key == assessment.key) == 12
    total = [
        sum(each.value for each in _all(session, Answer, Answer.assessment_key == assessment.key))
        for assessment in assessments
    ]
    assert total[0] < total[1]
    assert _count(session, Finding) == 10
    assert _count(session, Finding, Finding.action_key.is_not(None)) == 2


def test_the_office_was_founded_on_a_need_check_and_a_recommendation_that_suit_it(session: Session) -> None:
    (need,), (kind,) = _held(session, "need-check"), _held(session, "pmo-type")
    assert outcome_of(session, need.key).headline == "A PMO is needed, and the ground is ready"
    advice = {each.key: each.value for each in outcome_of(session, kind.key).figures}
    office = session.scalars(select(Office).order_by(Office.key)).first()
    assert office is not None
    assert (advice["scope"], advice["authority"]) == (
        office.scope.label.partition(" (")[0],
        office.authority.label,
    )


def test_services_are_assessed_a_health_check_is_under_way_and_two_are_planned(session: Session) -> None:
    (served,), (checked,) = _held(session, "pmo-assessment"), _held(session, "health-check")
    assert (served.state, checked.state) == (AssessmentState.CLOSED, AssessmentState.OPEN)
    assert round_of(session, served.key).answered == round_of(session, served.key).asked
    assert _count(session, PlannedAssessment) == 2


def test_evidence_is_only_of_statements_that_were_met(session: Session) -> None:
    for evidence in _all(session, Evidence):
        assert session.get_one(Answer, evidence.answer_key).value in {2, 3}, evidence.title


def test_a_reported_rating_is_its_worst_dimension(session: Session) -> None:
    for report in _all(session, StatusReport, StatusReport.overall.is_not(None)):
        worst = max(rating.severity for name in Dimension if (rating := getattr(report, name.value)))
        assert report.overall.severity == worst


def test_the_history_reads_as_half_a_year_of_work(sample: Workspace) -> None:
    titles = [change.title for change in reversed(sample.history())]
    assert titles[:7] == [
        "Create workspace",
        "Describe the office and its programmes",
        "Ask whether a PMO is needed, and which",
        "Approve charter version 1",
        "Record the maturity assessment of 2025",
        "Approve charter version 2",
        "List services, bodies and stakeholders",
    ]
    assert titles[7:10] == ["Open June 2026", "Take in the reports of June 2026", "Freeze June 2026"]
    assert titles[-1] == "Begin charter version 3"


def test_the_file_is_sound(sample: Workspace) -> None:
    assert sample.faults() == []


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "mine.pmo"
    path.write_bytes(b"mine")
    with pytest.raises(PmoError, match="exists already"):
        write_sample(path)
    assert path.read_bytes() == b"mine"


def test_two_samples_differ_in_nothing_but_their_keys(sample: Workspace, tmp_path: Path) -> None:
    begun = time.process_time()
    other = write_sample(tmp_path / "other.pmo")
    assert time.process_time() - begun < _MOST_SECONDS
    assert _content(sample) == _content(other)
    other.close()


def _is_key(column: Column[Any]) -> bool:
    return bool(column.foreign_keys) or (column.name.endswith("_key") and column.name != "is_key")


def _content(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, keys told as the place of what they point to; copies, which hold keys, left out."""
    content: dict[str, list[tuple[object, ...]]] = {}
    with workspace.reading() as session:
        connection = session.connection()
        places: dict[object, int] = {}
        for entity in ENTITIES:
            keys = connection.execute(select(entity.__table__.c.key).order_by(entity.__table__.c.key)).scalars()
            places |= {key: place for place, key in enumerate(keys)}
        for entity in ENTITIES:
            if entity is PeriodCopy:
                continue
            table = entity.__table__
            names = [column.name for column in table.columns if column.name not in {"key", "copy_sha256", "rules"}]
            rows = connection.execute(select(*(table.c[name] for name in names)).order_by(table.c.key))
            content[entity.__tablename__] = [
                tuple(
                    places[value] if value is not None and _is_key(table.c[name]) else value
                    for name, value in zip(names, row, strict=True)
                )
                for row in rows
            ]
    return content


@pytest.mark.parametrize("dimension", [Dimension.SCOPE, Dimension.QUALITY, Dimension.RESOURCES])
def test_what_is_worked_out_from_changes_gates_and_demand_is_what_was_reported(
    session: Session, dimension: Dimension
) -> None:
    figures = _figures(session)
    rated = 0
    for number in range(6):
        for reference, report in _reports(session, number).items():
            calculated = getattr(figures[report.key], f"calculated_{dimension}")
            reported = getattr(report, dimension.value)
            if calculated is not None and reported is not None:
                assert calculated is reported, (reference, number)
                rated += 1
    assert rated > 20

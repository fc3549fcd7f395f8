from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.assessment import Assessment, AssessmentTemplate, Finding, RecheckOutcome
from pmo_desktop.domain.choices import Dimension, FindingSeverity, OverallRule, Rating, Scale
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.period import RatingOverride
from pmo_desktop.domain.settings import ThresholdOverride
from pmo_desktop.services import periods, registers, workspaces
from pmo_desktop.services.figures import rebuild
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.services.settings import settings_of
from pmo_desktop.storage.workspace import Workspace

DATES = {
    "baseline_start_on": date(2026, 1, 1),
    "baseline_finish_on": date(2026, 4, 11),  # a plan of 100 days, so that a day is a percent
    "forecast_finish_on": date(2026, 4, 18),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "test.pmo")
    made.do("Open", lambda s: periods.open_period(s, "May", date(2026, 5, 1), date(2026, 5, 31), date(2026, 5, 27)))
    yield made
    made.close()


def _add(workspace: Workspace, table: str, **values: object) -> int:
    return workspace.do("Add", lambda s: registers.add(s, register_named(table), values)).value


def _shown(workspace: Workspace, key: int, *columns: str) -> tuple[object, ...]:
    with workspace.reading() as session:
        return registers.rows(session, PROJECTS, [key], [f"figures.{column}" for column in columns])[0]


def _kept(session: Session) -> list[tuple[object, ...]]:
    names = [column.name for column in Figures.__table__.columns if column.name != "key"]
    found = session.scalars(select(Figures).order_by(Figures.report_key))
    return [tuple(getattr(each, name) for name in names) for each in found]


def test_slip_and_cost_follow_every_edit_of_the_project(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P", **DATES, bac=10_000, eac=11_100)
    assert _shown(workspace, key, "slip_days", "slip_percent", "calculated_schedule") == (7, 7.0, Rating.AMBER)
    assert _shown(workspace, key, "cost_variance", "cost_percent", "calculated_cost") == (1_100, 11.0, Rating.RED)
    assert _shown(workspace, key, "rating") == (Rating.RED,)
    workspace.do("Edit", lambda s: registers.edit(s, PROJECTS, key, "eac", 10_000))
    assert _shown(workspace, key, "cost_percent", "calculated_cost", "rating") == (0.0, Rating.GREEN, Rating.AMBER)
    workspace.undo()
    assert _shown(workspace, key, "rating") == (Rating.RED,)


def test_what_is_not_known_is_not_rated_and_never_green(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P", bac=100)
    assert _shown(workspace, key, "rating", "calculated", "slip_days", "cost_percent", "cpi", "spi") == (None,) * 6


def test_a_risk_an_issue_a_milestone_and_a_benefit_reach_the_project_and_leave_it_again(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P")
    risk = _add(workspace, "risk", title="R", reference="R-1", project_key=key, probability=4, impact=5)
    assert _shown(workspace, key, "calculated_risk") == (Rating.RED,)
    workspace.do("Remove", lambda s: registers.remove(s, register_named("risk"), [risk]))
    assert _shown(workspace, key, "calculated_risk") == (None,)
    _add(workspace, "issue", title="I", project_key=key)
    with workspace.reading() as session:
        assert registers.rows(session, PROJECTS, [key], ["report.open_issues", "report.open_risks"]) == [(1, 0)]
    _add(workspace, "milestone", name="M", project_key=key, is_key=True, baseline_on=date(2026, 1, 1),
         forecast_on=date(2026, 2, 1))  # fmt: skip
    assert _shown(workspace, key, "calculated_schedule", "rating") == (Rating.RED, Rating.RED)
    _add(workspace, "benefit", title="B", project_key=key, baseline=0.0, target=100.0, forecast=94.0)
    assert _shown(workspace, key, "calculated_benefits") == (Rating.AMBER,)


def test_a_risk_that_moves_to_another_project_renews_both(workspace: Workspace) -> None:
    first, second = (_add(workspace, "project", name=name) for name in "AB")
    risk = _add(workspace, "risk", title="R", project_key=first, probability=5, impact=5)
    workspace.do("Move", lambda s: registers.edit(s, register_named("risk"), risk, "project_key", second))
    assert _shown(workspace, first, "calculated_risk") == (None,)
    assert _shown(workspace, second, "calculated_risk") == (Rating.RED,)


def test_the_pmo_view_counts_before_the_reported_and_the_calculated_rating(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P", bac=100, eac=120)
    workspace.do("Rate", lambda s: registers.edit(s, PROJECTS, key, "report.overall", Rating.GREEN))
    assert _shown(workspace, key, "rating", "calculated", "has_override") == (Rating.GREEN, Rating.RED, False)
    assert _shown(workspace, key, "differs") == (True,)
    workspace.do("Rate", lambda s: registers.edit(s, PROJECTS, key, "report.overall", Rating.RED))
    assert _shown(workspace, key, "differs") == (False,)
    workspace.undo()

    def override(session: Session) -> None:
        period = periods.period_named(session, "May")
        report = periods.report_of(session, key, period.key)
        assert report is not None
        session.add(
            RatingOverride(
                report_key=report.key, rating=Rating.AMBER, reason="Claim settled", made_on=date(2026, 5, 20)
            )
        )
        session.add(
            RatingOverride(
                report_key=report.key,
                dimension=Dimension.COST,
                rating=Rating.RED,
                reason="Not yet",
                made_on=date(2026, 5, 20),
            )
        )

    workspace.do("Override", override)
    assert _shown(workspace, key, "rating", "has_override") == (Rating.AMBER, True)
    workspace.undo()
    assert _shown(workspace, key, "rating", "has_override") == (Rating.GREEN, False)


def test_other_thresholds_renew_every_project_and_a_project_may_have_its_own(workspace: Workspace) -> None:
    first, second = (_add(workspace, "project", name=name, bac=100, eac=108) for name in "AB")
    assert _shown(workspace, first, "rating") == (Rating.AMBER,)
    workspace.do("Strict", lambda s: setattr(settings_of(s), "red_percent", 6.0))
    assert _shown(workspace, first, "rating") == _shown(workspace, second, "rating") == (Rating.RED,)
    workspace.do(
        "Own", lambda s: s.add(ThresholdOverride(project_key=second, amber_percent=10, red_percent=20, reason="Pilot"))
    )
    assert (_shown(workspace, first, "rating"), _shown(workspace, second, "rating")) == ((Rating.RED,), (Rating.GREEN,))
    workspace.do("Scale", lambda s: setattr(settings_of(s), "scale", Scale.FIVE))
    assert _shown(workspace, second, "rating") == (Rating.GREEN,)


def test_the_period_before_gives_the_last_rating_and_the_slip_since(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P", **DATES)
    workspace.do("Rate", lambda s: registers.edit(s, PROJECTS, key, "report.overall", Rating.GREEN))
    workspace.do(
        "Open", lambda s: periods.open_period(s, "June", date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 27))
    )
    workspace.do("Slip", lambda s: registers.edit(s, PROJECTS, key, "forecast_finish_on", date(2026, 4, 30)))
    assert _shown(workspace, key, "previous_rating", "slip_since_days", "slip_days", "rating") == (
        Rating.GREEN, 12, 19, Rating.RED,
    )  # fmt: skip


def test_figures_rebuilt_are_the_figures_kept(workspace: Workspace) -> None:
    for number in range(20):
        key = _add(workspace, "project", name=f"P{number}", **DATES, bac=100, eac=95 + number, ev=number, ac=50, pv=10)
        _add(workspace, "risk", title="R", project_key=key, probability=1 + number % 5, impact=1 + number % 4)
    workspace.do(
        "Open", lambda s: periods.open_period(s, "June", date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 27))
    )
    with workspace.reading() as session:
        kept = _kept(session)
    assert len(kept) == 40

    def anew(session: Session) -> list[tuple[object, ...]]:
        session.execute(delete(Figures))
        rebuild(session)
        session.flush()
        return _kept(session)

    assert workspace.do("Rebuild", anew).value == kept


def _period(workspace: Workspace, name: str) -> None:
    workspace.do("Freeze", lambda s: periods.freeze(s, periods.period_named(s, name)))


def test_scope_follows_the_changes_of_a_project(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P", bac=1_000)
    assert _shown(workspace, key, "calculated_scope") == (None,)
    change = _add(workspace, "change_request", project_key=key, title="More", cost_effect=80, verdict="approved")
    assert _shown(workspace, key, "calculated_scope", "rating") == (Rating.AMBER, Rating.AMBER)
    register = register_named("change_request")
    workspace.do("Open", lambda s: registers.edit(s, register, change, "verdict", None))
    assert _shown(workspace, key, "calculated_scope") == (Rating.GREEN,)
    workspace.do("Late", lambda s: registers.edit(s, register, change, "decide_by_on", date(2026, 5, 26)))
    assert _shown(workspace, key, "calculated_scope") == (Rating.AMBER,)
    workspace.do("Remove", lambda s: registers.remove(s, register, [change]))
    assert _shown(workspace, key, "calculated_scope") == (None,)


def test_quality_follows_the_last_gate_and_the_worst_open_finding(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P")
    _add(workspace, "gate", project_key=key, name="Gate 1", held_on=date(2026, 3, 1), verdict="hold")
    assert _shown(workspace, key, "calculated_quality") == (Rating.RED,)
    _add(workspace, "gate", project_key=key, name="Gate 1 again", held_on=date(2026, 4, 1), verdict="proceed")
    assert _shown(workspace, key, "calculated_quality") == (Rating.GREEN,)
    _add(workspace, "gate", project_key=key, name="Next month", held_on=date(2026, 6, 1), verdict="stop")
    assert _shown(workspace, key, "calculated_quality") == (Rating.GREEN,)
    other = _add(workspace, "project", name="Elsewhere")
    action = _add(workspace, "action", title="Mend it", project_key=other)
    workspace.do("Find", lambda s: _find(s, key, action))
    assert _shown(workspace, key, "calculated_quality") == (Rating.RED,)
    workspace.do("Close", lambda s: registers.close(s, register_named("action"), action, date(2026, 5, 20)))
    assert _shown(workspace, key, "calculated_quality") == (Rating.GREEN,)
    finding = select(Finding)
    workspace.do("Look", lambda s: setattr(s.scalars(finding).one(), "outcome", RecheckOutcome.PARTLY))
    assert _shown(workspace, key, "calculated_quality") == (Rating.RED,)
    workspace.undo()
    workspace.undo()
    assert _shown(workspace, key, "calculated_quality") == (Rating.RED,)
    workspace.do("Look", lambda s: setattr(s.scalars(finding).one(), "outcome", RecheckOutcome.RESOLVED))
    assert _shown(workspace, key, "calculated_quality") == (Rating.GREEN,)


def _find(session: Session, project: int, action: int) -> None:
    template = AssessmentTemplate(template="health", version="1", kind="health", content="{}")
    session.add(template)
    session.flush()
    assessment = Assessment(template_key=template.key, title="Health check", held_on=date(2026, 5, 1))
    session.add(assessment)
    session.flush()
    session.add(
        Finding(
            assessment_key=assessment.key,
            project_key=project,
            action_key=action,
            title="No plan",
            severity=FindingSeverity.NOW,
        )
    )


def test_projects_share_the_people_they_want(workspace: Workspace) -> None:
    first, second = (_add(workspace, "project", name=name) for name in "AB")
    role = _add(workspace, "role", name="Analyst")
    for month in (6, 7, 8):
        _add(workspace, "role_capacity", role_key=role, month_on=date(2026, month, 1), fte=9.5)
        _add(workspace, "demand", project_key=first, role_key=role, month_on=date(2026, month, 1), fte=6)
    assert _shown(workspace, first, "calculated_resources") == (Rating.GREEN,)
    demand = _add(workspace, "demand", project_key=second, role_key=role, month_on=date(2026, 6, 1), fte=4)
    # June: 0.5 of 10 is missing; the first has 0.3 of its 18 in three months, 1.67 %, the second 0.2 of its 4, 5 %.
    assert _shown(workspace, first, "calculated_resources") == (Rating.GREEN,)
    assert _shown(workspace, second, "calculated_resources") == (Rating.AMBER,)
    workspace.do("More", lambda s: registers.edit(s, register_named("demand"), demand, "fte", 40))
    assert _shown(workspace, first, "calculated_resources") == (Rating.RED,)
    workspace.do("Over", lambda s: registers.edit(s, PROJECTS, second, "status", "cancelled"))
    assert _shown(workspace, first, "calculated_resources") == (Rating.GREEN,)
    workspace.undo()
    assert _shown(workspace, first, "calculated_resources") == (Rating.RED,)


def test_a_frozen_period_goes_on_being_rated_by_its_own_rules(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P", bac=1_000, eac=1_070)
    _period(workspace, "May")
    workspace.do("Strict", lambda s: setattr(settings_of(s), "red_percent", 6.0))
    workspace.do("Five points", lambda s: setattr(settings_of(s), "scale", Scale.FIVE))
    assert _shown(workspace, key, "calculated_cost") == (Rating.AMBER,)
    workspace.do(
        "Open", lambda s: periods.open_period(s, "June", date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 26))
    )
    assert _shown(workspace, key, "calculated_cost", "previous_rating") == (Rating.RED, Rating.AMBER)


def test_dimensions_and_projects_have_thresholds_of_their_own(workspace: Workspace) -> None:
    first, second = (_add(workspace, "project", name=name, bac=1_000, eac=1_070) for name in "AB")
    workspace.do("Cost", lambda s: setattr(settings_of(s), "cost_red", 6.0))
    assert _shown(workspace, first, "calculated_cost") == (Rating.RED,)
    workspace.do("Own", lambda s: s.add(ThresholdOverride(project_key=second, cost_red=8.0, reason="Pilot")))
    assert _shown(workspace, second, "calculated_cost") == (Rating.AMBER,)
    risk = {"title": "R", "probability": 4, "impact": 4, "owner": "O", "response": "reduce"}
    _add(workspace, "risk", project_key=second, **risk)
    assert _shown(workspace, second, "calculated_risk") == (Rating.AMBER,)
    own = select(ThresholdOverride)
    workspace.do("Own", lambda s: setattr(s.scalars(own).one(), "risk_red", 15))
    assert _shown(workspace, second, "calculated_risk") == (Rating.RED,)


def test_weights_decide_where_the_workspace_chooses_them(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P", **DATES, bac=1_000, eac=1_200)
    assert _shown(workspace, key, "calculated") == (Rating.RED,)
    workspace.do("Weights", lambda s: setattr(settings_of(s), "overall_rule", OverallRule.WEIGHTS))
    workspace.do("Light", lambda s: setattr(settings_of(s), "cost_weight", 0.2))
    # schedule amber (2) with weight 1, cost red (4) with weight 0.2: 2.8 ÷ 1.2 = 2.33, nearest amber
    assert _shown(workspace, key, "calculated") == (Rating.AMBER,)


def test_a_report_is_stale_once_it_is_older_than_the_cut_off_by_more_than_allowed(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P")
    workspace.do("Submit", lambda s: registers.edit(s, PROJECTS, key, "report.submitted_on", date(2026, 5, 25)))
    assert _shown(workspace, key, "age_days", "is_stale") == (2, True)
    workspace.do("Allow", lambda s: setattr(settings_of(s), "stale_days", 2))
    assert _shown(workspace, key, "age_days", "is_stale") == (2, False)


def test_money_follows_its_lines_where_the_project_says_so(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P", bac=5, ac=5, eac=5)
    for kind, month, amount in (("baseline", 4, 900), ("actual", 4, 1_000), ("forecast", 6, 200)):
        _add(workspace, "money_line", project_key=key, kind=kind, month_on=date(2026, month, 1), amount=amount)
    assert _money(workspace, key) == (5, 5, 5)
    workspace.do("Lines", lambda s: registers.edit(s, PROJECTS, key, "money_source", "lines"))
    assert _money(workspace, key) == (900, 1_000, 1_200)
    assert _shown(workspace, key, "cost_variance", "calculated_cost") == (300, Rating.RED)
    _add(workspace, "money_line", project_key=key, kind="forecast", month_on=date(2026, 7, 1), amount=50)
    assert _money(workspace, key) == (900, 1_000, 1_250)
    workspace.undo()
    workspace.undo()
    assert _money(workspace, key) == (5, 5, 5)


def test_eac_follows_the_method_that_is_named(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P", bac=1_000, ac=600, ev=500, eac=1_050)
    workspace.do("CPI", lambda s: registers.edit(s, PROJECTS, key, "eac_method", "bac/cpi"))
    assert _money(workspace, key) == (1_000, 600, 1_200)
    workspace.do("Plan", lambda s: registers.edit(s, PROJECTS, key, "eac_method", "ac+bac-ev"))
    assert _money(workspace, key) == (1_000, 600, 1_100)
    with pytest.raises(PmoError, match="EAC"):
        workspace.do("Type", lambda s: registers.edit(s, PROJECTS, key, "eac", 7))


def _money(workspace: Workspace, key: int) -> tuple[object, ...]:
    with workspace.reading() as session:
        return registers.rows(session, PROJECTS, [key], ["bac", "ac", "eac"])[0]


def test_a_benefit_tells_how_late_its_milestone_is_and_what_was_measured_last(workspace: Workspace) -> None:
    key = _add(workspace, "project", name="P")
    milestone = _add(workspace, "milestone", project_key=key, name="M", baseline_on=date(2026, 6, 1))
    benefit = _add(workspace, "benefit", project_key=key, title="B", milestone_key=milestone, actual=3)
    edit = registers.edit
    workspace.do("Slip", lambda s: edit(s, register_named("milestone"), milestone, "forecast_on", date(2026, 6, 15)))
    assert _benefit(workspace, benefit) == (14, 3)
    _add(workspace, "benefit_measure", benefit_key=benefit, measured_on=date(2026, 5, 1), value=10)
    measure = _add(workspace, "benefit_measure", benefit_key=benefit, measured_on=date(2026, 5, 20), value=20)
    _add(workspace, "benefit_measure", benefit_key=benefit, measured_on=date(2026, 5, 10), value=15)
    assert _benefit(workspace, benefit) == (14, 20)
    workspace.do("Remove", lambda s: registers.remove(s, register_named("benefit_measure"), [measure]))
    assert _benefit(workspace, benefit) == (14, 15)
    for _ in range(4):
        workspace.undo()
    assert _benefit(workspace, benefit) == (14, 3)
    workspace.do("Remove", lambda s: registers.remove(s, register_named("milestone"), [milestone]))
    assert _benefit(workspace, benefit) == (None, 3)


def _benefit(workspace: Workspace, key: int) -> tuple[object, ...]:
    with workspace.reading() as session:
        return registers.rows(session, register_named("benefit"), [key], ["milestone_late_days", "actual"])[0]

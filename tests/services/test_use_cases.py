"""What is done with records of a project: baselines, escalations, verdicts, recovery, effects of actions."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.baseline import Baseline, BaselineMilestone
from pmo_desktop.domain.change_request import ChangeRequest, ChangeVerdict
from pmo_desktop.domain.choices import Authority, DecisionOutcome, ItemState, Level, OfficeAuthority, ProjectStatus
from pmo_desktop.domain.decision import Decision, DecisionOption
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.escalation import Escalation
from pmo_desktop.domain.gate import Gate
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.recovery import Recovery
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.rules.quality import Verdict
from pmo_desktop.services import actions, baselines, escalations, recoveries, registers, verdicts, workspaces
from pmo_desktop.services.baselines import Proposal
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.services.verdicts import Condition
from pmo_desktop.storage.workspace import Workspace

TODAY = date(2026, 5, 20)
START, FINISH, LATER = date(2026, 1, 1), date(2026, 4, 11), date(2026, 6, 1)
Answer = TypeVar("Answer")


class Desk:
    """A workspace with one project, to do things with."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.project = self.add(
            "project", name="Quay", baseline_start_on=START, baseline_finish_on=FINISH, forecast_finish_on=LATER,
            bac=1_000, eac=1_200, contingency=50,
        )  # fmt: skip

    def add(self, table: str, **values: object) -> int:
        return self.do(lambda session: registers.add(session, register_named(table), values))

    def do(self, command: Callable[[Session], Answer]) -> Answer:
        return self.workspace.do("Step", command).value

    def get(self, entity: type[Any], key: int) -> Any:  # noqa: ANN401
        with self.workspace.reading() as session:
            return session.get(entity, key)

    def all(self, entity: type[Any]) -> list[Any]:
        with self.workspace.reading() as session:
            return list(session.scalars(select(entity).order_by(entity.key)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    workspace = workspaces.create(tmp_path / "desk.pmo", office="PMO")
    yield Desk(workspace)
    workspace.close()


def test_a_new_baseline_keeps_the_first_and_measures_everything_against_the_new_one(desk: Desk) -> None:
    milestone = desk.add("milestone", project_key=desk.project, name="M", baseline_on=FINISH, forecast_on=LATER)
    wanted = baselines.proposal(desk.get(Project, desk.project))
    assert wanted == Proposal(START, LATER, 1_200, 50)
    desk.do(
        lambda s: baselines.set_baseline(s, desk.project, wanted, approver="The board", reason="Rock", on=TODAY).key
    )
    kept = [(each.version, each.finish_on, each.bac, each.approver, each.reason) for each in desk.all(Baseline)]
    assert kept == [
        (1, FINISH, 1_000, "", "As it stood before."),
        (2, LATER, 1_200, "The board", "Rock"),
    ]
    assert [each.planned_on for each in desk.all(BaselineMilestone)] == [FINISH, LATER]
    project = desk.get(Project, desk.project)
    assert (project.baseline_finish_on, project.bac) == (LATER, 1_200)
    assert desk.get(Milestone, milestone).slip_days() == 0
    desk.workspace.undo()
    assert desk.all(Baseline) == []
    assert desk.get(Milestone, milestone).slip_days() == 51
    desk.workspace.redo()
    assert len(desk.all(Baseline)) == 2
    third = Proposal(START, FINISH, 1_100, None)
    desk.do(lambda s: baselines.set_baseline(s, desk.project, third, approver="B", reason="R", on=TODAY).key)
    assert [each.version for each in desk.all(Baseline)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("wanted", "approver", "reason", "told"),
    [
        (Proposal(START, FINISH, 1, None), "", "Rock", "who approved"),
        (Proposal(START, FINISH, 1, None), "Board", " ", "a reason"),
        (Proposal(FINISH, START, 1, None), "Board", "Rock", "before it starts"),
    ],
)
def test_a_baseline_needs_approver_reason_and_dates_in_order(
    desk: Desk, wanted: Proposal, approver: str, reason: str, told: str
) -> None:
    with pytest.raises(PmoError, match=told):
        desk.do(
            lambda s: baselines.set_baseline(s, desk.project, wanted, approver=approver, reason=reason, on=TODAY).key
        )


def test_the_budget_of_a_baseline_is_the_sum_of_its_lines_where_the_project_has_them(desk: Desk) -> None:
    desk.add("money_line", project_key=desk.project, kind="baseline", month_on=START, amount=900)
    desk.do(lambda s: registers.edit(s, PROJECTS, desk.project, "money_source", "lines"))

    def to(bac: int) -> Callable[[Session], int]:
        wanted = Proposal(START, LATER, bac, None)
        return lambda s: baselines.set_baseline(s, desk.project, wanted, approver="B", reason="R", on=TODAY).version

    with pytest.raises(PmoError, match="amounts by month"):
        desk.do(to(1_000))
    assert desk.do(to(900)) == 2


def test_a_risk_goes_to_the_board_and_back_and_both_steps_stay(desk: Desk) -> None:
    key = desk.add("risk", title="Rock", project_key=desk.project)

    def to(level: Level, reason: str) -> None:
        desk.do(lambda s: escalations.escalate(s, "risk", key, level, reason=reason, by="A. Harbour", on=TODAY))

    to(Level.BOARD, "Only the board can pay")
    to(Level.PROJECT, "Paid")
    assert desk.get(Risk, key).level is Level.PROJECT
    with desk.workspace.reading() as session:
        steps = escalations.steps(session, "risk", key)
    assert [(each.from_level, each.to_level, each.reason, each.is_up) for each in steps] == [
        (Level.PROJECT, Level.BOARD, "Only the board can pay", True),
        (Level.BOARD, Level.PROJECT, "Paid", False),
    ]
    with pytest.raises(PmoError, match="already"):
        to(Level.PROJECT, "Again")
    with pytest.raises(PmoError, match="Say in a sentence"):
        to(Level.BOARD, " ")
    with pytest.raises(PmoError, match="belongs to no programme"):
        to(Level.PROGRAMME, "Up")
    desk.do(lambda s: registers.remove(s, register_named("risk"), [key]))
    assert desk.all(Escalation) == []
    desk.workspace.undo()
    assert len(desk.all(Escalation)) == 2


@pytest.mark.parametrize("table", ["risk", "issue", "assumption", "dependency", "decision", "change_request", "action"])
def test_whatever_has_a_level_can_be_raised_and_a_level_that_is_typed_leaves_a_step_too(desk: Desk, table: str) -> None:
    key = desk.add(table, title="It", project_key=desk.project)
    desk.do(lambda s: registers.edit(s, register_named(table), key, "level", "portfolio"))
    desk.do(lambda s: registers.edit(s, register_named(table), key, "level", "portfolio"))
    [step] = desk.all(Escalation)
    assert (step.record_table, step.record_key, step.to_level) == (table, key, Level.PORTFOLIO)
    assert step.project_key == desk.project


def test_a_decision_is_taken_with_one_of_its_options(desk: Desk) -> None:
    key = desk.add("decision", title="Which?", project_key=desk.project)
    options = [desk.add("decision_option", decision_key=key, title=title) for title in ("This", "That")]
    agreed = DecisionOutcome.AGREED
    desk.do(lambda s: verdicts.decide(s, key, agreed, option=options[1], text="That one", on=TODAY))
    decision = desk.get(Decision, key)
    assert (decision.outcome, decision.outcome_text, decision.decided_on) == (agreed, "That one", TODAY)
    assert [each.is_chosen for each in desk.all(DecisionOption)] == [False, True]
    desk.do(lambda s: verdicts.decide(s, key, DecisionOutcome.DEFERRED, option=options[1], on=TODAY))
    assert [each.is_chosen for each in desk.all(DecisionOption)] == [False, False]


@pytest.mark.parametrize(
    ("verdict", "cost", "days", "expected"),
    [
        (ChangeVerdict.APPROVED, 150, 10, Proposal(START, date(2026, 4, 21), 1_150, 50)),
        (ChangeVerdict.APPROVED, -150, None, Proposal(START, FINISH, 850, 50)),
        (ChangeVerdict.APPROVED, None, None, None),
        (ChangeVerdict.REFUSED, 150, 10, None),
        (ChangeVerdict.DEFERRED, 150, 10, None),
    ],
)
def test_an_approved_change_offers_to_move_the_baseline(
    desk: Desk, verdict: ChangeVerdict, cost: int | None, days: int | None, expected: Proposal | None
) -> None:
    key = desk.add("change_request", title="More", project_key=desk.project, cost_effect=cost, days_effect=days)
    assert desk.do(lambda s: verdicts.judge_change(s, key, verdict, text="Well", on=TODAY)) == expected
    change = desk.get(ChangeRequest, key)
    assert (change.verdict, change.verdict_text, change.decided_on) == (verdict, "Well", TODAY)


def test_conditions_of_a_gate_become_actions_with_the_authority_of_the_office(desk: Desk) -> None:
    key = desk.add("gate", name="Gate 3", project_key=desk.project)
    desk.do(lambda s: setattr(s.scalars(select(Office)).one(), "authority", OfficeAuthority.CENTRALISED))
    asked = [Condition("Sign the contract", "B. Quay", LATER), Condition("Name a tester")]
    desk.do(lambda s: verdicts.judge_gate(s, key, Verdict.CONDITIONS, text="Almost", on=TODAY, conditions=asked))
    gate = desk.get(Gate, key)
    assert (gate.verdict, gate.verdict_text, gate.held_on) == (Verdict.CONDITIONS, "Almost", TODAY)
    made = [(each.title, each.owner, each.due_on, each.source, each.authority) for each in desk.all(Action)]
    assert made == [
        ("Sign the contract", "B. Quay", LATER, "Gate 3", Authority.IMPOSE),
        ("Name a tester", "", None, "Gate 3", Authority.IMPOSE),
    ]
    desk.workspace.undo()
    assert desk.all(Action) == []
    assert desk.get(Gate, key).verdict is None


def test_conditions_and_verdict_of_a_gate_belong_together(desk: Desk) -> None:
    key = desk.add("gate", name="Gate 3", project_key=desk.project)
    with pytest.raises(PmoError, match="at least one condition"):
        desk.do(lambda s: verdicts.judge_gate(s, key, Verdict.CONDITIONS, on=TODAY))
    with pytest.raises(PmoError, match="Only"):
        desk.do(lambda s: verdicts.judge_gate(s, key, Verdict.HOLD, on=TODAY, conditions=[Condition("Wait")]))


@pytest.mark.parametrize(
    ("authority", "most", "beyond"),
    [
        (OfficeAuthority.ADVISORY, Authority.ADVISE, Authority.RECOMMEND),
        (OfficeAuthority.HYBRID, Authority.RECOMMEND, Authority.IMPOSE),
        (OfficeAuthority.CENTRALISED, Authority.IMPOSE, None),
    ],
)
def test_authority_decides_what_an_office_may_do_with_an_action(
    desk: Desk, authority: OfficeAuthority, most: Authority, beyond: Authority | None
) -> None:
    desk.do(lambda s: setattr(s.scalars(select(Office)).one(), "authority", authority))
    key = desk.add("action", title="Mend it")
    assert desk.get(Action, key).authority is most
    desk.do(lambda s: registers.edit(s, register_named("action"), key, "authority", "advise"))
    if beyond is not None:
        with pytest.raises(PmoError, match="at most"):
            desk.do(lambda s: registers.edit(s, register_named("action"), key, "authority", beyond))


def test_the_effect_of_an_action_is_checked_and_closes_it(desk: Desk) -> None:
    key = desk.add("action", title="Mend it")
    with pytest.raises(PmoError, match="helped"):
        desk.do(lambda s: actions.check_effect(s, key, "", on=TODAY))
    desk.do(lambda s: actions.check_effect(s, key, "Faults fell by half", on=TODAY))
    action = desk.get(Action, key)
    assert (action.effect, action.effect_checked_on, action.state, action.closed_on) == (
        "Faults fell by half", TODAY, ItemState.CLOSED, TODAY,
    )  # fmt: skip


def test_a_recovery_shows_in_the_status_of_its_project_until_it_ends(desk: Desk) -> None:
    def begin(owner: str = "A. Harbour") -> int:
        return desk.do(
            lambda s: (
                recoveries.begin(
                    s, desk.project, trigger="Two tests failed", owner=owner, exit_criteria="One passes", on=TODAY
                ).key
            )
        )

    with pytest.raises(PmoError, match="exit criteria"):
        begin(owner="")
    key = begin()
    assert desk.get(Project, desk.project).status is ProjectStatus.IN_RECOVERY
    with pytest.raises(PmoError, match="already"):
        begin()
    with pytest.raises(PmoError, match="how the recovery ended"):
        desk.do(lambda s: recoveries.end(s, key, "", on=TODAY))
    desk.do(lambda s: recoveries.end(s, key, "The test passed", on=LATER))
    assert desk.get(Project, desk.project).status is ProjectStatus.ACTIVE
    assert desk.get(Recovery, key).ended_on == LATER
    with pytest.raises(PmoError, match="ended already"):
        desk.do(lambda s: recoveries.end(s, key, "Again", on=LATER))
    desk.do(lambda s: registers.edit(s, PROJECTS, desk.project, "status", "closed"))
    with pytest.raises(PmoError, match="over"):
        begin()

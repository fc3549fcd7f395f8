"""What is decided of a decision, a change request and a gate; conditions of a gate become actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.change_request import ChangeRequest, ChangeVerdict
from pmo_desktop.domain.choices import DecisionOutcome
from pmo_desktop.domain.decision import Decision, DecisionOption
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.gate import Gate
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.quality import Verdict
from pmo_desktop.services.actions import authority_of
from pmo_desktop.services.baselines import Proposal
from pmo_desktop.text import say

_GONE = "This row is gone; somebody removed it. Undo that first."


@dataclass(frozen=True, slots=True)
class Condition:
    """What has to be done after a gate, by whom and until when."""

    title: str
    owner: str = ""
    due_on: date | None = None


def decide(
    session: Session, key: int, outcome: DecisionOutcome, *, option: int | None = None, text: str = "", on: date
) -> None:
    """Keep what was decided, and which option was taken; only an agreed decision takes one.

    Raises:
        PmoError: the decision is gone, or an option is of another decision.
    """
    decision = session.get(Decision, key)
    if decision is None:
        raise PmoError(say(_GONE))
    for each in session.scalars(select(DecisionOption).where(DecisionOption.decision_key == key)):
        each.is_chosen = each.key == option and outcome is DecisionOutcome.AGREED
    decision.outcome, decision.outcome_text, decision.decided_on = outcome, text.strip(), on


def judge_change(session: Session, key: int, verdict: ChangeVerdict, *, text: str = "", on: date) -> Proposal | None:
    """Keep the verdict on a change; for an approved one, what the baseline would be with it.

    Raises:
        PmoError: the change is gone.
    """
    change = session.get(ChangeRequest, key)
    if change is None:
        raise PmoError(say(_GONE))
    change.verdict, change.verdict_text, change.decided_on = verdict, text.strip(), on
    return with_change(session, change) if verdict is ChangeVerdict.APPROVED else None


def with_change(session: Session, change: ChangeRequest) -> Proposal | None:
    """The baseline of today with the cost and the days of a change added; none where it adds neither."""
    project = session.get_one(Project, change.project_key)
    if not change.cost_effect and not change.days_effect:
        return None
    finish_on = project.baseline_finish_on
    if finish_on is not None and change.days_effect:
        finish_on = date.fromordinal(finish_on.toordinal() + change.days_effect)
    bac = project.bac
    if bac is not None:
        bac += change.cost_effect or 0
    return Proposal(project.baseline_start_on, finish_on, bac, project.contingency)


def judge_gate(
    session: Session, key: int, verdict: Verdict, *, text: str = "", on: date, conditions: Sequence[Condition] = ()
) -> tuple[int, ...]:
    """Keep the verdict of a gate and make an action of each condition; gives the keys of the actions.

    Raises:
        PmoError: the gate is gone, or “proceed with conditions” names none, or another verdict names some.
    """
    gate = session.get(Gate, key)
    if gate is None:
        raise PmoError(say(_GONE))
    if verdict is Verdict.CONDITIONS and not conditions:
        raise PmoError(
            say("“Proceed with conditions” needs at least one condition. Write it down, or choose “Proceed”.")
        )
    if conditions and verdict is not Verdict.CONDITIONS:
        raise PmoError(say("Only “Proceed with conditions” has conditions. Take them out, or choose that verdict."))
    gate.verdict, gate.verdict_text, gate.held_on = verdict, text.strip(), on
    authority = authority_of(session, gate.project_key)
    made = [
        Action(
            project_key=gate.project_key,
            title=each.title,
            owner=each.owner,
            due_on=each.due_on,
            source=gate.name,
            authority=authority,
            gate_key=gate.key,
        )
        for each in conditions
    ]
    session.add_all(made)
    session.flush()
    return tuple(action.key for action in made)

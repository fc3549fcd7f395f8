"""The gates of one project: the path it goes through them, how each ended, and which conditions are still open."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.choices import ItemState, Stage
from pmo_desktop.domain.gate import Gate
from pmo_desktop.domain.method import Phase
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.quality import VERDICTS
from pmo_desktop.services import method, periods
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.insights.project_shapes import GatePath, GateStop
from pmo_desktop.services.insights.tab_said import Note, TabSaid
from pmo_desktop.services.wording import days
from pmo_desktop.text import say

_STAGES = tuple(Stage)


def project_gates(session: Session, key: int) -> TabSaid:
    """What the gates of a project say, those of its lifecycle that are on no calendar yet among them."""
    gates = list(session.scalars(select(Gate).where(Gate.project_key == key)))
    conditions = _conditions(session, gates)
    period = periods.current_period(session)
    today = period.cut_off_on if period else None
    milestones = _milestones(session, gates)
    open_ones = Counter(each.gate_key for each in conditions)
    stops = [_stop(each, milestones.get(each.milestone_key or 0), open_ones[each.key], today) for each in gates]
    stops.sort(key=lambda each: (max(each.days, default=date.max), each.label))
    stops += [GateStop(phase.gate, say("not on the calendar yet")) for phase in _to_come(session, key, gates)]
    return TabSaid(
        headline=_headline(gates),
        chart="gate_path",
        answer=GatePath(tuple(stops), today),
        title=_title(stops, len(conditions)),
        caption=say("Planned in outline, expected in colour, held solid"),
        notes=tuple(_notes(gates, conditions)),
    )


def _conditions(session: Session, gates: Sequence[Gate]) -> list[Action]:
    keys = [each.key for each in gates]
    query = select(Action).where(Action.gate_key.in_(keys), Action.state == ItemState.OPEN).order_by(Action.due_on)
    return list(session.scalars(query))


def _milestones(session: Session, gates: Sequence[Gate]) -> dict[int, Milestone]:
    keys = {each.milestone_key for each in gates}
    return {each.key: each for each in session.scalars(select(Milestone).where(Milestone.key.in_(keys)))}


def _to_come(session: Session, key: int, gates: Sequence[Gate]) -> Iterable[Phase]:
    """The phases of the project's lifecycle, from today's on, whose gate it does not have."""
    project, there = session.get_one(Project, key), {each.phase_key for each in gates}
    if project.lifecycle_key is None or project.status.is_over:
        return
    for phase in method.phases(session, project.lifecycle_key):
        is_past = phase.stage and project.stage and _STAGES.index(phase.stage) < _STAGES.index(project.stage)
        if phase.gate and phase.key not in there and not is_past:
            yield phase


def _stop(gate: Gate, milestone: Milestone | None, conditions: int, today: date | None) -> GateStop:
    planned_on = (milestone.baseline_on if milestone else None) or gate.planned_on
    expected_on = None if gate.held_on else (milestone.forecast_on if milestone else None) or gate.planned_on
    late = (expected_on - planned_on).days if expected_on and planned_on else 0
    is_overdue = expected_on is not None and today is not None and expected_on < today
    return GateStop(
        gate.name,
        _note(gate, expected_on, (late, conditions), is_overdue=is_overdue),
        VERDICTS[gate.verdict] if gate.verdict else None,
        planned_on,
        expected_on,
        gate.held_on,
        strong=bool(conditions) or late > 0 or is_overdue,
        key=f"gate {gate.key}",
    )


def _note(gate: Gate, expected_on: date | None, counts: tuple[int, int], *, is_overdue: bool) -> str:
    late, conditions = counts
    if gate.held_on:
        verdict = gate.verdict.label if gate.verdict else say("held, no verdict yet")
        parts = [verdict, show_date(gate.held_on)]
    elif expected_on is None:
        parts = [say("no date yet")]
    else:
        word = say("was due {day}") if is_overdue else say("expected {day}")
        parts = [word.format(day=show_date(expected_on)), say("{days} late", days=days(late)) if late > 0 else ""]
    if conditions:
        parts.append(say("1 condition open") if conditions == 1 else say("{count} conditions open", count=conditions))
    return " · ".join(filter(None, parts))


def _headline(gates: Sequence[Gate]) -> str:
    if not gates:
        return say("No gate yet")
    told = say("1 gate") if len(gates) == 1 else say("{count} gates", count=len(gates))
    held = sorted((each for each in gates if each.held_on), key=lambda each: each.held_on or date.min)
    if held:
        told = say("{gates}, {count} held", gates=told, count=len(held))
        if held[-1].verdict:
            told = say("{told}; last verdict: {verdict}", told=told, verdict=held[-1].verdict.label.lower())
    return told


def _title(stops: Sequence[GateStop], conditions: int) -> str:
    ahead = [each for each in stops if each.expected_on and not each.held_on]
    late = [each for each in ahead if each.planned_on and each.expected_on and each.expected_on > each.planned_on]
    if not stops:
        return say("No gate is planned yet")
    if conditions:
        return say("1 condition is still open") if conditions == 1 else say("{count} conditions are still open",
                                                                           count=conditions)  # fmt: skip
    if late:
        first = late[0]
        slip = ((first.expected_on or date.min) - (first.planned_on or date.min)).days
        return say("{gate} is {days} late", gate=first.label, days=days(slip))
    if ahead:
        return say("Next: {gate}, {day}", gate=ahead[0].label, day=show_date(ahead[0].expected_on))
    held = sum(each.held_on is not None for each in stops)
    return say("Every gate is held") if held == len(stops) else say("The next gate has no date yet")


def _notes(gates: Sequence[Gate], conditions: Sequence[Action]) -> Iterable[Note]:
    names = {each.key: each.name for each in gates}
    for each in conditions:
        text = say(
            "Condition of {gate}: {action}, {owner}, due {day}.", gate=names.get(each.gate_key or 0, ""),
            action=each.title, owner=each.owner or say("no owner"), day=show_date(each.due_on),
        )  # fmt: skip
        yield Note(text, say("Open action"), "action", each.key)

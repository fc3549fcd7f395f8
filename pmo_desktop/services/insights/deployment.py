"""How far the deployment of an office has come: its steps against their baseline, cost and people by phase."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import OfficeStage, Rating
from pmo_desktop.domain.deployment import DeploymentActivity
from pmo_desktop.domain.rules.deployment import average_fte, is_late
from pmo_desktop.services.deployment import activities
from pmo_desktop.services.formats import show_change
from pmo_desktop.services.insights.shapes import Gantt, GanttRow
from pmo_desktop.text import say

_VERY_LATE_DAYS = 30


@dataclass(frozen=True, slots=True)
class PhaseSum:
    """One phase: steps, how many are done and late, first and last day, people on average, cost in minor units."""

    phase: OfficeStage
    steps: int
    done: int
    late: int
    starts_on: date | None
    ends_on: date | None
    fte: float | None
    cost: int | None


@dataclass(frozen=True, slots=True)
class LateStep:
    """An open step behind its baseline by `days`, 1 or more, as far as is known."""

    key: int
    title: str
    owner: str
    days: int


@dataclass(frozen=True, slots=True)
class Deployment:
    """The plan of one office as it stands on a day; `cost` in minor units where every known step has one."""

    title: str
    steps: int
    done: int
    late: tuple[LateStep, ...]
    cost: int | None
    ends_on: date | None
    baseline_ends_on: date | None
    phases: tuple[PhaseSum, ...]
    gantt: Gantt


def deployment(session: Session, office_key: int, on: date) -> Deployment | None:
    """The plan of an office as it stands on a day; none if it has none."""
    every = activities(session, office_key)
    if not every:
        return None
    late = tuple(sorted((step for each in every if (step := _late(each, on))), key=lambda step: -step.days))
    done = sum(each.actual_finish_on is not None for each in every)
    return Deployment(
        title=_title(len(every), done, late),
        steps=len(every),
        done=done,
        late=late,
        cost=_sum(each.cost for each in every),
        ends_on=max((day for each in every if (day := _finish(each))), default=None),
        baseline_ends_on=max((day for each in every if (day := each.baseline_finish_on)), default=None),
        phases=tuple(_phase(phase, found, on) for phase, found in _by_phase(every)),
        gantt=_gantt(every, on),
    )


def _title(steps: int, done: int, late: Sequence[LateStep]) -> str:
    told = say("{done} of {steps} activities are done", done=done, steps=steps)
    if not late:
        return say("{told}, none is late", told=told)
    return (
        say("{told}, 1 is late", told=told)
        if len(late) == 1
        else say("{told}, {late} are late", told=told, late=len(late))
    )


def _by_phase(every: Sequence[DeploymentActivity]) -> list[tuple[OfficeStage, list[DeploymentActivity]]]:
    return [(phase, list(found)) for phase, found in groupby(every, key=lambda each: each.phase)]


def _start(each: DeploymentActivity) -> date | None:
    return each.actual_start_on or each.forecast_start_on or each.baseline_start_on


def _finish(each: DeploymentActivity) -> date | None:
    return each.actual_finish_on or each.forecast_finish_on or each.baseline_finish_on


def _late(each: DeploymentActivity, on: date) -> LateStep | None:
    """How late an open step is: by its slip, or by the days since its baseline where it should be over and is not."""
    if each.actual_finish_on or not is_late(
        each.baseline_finish_on, each.forecast_finish_on, each.actual_finish_on, on
    ):
        return None
    overdue = (on - each.baseline_finish_on).days if each.baseline_finish_on else 0
    return LateStep(each.key, each.title, each.owner, max(each.slip_days() or 0, overdue))


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _phase(phase: OfficeStage, found: Sequence[DeploymentActivity], on: date) -> PhaseSum:
    spans = [
        (start, finish, each.fte)
        for each in found
        if each.fte and (start := _start(each)) and (finish := _finish(each))
    ]
    return PhaseSum(
        phase=phase,
        steps=len(found),
        done=sum(each.actual_finish_on is not None for each in found),
        late=sum(_late(each, on) is not None for each in found),
        starts_on=min((day for each in found if (day := _start(each))), default=None),
        ends_on=max((day for each in found if (day := _finish(each))), default=None),
        fte=average_fte(spans),
        cost=_sum(each.cost for each in found),
    )


def _gantt(every: Sequence[DeploymentActivity], on: date) -> Gantt:
    days = [
        day
        for each in every
        for day in (_start(each), _finish(each), each.baseline_start_on, each.baseline_finish_on)
        if day
    ]
    if not days:
        return Gantt()
    rows: list[GanttRow] = []
    for phase, found in _by_phase(every):
        rows.append(GanttRow(phase.label, is_head=True))
        rows += [_row(each, on) for each in found]
    first = min(days).replace(day=1)
    last = max(days) + timedelta(days=7)
    return Gantt(first, last, on, tuple(rows), say("Slip, d"))


def _row(each: DeploymentActivity, on: date) -> GanttRow:
    late = _late(each, on)
    begun = each.actual_start_on is not None
    on_plan = Rating.GREEN if begun else None
    rating = on_plan if late is None else Rating.RED if late.days > _VERY_LATE_DAYS else Rating.AMBER
    baseline = each.baseline_start_on, each.baseline_finish_on
    slip = late.days if late else each.slip_days()
    return GanttRow(
        label=each.title,
        baseline=(baseline[0], baseline[1]) if baseline[0] and baseline[1] else None,
        start=_start(each),
        finish=_finish(each),
        rating=rating,
        complete=each.actual_finish_on is not None,
        shown=show_change(slip, 0) if slip else "",
        key=str(each.key),
    )

"""A plan of another program as registers: one project, its milestones, and the people it names."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pmo_desktop.domain.choices import MilestoneKind
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.importing import ColumnMatch, LeftOut, ReadBook, ReadRow, ReadTable
from pmo_desktop.domain.money import minor_digits
from pmo_desktop.interchange.bare_plan import BarePlan, BareTask
from pmo_desktop.interchange.words import fold
from pmo_desktop.services.import_plans import PLANNED
from pmo_desktop.text import say

_DONE = 100  # percent
_WORDS = (
    (MilestoneKind.GATE, re.compile(r"\b(?:gate|gateway|tor|porte|dg\d|g\d)\b")),
    (MilestoneKind.APPROVAL, re.compile(r"\b(?:approv\w*|sign.?off|genehmig\w*|freigabe|approbation|aprobaci\w*)\b")),
    (MilestoneKind.ASSURANCE, re.compile(r"\b(?:review|audit|assurance|prufung|revue|revision)\b")),
)


def book_of_plan(path: Path, plan: BarePlan) -> ReadBook:
    """The registers in a plan.

    Raises:
        PmoError: It holds no task.
    """
    tasks = [task for task in plan.tasks if task.name or not task.is_whole]
    if not [task for task in tasks if not task.is_whole]:
        raise PmoError(say("“{name}” is a plan without a task: there is nothing to import.", name=path.name))
    name = _name_of(path, plan)
    notes = [say("A plan of {program}: {count} tasks.", program=plan.program, count=len(tasks))]
    if plan.skipped:
        notes.append(say("Empty or inactive tasks, left out: {count}.", count=plan.skipped))
    numbers = sorted(
        {number for task in tasks for number in task.baselines}, key=lambda each: (each == plan.current, each)
    )
    if len(numbers) > 1:
        shown = ", ".join(map(str, sorted(numbers)))
        sentence = "The plan has the baselines {numbers}; {used} counts, and each is kept as a version."
        notes.append(say(sentence, numbers=shown, used=plan.current))
    tables = [_project_table(path, plan, name, notes)]
    left_out: list[LeftOut] = []
    milestones = [task for task in tasks if task.is_milestone and not task.is_whole and task.name]
    if milestones:
        rows = [_milestone_row(number, task, name, plan.current) for number, task in enumerate(milestones, 1)]
        tables.append(_table(path, plan, "milestone", rows, ()))
    else:
        left_out.append(LeftOut("", say("the plan has no milestones")))
    if numbers:
        rows = [_baseline_row(plan, milestones, name, each) for each in numbers]
        tables.append(_table(path, plan, "baseline", rows, ()))
    if plan.people:
        people = [ReadRow(number, dict(zip(("name", "role_key", "fte"), each, strict=True))) for number, each in
                  enumerate(_each_once(plan.people), 1)]  # fmt: skip
        tables.append(_table(path, plan, "person", people, ()))
    return ReadBook(path.name, tuple(tables), tuple(left_out), is_plan=True)


def _each_once(people: Iterable[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    return list({name.casefold(): (name, role, units) for name, role, units in people}.values())


def _name_of(path: Path, plan: BarePlan) -> str:
    whole = next((task.name for task in plan.tasks if task.is_whole and task.name), "")
    return plan.title or whole or path.stem


def _table(path: Path, plan: BarePlan, target: str, rows: Sequence[ReadRow], notes: Sequence[str]) -> ReadTable:
    fields = list(rows[0].values)
    return ReadTable(
        source_name=path.name,
        sheet="",
        encoding="",
        delimiter="",
        orientation="rows",
        header_row=0,
        matches=tuple(
            ColumnMatch(index, "", name, name, None, "exact") for index, name in enumerate(fields) if name != PLANNED
        ),
        rows=tuple(rows),
        period_hint=_period_of(plan) if target == "project" else None,
        currency=_currency_of(plan, fields),
        notes=tuple(notes),
        target=target,
    )


def _currency_of(plan: BarePlan, fields: Sequence[str]) -> str | None:
    """The currency of the plan's amounts, where it has any and the code is one that is known."""
    from babel.numbers import list_currencies

    code = plan.currency.upper()
    return code if {"bac", "eac", "ac"} & set(fields) and code in list_currencies("en") else None


def _period_of(plan: BarePlan) -> str | None:
    """The month a plan reports on, where its status date is not one that was left behind from another plan."""
    starts_on = _first(task.start for task in plan.tasks)
    is_told = plan.status_on is not None and (starts_on is None or plan.status_on >= starts_on)
    return f"{plan.status_on:%Y-%m}" if is_told else None


def _milestone_row(number: int, task: BareTask, project: str, current: int | None) -> ReadRow:
    baseline = task.baselines.get(current) if current is not None else None
    values: dict[str, object] = {
        "project_key": project,
        "name": task.name,
        "kind": _kind(task.name),
        "baseline_on": baseline[1] or baseline[0] if baseline else None,
        "forecast_on": task.finish or task.start,
        "actual_on": (task.actual_finish or task.finish) if task.percent == _DONE else task.actual_finish,
    }
    return ReadRow(number, values)


def _kind(name: str) -> MilestoneKind:
    plain = fold(name)
    return next((kind for kind, pattern in _WORDS if pattern.search(plain)), MilestoneKind.DELIVERY)


@dataclass(frozen=True, slots=True)
class _Planned:
    """What one baseline plans for the whole project."""

    start: date | None
    finish: date | None
    bac: int | None


def _planned(plan: BarePlan, number: int | None) -> _Planned:
    """What the baseline of that number says: of the whole where it does, else of the tasks that sum up no others."""
    leaves, whole = _leaves(plan), _whole(plan)
    if number is None:
        return _Planned(None, None, None)
    found = [task.baselines[number] for task in leaves if number in task.baselines]
    overall = whole.baselines.get(number) if whole else None
    costs = [overall[2]] if overall and overall[2] else [each[2] for each in found]
    return _Planned(
        (overall and overall[0]) or _first(each[0] for each in found),
        (overall and overall[1]) or _last(each[1] or each[0] for each in found),
        _sum(costs),
    )


def _leaves(plan: BarePlan) -> list[BareTask]:
    return [task for task in plan.tasks if not task.is_summary and not task.is_whole]


def _whole(plan: BarePlan) -> BareTask | None:
    return next((task for task in plan.tasks if task.is_whole), None)


def _baseline_row(plan: BarePlan, milestones: Sequence[BareTask], project: str, number: int) -> ReadRow:
    planned = _planned(plan, number)
    name = plan.baseline_names.get(number, "")
    what = f"“{name}”" if name else str(number)
    days = ((task.name, task.baselines.get(number)) for task in milestones)
    values: dict[str, object] = {
        "project_key": project,
        "reason": say("Baseline {number} of {program}.", number=what, program=plan.program),
        "start_on": planned.start,
        "finish_on": planned.finish,
        "bac": _minor(planned.bac, plan),
        PLANNED: [(called, found[1] or found[0]) for called, found in days if found],
    }
    return ReadRow(number, values)


def _project_table(path: Path, plan: BarePlan, name: str, notes: list[str]) -> ReadTable:
    leaves, planned = _leaves(plan), _planned(plan, plan.current)
    values: dict[str, object] = {
        "name": name,
        "project_manager": plan.manager,
        "organisation": plan.company,
        "baseline_start_on": planned.start,
        "baseline_finish_on": planned.finish,
        "forecast_start_on": _first(task.start for task in leaves) or plan.start,
        "forecast_finish_on": _last(task.finish or task.start for task in leaves) or plan.finish,
        "actual_start_on": _first(task.actual_start for task in leaves),
        **_money(plan, planned, leaves),
    }
    if leaves and all(task.percent == _DONE for task in leaves):
        values["actual_finish_on"] = _last(task.actual_finish or task.finish for task in leaves)
    kept = {field: value for field, value in values.items() if value not in (None, "")}
    return _table(path, plan, "project", [ReadRow(1, kept)], notes)


def _money(plan: BarePlan, planned: _Planned, leaves: Sequence[BareTask]) -> dict[str, object]:
    """Money where the plan gives any; earned value only where there is a baseline to earn."""
    whole = _whole(plan)

    def total(read: Callable[[BareTask], int | None]) -> int | None:
        return (read(whole) if whole else None) or _sum(map(read, leaves))

    earned = {"pv": total(lambda task: task.planned_value), "ev": total(lambda task: task.earned_value)}
    performed = total(lambda task: task.performed_cost)
    if not planned.bac or not any(earned.values()):
        earned, performed = {}, None
    found = {
        "bac": planned.bac,
        "eac": total(lambda task: task.cost),
        "ac": performed or total(lambda task: task.actual_cost),
        **earned,
    }
    if not any(found.values()):
        return {}
    return {name: minor for name, amount in found.items() if (minor := _minor(amount, plan)) is not None}


def _minor(hundredths: int | None, plan: BarePlan) -> int | None:
    """Hundredths as minor units of the plan's currency."""
    if hundredths is None:
        return None
    digits = minor_digits(plan.currency) if plan.currency else 2
    return round(hundredths * 10.0 ** (digits - 2))


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if any(known) else None


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def _last(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)

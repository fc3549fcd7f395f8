"""A plan of another program as registers: one project, its milestones, and the people it names."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from pmo_desktop.domain.choices import MilestoneKind
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.importing import ColumnMatch, LeftOut, ReadBook, ReadRow, ReadTable
from pmo_desktop.domain.money import minor_digits
from pmo_desktop.interchange.plans import BarePlan, BareTask
from pmo_desktop.interchange.words import fold
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
    numbers = sorted({number for task in tasks for number in task.baselines})
    if len(numbers) > 1:
        shown = ", ".join(map(str, numbers))
        notes.append(say("The plan has the baselines {numbers}; {used} is used.", numbers=shown, used=numbers[0]))
    tables = [_project_table(path, plan, name, notes)]
    left_out: list[LeftOut] = []
    milestones = [task for task in tasks if task.is_milestone and not task.is_whole and task.name]
    if milestones:
        rows = [_milestone_row(number, task, name) for number, task in enumerate(milestones, 1)]
        tables.append(_table(path, plan, "milestone", rows, ()))
    else:
        left_out.append(LeftOut("", say("the plan has no milestones")))
    if plan.people:
        people = [ReadRow(number, dict(zip(("name", "role_key", "fte"), each, strict=True))) for number, each in
                  enumerate(_each_once(plan.people), 1)]  # fmt: skip
        tables.append(_table(path, plan, "person", people, ()))
    return ReadBook(path.name, tuple(tables), tuple(left_out))


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
        matches=tuple(ColumnMatch(index, "", name, name, None, "exact") for index, name in enumerate(fields)),
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


def _milestone_row(number: int, task: BareTask, project: str) -> ReadRow:
    baseline = _baseline(task)
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


def _baseline(task: BareTask) -> tuple[date | None, date | None, int | None] | None:
    return task.baselines[min(task.baselines)] if task.baselines else None


def _project_table(path: Path, plan: BarePlan, name: str, notes: list[str]) -> ReadTable:
    leaves = [task for task in plan.tasks if not task.is_summary and not task.is_whole]
    whole = next((task for task in plan.tasks if task.is_whole), None)
    baselines = [found for task in leaves if (found := _baseline(task))]
    overall = _baseline(whole) if whole else None
    values: dict[str, object] = {
        "name": name,
        "project_manager": plan.manager,
        "organisation": plan.company,
        "baseline_start_on": (overall and overall[0]) or _first(each[0] for each in baselines),
        "baseline_finish_on": (overall and overall[1]) or _last(each[1] or each[0] for each in baselines),
        "forecast_start_on": _first(task.start for task in leaves) or plan.start,
        "forecast_finish_on": _last(task.finish or task.start for task in leaves) or plan.finish,
        "actual_start_on": _first(task.actual_start for task in leaves),
        **_money(plan, whole, leaves),
    }
    if leaves and all(task.percent == _DONE for task in leaves):
        values["actual_finish_on"] = _last(task.actual_finish or task.finish for task in leaves)
    kept = {field: value for field, value in values.items() if value not in (None, "")}
    return _table(path, plan, "project", [ReadRow(1, kept)], notes)


def _money(plan: BarePlan, whole: BareTask | None, leaves: Sequence[BareTask]) -> dict[str, object]:
    """Money where the plan gives any; earned value only where there is a baseline to earn."""
    sources = [whole] if whole and whole.cost else leaves
    budget = _sum(baseline[2] for task in sources if (baseline := _baseline(task)))
    earned: dict[str, int | None] = {
        "pv": _sum(task.planned_value for task in sources),
        "ev": _sum(task.earned_value for task in sources),
    }
    if not budget or not any(earned.values()):
        earned = {}
    found = {
        "bac": budget,
        "eac": _sum(task.cost for task in sources),
        "ac": _sum(task.actual_cost for task in sources),
        **earned,
    }
    if not any(found.values()):
        return {}
    digits = minor_digits(plan.currency) if plan.currency else 2
    return {name: round(amount * 10 ** (digits - 2)) for name, amount in found.items() if amount is not None}


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if any(known) else None


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def _last(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)

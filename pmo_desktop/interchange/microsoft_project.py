"""Plans of Microsoft Project, and of ProjectLibre, which writes the same XML.

Source: the schema of Microsoft's "Project XML Data Interchange": money in hundredths, durations of ISO 8601.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from pmo_desktop.interchange.bare_plan import (
    MINUTES_PER_DAY,
    MOST_TASKS,
    BarePlan,
    BareTask,
    below,
    day_in,
    number_in,
    tag_of,
    texts,
)

_DURATION = re.compile(r"-?P(?:(\d+)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?")
_WORK = "1"  # the type of resources that are people
_MINUTES_OF_A_DAY = 1440.0
_ELAPSED = frozenset(
    {"4", "6", "8", "10", "12", "20", "36", "38", "40", "42", "44", "52"}
)  # formats that count nights too


def microsoft_project(root: Element) -> BarePlan | str:
    """The plan under the root of such a document, or "damaged" where it is none."""
    if tag_of(root) != "Project":
        return "damaged"
    values = texts(root)
    plan = BarePlan(
        title=values.get("Title", "") or values.get("Name", "").removesuffix(".xml").removesuffix(".mpp"),
        manager=values.get("Manager", ""),
        company=values.get("Company", ""),
        currency=values.get("CurrencyCode", ""),
        program="Microsoft Project",
        start=day_in(values.get("StartDate")),
        finish=day_in(values.get("FinishDate")),
        status_on=day_in(values.get("StatusDate")),
        minutes_per_day=number_in(values.get("MinutesPerDay")) or MINUTES_PER_DAY,
    )
    every = [(element, texts(element)) for element in list(below(root, "Tasks", "Task"))[:MOST_TASKS]]
    kept = [(element, task) for element, task in every if _counts(task)]
    plan.skipped = len(every) - len(kept)
    plan.tasks = [_task(element, task, plan.minutes_per_day) for element, task in kept]
    plan.current = _current(plan, values.get("BaselineForEarnedValue"))
    _infer(plan, [task for _, task in kept])
    plan.people = [
        (name, values.get("Group", ""), number_in(values.get("MaxUnits")) or 1.0)
        for element in below(root, "Resources", "Resource")
        if not _flag(values := texts(element), "IsNull")
        and (name := values.get("Name", ""))
        and values.get("Type", _WORK) == _WORK
    ]
    return plan


def _counts(task: dict[str, str]) -> bool:
    """Whether a task is one of this plan: no blank line, not set inactive, no shadow of a task of another plan."""
    return not _flag(task, "IsNull") and _flag(task, "Active") is not False and not _flag(task, "ExternalTask")


def _flag(values: dict[str, str], name: str) -> bool | None:
    """Yes or no, as XML Schema writes it; none where the file does not say."""
    return {"1": True, "true": True, "0": False, "false": False}.get(values.get(name, ""))


def _task(element: Element, values: dict[str, str], minutes_per_day: float) -> BareTask:
    minutes = _minutes(values.get("Duration"))
    is_elapsed = values.get("DurationFormat") in _ELAPSED
    is_milestone = _flag(values, "Milestone")
    start = day_in(values.get("Start"))
    return BareTask(
        name=values.get("Name", ""),
        level=int(number_in(values.get("OutlineLevel")) or _outline_level(values)),
        is_summary=_flag(values, "Summary") is True,
        is_milestone=minutes == 0 if is_milestone is None else is_milestone,
        outline=values.get("WBS") or values.get("OutlineNumber", ""),
        start=start,
        finish=_last_day(values.get("Finish"), start),
        actual_start=day_in(values.get("ActualStart")),
        actual_finish=_last_day(values.get("ActualFinish"), day_in(values.get("ActualStart"))),
        percent=number_in(values.get("PercentComplete")),
        days=None if minutes is None else minutes / (_MINUTES_OF_A_DAY if is_elapsed else minutes_per_day),
        cost=_hundredths(values.get("Cost")),
        actual_cost=_hundredths(values.get("ActualCost")),
        performed_cost=_hundredths(values.get("ACWP")),
        planned_value=_hundredths(values.get("BCWS")),
        earned_value=_hundredths(values.get("BCWP")),
        baselines=dict(_baselines(element)),
        notes=values.get("Notes", ""),
        is_whole=values.get("UID") == "0" or values.get("OutlineLevel") == "0",
    )


def _outline_level(values: dict[str, str]) -> int:
    outline = values.get("OutlineNumber") or values.get("WBS", "")
    return 0 if values.get("UID") == "0" else outline.count(".") + 1


def _baselines(element: Element) -> Iterator[tuple[int, tuple[date | None, date | None, int | None]]]:
    for baseline in below(element, "Baseline"):
        values = texts(baseline)
        start, cost = day_in(values.get("Start")), _hundredths(values.get("Cost"))
        finish = _last_day(values.get("Finish"), start)
        if start or finish or cost:
            yield int(number_in(values.get("Number")) or 0), (start, finish, cost)


def _current(plan: BarePlan, told: str | None) -> int | None:
    """The baseline that counts: the one that variances are measured by (0 if nothing says so), else the last one."""
    numbers = {number for task in plan.tasks for number in task.baselines}
    measured = int(number_in(told) or 0)
    return measured if measured in numbers else max(numbers, default=None)


def _infer(plan: BarePlan, values: list[dict[str, str]]) -> None:
    """Where tasks do not say whether they sum up others, those that stand above deeper ones do."""
    for number, task in enumerate(plan.tasks):
        if _flag(values[number], "Summary") is None:
            following = plan.tasks[number + 1] if number + 1 < len(plan.tasks) else None
            task.is_summary = following is not None and following.level > task.level
            task.is_milestone = task.is_milestone and not task.is_summary


def _last_day(text: str | None, start: date | None) -> date | None:
    """The day on which something ends; at midnight that is the one before."""
    day = day_in(text)
    is_midnight = text is not None and text[10:] == "T00:00:00"
    return day - timedelta(days=1) if day and start and is_midnight and day > start else day


def _hundredths(text: str | None) -> int | None:
    number = number_in(text)
    return None if number is None or number != number else round(number)  # noqa: PLR0124  not a number


def _minutes(text: str | None) -> float | None:
    match = _DURATION.fullmatch(text or "")
    if match is None:
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return days * 24 * 60 + hours * 60 + minutes + seconds / 60

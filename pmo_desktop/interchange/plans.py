"""Plans of other programs, as bare tasks and resources: Microsoft Project's XML, ProjectLibre's, GanttProject's.

Source: the schema of Microsoft's "Project XML Data Interchange" (money in hundredths, durations of ISO 8601), and files
that GanttProject writes. No document type, no entity, and nothing of Java is ever brought to life.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from pmo_desktop.interchange.sniff import POD_MARK

_MOST_TASKS = 200_000
_DURATION = re.compile(r"-?P(?:(\d+)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?")
_WORK = "1"  # the type of resources that are people
_MINUTES_PER_DAY = 480.0


@dataclass(slots=True)
class BareTask:
    """One task: its dates are days, its money whole hundredths; none where the file says nothing."""

    name: str
    level: int
    is_summary: bool
    is_milestone: bool
    outline: str = ""
    start: date | None = None
    finish: date | None = None
    actual_start: date | None = None
    actual_finish: date | None = None
    percent: float | None = None
    days: float | None = None
    cost: int | None = None
    actual_cost: int | None = None
    planned_value: int | None = None
    earned_value: int | None = None
    baselines: dict[int, tuple[date | None, date | None, int | None]] = field(
        default_factory=dict[int, tuple["date | None", "date | None", "int | None"]]
    )
    notes: str = ""
    is_whole: bool = False


@dataclass(slots=True)
class BarePlan:
    """A plan: what it is called, who leads it, its days, its tasks in order, and the people it names."""

    title: str = ""
    manager: str = ""
    company: str = ""
    currency: str = ""
    program: str = ""
    start: date | None = None
    finish: date | None = None
    status_on: date | None = None
    minutes_per_day: float = _MINUTES_PER_DAY
    tasks: list[BareTask] = field(default_factory=list[BareTask])
    people: list[tuple[str, str, float]] = field(default_factory=list[tuple[str, str, float]])
    skipped: int = 0


def read_pod(content: bytes) -> BarePlan | str:
    """The plan in a file of ProjectLibre: the XML that stands inside it, behind its own objects."""
    return read_plan(content[content.rindex(POD_MARK) + len(POD_MARK) :].strip(b"\0\r\n\t "))


def read_plan(content: bytes) -> BarePlan | str:
    """The plan in an XML document, or "damaged" where it is no such plan."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(content, forbid_dtd=True)
        return _gantt_project(root) if _tag(root) == "project" else _microsoft_project(root)
    except (ParseError, DefusedXmlException, ValueError, RecursionError, LookupError):
        return "damaged"


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _values(element: Element) -> dict[str, str]:
    """The texts of an element's children by their names."""
    return {_tag(child): (child.text or "").strip() for child in element if not len(child)}


def _children(element: Element, *path: str) -> Iterator[Element]:
    found = [element]
    for name in path:
        found = [child for each in found for child in each if _tag(child) == name]
    yield from found


# Microsoft Project ---------------------------------------------------------------------------------------------------


def _microsoft_project(root: Element) -> BarePlan | str:
    if _tag(root) != "Project":
        return "damaged"
    values = _values(root)
    plan = BarePlan(
        title=values.get("Title", "") or values.get("Name", "").removesuffix(".xml").removesuffix(".mpp"),
        manager=values.get("Manager", ""),
        company=values.get("Company", ""),
        currency=values.get("CurrencyCode", ""),
        program="Microsoft Project",
        start=_day(values.get("StartDate")),
        finish=_day(values.get("FinishDate")),
        status_on=_day(values.get("StatusDate")),
        minutes_per_day=_number(values.get("MinutesPerDay")) or _MINUTES_PER_DAY,
    )
    elements = list(_children(root, "Tasks", "Task"))[:_MOST_TASKS]
    for element in elements:
        task = _values(element)
        if task.get("IsNull") == "1" or task.get("Active") == "0":
            plan.skipped += 1
        else:
            plan.tasks.append(_task(element, task, plan.minutes_per_day))
    _infer(plan, [_values(element) for element in elements if _is_kept(element)])
    plan.people = [
        (name, values.get("Group", ""), _number(values.get("MaxUnits")) or 1.0)
        for element in _children(root, "Resources", "Resource")
        if (values := _values(element)).get("IsNull") != "1"
        and (name := values.get("Name", ""))
        and values.get("Type", _WORK) == _WORK
    ]
    return plan


def _is_kept(element: Element) -> bool:
    values = _values(element)
    return values.get("IsNull") != "1" and values.get("Active") != "0"


def _task(element: Element, values: dict[str, str], minutes_per_day: float) -> BareTask:
    minutes = _minutes(values.get("Duration"))
    return BareTask(
        name=values.get("Name", ""),
        level=int(_number(values.get("OutlineLevel")) or _outline_level(values)),
        is_summary=values.get("Summary") == "1",
        is_milestone=values.get("Milestone") == "1" or ("Milestone" not in values and minutes == 0),
        outline=values.get("WBS") or values.get("OutlineNumber", ""),
        start=_day(values.get("Start")),
        finish=_day(values.get("Finish")),
        actual_start=_day(values.get("ActualStart")),
        actual_finish=_day(values.get("ActualFinish")),
        percent=_number(values.get("PercentComplete")),
        days=None if minutes is None else minutes / minutes_per_day,
        cost=_hundredths(values.get("Cost")),
        actual_cost=_hundredths(values.get("ActualCost")),
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
    for baseline in _children(element, "Baseline"):
        values = _values(baseline)
        start, finish, cost = _day(values.get("Start")), _day(values.get("Finish")), _hundredths(values.get("Cost"))
        if start or finish or cost:
            yield int(_number(values.get("Number")) or 0), (start, finish, cost)


def _infer(plan: BarePlan, values: list[dict[str, str]]) -> None:
    """Where tasks do not say whether they sum up others, those that stand above deeper ones do."""
    for number, task in enumerate(plan.tasks):
        if "Summary" not in values[number]:
            following = plan.tasks[number + 1] if number + 1 < len(plan.tasks) else None
            task.is_summary = following is not None and following.level > task.level
            task.is_milestone = task.is_milestone and not task.is_summary


def _day(text: str | None) -> date | None:
    try:
        found = date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
    return found if found.year > 1950 else None  # noqa: PLR2004  the programs write 1949 or 1899 for none


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None  # noqa: PLR2004  also no infinity


def _hundredths(text: str | None) -> int | None:
    number = _number(text)
    return None if number is None or number != number else round(number)  # noqa: PLR0124  not a number


def _minutes(text: str | None) -> float | None:
    match = _DURATION.fullmatch(text or "")
    if match is None:
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return days * 24 * 60 + hours * 60 + minutes + seconds / 60


# GanttProject --------------------------------------------------------------------------------------------------------


def _gantt_project(root: Element) -> BarePlan:
    plan = BarePlan(
        title=root.get("name", ""),
        company=root.get("company", ""),
        program="GanttProject",
        start=_day(root.get("view-date")),
    )
    plan.start = None
    weekend = _weekend(root)
    before = {str(each.get("id")): each for each in _children(root, "previous", "previous-tasks", "previous-task")}
    for element in _children(root, "tasks", "task"):
        _take_gantt_task(plan, element, 1, weekend, before)
    roles = {str(each.get("id")): each.get("name", "") for each in _children(root, "roles", "role")}
    plan.people = [
        (name, roles.get(each.get("function", ""), ""), 1.0)
        for each in _children(root, "resources", "resource")
        if (name := each.get("name", ""))
    ]
    return plan


def _weekend(root: Element) -> set[int]:
    """The days of the week, Monday is 0, on which nobody works."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    for week in root.iter():
        if _tag(week) == "default-week":
            return {number for number, name in enumerate(names) if week.get(name) == "1"}
    return {5, 6}


def _take_gantt_task(plan: BarePlan, element: Element, level: int, weekend: set[int], before: dict[str, Any]) -> None:
    below = list(_children(element, "task"))
    start, days = _day(element.get("start")), _number(element.get("duration")) or 0
    is_milestone = element.get("meeting") == "true" or (days == 0 and not below)
    percent = _number(element.get("complete"))
    finish = start if is_milestone or start is None else _after(start, days, weekend)
    task = BareTask(
        name=element.get("name", ""),
        level=level,
        is_summary=bool(below),
        is_milestone=is_milestone and not below,
        start=start,
        finish=finish,
        actual_finish=finish if percent == 100 else None,  # noqa: PLR2004
        percent=percent,
        days=days,
        cost=_cost(element),
    )
    was = before.get(str(element.get("id")))
    if was is not None:
        planned = _day(was.get("start"))
        length = _number(was.get("duration")) or 0
        ends = planned if planned is None or is_milestone else _after(planned, length, weekend)
        task.baselines[0] = (planned, ends, None)
    plan.tasks.append(task)
    if len(plan.tasks) > _MOST_TASKS:
        raise ValueError(level)
    for each in below:
        _take_gantt_task(plan, each, level + 1, weekend, before)


def _cost(element: Element) -> int | None:
    """What a task costs, in hundredths, where that was typed and does not follow from its people."""
    for cost in _children(element, "cost"):
        number = _number(cost.get("value") or cost.get("manual-value"))
        if number is not None:
            return round(number * 100)
    return None


def _after(start: date, days: float, weekend: set[int]) -> date:
    """The last of some working days that begin on a day."""
    left, day = int(days) - 1, start
    while left > 0 and len(weekend) < 7:  # noqa: PLR2004  in a week
        day += timedelta(days=1)
        left -= day.weekday() not in weekend
    return day

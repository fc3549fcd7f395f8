"""Plans of GanttProject: tasks within tasks, working days, and earlier states as baselines.

Source: files that GanttProject writes.
"""

from collections.abc import Callable
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from pmo_desktop.interchange.bare_plan import MOST_TASKS, BarePlan, BareTask, below, day_in, number_in, tag_of

DaysOff = Callable[[date], bool]
_FAR = 400  # days off in a row after which none is expected to be worked on


def gantt_project(root: Element) -> BarePlan:
    """The plan under the root of such a document."""
    plan = BarePlan(
        title=root.get("name", ""),
        company=root.get("company", ""),
        program="GanttProject",
    )
    is_off = _days_off(root)
    before: list[dict[str, Element]] = []
    for number, kept in enumerate(below(root, "previous", "previous-tasks")):  # oldest first
        before.append({str(task.get("id")): task for task in below(kept, "previous-task")})
        plan.baseline_names[number] = kept.get("name", "")
    for element in below(root, "tasks", "task"):
        _take_task(plan, element, 1, is_off, before)
    plan.current = max((number for task in plan.tasks for number in task.baselines), default=None)
    roles = {str(each.get("id")): each.get("name", "") for each in below(root, "roles", "role")}
    plan.people = [
        (name, roles.get(each.get("function", ""), ""), 1.0)
        for each in below(root, "resources", "resource")
        if (name := each.get("name", ""))
    ]
    return plan


def _days_off(root: Element) -> DaysOff:
    """Whether nobody works on a day: of the weekend, unless that is only shown, and on holidays; some are worked on."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    every = {tag_of(each): each for each in root.iter()}
    week, shown = every.get("default-week"), every.get("only-show-weekends")
    weekend = {5, 6} if week is None else {number for number, name in enumerate(names) if week.get(name) == "1"}
    if shown is not None and shown.get("value") == "true":
        weekend = set()
    special = {
        tuple(int(number_in(each.get(part)) or 0) for part in ("year", "month", "date")): each.get("type") == "HOLIDAY"
        for each in below(root, "calendars", "date")
    }

    def is_off(day: date) -> bool:
        every_year = special.get((0, day.month, day.day), day.weekday() in weekend)
        return special.get((day.year, day.month, day.day), every_year)

    return is_off


def _take_task(plan: BarePlan, element: Element, level: int, is_off: DaysOff, before: list[dict[str, Element]]) -> None:
    inner = list(below(element, "task"))
    start, days = day_in(element.get("start")), number_in(element.get("duration")) or 0
    is_milestone = element.get("meeting") == "true" or (days == 0 and not inner)
    percent = number_in(element.get("complete"))
    finish = start if is_milestone or start is None else _after(start, days, is_off)
    task = BareTask(
        name=element.get("name", ""),
        level=level,
        is_summary=bool(inner),
        is_milestone=is_milestone and not inner,
        start=start,
        finish=finish,
        actual_finish=finish if percent == 100 else None,  # noqa: PLR2004
        percent=percent,
        days=days,
        cost=_cost(element),
    )
    for number, kept in enumerate(before):
        was = kept.get(str(element.get("id")))
        if was is not None:
            planned = day_in(was.get("start"))
            length = number_in(was.get("duration")) or 0
            ends = planned if planned is None or is_milestone else _after(planned, length, is_off)
            task.baselines[number] = (planned, ends, None)
    plan.tasks.append(task)
    if len(plan.tasks) > MOST_TASKS:
        raise ValueError(level)
    for each in inner:
        _take_task(plan, each, level + 1, is_off, before)


def _cost(element: Element) -> int | None:
    """What a task costs, in hundredths, where that was typed and does not follow from its people."""
    typed = element.get("cost-calculated") == "false"
    number = number_in(element.get("cost-manual-value")) if typed else None
    return None if number is None else round(number * 100)


def _after(start: date, days: float, is_off: DaysOff) -> date:
    """The last of some working days that begin on a day; in a calendar without any, that day."""
    left, day, looked = int(days) - 1, start, 0
    while left > 0 and looked < _FAR:
        day += timedelta(days=1)
        looked = looked + 1 if is_off(day) else 0
        left -= not is_off(day)
    return day if looked < _FAR else start

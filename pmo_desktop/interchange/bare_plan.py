"""A plan of another program as bare tasks and people, and the small things that readers of such files share."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from xml.etree.ElementTree import Element

MINUTES_PER_DAY = 480.0
MOST_TASKS = 200_000


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
    performed_cost: int | None = None
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
    minutes_per_day: float = MINUTES_PER_DAY
    tasks: list[BareTask] = field(default_factory=list[BareTask])
    people: list[tuple[str, str, float]] = field(default_factory=list[tuple[str, str, float]])
    skipped: int = 0
    current: int | None = None  # the number of the baseline that counts
    baseline_names: dict[int, str] = field(default_factory=dict[int, str])


def tag_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def texts(element: Element) -> dict[str, str]:
    """The texts of an element's children by their names."""
    return {tag_of(child): (child.text or "").strip() for child in element if not len(child)}


def below(element: Element, *path: str) -> Iterator[Element]:
    """The elements at the end of a path of names."""
    found = [element]
    for name in path:
        found = [child for each in found for child in each if tag_of(child) == name]
    yield from found


def day_in(text: str | None) -> date | None:
    """The day that a moment in ISO form begins with."""
    try:
        found = date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
    return found if found.year > 1950 else None  # noqa: PLR2004  the programs write 1949 or 1899 for none


def number_in(text: str | None) -> float | None:
    """The number that a text is."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None  # noqa: PLR2004  also no infinity

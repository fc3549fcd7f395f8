"""Which project waits for which, and which of these links is promised too late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import ItemState
from pmo_desktop.domain.dependency import Dependency, Direction
from pmo_desktop.domain.project import Project
from pmo_desktop.services.formats import show_date, show_number
from pmo_desktop.services.insights.competitors import in_portfolio
from pmo_desktop.services.insights.portfolio_shapes import DependencyMap, Link
from pmo_desktop.services.wording import days
from pmo_desktop.text import say

_MOST_PROJECTS = 24


@dataclass(frozen=True, slots=True)
class Dependence:
    """One open dependency between two projects. `late_days` above 0 is promised too late, none where not known."""

    key: int
    title: str
    giver: int
    receiver: int
    needed_by_on: date | None
    promised_on: date | None
    late_days: int | None
    owner: str


@dataclass(frozen=True, slots=True)
class Dependencies:
    """The chart of those links that are drawn, its message, and every link with the names of both ends, late first."""

    chart: DependencyMap
    title: str
    rows: tuple[Dependence, ...]
    names: dict[int, str]
    outside: int
    """Open dependencies on somebody who is no project of this register."""


def dependencies(session: Session, portfolio_key: int | None = None) -> Dependencies:
    """Every open dependency between projects, or those that touch one portfolio."""
    query = select(Dependency).where(Dependency.state == ItemState.OPEN)
    if portfolio_key is not None:
        own = select(Project.key).where(in_portfolio(portfolio_key))
        query = query.where(Dependency.project_key.in_(own) | Dependency.other_key.in_(own))
    found = list(session.scalars(query))
    rows = sorted((_row(each) for each in found if each.other_key is not None), key=_latest_first)
    ends = {end for each in rows for end in (each.giver, each.receiver)}
    names = {
        key: f"{reference} {name}".strip()
        for key, reference, name in session.execute(select(Project.key, Project.reference, Project.name))
        if key in ends
    }
    return Dependencies(
        _chart(rows, names), _title(rows), tuple(rows), names, sum(each.other_key is None for each in found)
    )


def _row(each: Dependency) -> Dependence:
    gives = each.direction is Direction.GIVES
    other = each.other_key or 0
    giver, receiver = (each.project_key, other) if gives else (other, each.project_key)
    title = f"{each.reference} {each.title}".strip()
    return Dependence(
        each.key, title, giver, receiver, each.needed_by_on, each.promised_on, each.late_days(), each.owner
    )


def _latest_first(each: Dependence) -> tuple[int, date, str]:
    return (-(each.late_days or 0), each.needed_by_on or date.max, each.title)


def _chart(rows: Sequence[Dependence], names: dict[int, str]) -> DependencyMap:
    """Draw the links of the first projects, late ones first, until there is no room for more projects."""
    chosen: list[int] = []
    drawn: list[Dependence] = []
    for each in rows:
        new = [end for end in dict.fromkeys((each.giver, each.receiver)) if end not in chosen]
        if len(chosen) + len(new) <= _MOST_PROJECTS:
            chosen += new
            drawn.append(each)
    order = sorted(chosen, key=lambda key: names.get(key, ""))
    left = len(rows) - len(drawn)
    return DependencyMap(
        projects=tuple(names.get(key, "") for key in order),
        links=tuple(
            Link(
                order.index(each.giver), order.index(each.receiver), each.late_days, _told(each, names),
                f"dependency {each.key}",
            )
            for each in drawn
        ),
        note=say("{count} more are not drawn.", count=show_number(left)) if left else "",
    )  # fmt: skip


def _told(each: Dependence, names: dict[int, str]) -> str:
    told = say(
        "{title}: {giver} gives to {receiver}, needed {needed}, promised {promised}",
        title=each.title,
        giver=names.get(each.giver, ""),
        receiver=names.get(each.receiver, ""),
        needed=show_date(each.needed_by_on),
        promised=show_date(each.promised_on),
    )
    late = each.late_days or 0
    return f"{told}, {say('{days} late', days=days(late))}" if late > 0 else told


def _title(rows: Sequence[Dependence]) -> str:
    if not rows:
        return say("No project waits for another")
    late = [each for each in rows if (each.late_days or 0) > 0]
    count = say("1 dependency") if len(rows) == 1 else say("{count} dependencies", count=show_number(len(rows)))
    if not late:
        return say("{count} between projects, none promised too late", count=count)
    worst = late[0]
    return say(
        "{late} of {count} promised too late, the worst by {days}",
        late=show_number(len(late)),
        count=count,
        days=days(worst.late_days or 0),
    )

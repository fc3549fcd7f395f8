"""Resources: demand of roles against capacity by month, who wants the roles that are short, who is promised twice."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmo_desktop.charts import capacity_heat_map
from pmo_desktop.charts.style import LIGHT, PAPER
from pmo_desktop.reports.blocks import heading, text
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.sections.section import Material, Option, Section
from pmo_desktop.reports.tables import Column, Group, Row, table
from pmo_desktop.reports.typesetting import Run, strong
from pmo_desktop.reports.vector import chart
from pmo_desktop.services.formats import show_month, show_number, show_percent
from pmo_desktop.services.insights.capacity import Capacity, capacity
from pmo_desktop.services.insights.shortage import Wanting, wanting
from pmo_desktop.text import N_, say

if TYPE_CHECKING:
    from pmo_desktop.domain.rules.capacity import OverAllocation

_ROW, _AROUND, _LEAST = 20.0, 40.0, 110.0
_SHORT_ROLES = 4
_UNDER = 160.0  # room that the tables under the picture need


@dataclass(frozen=True, slots=True)
class Resources:
    """Demand against capacity, and the projects behind the largest gaps, by the name of the role."""

    capacity: Capacity
    wanting: tuple[tuple[str, str, tuple[Wanting, ...]], ...]


def ask(material: Material) -> Resources | None:
    """Ask where people are missing; none where no demand is recorded."""
    found = capacity(material.session, SECTION.choices(material.recipe)["months"])
    if not found.chart.rows:
        return None
    short = [row for row in found.chart.rows if row.shown][:_SHORT_ROLES]
    by_role = wanting(material.session, [int(row.key) for row in short], found.months)
    return Resources(
        found, tuple((row.label, row.shown, by_role[int(row.key)]) for row in short if int(row.key) in by_role)
    )


def draw(paper: Paper, answer: Resources) -> None:
    """Draw the heat map, then who wants what is short beside who is promised twice."""
    found = answer.capacity
    body = paper.page(say("Resources"), title=found.title, reason=_reason(found), key="resources")
    heading(body, say("Demand as a share of capacity, by role and month"), level="subhead")
    high = min(_AROUND + _ROW * len(found.chart.rows), max(body.room - _UNDER, _LEAST))
    chart(body, capacity_heat_map.draw, found.chart, high, gap=4)
    text(body, _note(found), size="note", colour=LIGHT.text_2, lines=2)
    body.skip(12)
    left, right = body.columns(7, 5)
    _wanting(left, answer)
    _over(right, found)


def _reason(found: Capacity) -> str:
    missing = found.shortage
    said = [say("{months} months from {first}.", months=len(found.months), first=show_month(found.months[0]))]
    if missing.percent is not None:
        gap, demand = show_number(missing.gap, 1), show_number(missing.demand, 1)
        said.append(
            say("{gap} of {demand} FTE months have nobody: {percent}.", gap=gap, demand=demand,
                percent=show_percent(missing.percent, 1))
        )  # fmt: skip
    if found.over:
        people, full = len({each.person for each in found.over}), show_percent(100, 0)
        said.append(say("Promised above {full}: 1 person.", full=full) if people == 1
                    else say("Promised above {full}: {count} people.", full=full, count=people))  # fmt: skip
    return " ".join(said)


def _note(found: Capacity) -> str:
    said = say("A surplus in one role or month never covers a gap in another.")
    if found.shortage.unknown:
        roles = ", ".join(found.shortage.unknown)
        said += " " + say("Capacity is not known of: {roles}; they count in no sum.", roles=roles)
    return said


def _wanting(place: Region, answer: Resources) -> None:
    heading(place, say("Who wants what is short"), level="subhead", rule=True)
    columns = [
        Column(say("Project")),
        Column(say("FTE months"), 60, "right"),
        Column(say("Of the demand"), 66, "right"),
    ]
    rows: list[Row | Group] = []
    for role, gap, projects in answer.wanting:
        rows.append(Group(strong(role), say("short by {gap} FTE months", gap=gap), indent=150))
        rows += [
            Row([each.name, show_number(each.fte_months, 1), show_percent(100 * each.share, 0)],
                link=f"project-{each.key}")
            for each in projects
        ]  # fmt: skip
    table(place, columns, _that_fit(rows, place), row_height=13.4, empty=say("No role is short in these months."))


def _that_fit(rows: list[Row | Group], place: Region) -> list[Row | Group]:
    most = int((place.room - PAPER["table"].leading - 6) // 13.4)
    while len(rows) > most and rows:
        rows = rows[: max(at for at, row in enumerate(rows) if isinstance(row, Group))]
    return rows


def _over(place: Region, found: Capacity) -> None:
    heading(place, say("Promised twice"), level="subhead", rule=True)
    columns = [Column(say("Person")), Column(say("First in"), 54), Column(say("Months"), 42, "right"),
               Column(say("At most"), 48, "right")]  # fmt: skip
    people: dict[str, list[OverAllocation]] = {}
    for each in found.over:
        people.setdefault(each.person, []).append(each)
    most = int((place.room - 3 * PAPER["table"].leading) // 13.4)
    rows = [
        (person, show_month(months[0].month), show_number(len(months)),
         strong(show_percent(max(each.percent for each in months), 0)))
        for person, months in list(people.items())[:most]
    ]  # fmt: skip
    table(
        place, columns, rows, row_height=13.4, empty=say("Nobody is promised above {full}.", full=show_percent(100, 0))
    )
    if len(people) > len(rows):
        more = Run(say("and {count} more", count=show_number(len(people) - len(rows))))
        text(place, more, size="note", colour=LIGHT.text_2, lines=1)


_OPTIONS = (
    Option("months", N_("Months ahead"), 12, ((6, N_("6 months")), (12, N_("12 months")), (18, N_("18 months")))),
)
SECTION = Section("resources", N_("Resources"), ask, draw, _OPTIONS)

"""Plans on their way into the workspace: the project they belong to, and the versions of its baseline they keep."""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from pmo_desktop.domain.importing import ReadRow, ReadTable
from pmo_desktop.services.drafts import Draft
from pmo_desktop.services.import_world import Outcome, World
from pmo_desktop.services.matching import plain_name
from pmo_desktop.text import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_KEPT = ("start_on", "finish_on", "bac")  # what makes two baselines the same
PLANNED = "milestones"  # under which a row of a baseline holds the days of its milestones, by name, in order


def renamed(table: ReadTable, name: str) -> ReadTable:
    """A table of a plan whose rows belong to the project of that name, whatever the plan calls it."""
    field = "name" if table.target == "project" else "project_key"
    rows = (replace(row, values={**row.values, field: name}) if field in row.values else row for row in table.rows)
    return replace(table, rows=tuple(rows))


def take_baselines(world: World, table: ReadTable) -> Outcome:
    """Prepare the baselines of a plan as versions, the current one last: what is kept already stays.

    A plan that is older than what the workspace holds adds none: the newest version is what everything is measured by.
    """
    outcome = Outcome(notes=list(table.notes), target="baseline", header_row=table.header_row)
    current = table.rows[-1].values
    project = world.known.find(str(current["project_key"]))
    if project is None or project.value("baseline_finish_on") != current.get("finish_on"):
        outcome.notes.append(say("The plan is older than the project's dates, so its baselines were not taken."))
        return outcome
    versions = [row for row in world.rows("baseline") if row.value("project_key") == project.key]
    versions.sort(key=lambda row: row.value("version"))
    for row in table.rows:
        among = versions[-1:] if row is table.rows[-1] else versions
        same = next((kept for kept in among if all(kept.value(name) == row.values.get(name) for name in _KEPT)), None)
        if same is None:
            versions.append(
                _added(world, project, row, version=max((e.value("version") for e in versions), default=0) + 1)
            )
        outcome.created += same is None
        outcome.unchanged += same is not None
    return outcome


def _added(world: World, project: Draft, row: ReadRow, version: int) -> Draft:
    values = {name: value for name, value in row.values.items() if name in {*_KEPT, "reason"} and value is not None}
    baseline = world.add("baseline", project_key=project.key, version=version, **values)
    by_name: dict[str, list[int]] = {}
    for milestone in world.rows("milestone"):
        if milestone.value("project_key") == project.key:
            by_name.setdefault(plain_name(str(milestone.value("name"))), []).append(milestone.key)
    for name, planned_on in cast("Sequence[tuple[str, date]]", row.values.get(PLANNED, ())):
        if keys := by_name.get(plain_name(name)):
            world.add("baseline_milestone", baseline_key=baseline.key, milestone_key=keys.pop(0), planned_on=planned_on)
    return baseline

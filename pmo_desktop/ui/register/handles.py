"""What can be moved on a roadmap: the forecast start and finish of a project, and the forecasts of its milestones."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pmo_desktop.services import formats
from pmo_desktop.text import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmo_desktop.services.insights.roadmap import Mark

COLUMNS = (
    "name", "figures.rating", "baseline_start_on", "baseline_finish_on", "forecast_start_on", "forecast_finish_on",
    "actual_start_on", "actual_finish_on", "figures.slip_days",
)  # fmt: skip


class Dates(NamedTuple):
    """The dates of a project, in the order of `COLUMNS` from the third on, and its slip in days."""

    baseline_start: date | None
    baseline_finish: date | None
    forecast_start: date | None
    forecast_finish: date | None
    actual_start: date | None
    actual_finish: date | None
    slip: int | None

    @property
    def start(self) -> date | None:
        """When it began, will begin, or was to begin."""
        return self.actual_start or self.forecast_start or self.baseline_start

    @property
    def finish(self) -> date | None:
        """When it ended, will end, or was to end."""
        return self.actual_finish or self.forecast_finish or self.baseline_finish


@dataclass(frozen=True, slots=True)
class Handle:
    """A forecast date that can be moved: field `field` of row `key` of `table`, now `on`, once `baseline`."""

    table: str
    key: int
    field: str
    on: date
    baseline: date | None
    name: str

    def words(self, day: date) -> str:
        """What the date would be, beside its baseline."""
        parts = [f"{self.name}: {formats.show_date(day)}"]
        if self.baseline is not None:
            change = formats.show_change((day - self.baseline).days, 0)
            parts.append(say("baseline {day}, {change} d", day=formats.show_date(self.baseline), change=change))
        return " · ".join(parts)


def handles(key: int, dates: Dates, marks: "Sequence[Mark]") -> tuple[Handle, ...]:
    """The handles of a project in the order of time; what has happened cannot be moved."""
    made: list[Handle] = []
    if dates.actual_start is None and dates.start is not None:
        made.append(Handle("project", key, "forecast_start_on", dates.start, dates.baseline_start, say("Start")))
    if dates.actual_finish is None and dates.finish is not None:
        made.append(Handle("project", key, "forecast_finish_on", dates.finish, dates.baseline_finish, say("Finish")))
    for mark in marks:
        on = mark.forecast_on or mark.baseline_on
        if mark.actual_on is None and on is not None:
            made.append(Handle("milestone", mark.key, "forecast_on", on, mark.baseline_on, mark.name))
    return tuple(sorted(made, key=lambda each: each.on))

"""What a PMO is worth: how closed projects ended, and what is saved against what it costs.

Source: the product's definition of PMO value and its table of RAG rules. A project is a success when it ended without
red in schedule and cost: no later than the red threshold of its baseline duration, and no dearer than that of its BAC.
What an office made of a smaller overspend is never measured, because others had a part in it: it counts as an estimate.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pmo_desktop.domain.rules.ratio import exact, percent, ratio
from pmo_desktop.domain.rules.schedule import duration_days, slip_days, slip_percent


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one closed project ended; money in minor units, `outturn` is what it cost in the end."""

    baseline_start_on: date | None
    baseline_finish_on: date | None
    actual_finish_on: date | None
    bac: int | None
    outturn: int | None

    @property
    def slip(self) -> int | None:
        """Calendar days late."""
        return slip_days(self.baseline_finish_on, None, self.actual_finish_on)

    @property
    def late_percent(self) -> float | None:
        """Slip as percent points of the baseline duration."""
        return slip_percent(self.slip, duration_days(self.baseline_start_on, self.baseline_finish_on))

    @property
    def over_percent(self) -> float | None:
        """Overspend as percent points of BAC."""
        return percent(self.outturn - self.bac, self.bac) if self.outturn is not None and self.bac is not None else None


def succeeded(outcome: Outcome, red_percent: float) -> bool | None:
    """Whether a project ended without red in schedule and cost; none where one of them is not known."""
    if outcome.late_percent is None or outcome.over_percent is None:
        return None
    return outcome.late_percent <= red_percent and outcome.over_percent <= red_percent


def success_rate(outcomes: Iterable[Outcome], red_percent: float) -> float | None:
    """Percent points of the projects that can be judged which were a success."""
    judged = [verdict for each in outcomes if (verdict := succeeded(each, red_percent)) is not None]
    return percent(sum(judged), len(judged))


def mean_slip(outcomes: Iterable[Outcome]) -> float | None:
    """Calendar days late on average, early ones counted against."""
    slips = [slip for each in outcomes if (slip := each.slip) is not None]
    return ratio(sum(slips), len(slips))


def overspend_percent(outcomes: Iterable[Outcome]) -> float | None:
    """What all projects together cost above their BAC, in percent points of it."""
    known = [(each.bac, each.outturn) for each in outcomes if each.bac is not None and each.outturn is not None]
    whole = sum(bac for bac, _ in known)
    return percent(sum(outturn for _, outturn in known) - whole, whole)


def spared(before_percent: float | None, after_percent: float | None, yearly: int | None) -> int | None:
    """What a smaller overspend spares on a budget of `yearly`, in minor units; none where it did not become smaller."""
    if before_percent is None or after_percent is None or yearly is None or after_percent >= before_percent:
        return None
    return round(Fraction(yearly) * (exact(before_percent) - exact(after_percent)) / 100)


def times_cost(saved: int, cost: int | None) -> float | None:
    """How many times its cost an office saves."""
    return ratio(saved, cost)

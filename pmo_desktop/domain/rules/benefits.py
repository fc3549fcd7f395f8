"""Benefits: shortfall against target, realisation, totals.

Source: benefit profiles as in *Managing Successful Programmes* (Axelos) and the *Guide for Effective Benefits
Management in Major Projects* (Infrastructure and Projects Authority): a benefit is a measured change from a baseline
to a target. So shortfall is the part of the planned change that is not expected, (target − forecast) ÷
(target − baseline), which holds for measures that are to fall as well; without a baseline the change starts at 0.
A dis-benefit falls short by exceeding its target.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from pmo_desktop.domain.rules.ratio import exact, percent


@dataclass(frozen=True, slots=True)
class BenefitFigures:
    """The measured values of one benefit, all in its own unit; `None` where not known. `key` is that of its record."""

    name: str
    target: float | None
    forecast: float | None
    baseline: float | None = None
    actual: float | None = None
    is_disbenefit: bool = False
    key: int = 0


@dataclass(frozen=True, slots=True)
class BenefitTotals:
    """Sums over benefits in one unit. Dis-benefits are apart; `not_known` counts the benefits without a forecast."""

    target: float
    forecast: float
    realised: float
    disbenefits: float
    not_known: int

    @property
    def net_forecast(self) -> float:
        """What is left of the forecast once dis-benefits are taken off."""
        return self.forecast - self.disbenefits


def shortfall_percent(benefit: BenefitFigures) -> float | None:
    """Percent points of the planned change that are not expected; negative when more is expected than planned.

    `None` without target or forecast, or where no change was planned.
    """
    if benefit.target is None or benefit.forecast is None:
        return None
    missing = exact(benefit.target) - exact(benefit.forecast)
    found = _of_planned_change(benefit, missing)
    return -found if found and benefit.is_disbenefit else found


def realised_percent(benefit: BenefitFigures) -> float | None:
    """Percent points of the planned change that are measured already; `None` without target or actual."""
    if benefit.target is None or benefit.actual is None:
        return None
    return _of_planned_change(benefit, exact(benefit.actual) - exact(benefit.baseline or 0))


def _of_planned_change(benefit: BenefitFigures, part: Fraction) -> float | None:
    planned = exact(benefit.target or 0) - exact(benefit.baseline or 0)
    return percent(part, planned) if planned > 0 else percent(-part, -planned)


def worst_shortfall(benefits: Iterable[BenefitFigures]) -> tuple[BenefitFigures, float] | None:
    """The benefit that falls short most and by how many percent; the first by name among equals, `None` if none counts.

    Benefits are compared, not added: they are measured in units that do not add up.
    """
    counted = ((benefit, shortfall_percent(benefit)) for benefit in benefits)
    short = [(benefit, value) for benefit, value in counted if value is not None]
    return min(short, key=lambda row: (-row[1], row[0].name, row[0].key), default=None)


def is_at_risk(enabling_milestone_days_late: int | None) -> bool:
    """Whether a benefit waits for a milestone that is late."""
    return enabling_milestone_days_late is not None and enabling_milestone_days_late > 0


def totals(benefits: Iterable[BenefitFigures]) -> BenefitTotals:
    """Sums of benefits measured in one unit, such as money; what is not known adds nothing and is counted."""
    every = list(benefits)
    good = [benefit for benefit in every if not benefit.is_disbenefit]
    return BenefitTotals(
        target=_sum(benefit.target for benefit in good),
        forecast=_sum(benefit.forecast for benefit in good),
        realised=_sum(benefit.actual for benefit in good),
        disbenefits=_sum(benefit.forecast for benefit in every if benefit.is_disbenefit),
        not_known=sum(benefit.forecast is None for benefit in every),
    )


def _sum(values: Iterable[float | None]) -> float:
    return float(sum(exact(value) for value in values if value is not None))

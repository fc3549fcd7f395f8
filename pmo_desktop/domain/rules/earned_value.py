"""Earned value: where cost and progress stand, and where they lead.

Source: formulas and their names as in ANSI/PMI 19-006-2019, *The Standard for Earned Value Management*, and in
Fleming & Koppelman, *Earned Value Project Management*. Money is whole minor units and rounds halves to even; indices
are plain ratios. Where an input is missing or a divisor is 0 the answer is `None`: never 1.00 and never 0.
"""

from dataclasses import dataclass
from fractions import Fraction

from pmo_desktop.domain.choices import EacMethod
from pmo_desktop.domain.rules.ratio import ratio


@dataclass(frozen=True, slots=True)
class EarnedValue:
    """Every figure that follows from BAC, PV, EV, AC and EAC. Money in minor units, indices as ratios."""

    cost_variance: int | None
    schedule_variance: int | None
    cpi: float | None
    spi: float | None
    tcpi: float | None
    eac: int | None
    etc: int | None
    vac: int | None


def difference(this: int | None, less: int | None) -> int | None:
    """`this` − `less`, or `None` where one of them is missing."""
    return None if this is None or less is None else this - less


def cost_variance(ev: int | None, ac: int | None) -> int | None:
    """CV = EV − AC; negative is dearer than planned."""
    return difference(ev, ac)


def schedule_variance(ev: int | None, pv: int | None) -> int | None:
    """SV = EV − PV; negative is behind plan."""
    return difference(ev, pv)


def cpi(ev: int | None, ac: int | None) -> float | None:
    """CPI = EV ÷ AC; below 1 is dearer than planned."""
    return ratio(ev, ac)


def spi(ev: int | None, pv: int | None) -> float | None:
    """SPI = EV ÷ PV; below 1 is behind plan."""
    return ratio(ev, pv)


def tcpi(bac: int | None, ev: int | None, ac: int | None) -> float | None:
    """TCPI = (BAC − EV) ÷ (BAC − AC): the efficiency the rest needs to keep to the budget.

    `None` once the budget is spent: no efficiency can keep to what is gone.
    """
    left = difference(bac, ac)
    return ratio(difference(bac, ev), left) if left is not None and left > 0 else None


def eac_at_cpi(bac: int | None, ev: int | None, ac: int | None) -> int | None:
    """EAC = BAC ÷ CPI = BAC × AC ÷ EV: the rest costs as the past did. `None` before anything is earned or spent."""
    if bac is None or not ev or not ac:
        return None
    return round(Fraction(bac * ac, ev))


def eac_at_plan(bac: int | None, ev: int | None, ac: int | None) -> int | None:
    """EAC = AC + BAC − EV: the rest costs what was planned."""
    return None if bac is None or ev is None or ac is None else ac + bac - ev


def eac_by(
    method: EacMethod, *, bac: int | None, ev: int | None, ac: int | None, bottom_up: int | None = None
) -> int | None:
    """EAC by the method named; `bottom_up` is the estimate a project gives itself (AC + its own ETC)."""
    if method is EacMethod.CPI:
        return eac_at_cpi(bac, ev, ac)
    if method is EacMethod.REMAINING:
        return eac_at_plan(bac, ev, ac)
    return bottom_up


def estimate_to_complete(eac: int | None, ac: int | None) -> int | None:
    """ETC = EAC − AC."""
    return difference(eac, ac)


def variance_at_completion(bac: int | None, eac: int | None) -> int | None:
    """VAC = BAC − EAC; negative is an overspend."""
    return difference(bac, eac)


def earned_value(*, bac: int | None, pv: int | None, ev: int | None, ac: int | None, eac: int | None) -> EarnedValue:
    """All figures at once, `eac` being the one that was chosen (see `eac_by`)."""
    return EarnedValue(
        cost_variance=cost_variance(ev, ac),
        schedule_variance=schedule_variance(ev, pv),
        cpi=cpi(ev, ac),
        spi=spi(ev, pv),
        tcpi=tcpi(bac, ev, ac),
        eac=eac,
        etc=estimate_to_complete(eac, ac),
        vac=variance_at_completion(bac, eac),
    )

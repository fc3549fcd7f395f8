"""RAG: the rating of each of seven dimensions, of the whole, and which of several ratings counts.

Source: the product's table of RAG rules. No data is not rated (`None`), never green.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from pmo_desktop.domain.choices import Dimension, Rating, Scale
from pmo_desktop.domain.rules.bands import to_three_point
from pmo_desktop.domain.rules.benefits import BenefitFigures, worst_shortfall
from pmo_desktop.domain.rules.capacity import Load, Shortage, months_ahead, shortage
from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.domain.rules.explained import Explained, Thresholds, by_percent, by_score, days, not_rated
from pmo_desktop.domain.rules.exposure import RiskScores, highest, unmanaged
from pmo_desktop.domain.rules.quality import FINDINGS, VERDICTS, FindingFacts, GateFacts, worst_finding
from pmo_desktop.domain.rules.ratio import exact, percent
from pmo_desktop.domain.rules.schedule import (
    LateMilestone,
    MilestoneDates,
    duration_days,
    late_milestones,
    slip_days,
    slip_percent,
)
from pmo_desktop.domain.rules.scope import ChangeFacts, ScopeChange, scope_change
from pmo_desktop.numbers import show_number, show_percent
from pmo_desktop.text import say

DEFAULT = Thresholds()
_DIMENSIONS = tuple(Dimension)


def schedule(
    *,
    baseline_start_on: date | None,
    baseline_finish_on: date | None,
    forecast_finish_on: date | None,
    actual_finish_on: date | None = None,
    milestones: Iterable[MilestoneDates] = (),
    cut_off_on: date | None = None,
    limits: Thresholds = DEFAULT,
) -> Explained:
    """By slip of the finish against the baseline duration; red also for a key milestone that is too late."""
    slip = slip_days(baseline_finish_on, forecast_finish_on, actual_finish_on)
    value = slip_percent(slip, duration_days(baseline_start_on, baseline_finish_on))
    late = next((each for each in late_milestones(milestones, cut_off_on) if each.is_key), None)
    limits = limits.of(Dimension.SCHEDULE)
    if late and late.days > limits.key_milestone_days and (value is None or value <= limits.red):
        return Explained(Rating.RED, "key milestone", late.days, limits.key_milestone_days, late.name,
                         lambda: _late(late, limits.key_milestone_days))  # fmt: skip
    if slip is None or value is None:
        return not_rated(lambda: say("Not rated: the baseline start or finish, or the forecast finish, is missing."))
    return by_percent("slip", value, None, lambda: _slip(slip, value), limits)


def _late(late: LateMilestone, limit: int) -> str:
    return say("Key milestone {name} is {days} late. Red starts above {limit}.",
               name=late.name, days=days(late.days), limit=days(limit))  # fmt: skip


def _slip(slip: int, value: float) -> str:
    if slip == 0:
        return say("The finish is on its baseline date.")
    count, share = days(abs(slip)), show_percent(abs(value), None)
    if slip < 0:
        return say("The finish is {days} before the baseline, {percent} of the baseline duration.",
                   days=count, percent=share)  # fmt: skip
    return say("The finish is {days} after the baseline, {percent} of the baseline duration.",
               days=count, percent=share)  # fmt: skip


def cost(*, bac: int | None, eac: int | None, limits: Thresholds = DEFAULT) -> Explained:
    """By (EAC − BAC) ÷ BAC; money in minor units."""
    value = percent(difference(eac, bac), bac)
    if value is None:
        return not_rated(lambda: say("Not rated: BAC or EAC is missing."))
    return by_percent("cost variance", value, None, lambda: _variance(value), limits.of(Dimension.COST))


def _variance(value: float) -> str:
    if value == 0:
        return say("EAC is equal to BAC.")
    if value > 0:
        return say("EAC is {percent} above BAC.", percent=show_percent(value, None))
    return say("EAC is {percent} below BAC.", percent=show_percent(-value, None))


def risk(risks: Iterable[RiskScores], limits: Thresholds = DEFAULT) -> Explained:
    """By the highest score of the open threats.

    Red also for a risk that was red before any response and has neither owner nor response, whatever it claims now.
    """
    every = list(risks)
    top, bare = highest(every), unmanaged(every, limits.risk_red)
    if top is None or top.counted is None:
        return not_rated(lambda: say("Not rated: no open risk has a score."))
    if bare and top.counted < limits.risk_red:
        return Explained(
            Rating.RED, "red risk unmanaged", bare.inherent, limits.risk_red, bare.name,
            lambda: say("Risk {name} scores {score} before any response, and has neither owner nor response.",
                        name=bare.name, score=bare.inherent),
        )  # fmt: skip
    return by_score(
        "risk score", top.counted, top.name,
        lambda: say("The highest risk, {name}, scores {score}.", name=top.name, score=top.counted), limits,
    )  # fmt: skip


def benefits(figures: Iterable[BenefitFigures], limits: Thresholds = DEFAULT) -> Explained:
    """By the benefit whose forecast falls short of its target most."""
    worst = worst_shortfall(figures)
    if worst is None:
        return not_rated(lambda: say("Not rated: no benefit has both a target and a forecast."))
    benefit, value = worst
    name, limits = benefit.name, limits.of(Dimension.BENEFITS)
    return by_percent("benefit shortfall", value, name, lambda: _shortfall(name, value), limits)


def _shortfall(name: str, value: float) -> str:
    if value > 0:
        return say(
            "The forecast of {name} is {percent} short of its target.", name=name, percent=show_percent(value, None)
        )
    return say("No benefit is forecast short of its target.")


def resources(loads: Iterable[Load], cut_off_on: date, limits: Thresholds = DEFAULT) -> Explained:
    """By demand without capacity in the three calendar months after the one of the cut-off."""
    months = months_ahead(cut_off_on)
    return resources_by(shortage(load for load in loads if load.month.replace(day=1) in months), limits)


def resources_by(found: Shortage, limits: Thresholds = DEFAULT) -> Explained:
    """By the shortage of the next three months, where it is worked out already."""
    share = found.percent
    if share is None:
        return not_rated(lambda: say("Not rated: no demand with a known capacity in the next three months."))
    limits = limits.of(Dimension.RESOURCES)
    return by_percent("capacity gap", share, found.worst_role, lambda: _gap(found, share), limits)


def _gap(found: Shortage, share: float) -> str:
    if found.worst_role is None:
        fact = say("The demand of the next three months has its capacity.")
    else:
        fact = say("{percent} of the demand of the next three months has no capacity, most of it for {role}.",
                   percent=show_percent(share, None), role=found.worst_role)  # fmt: skip
    if found.unknown:
        roles = ", ".join(found.unknown)
        fact = f"{fact} {say('Not counted, for their capacity is not known: {roles}.', roles=roles)}"
    return fact


def scope(changes: Iterable[ChangeFacts], bac: int | None, cut_off_on: date, limits: Thresholds = DEFAULT) -> Explained:
    """By approved change, or by open change past its decision date, against BAC; the larger counts.

    It is amber, not green, while a change that counts has no cost.
    """
    return scope_by(scope_change(changes, bac, cut_off_on), limits)


def scope_by(found: ScopeChange, limits: Thresholds = DEFAULT) -> Explained:
    """By the change of scope, where it is worked out already."""
    limits = limits.of(Dimension.SCOPE)
    share = found.percent
    if share is None:
        return not_rated(lambda: say("Not rated: no change request is recorded, or BAC is missing."))
    if found.unpriced and share < limits.amber:
        return Explained(
            Rating.AMBER, "change without cost", None, limits.amber, found.unpriced,
            lambda: say("The cost of change {name} is not known, so scope cannot be green.", name=found.unpriced),
        )  # fmt: skip
    if found.is_overdue:
        return by_percent(
            "change overdue", share, found.driver,
            lambda: say("Open changes past their decision date come to {percent} of BAC.",
                        percent=show_percent(share, None)),
            limits,
        )  # fmt: skip
    return by_percent(
        "change approved", share, found.driver,
        lambda: say("Approved changes come to {percent} of BAC.", percent=show_percent(share, None)), limits,
    )  # fmt: skip


def quality(findings: Iterable[FindingFacts], gate: GateFacts | None, limits: Thresholds = DEFAULT) -> Explained:
    """By the worst open audit finding and the verdict of the last gate; the worse counts."""
    every = list(findings)
    if not every and gate is None:
        return not_rated(lambda: say("Not rated: no audit finding and no gate verdict is recorded."))
    worst = worst_finding(every)
    by_gate = VERDICTS[gate.verdict] if gate else Rating.GREEN
    by_finding = FINDINGS[worst.severity] if worst else Rating.GREEN
    if gate and by_gate.severity > by_finding.severity:
        return Explained(
            _on_scale(by_gate, limits), "gate verdict", None, None, gate.name,
            lambda: say("The last gate, {name}, ended with: {verdict}.", name=gate.name, verdict=gate.verdict.label),
        )  # fmt: skip
    if worst:
        return Explained(
            _on_scale(by_finding, limits), "open finding", None, None, worst.name,
            lambda: say("Finding {name} is open: {severity}.", name=worst.name, severity=worst.severity.label),
        )  # fmt: skip
    return Explained(
        Rating.GREEN, "nothing open", None, None, None,
        lambda: say("No finding is open and no gate was passed with conditions."),
    )  # fmt: skip


def _on_scale(rating: Rating, limits: Thresholds) -> Rating | None:
    return rating if limits.scale is Scale.FIVE else to_three_point(rating)


def overall(
    ratings: Mapping[Dimension, Rating | None],
    weights: Mapping[Dimension, float] | None = None,
    scale: Scale = Scale.THREE,
) -> Explained:
    """The worst rated dimension; with weights (0 or more, none given is 0) the weighted mean of the severities.

    The mean takes the nearest point of the scale, the worse one when it lies halfway.
    """
    rated = {name: rating for name in _DIMENSIONS if (rating := ratings.get(name)) is not None}
    if not rated:
        return not_rated(lambda: say("Not rated: no dimension is rated."))
    if weights is not None:
        return _weighted(rated, weights, scale)
    worst = max(rated.values(), key=lambda rating: rating.severity)
    names = ", ".join(name.label for name, rating in rated.items() if rating is worst)
    return Explained(worst, "worst dimension", worst.severity, None, names,
                     lambda: say("The worst dimension counts: {names}.", names=names))  # fmt: skip


def _weighted(rated: Mapping[Dimension, Rating], weights: Mapping[Dimension, float], scale: Scale) -> Explained:
    shares = {name: max(Fraction(0), exact(weights.get(name, 0))) for name in rated}
    total = sum(shares.values(), Fraction(0))
    if total == 0:
        return not_rated(lambda: say("Not rated: no rated dimension has a weight."))
    mean = sum(share * rated[name].severity for name, share in shares.items()) / total
    step = 1 if scale is Scale.FIVE else 2
    rating = list(Rating)[int(mean / step + Fraction(1, 2)) * step]
    driver = max(shares, key=lambda name: shares[name] * rated[name].severity).label
    return Explained(
        rating, "weighted mean", float(mean), None, driver,
        lambda: say("The weighted mean of the dimensions is {mean}, 0 being green and 4 red; {name} adds most.",
                    mean=show_number(round(float(mean), 2)), name=driver),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Effective:
    """The rating that counts, where it came from, and the three it was chosen from."""

    rating: Rating | None
    source: Literal["pmo view", "reported", "calculated", ""]
    calculated: Rating | None
    reported: Rating | None
    pmo_view: Rating | None


def effective(
    calculated: Rating | None, reported: Rating | None, pmo_view: Rating | None, *, is_withheld: bool = False
) -> Effective:
    """The PMO's view, else what was reported, else what was calculated; `source` is "" where there is none.

    A rating reported as withheld (not rated, with a reason) is not filled from what was calculated.
    """
    if pmo_view is not None:
        return Effective(pmo_view, "pmo view", calculated, reported, pmo_view)
    if reported is not None or is_withheld:
        return Effective(reported, "reported", calculated, reported, pmo_view)
    return Effective(calculated, "" if calculated is None else "calculated", calculated, reported, pmo_view)


def disagree(calculated: Rating | None, reported: Rating | None) -> bool:
    """Whether both are rated and differ in colour on three points, so that shades of amber do not disagree."""
    return None not in (calculated, reported) and to_three_point(calculated) is not to_three_point(reported)


def age_days(reported_on: date | None, cut_off_on: date) -> int | None:
    """Calendar days from the report to the cut-off, 0 for one made later; `None` without a report."""
    return None if reported_on is None else max(0, (cut_off_on - reported_on).days)


def is_stale(reported_on: date | None, cut_off_on: date, stale_days: int = 0) -> bool:
    """Whether a report is more than `stale_days` older than the cut-off; one that is missing is not stale."""
    age = age_days(reported_on, cut_off_on)
    return age is not None and age > stale_days

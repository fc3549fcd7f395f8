from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pmo_desktop.domain.choices import Dimension, FindingSeverity, Rating, Scale
from pmo_desktop.domain.rules import rag
from pmo_desktop.domain.rules.benefits import BenefitFigures
from pmo_desktop.domain.rules.capacity import Load
from pmo_desktop.domain.rules.explained import Explained, Thresholds
from pmo_desktop.domain.rules.exposure import RiskScores
from pmo_desktop.domain.rules.quality import FindingFacts, GateFacts, Verdict
from pmo_desktop.domain.rules.schedule import MilestoneDates
from pmo_desktop.domain.rules.scope import ChangeFacts

START = date(2023, 1, 1)
FINISH = START + timedelta(1000)  # one per mille of slip a day
CUT_OFF = date(2024, 6, 30)
FIVE = Thresholds(scale=Scale.FIVE)
GREEN, AMBER_GREEN, AMBER, AMBER_RED, RED = Rating
ratings = st.sampled_from(Rating)
maybe_ratings = st.none() | ratings
limits = st.builds(
    lambda amber, width, scale: Thresholds(amber=amber, red=amber + width, scale=scale),
    st.integers(0, 40), st.integers(0, 40), st.sampled_from(Scale),
)  # fmt: skip


def severity(found: Explained) -> int:
    assert found.rating is not None
    return found.rating.severity


def told(found: Explained) -> tuple[Rating | None, str, float | None, float | None, str | None, str]:
    return found.rating, found.rule, found.value, found.limit, found.driver, found.sentence


def schedule(slip: int | None, late: int | None = None, limits: Thresholds = rag.DEFAULT) -> Explained:
    """A project of 1,000 days that slips, with a key milestone so many days late."""
    milestones = [] if late is None else [MilestoneDates("Gate 3", START, START + timedelta(late), is_key=True)]
    return rag.schedule(
        baseline_start_on=START,
        baseline_finish_on=FINISH,
        forecast_finish_on=None if slip is None else FINISH + timedelta(slip),
        milestones=milestones,
        limits=limits,
    )


# Schedule


@pytest.mark.parametrize(
    ("slip", "three", "five"),
    [(-200, GREEN, GREEN), (0, GREEN, GREEN), (49, GREEN, GREEN), (50, AMBER, AMBER_GREEN), (75, AMBER, AMBER),
     (100, AMBER, AMBER_RED), (101, RED, RED)],
)  # fmt: skip
def test_slip_is_amber_from_five_to_ten_percent_of_the_baseline_duration(
    slip: int, three: Rating, five: Rating
) -> None:
    assert schedule(slip).rating is three
    assert schedule(slip, limits=FIVE).rating is five
    assert schedule(slip).value == slip / 10


@pytest.mark.parametrize(
    ("slip", "sentence"),
    [
        (125, "The finish is 125 days after the baseline, 12.5% of the baseline duration. Red starts above 10%."),
        (
            1,
            (
                "The finish is 1 day after the baseline, 0.1% of the baseline duration. "
                "Amber starts at 5%, red above 10%."
            ),
        ),
        (
            -20,
            (
                "The finish is 20 days before the baseline, 2% of the baseline duration. "
                "Amber starts at 5%, red above 10%."
            ),
        ),
        (0, "The finish is on its baseline date. Amber starts at 5%, red above 10%."),
    ],
)
def test_slip_explains_itself(slip: int, sentence: str) -> None:
    assert schedule(slip).sentence == sentence


def test_the_actual_finish_wins_over_the_forecast() -> None:
    found = rag.schedule(
        baseline_start_on=START, baseline_finish_on=FINISH, forecast_finish_on=FINISH + timedelta(500),
        actual_finish_on=FINISH + timedelta(60),
    )  # fmt: skip
    assert (found.rating, found.value) == (AMBER, 6.0)


@pytest.mark.parametrize(("late", "rating"), [(30, GREEN), (31, RED), (-5, GREEN)])
def test_a_key_milestone_is_red_by_itself_beyond_thirty_days(late: int, rating: Rating) -> None:
    assert schedule(0, late).rating is rating


def test_a_late_key_milestone_is_named() -> None:
    assert told(schedule(0, 45)) == (
        RED,
        "key milestone",
        45,
        30,
        "Gate 3",
        "Key milestone Gate 3 is 45 days late. Red starts above 30 days.",
    )
    assert schedule(None, 45).rating is RED


def test_slip_beyond_red_speaks_before_a_late_milestone() -> None:
    assert schedule(101, 45).rule == "slip"


def test_a_milestone_that_is_not_key_or_not_known_to_be_late_turns_nothing_red() -> None:
    plain = MilestoneDates("Site", START, START + timedelta(400))
    found = rag.schedule(
        baseline_start_on=START, baseline_finish_on=FINISH, forecast_finish_on=FINISH, milestones=[plain]
    )
    assert found.rating is GREEN


@pytest.mark.parametrize(("cut_off", "rating", "value"), [(None, GREEN, 0.0), (CUT_OFF, RED, 40)])
def test_a_key_milestone_not_reached_counts_up_to_the_cut_off(
    cut_off: date | None, rating: Rating, value: float
) -> None:
    gate = MilestoneDates("Gate 3", CUT_OFF - timedelta(40), CUT_OFF - timedelta(30), is_key=True)
    found = rag.schedule(
        baseline_start_on=START, baseline_finish_on=FINISH, forecast_finish_on=FINISH, milestones=[gate],
        cut_off_on=cut_off,
    )  # fmt: skip
    assert (found.rating, found.value) == (rating, value)


@pytest.mark.parametrize(
    ("start", "finish", "forecast"),
    [
        (None, FINISH, FINISH),
        (START, None, FINISH),
        (START, FINISH, None),
        (FINISH, START, FINISH),
        (START, START, START),
    ],
)
def test_without_dates_schedule_is_not_rated(start: date | None, finish: date | None, forecast: date | None) -> None:
    found = rag.schedule(baseline_start_on=start, baseline_finish_on=finish, forecast_finish_on=forecast)
    assert found.rating is None
    assert found.sentence.startswith("Not rated")


# Cost


@pytest.mark.parametrize(
    ("eac", "three", "five"),
    [(800, GREEN, GREEN), (1_000, GREEN, GREEN), (1_049, GREEN, GREEN), (1_050, AMBER, AMBER_GREEN),
     (1_070, AMBER, AMBER), (1_100, AMBER, AMBER_RED), (1_101, RED, RED), (3_000, RED, RED)],
)  # fmt: skip
def test_cost_is_amber_from_five_to_ten_percent_above_bac(eac: int, three: Rating, five: Rating) -> None:
    assert rag.cost(bac=1_000, eac=eac).rating is three
    assert rag.cost(bac=1_000, eac=eac, limits=FIVE).rating is five


@pytest.mark.parametrize(
    ("eac", "sentence"),
    [
        (1_125, "EAC is 12.5% above BAC. Red starts above 10%."),
        (1_000, "EAC is equal to BAC. Amber starts at 5%, red above 10%."),
        (900, "EAC is 10% below BAC. Amber starts at 5%, red above 10%."),
    ],
)
def test_cost_explains_itself(eac: int, sentence: str) -> None:
    assert rag.cost(bac=1_000, eac=eac).sentence == sentence


@pytest.mark.parametrize(("bac", "eac"), [(None, 5), (5, None), (0, 5), (-5, 5)])
def test_without_bac_or_eac_cost_is_not_rated(bac: int | None, eac: int | None) -> None:
    assert rag.cost(bac=bac, eac=eac).rating is None


# Risk


def managed(name: str, current: int | None, inherent: int | None = None) -> RiskScores:
    return RiskScores(name, current, inherent, has_owner=True, has_response=True)


@pytest.mark.parametrize(
    ("current", "three", "five"),
    [(1, GREEN, GREEN), (10, GREEN, GREEN), (11, GREEN, GREEN), (12, AMBER, AMBER_GREEN), (16, AMBER, AMBER),
     (19, AMBER, AMBER_RED), (20, RED, RED), (25, RED, RED)],
)  # fmt: skip
def test_risk_is_amber_from_twelve_and_red_from_twenty(current: int, three: Rating, five: Rating) -> None:
    assert rag.risk([managed("R1", 1), managed("R2", current)]).rating is three
    assert rag.risk([managed("R1", 1), managed("R2", current)], FIVE).rating is five


def test_the_highest_risk_is_named() -> None:
    assert told(rag.risk([managed("Flood", 6), managed("Strike", 15)])) == (
        AMBER,
        "risk score",
        15,
        12,
        "Strike",
        "The highest risk, Strike, scores 15. Amber starts at 12, red at 20.",
    )


def test_a_red_risk_nobody_does_anything_about_is_red_whatever_it_claims() -> None:
    claimed = RiskScores("Flood", 4, 20, has_owner=False, has_response=False)
    assert told(rag.risk([claimed, managed("Strike", 15)])) == (
        RED, "red risk unmanaged", 20, 20, "Flood",
        "Risk Flood scores 20 before any response, and has neither owner nor response.",
    )  # fmt: skip
    assert rag.risk([RiskScores("Flood", 4, 20, has_owner=True, has_response=False)]).rating is GREEN


def test_a_risk_that_is_red_now_speaks_before_one_that_only_was() -> None:
    claimed = RiskScores("Flood", 4, 25, has_owner=False, has_response=False)
    assert rag.risk([claimed, managed("Strike", 20)]).driver == "Strike"


@pytest.mark.parametrize("risks", [[], [managed("R1", None)]])
def test_without_a_scored_risk_risk_is_not_rated(risks: list[RiskScores]) -> None:
    assert rag.risk(risks).rating is None


# Benefits


@pytest.mark.parametrize(
    ("forecast", "rating"), [(1_200, GREEN), (1_000, GREEN), (951, GREEN), (950, AMBER), (900, AMBER), (899, RED)]
)
def test_benefits_are_amber_from_five_to_ten_percent_short(forecast: int, rating: Rating) -> None:
    assert rag.benefits([BenefitFigures("Fares", 1_000, forecast)]).rating is rating


def test_the_benefit_that_falls_short_is_named() -> None:
    found = rag.benefits([BenefitFigures("Fares", 1_000, 875), BenefitFigures("Safety", 10, 10)])
    assert told(found) == (
        RED, "benefit shortfall", 12.5, 10, "Fares",
        "The forecast of Fares is 12.5% short of its target. Red starts above 10%.",
    )  # fmt: skip
    assert rag.benefits([BenefitFigures("Fares", 10, 11)]).sentence.startswith("No benefit is forecast short")
    assert rag.benefits([BenefitFigures("Fares", 10, None)]).rating is None


# Resources


@pytest.mark.parametrize(("there", "rating"), [(100, GREEN), (95.5, GREEN), (95, AMBER), (90, AMBER), (89, RED)])
def test_resources_are_amber_from_five_to_ten_percent_without_capacity(there: float, rating: Rating) -> None:
    assert rag.resources([Load("tester", date(2024, 7, 1), 100, there)], CUT_OFF).rating is rating


def test_only_the_next_three_months_count() -> None:
    loads = [Load("tester", date(2024, month, 15), 10, 10 if 7 <= month <= 9 else 0) for month in range(1, 13)]
    found = rag.resources(loads, CUT_OFF)
    assert (found.rating, found.value) == (GREEN, 0.0)
    assert rag.resources(loads, date(2024, 12, 31)).rating is None


def test_the_role_that_is_short_and_the_roles_not_counted_are_named() -> None:
    july = date(2024, 7, 1)
    found = rag.resources(
        [Load("tester", july, 8, 6), Load("buyer", july, 1, None), Load("analyst", july, 1, None)], CUT_OFF
    )
    assert (found.rating, found.value, found.driver) == (RED, 25.0, "tester")
    assert found.sentence == (
        "25% of the demand of the next three months has no capacity, most of it for tester. "
        "Not counted, for their capacity is not known: analyst, buyer. Red starts above 10%."
    )
    assert rag.resources([Load("tester", july, 8, None)], CUT_OFF).rating is None


# Scope


@pytest.mark.parametrize(("cost", "rating"), [(0, GREEN), (49, GREEN), (50, AMBER), (-100, AMBER), (101, RED)])
def test_scope_is_amber_from_five_to_ten_percent_of_bac(cost: int, rating: Rating) -> None:
    approved = ChangeFacts("CR1", cost, is_approved=True)
    overdue = ChangeFacts("CR1", cost, is_open=True, decide_by=CUT_OFF - timedelta(1))
    assert rag.scope([approved], 1_000, CUT_OFF).rating is rating
    assert rag.scope([overdue], 1_000, CUT_OFF).rating is rating


def test_the_change_that_drives_scope_is_named() -> None:
    approved = ChangeFacts("CR1", 40, is_approved=True)
    overdue = ChangeFacts("CR2", 120, is_open=True, decide_by=date(2024, 5, 1))
    assert told(rag.scope([approved, overdue], 1_000, CUT_OFF)) == (
        RED, "change overdue", 12.0, 10, "CR2",
        "Open changes past their decision date come to 12% of BAC. Red starts above 10%.",
    )  # fmt: skip
    assert rag.scope([approved], 1_000, CUT_OFF).sentence.startswith("Approved changes come to 4% of BAC.")


def test_scope_is_not_green_while_a_change_that_counts_has_no_cost() -> None:
    unpriced, large = ChangeFacts("CR1", None, is_approved=True), ChangeFacts("CR2", 500, is_approved=True)
    found = rag.scope([unpriced], 1_000, CUT_OFF)
    assert (found.rating, found.driver) == (AMBER, "CR1")
    assert rag.scope([unpriced, large], 1_000, CUT_OFF).rating is RED


def test_without_a_change_log_or_a_budget_scope_is_not_rated() -> None:
    assert rag.scope([], 1_000, CUT_OFF).rating is None
    assert rag.scope([ChangeFacts("CR1", 1, is_approved=True)], None, CUT_OFF).rating is None


# Quality


@pytest.mark.parametrize(
    ("severity_", "verdict", "three", "five", "driver"),
    [
        (None, Verdict.PROCEED, GREEN, GREEN, None),
        (None, Verdict.CONDITIONS, AMBER, AMBER, "Gate 2"),
        (None, Verdict.HOLD, RED, RED, "Gate 2"),
        (None, Verdict.STOP, RED, RED, "Gate 2"),
        (FindingSeverity.GOOD_TO_DO, None, AMBER, AMBER_GREEN, "F1"),
        (FindingSeverity.NEXT_GATE, None, AMBER, AMBER_RED, "F1"),
        (FindingSeverity.NOW, None, RED, RED, "F1"),
        (FindingSeverity.GOOD_TO_DO, Verdict.CONDITIONS, AMBER, AMBER, "Gate 2"),
        (FindingSeverity.NEXT_GATE, Verdict.CONDITIONS, AMBER, AMBER_RED, "F1"),
        (FindingSeverity.NOW, Verdict.STOP, RED, RED, "F1"),
    ],
)
def test_quality_is_the_worse_of_the_worst_finding_and_the_last_gate(
    severity_: FindingSeverity | None, verdict: Verdict | None, three: Rating, five: Rating, driver: str | None
) -> None:
    findings = [FindingFacts("F1", severity_, is_open=True)] if severity_ else []
    gate = GateFacts("Gate 2", verdict) if verdict else None
    found = rag.quality(findings, gate)
    assert (found.rating, found.driver) == (three, driver)
    assert rag.quality(findings, gate, FIVE).rating is five


def test_quality_explains_itself() -> None:
    closed = FindingFacts("F1", FindingSeverity.NOW, is_open=False)
    opened = FindingFacts("F2", FindingSeverity.NOW, is_open=True)
    assert rag.quality([opened], None).sentence == "Finding F2 is open: Do now."
    assert (
        rag.quality([closed], GateFacts("Gate 2", Verdict.HOLD)).sentence == "The last gate, Gate 2, ended with: Hold."
    )
    assert rag.quality([closed], None).rating is GREEN
    assert rag.quality([], None).rating is None


# Overall


def test_overall_is_the_worst_dimension() -> None:
    found = rag.overall({Dimension.COST: RED, Dimension.SCHEDULE: AMBER, Dimension.RISK: RED, Dimension.SCOPE: None})
    assert told(found) == (RED, "worst dimension", 4, None, "Cost, Risk", "The worst dimension counts: Cost, Risk.")


def test_nothing_rated_is_not_rated_overall() -> None:
    assert rag.overall({}).rating is None
    assert rag.overall(dict.fromkeys(Dimension)).rating is None
    assert rag.overall({Dimension.COST: RED}, {Dimension.RISK: 3}).rating is None


@pytest.mark.parametrize(
    ("weights", "three", "five", "mean"),
    [
        ({Dimension.COST: 1, Dimension.RISK: 1}, AMBER, AMBER, 2.0),
        ({Dimension.COST: 3, Dimension.RISK: 1}, RED, AMBER_RED, 3.0),  # halfway on three points: the worse one
        ({Dimension.COST: 1, Dimension.RISK: 3}, AMBER, AMBER_GREEN, 1.0),
        ({Dimension.COST: 1, Dimension.RISK: 7}, GREEN, AMBER_GREEN, 0.5),
        ({Dimension.COST: 0.1, Dimension.RISK: 0.9}, GREEN, GREEN, 0.4),
        ({Dimension.COST: 1, Dimension.QUALITY: 50}, RED, RED, 4.0),  # not rated: its weight does not count
        ({Dimension.COST: 1, Dimension.RISK: -9}, RED, RED, 4.0),
    ],
)
def test_with_weights_overall_is_the_nearest_to_the_weighted_mean(
    weights: dict[Dimension, float], three: Rating, five: Rating, mean: float
) -> None:
    rated = {Dimension.COST: RED, Dimension.RISK: GREEN, Dimension.QUALITY: None}
    found = rag.overall(rated, weights)
    assert (found.rating, found.value, found.driver) == (three, mean, "Cost")
    assert rag.overall(rated, weights, Scale.FIVE).rating is five


# Which one counts


@pytest.mark.parametrize(
    ("calculated", "reported", "pmo_view", "rating", "source"),
    [
        (GREEN, AMBER, RED, RED, "pmo view"),
        (RED, AMBER, GREEN, GREEN, "pmo view"),
        (GREEN, AMBER, None, AMBER, "reported"),
        (GREEN, None, None, GREEN, "calculated"),
        (None, None, None, None, ""),
    ],
)
def test_the_pmo_view_counts_before_the_reported_before_the_calculated(
    calculated: Rating | None, reported: Rating | None, pmo_view: Rating | None, rating: Rating | None, source: str
) -> None:
    found = rag.effective(calculated, reported, pmo_view)
    assert (found.rating, found.source) == (rating, source)
    assert (found.calculated, found.reported, found.pmo_view) == (calculated, reported, pmo_view)


def test_a_withheld_rating_is_not_filled_from_what_was_calculated() -> None:
    assert rag.effective(RED, None, None, is_withheld=True).rating is None
    assert rag.effective(RED, None, AMBER, is_withheld=True).rating is AMBER


@pytest.mark.parametrize(
    ("calculated", "reported", "differ"),
    [(RED, GREEN, True), (AMBER, AMBER_RED, False), (AMBER_GREEN, AMBER_RED, False), (RED, AMBER_RED, True),
     (GREEN, AMBER_GREEN, True), (GREEN, GREEN, False), (None, RED, False), (RED, None, False), (None, None, False)],
)  # fmt: skip
def test_calculated_and_reported_disagree_when_their_colours_differ(
    *, calculated: Rating | None, reported: Rating | None, differ: bool
) -> None:
    assert rag.disagree(calculated, reported) is differ


@pytest.mark.parametrize(
    ("reported", "age", "stale", "stale_after_ten"),
    [(date(2024, 5, 31), 30, True, True), (date(2024, 6, 20), 10, True, False), (CUT_OFF, 0, False, False),
     (date(2024, 7, 4), 0, False, False), (None, None, False, False)],
)  # fmt: skip
def test_a_report_older_than_the_cut_off_is_stale(
    *, reported: date | None, age: int | None, stale: bool, stale_after_ten: bool
) -> None:
    assert rag.age_days(reported, CUT_OFF) == age
    assert rag.is_stale(reported, CUT_OFF) is stale
    assert rag.is_stale(reported, CUT_OFF, 10) is stale_after_ten


# Properties


@given(st.integers(-900, 900), st.integers(0, 900), limits)
def test_a_later_finish_never_improves_schedule(slip: int, more: int, limits: Thresholds) -> None:
    assert severity(schedule(slip, limits=limits)) <= severity(schedule(slip + more, limits=limits))


@given(st.integers(-900, 900), st.integers(-100, 100), st.integers(0, 100), limits)
def test_a_later_key_milestone_never_improves_schedule(slip: int, late: int, more: int, limits: Thresholds) -> None:
    assert severity(schedule(slip, late, limits)) <= severity(schedule(slip, late + more, limits))


@given(st.integers(1, 10**12), st.integers(0, 10**12), st.integers(0, 10**12), limits)
def test_a_higher_estimate_never_improves_cost(bac: int, eac: int, more: int, limits: Thresholds) -> None:
    before, after = rag.cost(bac=bac, eac=eac, limits=limits), rag.cost(bac=bac, eac=eac + more, limits=limits)
    assert severity(before) <= severity(after)


@given(st.lists(st.integers(1, 25), min_size=1), st.integers(1, 25), st.booleans(), st.booleans())
def test_one_more_risk_never_improves_risk(scores: list[int], more: int, owner: bool, response: bool) -> None:  # noqa: FBT001
    known = [managed(str(place), points) for place, points in enumerate(scores)]
    extra = RiskScores("new", 1, more, has_owner=owner, has_response=response)
    assert severity(rag.risk(known)) <= severity(rag.risk([*known, extra]))
    assert severity(rag.risk(known)) <= severity(rag.risk([*known, managed("new", more)]))


@given(st.dictionaries(st.sampled_from(Dimension), maybe_ratings), st.sampled_from(Dimension), ratings, ratings)
def test_a_worse_dimension_never_improves_the_whole(
    rated: dict[Dimension, Rating | None], dimension: Dimension, one: Rating, other: Rating
) -> None:
    better, worse = sorted((one, other), key=lambda rating: rating.severity)
    for weights in (None, dict.fromkeys(Dimension, 1.5)):
        for scale in Scale:
            before = rag.overall({**rated, dimension: better}, weights, scale)
            assert severity(before) <= severity(rag.overall({**rated, dimension: worse}, weights, scale))


@given(st.dictionaries(st.sampled_from(Dimension), maybe_ratings))
def test_the_order_of_dimensions_never_matters(rated: dict[Dimension, Rating | None]) -> None:
    backwards = dict(reversed(rated.items()))
    assert rag.overall(rated) == rag.overall(backwards)
    weights = {name: float(place) for place, name in enumerate(Dimension)}
    assert rag.overall(rated, weights) == rag.overall(backwards, weights)


@given(st.dictionaries(st.sampled_from(Dimension), ratings, min_size=1))
def test_the_weighted_mean_never_leaves_the_range_of_its_dimensions(rated: dict[Dimension, Rating]) -> None:
    found = rag.overall(rated, dict.fromkeys(Dimension, 1), Scale.FIVE)
    severities = [rating.severity for rating in rated.values()]
    assert min(severities) <= severity(found) <= max(severities)


@given(maybe_ratings, maybe_ratings, maybe_ratings)
def test_a_rating_that_counts_is_one_of_the_three(
    calculated: Rating | None, reported: Rating | None, pmo_view: Rating | None
) -> None:
    found = rag.effective(calculated, reported, pmo_view)
    assume(found.source)
    assert {"pmo view": pmo_view, "reported": reported, "calculated": calculated}[found.source] is found.rating


def test_a_dimension_may_have_thresholds_of_its_own() -> None:
    limits = Thresholds(own=((Dimension.COST, 2.0, 4.0), (Dimension.SCHEDULE, 20.0, 40.0)))
    assert limits.of(Dimension.RISK) is limits
    assert rag.cost(bac=100, eac=105, limits=limits).rating is Rating.RED
    assert rag.cost(bac=100, eac=103, limits=limits).limit == 2.0
    late = rag.schedule(
        baseline_start_on=START,
        baseline_finish_on=FINISH,
        forecast_finish_on=FINISH + timedelta(150),
        limits=limits,
    )
    assert (late.rating, late.value, late.limit) == (Rating.GREEN, 15.0, 20.0)
    short = [BenefitFigures("B", 100.0, 93.0, 0.0)]
    assert rag.benefits(short, limits).rating is rag.benefits(short).rating is Rating.AMBER

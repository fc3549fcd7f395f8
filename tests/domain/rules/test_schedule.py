from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.schedule import (
    LateMilestone,
    MilestoneDates,
    days_late,
    duration_days,
    late_milestones,
    slip_days,
    slip_percent,
)

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
maybe_days = st.none() | days
milestones = st.builds(
    MilestoneDates, name=st.sampled_from("abcdef"), baseline_on=maybe_days, forecast_on=maybe_days,
    actual_on=maybe_days, is_key=st.booleans(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("baseline", "forecast", "actual", "slip"),
    [
        (date(2024, 1, 31), date(2024, 3, 1), None, 30),  # across the 29th of February
        (date(2023, 1, 31), date(2023, 3, 1), None, 29),
        (date(2023, 12, 31), date(2024, 12, 31), None, 366),
        (date(2024, 6, 30), date(2024, 6, 18), None, -12),
        (date(2024, 6, 30), date(2024, 6, 30), None, 0),
        (date(2024, 6, 30), date(2024, 9, 30), date(2024, 7, 2), 2),  # what happened counts
        (date(2024, 6, 30), None, date(2024, 6, 29), -1),
        (date(2024, 6, 30), None, None, None),
        (None, date(2024, 6, 30), date(2024, 6, 30), None),
    ],
)
def test_a_slip_is_forecast_minus_baseline_in_days(
    baseline: date | None, forecast: date | None, actual: date | None, slip: int | None
) -> None:
    assert slip_days(baseline, forecast, actual) == slip


@pytest.mark.parametrize(
    ("start", "finish", "expected"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), 365),
        (date(2024, 1, 1), date(2024, 1, 1), 0),
        (date(2024, 1, 2), date(2024, 1, 1), -1),
        (None, date(2024, 1, 1), None),
        (date(2024, 1, 1), None, None),
    ],
)
def test_a_duration_leaves_the_finish_out(start: date | None, finish: date | None, expected: int | None) -> None:
    assert duration_days(start, finish) == expected


@pytest.mark.parametrize(
    ("slip", "duration", "expected"),
    [(45, 360, 12.5), (-36, 360, -10.0), (0, 10, 0.0), (5, 0, None), (5, -3, None), (None, 10, None), (5, None, None)],
)
def test_slip_percent_is_of_the_baseline_duration(
    slip: int | None, duration: int | None, expected: float | None
) -> None:
    assert slip_percent(slip, duration) == expected


@pytest.mark.parametrize(
    ("forecast", "actual", "cut_off", "late"),
    [
        (date(2024, 5, 11), None, date(2024, 4, 1), 10),  # still ahead, forecast late
        (date(2024, 5, 11), None, date(2024, 6, 30), 60),  # not reached, and its forecast is past too
        (date(2024, 8, 1), None, date(2024, 6, 30), 92),  # overdue, but forecast later still
        (date(2024, 4, 1), None, date(2024, 4, 15), -30),  # early, by its forecast
        (date(2024, 4, 1), None, date(2024, 5, 4), 3),  # was to be early, and is not there
        (None, None, date(2024, 5, 31), 30),
        (None, None, date(2024, 5, 1), None),  # the baseline day itself is not late
        (None, None, None, None),
        (None, date(2024, 5, 3), date(2024, 12, 31), 2),  # reached: the cut-off no longer counts
    ],
)
def test_a_milestone_is_late_by_its_slip_or_by_the_days_it_is_overdue(
    forecast: date | None, actual: date | None, cut_off: date | None, late: int | None
) -> None:
    assert days_late(MilestoneDates("Gate 3", date(2024, 5, 1), forecast, actual), cut_off) == late


def test_a_milestone_without_baseline_has_no_lateness() -> None:
    assert days_late(MilestoneDates("Gate 3", None, date(2024, 5, 1)), date(2024, 6, 1)) is None


def test_late_milestones_come_worst_first_then_by_name() -> None:
    due = date(2024, 5, 1)
    found = late_milestones(
        [
            MilestoneDates("Site", due, date(2024, 5, 8)),
            MilestoneDates("Early", due, date(2024, 4, 8)),
            MilestoneDates("Gate 3", due, date(2024, 6, 30), is_key=True),
            MilestoneDates("Unknown", None),
            MilestoneDates("Depot", due, None, date(2024, 5, 8)),
            MilestoneDates("On time", due, due),
        ],
        date(2024, 5, 1),
    )
    assert found == (
        LateMilestone("Gate 3", 60, is_key=True, is_done=False),
        LateMilestone("Depot", 7, is_key=False, is_done=True),
        LateMilestone("Site", 7, is_key=False, is_done=False),
    )


@given(days, days, st.integers(1, 500))
def test_a_later_forecast_slips_by_as_many_days_more(baseline: date, forecast: date, more: int) -> None:
    earlier = slip_days(baseline, forecast)
    assert earlier is not None
    assert slip_days(baseline, forecast + timedelta(more)) == earlier + more


@given(days, days)
def test_slip_forth_and_back_cancels(one: date, other: date) -> None:
    assert slip_days(one, other) == -(slip_days(other, one) or 0)


@given(milestones, days, st.integers(1, 500))
def test_time_passing_never_makes_a_milestone_less_late(milestone: MilestoneDates, cut_off: date, more: int) -> None:
    before, after = days_late(milestone, cut_off), days_late(milestone, cut_off + timedelta(more))
    assert before is None or (after is not None and after >= before)


@given(st.lists(milestones, max_size=6).flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))), days)
def test_the_order_of_milestones_never_matters(
    given: tuple[list[MilestoneDates], list[MilestoneDates]], cut_off: date
) -> None:
    assert late_milestones(given[0], cut_off) == late_milestones(given[1], cut_off)

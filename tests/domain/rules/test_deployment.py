from datetime import date

import pytest

from pmo_desktop.domain.rules.deployment import ActivityStatus, activity_status, average_fte, effort_cost, is_late, span

MONDAY, SATURDAY, WEDNESDAY = date(2026, 1, 5), date(2026, 1, 3), date(2026, 1, 7)


@pytest.mark.parametrize(
    ("start_on", "week", "weeks", "first", "last"),
    [
        (MONDAY, 1, 1, MONDAY, date(2026, 1, 9)),
        (MONDAY, 3, 2, date(2026, 1, 19), date(2026, 1, 30)),
        (WEDNESDAY, 1, 1, WEDNESDAY, date(2026, 1, 13)),
        (SATURDAY, 1, 1, MONDAY, date(2026, 1, 9)),
        (date(2026, 1, 4), 1, 2, MONDAY, date(2026, 1, 16)),
    ],
    ids=["a week is Monday to Friday", "two weeks from the third", "midweek", "from a Saturday", "from a Sunday"],
)
def test_a_step_begins_and_ends_on_working_days(start_on: date, week: int, weeks: int, first: date, last: date) -> None:
    assert span(start_on, week, weeks) == (first, last)


def test_actual_dates_tell_how_far_a_step_has_come() -> None:
    told = [activity_status(start, finish) for start, finish in ((None, None), (MONDAY, None), (None, MONDAY))]
    assert told == [ActivityStatus.PLANNED, ActivityStatus.BEGUN, ActivityStatus.DONE]


def test_effort_costs_its_share_of_a_year() -> None:
    assert effort_cost(0.5, 13, 104_000_00) == 13_000_00
    assert effort_cost(0.5, 13, None) is None


@pytest.mark.parametrize(
    ("forecast", "actual", "on", "late"),
    [
        (date(2026, 3, 1), None, date(2026, 2, 1), False),
        (date(2026, 3, 2), None, date(2026, 2, 1), True),
        (date(2026, 3, 1), None, date(2026, 3, 2), True),
        (date(2026, 3, 1), None, date(2026, 3, 1), False),
        (date(2026, 3, 9), date(2026, 3, 1), date(2026, 5, 1), False),
        (None, date(2026, 3, 2), date(2026, 3, 2), True),
    ],
    ids=["on plan", "will come later", "should have come", "due today", "came on its day", "came later"],
)
def test_a_finish_is_late_by_what_happened_what_is_forecast_or_what_has_not_come(
    forecast: date | None,
    actual: date | None,
    on: date,
    late: bool,  # noqa: FBT001  a column of the table
) -> None:
    assert is_late(date(2026, 3, 1), forecast, actual, on) is late
    assert not is_late(None, forecast, actual, on)


def test_people_are_averaged_over_the_days_of_all_steps() -> None:
    first = (date(2026, 1, 1), date(2026, 1, 10), 1.0)  # ten person-days
    second = (date(2026, 1, 11), date(2026, 1, 20), 0.2)  # two, in twenty days together
    assert average_fte([first, second]) == pytest.approx(0.6)
    assert average_fte([]) is None

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.meeting_days import Rhythm, meeting_days

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("first", "rhythm", "expected"),
    [
        (date(2026, 11, 12), Rhythm.MONTHLY, ["2026-11-12", "2026-12-10", "2027-01-14", "2027-02-11"]),
        (date(2026, 10, 30), Rhythm.MONTHLY, ["2026-10-30", "2026-11-27", "2026-12-25", "2027-01-29", "2027-02-26"]),
        (date(2026, 7, 2), Rhythm.QUARTERLY, ["2026-07-02", "2026-10-01", "2027-01-07"]),
        (date(2027, 2, 10), Rhythm.FORTNIGHTLY, ["2027-02-10", "2027-02-24"]),
        (date(2027, 2, 17), Rhythm.WEEKLY, ["2027-02-17", "2027-02-24"]),
        (date(2027, 3, 1), Rhythm.WEEKLY, []),
    ],
)
def test_days_keep_their_place_in_week_or_month(first: date, rhythm: Rhythm, expected: list[str]) -> None:
    assert [day.isoformat() for day in meeting_days(first, rhythm, date(2027, 2, 28))] == expected


@given(DAYS, st.sampled_from(Rhythm))
def test_every_day_has_the_weekday_of_the_first_and_they_rise(first: date, rhythm: Rhythm) -> None:
    days = meeting_days(first, rhythm, date(2037, 1, 1))
    assert days[0] == first
    assert {day.weekday() for day in days} == {first.weekday()}
    assert list(days) == sorted(set(days))
    if rhythm is Rhythm.MONTHLY:
        assert len({(day.year, day.month) for day in days}) == len(days)

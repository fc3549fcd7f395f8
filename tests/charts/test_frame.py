from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import date_ticks, number_ticks, spread, wrap
from pmo_desktop.charts.style import ON_PAPER, plain_number


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=8))
def test_labels_are_moved_apart_and_keep_their_order(wanted: list[float]) -> None:
    placed = spread(wanted, 10, -100, 100)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    assert all(placed[b] - placed[a] >= 10 - 1e-9 for a, b in pairwise(order))
    assert all(-100 - 1e-9 <= place <= 100 + 1e-9 for place in placed)


def test_labels_that_stand_apart_stay_where_they_are() -> None:
    assert spread([0, 50, 20], 10, 0, 100) == [0, 50, 20]


@given(st.floats(-1e9, 1e9), st.floats(0.01, 1e9))
def test_number_ticks_are_a_few_round_places_within_the_axis(low: float, span: float) -> None:
    places, labels = number_ticks(low, low + span, ON_PAPER)
    assert 2 <= len(places) <= 8
    assert len(labels) == len(places)
    assert all(low - 1e-6 * span <= place <= low + 1.000001 * span for place in places)


@pytest.mark.parametrize(
    ("start", "end", "room", "labels"),
    [
        (date(2021, 1, 1), date(2021, 4, 1), 400, ["Jan 21", "Feb 21", "Mar 21", "Apr 21"]),
        (date(2020, 11, 15), date(2021, 6, 1), 100, ["Jan 21", "Apr 21"]),
        (date(2020, 7, 1), date(2024, 1, 1), 400, ["2021", "2022", "2023", "2024"]),
        (date(1990, 7, 1), date(2090, 1, 1), 100, ["2000", "2020", "2040", "2060", "2080"]),
        (date(2021, 3, 5), date(2021, 3, 6), 100, ["Mar 21"]),
    ],
)
def test_dates_are_ticked_by_month_or_by_year_as_the_room_allows(
    start: date, end: date, room: float, labels: list[str]
) -> None:
    assert date_ticks(start, end, ON_PAPER, room)[1] == labels


def test_numbers_carry_commas_and_a_true_minus() -> None:
    assert [plain_number(value) for value in (1234567, -2.5, 0, -0.001)] == ["1,234,567", "−2.5", "0", "0"]


def test_a_name_is_shortened_to_its_room_with_a_sign() -> None:
    assert shorten("Crossrail", 100, 8.5) == "Crossrail"
    short = shorten("Emergency Services Mobile Communications", 80, 8.5, bold=True)
    assert short.endswith("…")
    assert text_width(short, 8.5, bold=True) <= 80


def test_a_sentence_is_wrapped_within_its_room() -> None:
    lines = wrap("Two reports with milestones are needed for a trend.", 100, 8.5)
    assert len(lines) > 1
    assert all(text_width(line, 8.5) <= 100 for line in lines)

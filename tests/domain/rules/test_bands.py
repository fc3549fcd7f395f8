import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.choices import Rating, Scale
from pmo_desktop.domain.rules.bands import by_percent, by_score, to_three_point

values = st.floats(-1_000, 1_000)
scales = st.sampled_from(Scale)


@pytest.mark.parametrize(
    ("value", "three", "five"),
    [
        (-20.0, "G", "G"),
        (0.0, "G", "G"),
        (4.999, "G", "G"),
        (5.0, "A", "A/G"),
        (6.66, "A", "A/G"),
        (6.67, "A", "A"),
        (8.33, "A", "A"),
        (8.34, "A", "A/R"),
        (10.0, "A", "A/R"),
        (10.001, "R", "R"),
        (250.0, "R", "R"),
    ],
)
def test_percentages_are_amber_from_five_to_ten_both_included(value: float, three: str, five: str) -> None:
    assert by_percent(value, 5, 10) == three
    assert by_percent(value, 5, 10, Scale.FIVE) == five


@pytest.mark.parametrize(
    ("value", "three", "five"),
    [(1, "G", "G"), (10, "G", "G"), (12, "A", "A/G"), (15, "A", "A"), (16, "A", "A"), (18, "A", "A/R"),
     (19, "A", "A/R"), (20, "R", "R"), (25, "R", "R")],
)  # fmt: skip
def test_scores_are_amber_from_twelve_and_red_from_twenty(value: int, three: str, five: str) -> None:
    assert by_score(value, 12, 20) == three
    assert by_score(value, 12, 20, Scale.FIVE) == five


def test_a_value_on_a_cut_of_the_amber_band_takes_the_worse_side() -> None:
    assert [by_percent(value, 3, 9, Scale.FIVE) for value in (3, 4, 5, 6, 7, 8, 9)] == [
        "A/G", "A/G", "A", "A", "A/R", "A/R", "A/R",
    ]  # fmt: skip


def test_an_amber_band_of_no_width_is_its_worst_shade() -> None:
    assert by_percent(5, 5, 5, Scale.FIVE) == Rating.AMBER_RED


@pytest.mark.parametrize(("rating", "three"), [*zip(Rating, ("G", "A", "A", "A", "R"), strict=True), (None, None)])
def test_on_three_points_both_shades_of_amber_are_amber(rating: Rating | None, three: str | None) -> None:
    assert to_three_point(rating) == three


@given(values, values, st.floats(0, 100), st.floats(0, 100), scales)
def test_a_worse_value_never_improves_a_rating(
    one: float, other: float, amber: float, width: float, scale: Scale
) -> None:
    low, high = sorted((one, other))
    for rule in (by_percent, by_score):
        assert rule(low, amber, amber + width, scale).severity <= rule(high, amber, amber + width, scale).severity


@given(values, st.floats(0, 100), st.floats(0, 100))
def test_both_scales_agree_on_the_colour(value: float, amber: float, width: float) -> None:
    for rule in (by_percent, by_score):
        on_five = rule(value, amber, amber + width, Scale.FIVE)
        assert to_three_point(on_five) is rule(value, amber, amber + width, Scale.THREE)

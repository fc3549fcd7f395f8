import pytest

from pmo_desktop.domain.choices import Rating, Scale
from pmo_desktop.domain.rules.explained import Thresholds, by_percent, by_score, days, not_rated

LIMITS = Thresholds()


@pytest.mark.parametrize(("count", "text"), [(0, "0 days"), (1, "1 day"), (45, "45 days")])
def test_one_day_is_not_one_days(count: int, text: str) -> None:
    assert days(count) == text


def test_a_percentage_names_the_threshold_it_met() -> None:
    below = by_percent("slip", 4.0, None, lambda: "A.", LIMITS)
    assert (below.rating, below.value, below.limit, below.driver) == (Rating.GREEN, 4.0, 5.0, None)
    assert below.sentence == "A. Amber starts at 5%, red above 10%."
    between = by_percent("slip", 10.0, "M1", lambda: "B.", LIMITS)
    assert (between.rating, between.value, between.limit, between.driver) == (Rating.AMBER, 10.0, 5.0, "M1")
    assert between.sentence == "B. Amber starts at 5%, red above 10%."
    above = by_percent("slip", 10.5, "M1", lambda: "C.", LIMITS)
    assert (above.rating, above.rule, above.limit) == (Rating.RED, "slip", 10.0)
    assert above.sentence == "C. Red starts above 10%."


def test_a_score_names_the_threshold_it_met() -> None:
    amber = by_score("risk score", 19, "R1", lambda: "A.", LIMITS)
    assert (amber.rating, amber.rule, amber.value, amber.limit) == (Rating.AMBER, "risk score", 19, 12)
    assert amber.sentence == "A. Amber starts at 12, red at 20."
    red = by_score("risk score", 20, "R1", lambda: "B.", LIMITS)
    assert (red.rating, red.value, red.limit, red.driver) == (Rating.RED, 20, 20, "R1")
    assert red.sentence == "B. Red starts at 20."


def test_thresholds_and_scale_of_a_workspace_are_used() -> None:
    limits = Thresholds(amber=2.5, red=8, risk_amber=6, risk_red=9, scale=Scale.FIVE)
    assert by_percent("slip", 2.5, None, str, limits).rating is Rating.AMBER_GREEN
    assert by_percent("slip", 8, None, str, limits).rating is Rating.AMBER_RED
    assert by_percent("slip", 8.5, None, str, limits).limit == 8
    assert by_score("risk score", 9, "R1", str, limits).rating is Rating.RED


def test_not_rated_has_a_reason_and_nothing_else() -> None:
    found = not_rated(lambda: "Why.")
    assert (found.rating, found.rule, found.value, found.limit, found.driver) == (None, "", None, None, None)
    assert found.sentence == "Why."

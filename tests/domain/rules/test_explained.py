import pytest

from pmo_desktop.domain.choices import Rating, Scale
from pmo_desktop.domain.rules.explained import Explained, Thresholds, by_percent, by_score, days, not_rated

LIMITS = Thresholds()


@pytest.mark.parametrize(("count", "text"), [(0, "0 days"), (1, "1 day"), (45, "45 days")])
def test_one_day_is_not_one_days(count: int, text: str) -> None:
    assert days(count) == text


def test_a_percentage_names_the_threshold_it_met() -> None:
    assert by_percent("slip", 4.0, None, "A.", LIMITS) == Explained(
        Rating.GREEN, "slip", 4.0, 5.0, None, "A. Amber starts at 5%, red above 10%."
    )
    assert by_percent("slip", 10.0, "M1", "B.", LIMITS) == Explained(
        Rating.AMBER, "slip", 10.0, 5.0, "M1", "B. Amber starts at 5%, red above 10%."
    )
    assert by_percent("slip", 10.5, "M1", "C.", LIMITS) == Explained(
        Rating.RED, "slip", 10.5, 10.0, "M1", "C. Red starts above 10%."
    )


def test_a_score_names_the_threshold_it_met() -> None:
    assert by_score("risk score", 19, "R1", "A.", LIMITS) == Explained(
        Rating.AMBER, "risk score", 19, 12, "R1", "A. Amber starts at 12, red at 20."
    )
    assert by_score("risk score", 20, "R1", "B.", LIMITS) == Explained(
        Rating.RED, "risk score", 20, 20, "R1", "B. Red starts at 20."
    )


def test_thresholds_and_scale_of_a_workspace_are_used() -> None:
    limits = Thresholds(amber=2.5, red=8, risk_amber=6, risk_red=9, scale=Scale.FIVE)
    assert by_percent("slip", 2.5, None, "", limits).rating is Rating.AMBER_GREEN
    assert by_percent("slip", 8, None, "", limits).rating is Rating.AMBER_RED
    assert by_percent("slip", 8.5, None, "", limits).limit == 8
    assert by_score("risk score", 9, "R1", "", limits).rating is Rating.RED


def test_not_rated_has_a_reason_and_nothing_else() -> None:
    assert not_rated("Why.") == Explained(None, "", None, None, None, "Why.")

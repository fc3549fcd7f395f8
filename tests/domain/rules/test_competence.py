import pytest

from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.rules.competence import gap_rating, mean


def test_the_mean_is_of_what_is_known() -> None:
    assert mean([2, None, 3]) == 2.5
    assert mean([None]) is None


@pytest.mark.parametrize(
    ("level", "needed", "rating"),
    [
        (3.0, 3.0, Rating.GREEN),
        (4.0, 3.0, Rating.GREEN),
        (2.5, 3.0, Rating.AMBER),
        (2.0, 3.0, Rating.RED),
        (None, 3.0, None),
        (2.0, None, None),
    ],
    ids=["reached", "above", "half a level short", "a level short", "not assessed", "not needed"],
)
def test_a_gap_of_a_whole_level_is_red(level: float | None, needed: float | None, rating: Rating | None) -> None:
    assert gap_rating(level, needed) is rating

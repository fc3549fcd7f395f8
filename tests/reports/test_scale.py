from collections.abc import Callable

import pytest

from pmo_desktop.domain.choices import Rating, Scale
from pmo_desktop.reports.blocks import text
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.scale import legend, rating_word


@pytest.mark.parametrize(
    ("rating", "three", "five"),
    [
        (Rating.GREEN, "On track", "Green"),
        (Rating.AMBER_GREEN, "Mostly on track", "Amber/Green"),
        (Rating.AMBER, "At risk", "Amber"),
        (Rating.AMBER_RED, "In doubt", "Amber/Red"),
        (Rating.RED, "Off track", "Red"),
        (None, "Not rated", "Not rated"),
    ],
)
def test_each_scale_has_its_own_words(rating: Rating | None, three: str, five: str) -> None:
    assert [rating_word(rating, scale) for scale in Scale] == [three, five]


def test_complete_wins_over_any_rating() -> None:
    assert rating_word(Rating.RED, Scale.FIVE, complete=True) == "Complete"


def test_a_legend_tells_shapes_and_words(paper: Paper, texts: Callable[[Paper], list[str]]) -> None:
    body = paper.page("Dashboard", title="One")
    text(body, legend([(Rating.RED, False), (Rating.GREEN, True)], Scale.FIVE))
    said = texts(paper)[0]
    assert "Red" in said
    assert "Complete" in said

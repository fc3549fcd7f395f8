from pmo_desktop.services.insights.message import LONGEST_TITLE, that_fits


def test_the_first_title_that_has_ninety_characters_at_most_is_taken() -> None:
    assert that_fits("a" * (LONGEST_TITLE + 1), "b" * LONGEST_TITLE, "c") == "b" * LONGEST_TITLE


def test_the_last_title_is_taken_where_none_is_short_enough() -> None:
    assert that_fits("a" * 200, "b" * 120) == "b" * 120

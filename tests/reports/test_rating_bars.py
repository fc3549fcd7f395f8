from collections.abc import Callable

import pytest

from pmo_desktop.domain.choices import Rating, Scale
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.rating_bars import Bar, now_and_last, rating_bars
from pmo_desktop.services.insights.totals import Slice

Texts = Callable[[Paper], list[str]]
NOW = (
    Slice(Rating.RED, is_complete=False, count=4, money=0),
    Slice(Rating.AMBER, is_complete=False, count=7, money=0),
    Slice(Rating.GREEN, is_complete=False, count=5, money=0),
    Slice(None, is_complete=True, count=1, money=0),
)
BEFORE = (
    Slice(Rating.RED, is_complete=False, count=3, money=0),
    Slice(Rating.GREEN, is_complete=False, count=13, money=0),
)


def drawn(paper: Paper, bars: list[Bar], scale: Scale = Scale.THREE, width: float = 360) -> float:
    """Draw bars of counts and return how far down they went."""
    body = paper.page("Dashboard", title="One")
    body.width = width
    top = body.y
    rating_bars(body, bars, lambda each: each.count, str, scale)
    return body.y - top


def test_a_segment_tells_letter_figure_and_word(paper: Paper, texts: Texts) -> None:
    drawn(paper, now_and_last("P09", NOW, "P08", BEFORE))
    said = " ".join(texts(paper)[0].split())
    for words in (
        "P09",
        "R 4 off track",
        "A 7 at risk",
        "G 5 on track",
        "C 1",
        "P08",
        "R 3 off track",
        "G 13 on track",
    ):
        assert words in said


def test_on_five_points_the_words_are_the_scale_s_own(paper: Paper, texts: Texts) -> None:
    shades = (Slice(Rating.AMBER_RED, is_complete=False, count=2, money=0),)
    drawn(paper, now_and_last("P09", shades, "", ()), Scale.FIVE)
    assert "A/R 2 amber/red" in " ".join(texts(paper)[0].split())


def test_without_a_period_before_there_is_one_bar(paper: Paper) -> None:
    assert drawn(paper, now_and_last("P09", NOW, "", BEFORE)) == pytest.approx(23)
    assert drawn(paper, now_and_last("P09", NOW, "P08", BEFORE)) == pytest.approx(39)


def test_what_is_too_narrow_for_its_figure_has_it_behind_the_bar(paper: Paper, texts: Texts) -> None:
    thin = (
        Slice(Rating.RED, is_complete=False, count=1, money=0),
        Slice(Rating.GREEN, is_complete=False, count=999, money=0),
    )
    drawn(paper, [Bar("P09", 18, thin)])
    said = " ".join(texts(paper)[0].split())
    assert said.index("G 999") < said.index("R 1")


@pytest.mark.parametrize("width", [120, 360, 700])
def test_every_figure_is_told_at_any_width(paper: Paper, texts: Texts, width: float) -> None:
    drawn(paper, now_and_last("P09", NOW, "P08", BEFORE), width=width)
    said = " ".join(texts(paper)[0].split())
    assert all(words in said for words in ("R 4", "A 7", "G 5", "C 1", "R 3", "G 13"))


def test_what_is_nothing_is_not_drawn(paper: Paper, texts: Texts) -> None:
    none = (Slice(Rating.RED, is_complete=False, count=0, money=0),)
    drawn(paper, [Bar("P09", 18, none)])
    assert "R 0" not in texts(paper)[0]

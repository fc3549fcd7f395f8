from collections.abc import Callable

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from pmo_desktop.charts import rag_bars, rag_trend
from pmo_desktop.charts.style import LIGHT
from pmo_desktop.domain.choices import Rating
from pmo_desktop.services.insights.shapes import RagBar, RagBars, RagSlice, RagTrend

Drawn = Callable[..., Axes]
Said = Callable[[Axes], list[str]]

NOW = RagBar("P09 now", (RagSlice(Rating.RED, 30, "30"), RagSlice(Rating.GREEN, 60, "60"), RagSlice(None, 1, "1")))
LAST = RagBar("P08 last", (RagSlice(Rating.RED, 15, "15"), RagSlice(Rating.AMBER, 0, "0")))


def bars(axes: Axes) -> list[Rectangle]:
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def test_widths_stand_in_proportion_on_one_scale(drawn: Drawn) -> None:
    axes = drawn(rag_bars.draw, RagBars(NOW, LAST))
    red, green, _, red_before = bars(axes)
    assert (green.get_width() + 1.4) / (red.get_width() + 1.4) == pytest.approx(2)
    assert (red.get_width() + 1.4) / (red_before.get_width() + 1.4) == pytest.approx(2)


def test_every_part_carries_its_letter_and_figure_even_where_it_is_too_slim(drawn: Drawn, said: Said) -> None:
    texts = said(drawn(rag_bars.draw, RagBars(NOW, LAST)))
    assert {"R 30", "G 60", "– 1", "R 15", "P09 now", "P08 last", "off track"} <= set(texts)
    assert not any("A 0" in text for text in texts)


def test_the_bar_of_now_is_thicker_than_that_of_last_time(drawn: Drawn) -> None:
    drawn_bars = bars(drawn(rag_bars.draw, RagBars(NOW, LAST)))
    assert drawn_bars[0].get_height() == 18
    assert drawn_bars[-1].get_height() == 11


def test_a_shade_between_carries_a_band_of_its_second_colour(drawn: Drawn) -> None:
    axes = drawn(rag_bars.draw, RagBars(RagBar("now", (RagSlice(Rating.AMBER_RED, 4, "4"),))))
    fills = [to_hex(bar.get_facecolor()).upper() for bar in bars(axes)]
    assert fills == [LIGHT.statuses["A"].fill, LIGHT.statuses["R"].fill]


def test_columns_stand_in_proportion_and_name_their_period(drawn: Drawn, said: Said) -> None:
    axes = drawn(rag_trend.draw, RagTrend((LAST, NOW), (1,)))
    before, red, green, _ = bars(axes)
    assert (red.get_height() + 1) / (before.get_height() + 1) == pytest.approx(2)
    assert green.get_y() < red.get_y()
    assert {"P08 last", "P09 now", "R 30", "G 60", "new scale"} <= set(said(axes))

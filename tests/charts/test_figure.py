import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.backend_bases import MouseEvent
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from pmo_desktop.charts import rag_bars
from pmo_desktop.charts.figure import load_fonts, new_figure, paint, settings, told_at
from pmo_desktop.charts.fonts import FAMILY
from pmo_desktop.charts.frame import tell
from pmo_desktop.charts.style import DARK, ON_PAPER, on_screen
from pmo_desktop.domain.choices import Rating
from pmo_desktop.services.insights.shapes import RagBar, RagBars, RagSlice

RAG = RagBars(RagBar("Now", (RagSlice(Rating.RED, 3, "3"),)))


def test_a_chart_is_drawn_anew_in_place_of_the_one_before(figure: Figure) -> None:
    paint(figure, rag_bars.draw, RAG, ON_PAPER)
    paint(figure, rag_bars.draw, RAG, on_screen(DARK))
    assert len(figure.axes) == 1
    assert to_hex(figure.get_facecolor()).upper() == DARK.surface


def test_settings_hold_only_while_a_chart_is_drawn() -> None:
    before = dict(mpl.rcParams)
    with settings(ON_PAPER):
        assert mpl.rcParams["text.parse_math"] is False
        assert mpl.rcParams["font.family"][0] == FAMILY
    assert dict(mpl.rcParams) == before


def test_charts_are_drawn_without_pyplot_which_would_keep_figures_and_choose_a_window_system() -> None:
    code = """if True:
        import sys
        from pmo_desktop.charts.catalogue import CHARTS
        from pmo_desktop.charts.figure import new_figure, paint
        from pmo_desktop.charts.style import ON_PAPER
        for chart in CHARTS:
            paint(new_figure(ON_PAPER, 4, 2), chart.draw, chart.answer(), ON_PAPER)
        print("matplotlib.pyplot" in sys.modules)
    """
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"


def test_house_and_fallback_fonts_are_found_without_a_warning(figure: Figure, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        paint(figure, rag_bars.draw, RAG, ON_PAPER)
        figure.draw_without_rendering()
    assert not caplog.records


def test_a_frozen_program_keeps_its_font_list_in_a_lasting_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("MPLCONFIGDIR", "/nowhere")
    load_fonts.__wrapped__()
    assert Path(os.environ["MPLCONFIGDIR"]).parts[-1] == "matplotlib"


def test_the_mark_under_the_mouse_tells_its_words_and_its_record() -> None:
    figure = new_figure(ON_PAPER, 4, 2)
    canvas: Any = FigureCanvasAgg(figure)
    axes = paint(figure, rag_bars.draw, RAG, ON_PAPER)
    tell(axes.patches[0], "Off track: 3", "17")
    canvas.draw()
    box = axes.patches[0].get_window_extent()
    inside = MouseEvent("motion_notify_event", canvas, int(box.x0 + 5), int(box.y0 + 5))
    outside = MouseEvent("motion_notify_event", canvas, 1, 1)
    assert told_at(figure, inside) == ("17", "Off track: 3")
    assert told_at(figure, outside) is None

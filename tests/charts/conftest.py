"""A figure to draw charts on, and what they drew."""

from collections.abc import Callable

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pmo_desktop.charts.figure import new_figure, paint
from pmo_desktop.charts.style import ON_PAPER


@pytest.fixture
def figure() -> Figure:
    return new_figure(ON_PAPER, 5, 3)


@pytest.fixture
def drawn(figure: Figure) -> Callable[..., Axes]:
    """Draw a chart's answer, and render it once, so that what cannot be drawn fails."""

    def draw(chart: Callable[..., None], answer: object) -> Axes:
        axes = paint(figure, chart, answer, ON_PAPER)
        figure.draw_without_rendering()
        return axes

    return draw


@pytest.fixture
def said() -> Callable[[Axes], list[str]]:
    """Return the texts of a chart, with those of its ticks."""

    def texts(axes: Axes) -> list[str]:
        ticks = [*axes.get_xticklabels(), *axes.get_yticklabels()] if axes.axison else []
        return [text.get_text() for text in [*axes.texts, *ticks] if text.get_text()]

    return texts


@pytest.fixture
def told() -> Callable[[Axes], list[str]]:
    """Return what the marks of a chart tell under the mouse, without their keys."""
    return lambda axes: [(mark.get_gid() or "").partition("\n")[2] for mark in axes.get_children() if mark.get_gid()]

"""Figures for charts: without pyplot, with settings of their own, in the house fonts."""

import os
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from pmo_desktop.charts.fonts import CHINESE, FACES, FALLBACK, FAMILY, font_file
from pmo_desktop.charts.style import ChartStyle

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import MouseEvent
    from matplotlib.figure import Figure

_LAST = "Last Resort High-Efficiency"  # matplotlib's own: a visible sign for every character of any script
_REGULAR, _SEMIBOLD = 400, 600

Draw = Callable[["Axes", Any, ChartStyle], None]


@cache
def load_fonts() -> None:
    """Import matplotlib with a lasting folder for its font list, and tell it our fonts."""
    if getattr(sys, "frozen", False):
        from platformdirs import user_cache_path

        os.environ["MPLCONFIGDIR"] = str(user_cache_path("PMO Desktop", appauthor=False) / "matplotlib")
    from matplotlib import font_manager

    for face in FACES:
        font_manager.fontManager.addfont(font_file(face))
    known = font_manager.fontManager.ttflist
    behind = [entry for entry in known if entry.name in {FALLBACK, CHINESE, _LAST} and entry.weight == _REGULAR]
    known += [replace(entry, weight=_SEMIBOLD) for entry in behind]  # so that none is missed beside our semibold


# matplotlib has one set of settings for all threads; a pack is drawn behind the window while the window draws.
_DRAWING = threading.RLock()


@contextmanager
def settings(style: ChartStyle) -> Generator[None]:
    """Hold matplotlib's settings for charts, such as text that is never read as maths, while a chart is drawn."""
    load_fonts()
    import matplotlib as mpl

    colours = style.palette
    ours: dict[Any, Any] = {
        "font.family": [FAMILY, FALLBACK, CHINESE, _LAST],
        "font.size": style.small,
        "text.parse_math": False,
        "text.usetex": False,
        "text.color": colours.text,
        "axes.edgecolor": colours.edge,
        "axes.linewidth": 0.6,
        "hatch.linewidth": 0.6,
        "lines.solid_capstyle": "round",
        "lines.solid_joinstyle": "round",
        "svg.hashsalt": "pmo-desktop",
    }
    with _DRAWING, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(ours)
        yield


def new_figure(style: ChartStyle, width: float, height: float, *, dpi: float = 72) -> "Figure":
    """Return an empty figure, `width` by `height` inches; at 72 dots an inch its pixels are points."""
    load_fonts()
    from matplotlib.figure import Figure

    return Figure((width, height), dpi=dpi, facecolor=style.palette.surface, edgecolor="none")


def paint(figure: "Figure", draw: Draw, data: object, style: ChartStyle) -> "Axes":
    """Draw one chart on the whole of `figure`, in place of what was there, for the figure's present size."""
    with settings(style):
        figure.clear()
        figure.set_facecolor(style.palette.surface)
        axes = figure.add_axes((0, 0, 1, 1))
        draw(axes, data, style)
    return axes


def told_at(figure: "Figure", event: "MouseEvent") -> tuple[str, str] | None:
    """Return (record key, words) of the mark under the mouse, the topmost first, or `None`."""
    marks = [mark for axes in figure.axes for mark in axes.get_children() if mark.get_gid()]
    for mark in sorted(marks, key=lambda mark: mark.get_zorder(), reverse=True):
        if mark.contains(event)[0]:
            key, _, words = (mark.get_gid() or "").partition("\n")
            return key, words
    return None

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pmo_desktop.charts import rag_bars
from pmo_desktop.charts.style import DARK, LIGHT
from pmo_desktop.domain.choices import Rating
from pmo_desktop.services.insights.shapes import RagBar, RagBars, RagSlice
from pmo_desktop.ui.theme import Theme
from pmo_desktop.ui.widgets.chart_view import ChartView


def bars() -> RagBars:
    parts = (RagSlice(Rating.RED, 3, "3"), RagSlice(Rating.AMBER, 6, "6"), RagSlice(Rating.GREEN, 11, "11"))
    return RagBars(RagBar("Nov", parts), None)


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> ChartView:
    theme.choose("light")
    made = ChartView("Projects by rating")
    qtbot.addWidget(made)
    made.resize(500, 160)
    with qtbot.waitSignal(made.drawn, timeout=20_000):
        made.show_chart(rag_bars.draw, bars())
        made.show()
    return made


def ground(view: ChartView) -> str:
    return view.grab().toImage().pixelColor(8, 8).name().upper()


def bar_at(view: ChartView) -> QPoint:
    """Somewhere on the red bar: where its colour is."""
    image = view.grab().toImage()
    for y in range(0, view.height(), 4):
        for x in range(0, view.width(), 4):
            if image.pixelColor(x, y).name().upper() == LIGHT.statuses["R"].fill:
                return QPoint(x + 2, y + 2)
    message = "no red bar"
    raise AssertionError(message)


def test_a_chart_is_drawn_with_words_for_every_mark(view: ChartView) -> None:
    assert [words for _, words in view.marks()] == ["Off track: 3", "At risk: 6", "On track: 11"]
    assert view.accessibleDescription() == "Off track: 3; At risk: 6; On track: 11"


def test_the_theme_changes_the_picture(view: ChartView, theme: Theme, qtbot: QtBot) -> None:
    assert ground(view) == LIGHT.surface
    with qtbot.waitSignal(view.drawn):
        theme.choose("dark")
    assert ground(view) == DARK.surface
    theme.choose("light")


def test_the_mark_under_the_mouse_is_told(view: ChartView) -> None:
    assert view._told_at(bar_at(view)) == ("", "Off track: 3")
    assert view._told_at(QPoint(1, 1)) is None


def test_a_click_and_enter_open_the_record_behind_a_mark(view: ChartView, qtbot: QtBot) -> None:
    assert view._canvas is not None
    mark = next(m for axes in view._canvas.figure.axes for m in axes.get_children() if m.get_gid())
    mark.set_gid("42\nMobile Payments")
    with qtbot.waitSignal(view.record_chosen) as clicked:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, bar_at(view))
    assert clicked.args == ["42"]
    QTest.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(view.record_chosen) as entered:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert entered.args == ["42"]


def test_the_picture_can_be_copied_and_saved(view: ChartView, tmp_path: Path) -> None:
    view.copy_picture()
    assert QGuiApplication.clipboard().image().width() == 500
    for ending, start in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
        path = tmp_path / f"chart.{ending}"
        view.save_picture(str(path))
        assert path.read_bytes().startswith(start)
    assert QPointF(bar_at(view)).x() > 0

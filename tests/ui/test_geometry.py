from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from pmo_desktop.ui import geometry
from pmo_desktop.ui.settings import Settings

LEFT, RIGHT = QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 800)


def test_a_window_inside_a_screen_stays_where_it_is() -> None:
    assert geometry.clamped(QRect(100, 50, 1200, 800), [LEFT, RIGHT]) == QRect(100, 50, 1200, 800)


def test_a_window_on_a_screen_that_is_gone_comes_back() -> None:
    assert geometry.clamped(QRect(4000, 2000, 1200, 720), [LEFT]) == QRect(720, 360, 1200, 720)


def test_a_window_goes_wholly_onto_the_screen_it_overlaps_most() -> None:
    assert geometry.clamped(QRect(1800, -50, 1200, 700), [LEFT, RIGHT]) == QRect(1920, 0, 1200, 700)


def test_a_window_larger_than_the_screen_is_shrunk() -> None:
    assert geometry.clamped(QRect(0, 0, 3000, 2000), [RIGHT]) == QRect(1920, 0, 1280, 800)


def test_place_and_size_come_back(qtbot: QtBot) -> None:
    settings = Settings()
    first, second = QMainWindow(), QMainWindow()
    for window in (first, second):
        qtbot.addWidget(window)
    first.setGeometry(40, 30, 500, 400)
    geometry.keep(first, settings)
    geometry.restore(second, settings)
    assert second.size() == first.size()


def test_without_a_memory_the_usual_size_is_taken(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    geometry.restore(window, Settings())
    assert window.width() <= geometry.USUAL.width()

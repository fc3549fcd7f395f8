import pytest
from PySide6.QtGui import QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.charts.style import DARK, LIGHT, PALETTES, Palette
from pmo_desktop.ui import theme as themes
from pmo_desktop.ui.settings import Scheme, Settings
from pmo_desktop.ui.sheet import style_sheet
from pmo_desktop.ui.theme import Theme


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    bright, dim = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_the_theme_can_be_changed_while_the_window_stands(theme: Theme, qtbot: QtBot) -> None:
    theme.choose("dark")
    assert themes.palette() is DARK
    with qtbot.waitSignal(theme.changed):
        theme.choose("light")
    assert themes.palette() is LIGHT
    assert QGuiApplication.palette().color(QPalette.ColorRole.Window).name().upper() == LIGHT.bg


def test_the_choice_is_kept(qapp: QApplication) -> None:
    settings = Settings()
    Theme(qapp, settings).choose("dark")
    assert settings.theme == "dark"
    Theme(qapp, settings).choose("system")
    assert not Theme(qapp, settings).is_dark()


def test_the_size_of_the_text_stays_between_80_and_200_percent(theme: Theme) -> None:
    usual = themes.px(100)
    theme.zoom(150)
    assert themes.px(100) == round(usual * 1.5)
    theme.zoom(500)
    assert themes.px(100) == 2 * usual
    theme.zoom(100)


def test_the_shipped_font_is_used_in_two_weights(theme: Theme) -> None:
    assert theme.is_dark() in {True, False}
    assert QFontInfo(themes.font()).family() == "Source Sans 3"
    assert {themes.font(role).weight() for role in ("title", "section", "body", "label")} == {400, 600}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_that_mean_a_status_are_readable_on_every_ground(theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    tokens = themes.palette()
    grounds = (tokens.surface, tokens.bg, tokens.header, tokens.selection)
    assert all(contrast(themes.status_ink(key).name(), ground) >= 4.5 for key in ("A", "R") for ground in grounds)
    theme.choose("light")


@pytest.mark.parametrize("tokens", PALETTES)
def test_every_word_of_the_style_sheet_is_filled(tokens: Palette) -> None:
    sheet = style_sheet(tokens, round, problem="#000000")
    assert "$" not in sheet
    assert tokens.accent in sheet
    assert sheet.count("{") == sheet.count("}")

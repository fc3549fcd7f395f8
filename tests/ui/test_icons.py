import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPalette

from pmo_desktop.ui.icons import icon, names, pixmap

pytestmark = pytest.mark.usefixtures("qapp")


def inks(image: QImage) -> set[str]:
    return {
        QColor(image.pixelColor(x, y).rgb()).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("name", names())
def test_every_icon_draws_in_the_colour_asked_for(name: str) -> None:
    assert inks(pixmap(name, 40, QColor("#1f4e8c")).toImage()) == {"#1f4e8c"}


def test_an_icon_follows_the_palette_after_it_was_made() -> None:
    before = QGuiApplication.palette()
    picture = icon("plus", "text")
    try:
        for colour in ("#112233", "#ddeeff"):
            palette = QPalette(before)
            palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
            QGuiApplication.setPalette(palette)
            assert inks(picture.pixmap(QSize(40, 40)).toImage()) == {colour}
    finally:
        QGuiApplication.setPalette(before)


def test_a_disabled_icon_is_drawn_in_the_disabled_ink() -> None:
    colour = QGuiApplication.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    shown = icon("plus").pixmap(QSize(40, 40), QIcon.Mode.Disabled).toImage()
    assert inks(shown) <= {QColor(colour.rgb()).name()}


def test_a_picture_is_sharp_at_twice_the_density() -> None:
    picture = pixmap("home", 20, QColor("black"), 2.0)
    assert picture.width() == 40
    assert picture.deviceIndependentSize().width() == 20

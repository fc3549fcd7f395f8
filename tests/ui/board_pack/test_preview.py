from io import BytesIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from reportlab.lib.colors import red
from reportlab.pdfgen.canvas import Canvas

from pmo_desktop.ui.board_pack.preview import FIT_PAGE, Preview
from pmo_desktop.ui.widgets.editors import ListEditor

pytestmark = pytest.mark.usefixtures("theme")


def pdf(pages: int) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(400, 200))
    for number in range(pages):
        canvas.setFillColor(red)
        canvas.rect(0, 0, 400, 20 * (number + 1), stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    made = Preview()
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    made.show_pack(pdf(3))
    return made


def where(preview: Preview) -> str:
    return preview.findChildren(QLabel, "page number")[0].text()


def test_the_first_page_is_shown_as_wide_as_there_is_room(preview: Preview) -> None:
    assert where(preview) == "Page 1 of 3"
    assert 480 <= preview.picture.width() <= 500
    assert preview.picture.width() / preview.picture.height() == pytest.approx(2, abs=0.05)
    bottom = preview.picture.image.pixelColor(50, preview.picture.image.height() - 5)
    assert bottom.name() == "#ff0000"


def test_buttons_and_keys_turn_the_pages_and_stop_at_both_ends(preview: Preview, qtbot: QtBot) -> None:
    with qtbot.waitSignal(preview.turned) as told:
        QTest.mouseClick(preview.findChildren(QToolButton, "next page")[0], Qt.MouseButton.LeftButton)
    assert told.args == [2]
    QTest.keyClick(preview, Qt.Key.Key_End)
    assert where(preview) == "Page 3 of 3"
    assert not preview.findChildren(QToolButton, "next page")[0].isEnabled()
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page() == 3
    QTest.keyClick(preview, Qt.Key.Key_PageUp)
    assert preview.page() == 2
    QTest.keyClick(preview, Qt.Key.Key_Home)
    assert preview.page() == 1


def test_greyscale_takes_the_colours_away_and_gives_them_back(preview: Preview) -> None:
    grey = preview.findChildren(QPushButton, "greyscale")[0]
    QTest.mouseClick(grey, Qt.MouseButton.LeftButton)
    image = preview.picture.image
    assert image.format() is QImage.Format.Format_Grayscale8
    assert image.pixelColor(50, 5).name() == "#ffffff"
    assert image.pixelColor(50, image.height() - 5).name() not in {"#ff0000", "#ffffff", "#000000"}
    QTest.mouseClick(grey, Qt.MouseButton.LeftButton)
    assert preview.picture.image.format() is not QImage.Format.Format_Grayscale8


def test_a_page_is_shown_at_the_size_that_is_chosen(preview: Preview) -> None:
    size = preview.findChildren(ListEditor, "page size")[0]
    size.show_value("200")
    size.committed.emit()
    assert preview.picture.width() == pytest.approx(400 * 96 / 72 * 2, abs=4)
    size.show_value(FIT_PAGE)
    size.committed.emit()
    assert preview.picture.width() <= 500


def test_a_new_pack_keeps_the_page_as_long_as_it_has_one(preview: Preview) -> None:
    preview.show_page(3)
    preview.show_pack(pdf(4))
    assert where(preview) == "Page 3 of 4"
    preview.show_pack(pdf(1))
    assert where(preview) == "Page 1 of 1"


def test_every_page_has_its_thumbnail_which_opens_it(preview: Preview, qtbot: QtBot) -> None:
    thumbs = preview.thumbnails
    qtbot.waitUntil(lambda: isinstance(thumbs.item(2).data(Qt.ItemDataRole.UserRole), QImage))
    assert thumbs.count() == 3
    with qtbot.waitSignal(preview.turned) as told:
        QTest.mouseClick(
            thumbs.viewport(), Qt.MouseButton.LeftButton, pos=thumbs.visualItemRect(thumbs.item(1)).center()
        )
    assert told.args == [2]
    assert thumbs.currentRow() == 1

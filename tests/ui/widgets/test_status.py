import pytest
from PySide6.QtGui import QColor, QImage, QPixmap
from pytestqt.qtbot import QtBot

from pmo_desktop.charts.style import LIGHT
from pmo_desktop.domain.choices import Rating
from pmo_desktop.ui.theme import Theme
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.kpi import Kpi, KpiRow, KpiTile
from pmo_desktop.ui.widgets.status import StatusSign
from pmo_desktop.ui.widgets.tag import Tag, Tone

pytestmark = pytest.mark.usefixtures("theme")


def colours(picture: QPixmap) -> set[str]:
    image: QImage = picture.toImage()
    return {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("rating", [*Rating, None])
def test_a_status_is_shape_letter_and_word(rating: Rating | None, theme: Theme, qtbot: QtBot) -> None:
    theme.choose("light")
    sign = StatusSign(rating)
    qtbot.addWidget(sign)
    sign.show()
    status = LIGHT.statuses[rating.value if rating else "none"]
    assert sign.accessibleName() == status.word
    found = colours(sign.grab())
    assert all(part.fill in found for part in status.parts)


def test_a_status_without_its_word_tells_it_in_the_tooltip(qtbot: QtBot) -> None:
    sign = StatusSign(Rating.RED, "")
    qtbot.addWidget(sign)
    sign.show()
    assert sign.toolTip() == "Off track"
    sign.show_rating(None, "", complete=True)
    assert sign.toolTip() == "Complete"
    assert LIGHT.statuses["complete"].fill in colours(sign.grab())


TONES: list[tuple[Tone, str]] = [("good", "G"), ("warning", "A"), ("bad", "R"), ("news", "complete"), ("quiet", "none")]


@pytest.mark.parametrize(("tone", "key"), TONES)
def test_a_tag_is_a_word_on_a_tint(tone: Tone, key: str, theme: Theme, qtbot: QtBot) -> None:
    theme.choose("light")
    tag = Tag("Draft")
    qtbot.addWidget(tag)
    tag.show_words("Two A", tone)
    tag.show()
    assert tag.accessibleName() == "Two A"
    assert QColor(LIGHT.statuses[key].tint).name().upper() in colours(tag.grab())


def test_a_figure_can_be_pressed_and_is_read_aloud_whole(qtbot: QtBot) -> None:
    row = KpiRow()
    qtbot.addWidget(row)
    row.show_kpis((Kpi("old", "Old", "1"),))
    row.show_kpis((Kpi("eac", "Forecast", "48.0", "M€", "+1.7 on budget", 1), Kpi("red", "Off track", "3", "of 20")))
    row.show()
    tiles = [tile for tile in row.findChildren(KpiTile) if tile.isVisible()]
    assert tiles[0].accessibleName() == "Forecast: 48.0 M€. +1.7 on budget"
    assert {tile.height() for tile in tiles} == {92}
    with qtbot.waitSignal(row.pressed) as pressed:
        tiles[1].click()
    assert pressed.args == ["red"]
    assert not row.grab().isNull()


def test_a_card_has_a_title_line_only_when_it_has_a_title(qtbot: QtBot) -> None:
    bare, titled = Card(), Card("Needs attention", "red first")
    for card in (bare, titled):
        qtbot.addWidget(card)
        card.show()
    assert not bare._head.isVisible()
    assert titled._head.height() == 44
    bare.show_words("Now it has one")
    assert bare._head.isVisible()
    assert bare.accessibleName() == "Now it has one"


def test_nothing_to_show_says_why_and_offers_one_action(qtbot: QtBot) -> None:
    ran: list[str] = []
    state = EmptyState("filter-off", "No project passes", "Without it: 3.", "Drop it", lambda: ran.append("a"))
    qtbot.addWidget(state)
    state.show()
    state.action.click()
    state.show_words("Nothing yet", "", "Add R&D", lambda: ran.append("b"))
    state.action.click()
    assert ran == ["a", "b"]
    assert (state.title.text(), state.action.accessibleName()) == ("Nothing yet", "Add R&D")
    state.show_words("Nothing", "", "", lambda: None)
    assert not state.action.isVisible()

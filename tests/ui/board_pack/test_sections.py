import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pmo_desktop.reports.pack import Pack
from pmo_desktop.ui.board_pack.section_lines import ordered, pages_of, section_lines
from pmo_desktop.ui.board_pack.sections import SectionLine, SectionList

pytestmark = pytest.mark.usefixtures("theme")

LINES = (
    SectionLine("control", "Control", is_wanted=True, pages=1),
    SectionLine("summary", "Summary", is_wanted=True, pages=2),
    SectionLine("raid", "RAID", is_wanted=False, note="off"),
    SectionLine("annex", "Annex", is_wanted=True, note="nothing to say"),
)


@pytest.fixture
def sections(qtbot: QtBot) -> SectionList:
    made = SectionList()
    qtbot.addWidget(made)
    made.resize(280, 300)
    made.show_lines(LINES)
    made.show()
    return made


def test_sections_left_out_stand_behind_those_they_usually_follow() -> None:
    usual = ("control", "summary", "decisions", "raid", "annex")
    assert ordered(("summary", "control", "annex"), usual) == ["summary", "decisions", "raid", "control", "annex"]
    assert ordered(("annex",), usual) == ["control", "summary", "decisions", "raid", "annex"]
    assert ordered(("gone", "annex"), ("annex",)) == ["annex"]


def test_pages_are_counted_from_one_first_page_to_the_next() -> None:
    pack = Pack(b"", 7, (("control", 1), ("summary", 2), ("annex", 4)), (), is_draft=True)
    assert pages_of(pack) == {"control": 1, "summary": 2, "annex": 4}


def test_a_section_that_had_nothing_to_say_says_so_and_one_that_is_off_too() -> None:
    pack = Pack(b"", 1, (("control", 1), ("annex", 2)), ("RAID",), is_draft=True)
    titles = {"control": "Control", "raid": "RAID", "annex": "Annex", "finance": "Finance"}
    lines = {line.key: line for line in section_lines(("control", "raid"), pack, titles)}
    assert lines["control"] == SectionLine("control", "Control", is_wanted=True, note="", pages=1)
    assert lines["raid"] == SectionLine("raid", "RAID", is_wanted=True, note="nothing to say")
    assert lines["finance"].note == "off"
    assert lines["annex"].pages is None


def test_space_leaves_a_section_out_and_takes_it_in_again(sections: SectionList, qtbot: QtBot) -> None:
    sections.setCurrentRow(1)
    with qtbot.waitSignal(sections.arranged) as told:
        QTest.keyClick(sections, Qt.Key.Key_Space)
    assert told.args == [("control", "annex")]
    with qtbot.waitSignal(sections.arranged) as told:
        QTest.keyClick(sections, Qt.Key.Key_Space)
    assert told.args == [("control", "summary", "annex")]


def test_a_click_into_the_box_ticks_and_one_beside_it_does_not(sections: SectionList, qtbot: QtBot) -> None:
    row = sections.visualItemRect(sections.item(2))
    with qtbot.waitSignal(sections.arranged) as told:
        box = QPoint(row.left() + 44, row.center().y())
        QTest.mouseClick(sections.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert told.args == [("control", "summary", "raid", "annex")]
    with qtbot.assertNotEmitted(sections.arranged, wait=50):
        QTest.mouseClick(sections.viewport(), Qt.MouseButton.LeftButton, pos=row.center() + QPoint(20, 0))


def test_alt_and_arrows_move_the_current_section_as_far_as_there_is_room(sections: SectionList, qtbot: QtBot) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    sections.setCurrentRow(1)
    with qtbot.waitSignal(sections.arranged) as told:
        QTest.keyClick(sections, Qt.Key.Key_Up, alt)
    assert told.args == [("summary", "control", "annex")]
    assert sections.current() == "summary"
    with qtbot.assertNotEmitted(sections.arranged, wait=50):
        QTest.keyClick(sections, Qt.Key.Key_Up, alt)
    with qtbot.waitSignal(sections.arranged) as told:
        QTest.keyClick(sections, Qt.Key.Key_Down, alt)
    assert told.args == [("control", "summary", "annex")]


def test_a_row_that_is_dropped_elsewhere_is_told_in_its_new_place(sections: SectionList, qtbot: QtBot) -> None:
    model = sections.model()
    with qtbot.waitSignal(sections.arranged) as told:
        model.moveRow(model.index(-1, 0), 3, model.index(-1, 0), 0)
    assert told.args == [("annex", "control", "summary")]


def test_arrows_choose_a_section_and_showing_it_tells_nothing(sections: SectionList, qtbot: QtBot) -> None:
    sections.setCurrentRow(0)
    with qtbot.waitSignal(sections.chosen) as told:
        QTest.keyClick(sections, Qt.Key.Key_Down)
    assert told.args == ["summary"]
    with qtbot.assertNotEmitted(sections.chosen, wait=50):
        sections.show_current("annex")
        sections.show_lines(LINES)
    assert sections.current() == "annex"

from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.choices import Rating, Stage
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import Field
from pmo_desktop.ui.values import Money
from pmo_desktop.ui.widgets.editors import FlagEditor, LineEditor, ListEditor, TextEditor
from pmo_desktop.ui.widgets.form import Form

pytestmark = pytest.mark.usefixtures("theme")


def field(name: str, kind: str, *, required: bool = False, editable: bool = True) -> Field:
    closed = {"choice": Stage, "rating": Rating}.get(kind)
    target = "programme" if kind == "reference" else None
    return Field(
        name, name.title(), kind, 10, "What it is.", editable=editable, group="", computed=False, required=required,
        choices=closed, target=target,
    )  # fmt: skip


FIELDS = (
    field("name", "text", required=True),
    field("bac", "money"),
    field("start", "date"),
    field("stage", "choice"),
    field("rating", "rating"),
    field("programme", "reference"),
    field("managed", "flag"),
    field("summary", "long text"),
    field("slip", "integer", editable=False),
)
VALUES = {
    "name": "Mobile Payments",
    "bac": 240_000_000,
    "start": date(2026, 1, 5),
    "stage": Stage.DELIVER,
    "rating": Rating.RED,
    "programme": 2,
    "managed": True,
    "summary": "Late.\nCostly.",
    "slip": 107,
}


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(FIELDS, money=Money("EUR", 1_000), options=lambda _field: [(1, "Digital"), (2, "Finance")], columns=2)
    qtbot.addWidget(made)
    made.show_values(VALUES)
    made.show()
    return made


def line(form: Form, name: str) -> LineEditor:
    editor = form.editor(name)
    assert isinstance(editor, LineEditor)
    return editor


def test_what_is_shown_comes_back_unchanged(form: Form) -> None:
    assert form.values() == VALUES
    assert line(form, "bac").text() == "2,400"


def test_a_field_not_named_shows_no_value(form: Form) -> None:
    form.show_values({"name": "x"})
    assert form.values() == {
        "name": "x", "bac": None, "start": None, "stage": None, "rating": None, "programme": None, "managed": False,
        "summary": "", "slip": None,
    }  # fmt: skip


def test_every_editor_has_a_name_for_screen_readers_and_its_help(form: Form) -> None:
    assert [form.editor(each.name).accessibleName() for each in FIELDS][:3] == ["Name", "Bac k€", "Start"]
    assert {form.editor(each.name).accessibleDescription() for each in FIELDS} == {"What it is."}
    assert not form.editor("slip").isEnabled()


def test_an_edit_is_told_when_the_user_is_done_with_the_field(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.edited) as told:
        line(form, "bac").setText("2 710,5")
        QTest.keyClick(line(form, "bac"), Qt.Key.Key_Return)
    assert told.args == ["bac", 271_050_000]
    with qtbot.assertNotEmitted(form.edited):
        QTest.keyClick(line(form, "bac"), Qt.Key.Key_Return)


def test_escape_brings_back_what_was_shown(form: Form) -> None:
    line(form, "name").setText("other")
    QTest.keyClick(line(form, "name"), Qt.Key.Key_Escape)
    assert line(form, "name").text() == "Mobile Payments"


def test_what_cannot_be_read_is_told_under_its_field_and_stays(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.edited):
        line(form, "start").setText("soon")
        QTest.keyClick(line(form, "start"), Qt.Key.Key_Return)
    problems = [words.text() for words in form.findChildren(QLabel) if words.property("role") == "problem"]
    assert [words for words in problems if words] == ["“soon” is not a date. Write it like 16 Aug 2027."]
    assert line(form, "start").text() == "soon"
    assert line(form, "start").property("invalid") is True
    with pytest.raises(PmoError, match="soon"):
        form.values()
    line(form, "start").setText("1 Feb 2026")
    with qtbot.waitSignal(form.edited):
        QTest.keyClick(line(form, "start"), Qt.Key.Key_Return)
    assert line(form, "start").property("invalid") is False


def test_a_required_field_that_is_empty_gets_the_focus(form: Form) -> None:
    line(form, "name").setText(" ")
    with pytest.raises(PmoError, match="“Name” cannot be empty"):
        form.values()
    assert line(form, "name").hasFocus() or not form.isActiveWindow()


def test_a_long_text_is_done_when_the_focus_leaves_or_on_control_enter(form: Form, qtbot: QtBot) -> None:
    editor = form.editor("summary")
    assert isinstance(editor, TextEditor)
    with qtbot.waitSignal(form.edited) as told:
        editor.setPlainText("Better.")
        QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["summary", "Better."]
    assert editor.tabChangesFocus()


def test_the_wheel_never_changes_a_choice(form: Form) -> None:
    editor = form.editor("stage")
    assert isinstance(editor, ListEditor)
    is_inverted = False
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, is_inverted,
    )  # fmt: skip
    QApplication.sendEvent(editor, wheel)
    assert editor.value() is Stage.DELIVER


def test_a_choice_is_told_at_once_and_offers_no_value_unless_required(form: Form, qtbot: QtBot) -> None:
    editor = form.editor("rating")
    assert isinstance(editor, ListEditor)
    assert [editor.itemText(0), editor.itemText(1)] == ["—", "On track"]
    with qtbot.waitSignal(form.edited) as told:
        editor.setCurrentIndex(1)
        editor.activated.emit(1)
    assert told.args == ["rating", Rating.GREEN]
    editor.offer([(Rating.GREEN, "On track")])
    assert editor.value() is Rating.GREEN


def test_a_flag_is_told_at_once(form: Form, qtbot: QtBot) -> None:
    editor = form.editor("managed")
    assert isinstance(editor, FlagEditor)
    with qtbot.waitSignal(form.edited) as told:
        editor.click()
    assert told.args == ["managed", False]


def test_a_day_can_be_chosen_in_a_calendar(form: Form, qtbot: QtBot) -> None:
    editor = line(form, "start")
    editor.actions()[0].trigger()
    calendar = editor.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2026, 1, 5)
    with qtbot.waitSignal(form.edited) as told:
        calendar.clicked.emit(QDate(2026, 3, 9))
    assert told.args == ["start", date(2026, 3, 9)]


def test_a_read_only_form_lets_nothing_be_edited(form: Form) -> None:
    form.set_read_only(True)
    assert not any(form.editor(each.name).isEnabled() for each in FIELDS)
    form.set_read_only(False)
    assert [each.name for each in FIELDS if not form.editor(each.name).isEnabled()] == ["slip"]

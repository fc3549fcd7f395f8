"""Editors for the kinds of fields: each shows a value, gives it back, and says when the user is done with it."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidgetAction,
)
from typing_extensions import override

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import formats
from pmo_desktop.ui import values
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.icons import icon
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.values import Money, Options

if TYPE_CHECKING:
    from datetime import date

    from pmo_desktop.domain.fields import Field


class LineEditor(QLineEdit):
    """One line: text, a figure, money or a date. Esc restores what was shown."""

    committed = Signal()

    def __init__(self, field: "Field", money: Money) -> None:
        super().__init__()
        self._field = field
        self._money = money
        self._shown = ""
        if field.kind in {"integer", "year", "number", "percent", "money"}:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        if field.kind == "date":
            self._offer_calendar()
        self.editingFinished.connect(self._done)

    def show_value(self, value: object) -> None:
        """Show a value."""
        self._shown = values.typed(self._field, value, self._money)
        self.setText(self._shown)
        self.setCursorPosition(0)

    def value(self) -> object:
        """What was typed, read as the field holds it."""
        return values.read(self._field, self.text(), self._money)

    def _done(self) -> None:
        if self.text() != self._shown:
            self._shown = self.text()
            self.committed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
            return
        super().keyPressEvent(event)

    def _offer_calendar(self) -> None:
        opener = self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        opener.setText(self.tr("Choose a day"))
        opener.setToolTip(opener.text())
        opener.setShortcut(Qt.Key.Key_F4)
        opener.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        opener.triggered.connect(self._open_calendar)

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAccessibleName(self.tr("Calendar"))
        try:
            day = cast("date | None", self.value())
        except PmoError:
            day = None
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(lambda chosen: self._take_day(menu, chosen))
        calendar.clicked.connect(lambda chosen: self._take_day(menu, chosen))
        shown = QWidgetAction(menu)
        shown.setDefaultWidget(calendar)
        menu.addAction(shown)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _take_day(self, menu: QMenu, chosen: QDate) -> None:
        menu.close()
        self.setText(formats.show_date(cast("date", chosen.toPython())))
        self._done()


class TextEditor(QPlainTextEdit):
    """Several lines, at least `lines` high and at most three times that, as the text asks.

    It is done when the focus leaves, or on Ctrl+Enter; Tab goes on to the next field.
    """

    committed = Signal()

    def __init__(self, lines: int = 4) -> None:
        super().__init__()
        self._shown = ""
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    @override
    def sizeHint(self) -> QSize:
        """A document of plain text tells its height in lines."""
        lines = max(self._lines, min(3 * self._lines, round(self.document().size().height())))
        return QSize(px(200), self.fontMetrics().lineSpacing() * lines + px(16))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_value(self, value: object) -> None:
        """Show a text; none is an empty one."""
        self._shown = str(value or "")
        self.setPlainText(self._shown)

    def value(self) -> object:
        """The text as it stands."""
        return self.toPlainText()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._done()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if held and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._done()
            return
        super().keyPressEvent(event)

    def _done(self) -> None:
        if self.toPlainText() != self._shown:
            self._shown = self.toPlainText()
            self.committed.emit()


class ListEditor(QComboBox):
    """One of a list: a choice, a rating, a reference. The wheel does not change it."""

    committed = Signal()

    def __init__(self, options: Options, *, required: bool) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._values: list[object] = []
        self._required = required
        self.offer(options)
        self.activated.connect(lambda _row: self.committed.emit())

    def offer(self, options: Options) -> None:
        """Offer these values instead, and keep the one that is shown if it is among them."""
        kept = self.value() if self._values else None
        self.clear()
        offered = [*options] if self._required else [(None, formats.NO_VALUE), *options]
        self._values = [value for value, _ in offered]
        self.addItems([words for _, words in offered])
        self.show_value(kept)

    def show_value(self, value: object) -> None:
        """Choose a value, by itself or by the word it is shown as."""
        row = self._values.index(value) if value in self._values else self.findText(str(value))
        self.setCurrentIndex(row)

    def value(self) -> object:
        """The chosen value."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """End in … what the room is too narrow for."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        words = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, words, self)
        text = option.currentText or self.placeholderText()
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width() - px(8))
        self.setToolTip(tip(self.accessibleDescription() if shown == text else text))
        option.currentText = shown
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(96), super().minimumSizeHint().height())


class FlagEditor(QCheckBox):
    """Yes or no."""

    committed = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self.clicked.connect(lambda _checked: self.committed.emit())

    def show_value(self, value: object) -> None:
        """Tick it or not."""
        self.setChecked(bool(value))

    def value(self) -> object:
        """Whether it is ticked."""
        return self.isChecked()


def editor_for(
    field: "Field", money: Money, options: Options = ()
) -> LineEditor | TextEditor | ListEditor | FlagEditor:
    """The editor of a field's kind, with its name for screen readers; `options` are what a reference can be."""
    made: LineEditor | TextEditor | ListEditor | FlagEditor
    if field.kind == "long text":
        made = TextEditor()
    elif field.kind == "flag":
        made = FlagEditor(field.label)
    elif field.kind in {"choice", "rating", "reference"}:
        made = ListEditor(options or values.choices(field), required=field.required)
    else:
        made = LineEditor(field, money)
    made.setObjectName(f"field {field.name}")
    made.setAccessibleName(values.heading(field, money))
    made.setAccessibleDescription(field.help)
    made.setToolTip(field.help)
    made.setEnabled(field.editable)
    return made

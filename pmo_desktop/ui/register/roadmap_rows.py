"""The rows of the roadmap with their dates to choose and to move, by key and by mouse."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from typing_extensions import override

from pmo_desktop.domain.fields import field_of
from pmo_desktop.services import formats, registers
from pmo_desktop.services.registry import register_named
from pmo_desktop.text import say
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.register.handles import Handle
from pmo_desktop.ui.register.time_cells import TIME
from pmo_desktop.ui.register.time_table import TimeTable
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.table.model import RegisterModel

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pmo_desktop.ui.document import Document

_NEAR = 8
Move = tuple[int, int]
"""Days and months to move by."""


class RoadmapRows(TimeTable):
    """Rows whose dates can be moved.

    Left and Right choose a date of the row, Alt with them moves it by a day, with Shift by a week, Alt+PageUp and
    Alt+PageDown by a month; letting go of Alt sets it, Esc leaves it. F2 types it. The mouse drags it. + and − zoom.
    """

    record_chosen = Signal(object)
    told = Signal(str)
    _moves: ClassVar[Mapping[Qt.Key, Move]] = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_PageUp: (0, -1),
        Qt.Key.Key_PageDown: (0, 1),
    }

    def __init__(self, document: "Document", model: RegisterModel) -> None:
        super().__init__(document, model)
        self._is_dragging = False
        self.selectionModel().currentRowChanged.connect(self._row_changed)

    # Choosing and moving a date ----------------------------------------------------------------------------------

    def choose(self, handle: Handle | None) -> None:
        """Choose a date of the row under the cursor, or none."""
        self.chosen, self.moved_to = handle, None
        self._tell()

    def _step(self, step: int) -> None:
        """Choose the next date of the row, or the one before."""
        found = self.handles_of(self.currentIndex().row()) if self.currentIndex().isValid() else ()
        if found:
            at = found.index(self.chosen) + step if self.chosen in found else (0 if step > 0 else len(found) - 1)
            self.choose(found[max(0, min(at, len(found) - 1))])

    def shift(self, days: int, months: int) -> None:
        """Move the chosen date, not yet for good; the finish if none is chosen."""
        if self.chosen is None and self.currentIndex().isValid():
            found = self.handles_of(self.currentIndex().row())
            self.chosen = next((each for each in found if each.field == "forecast_finish_on"), None)
        if self.chosen is not None:
            self.moved_to = _moved(self.moved_to or self.chosen.on, days, months)
            self._tell()

    def set_date(self) -> None:
        """Set the date where it was moved to, as one step that undo takes back."""
        handle, day = self.chosen, self.moved_to
        self.moved_to = None
        if handle is not None and day is not None and day != handle.on:
            self._write(handle, day)
        self._tell()

    def leave_date(self) -> None:
        """Leave the date where it was."""
        self.moved_to, self._is_dragging = None, False
        self._tell()

    def _write(self, handle: Handle, day: date) -> bool:
        register = register_named(handle.table)
        name = self.register.cell(self.currentIndex().row(), 0).text
        title = say("Move {what} of “{name}” to {day}", what=handle.name, name=name, day=formats.show_date(day))

        def command(session: "Session") -> bool:
            registers.edit(session, register, handle.key, handle.field, day)
            return True

        done = self._document.do(title, command)
        if done and self.currentIndex().isValid():
            found = self.handles_of(self.currentIndex().row())
            same = (each for each in found if (each.key, each.field) == (handle.key, handle.field))
            self.choose(next(same, None))
        return done is True

    def ask_date(self) -> None:
        """Ask for the chosen date."""
        handle = self.chosen
        if handle is None:
            self.shift(0, 0)
            handle, self.moved_to = self.chosen, None
        if handle is None:
            return
        field = field_of(register_named(handle.table).entity, handle.field)

        def take(values: Mapping[str, object]) -> bool:
            day = values[handle.field]
            return isinstance(day, date) and (day == handle.on or self._write(handle, day))

        AskDialog(
            self._document,
            self.tr("Forecast date"),
            handle.words(handle.on),
            [field],
            take,
            self,
            given={handle.field: handle.on},
        ).open()

    def _tell(self) -> None:
        self.viewport().update()
        words = (
            self.chosen.words(self.moved_to or self.chosen.on)
            if self.chosen
            else self.tr("Left and Right choose a date, Alt with them moves it, F2 types it; or drag it.")
        )
        self.setAccessibleDescription(words)
        self.told.emit(words)

    def _row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.set_date()
        self.choose(None)
        self.record_chosen.emit((self.register.key_at(now.row()) or None) if now.isValid() else None)

    # Keys --------------------------------------------------------------------------------------------------------

    @override
    def event(self, event: QEvent) -> bool:
        """Esc is ours while a date is on its way."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_moving = self.moved_to is not None
            if (is_moving and event.key() == Qt.Key.Key_Escape) or event.modifiers() & Qt.KeyboardModifier.AltModifier:
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held, key = event.modifiers(), Qt.Key(event.key())
        if not (self._take_move(key, held) or self._take_zoom(key, held) or self._take_other(key)):
            super().keyPressEvent(event)

    def _take_move(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        if key not in self._moves:
            return False
        days, months = self._moves[key]
        if held & Qt.KeyboardModifier.AltModifier:
            self.shift(days * (7 if held & Qt.KeyboardModifier.ShiftModifier else 1), months)
        elif months:
            return False
        elif held & Qt.KeyboardModifier.ControlModifier:
            self.pan(days / 4)
        elif self.register.group_at(self.currentIndex().row()) is not None:
            self._fold(self.currentIndex().row(), folded=days < 0)
        else:
            self._step(days)
        return True

    def _take_zoom(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        if held & Qt.KeyboardModifier.ControlModifier:
            return False
        factors = {Qt.Key.Key_Plus: 0.5, Qt.Key.Key_Minus: 2.0}
        if key in factors:
            self.zoom(factors[key])
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            return False
        return True

    def _take_other(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape and self.moved_to is not None:
            self.leave_date()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.moved_to is not None:
                self.set_date()
            elif self.currentIndex().isValid():
                self._enter(self.currentIndex().row())
        elif key == Qt.Key.Key_F2:
            self.ask_date()
        else:
            return False
        return True

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt and self.moved_to is not None and not self._is_dragging:
            self.set_date()
            return
        super().keyReleaseEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self._is_dragging:
            self.set_date()
        super().focusOutEvent(event)

    # Mouse -------------------------------------------------------------------------------------------------------

    def handle_at(self, place: QPoint) -> Handle | None:
        """The date at a place of the view, the nearest one within reach."""
        index = self.indexAt(place)
        if not index.isValid() or index.column() != TIME:
            return None
        x = place.x() - self.columnViewportPosition(TIME)
        near = [
            (abs(self.axis.at(each.on) - x), number, each) for number, each in enumerate(self.handles_of(index.row()))
        ]
        return min(near)[2] if near and min(near)[0] <= px(_NEAR) else None

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.handle_at(event.position().toPoint())
        if handle is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setCurrentIndex(self.indexAt(event.position().toPoint()))
        self.setFocus()
        self.choose(handle)
        self._is_dragging = True

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging and self.chosen is not None:
            self.moved_to = self.axis.day(event.position().x() - self.columnViewportPosition(TIME))
            self._tell()
            return
        handle = self.handle_at(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if handle else Qt.CursorShape.ArrowCursor)
        self.viewport().setToolTip(tip(handle.words(handle.on)) if handle else "")
        super().mouseMoveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging:
            self._is_dragging = False
            self.set_date()
            return
        super().mouseReleaseEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom around the mouse; Shift and the wheel go through time."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(0.8 if turned > 0 else 1.25, event.position().x() - self.columnViewportPosition(TIME))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(-0.1 if turned > 0 else 0.1)
        else:
            super().wheelEvent(event)
            return
        event.accept()


def _moved(day: date, days: int, months: int) -> date:
    """A day moved by days, or by months to the same day of the month, or its last."""
    if months:
        number = day.year * 12 + day.month - 1 + months
        year, month = number // 12, number % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    return day + timedelta(days=days)

"""The register as a roadmap: a bar for each project, baseline against forecast, and dates that can be moved."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QTableView
from typing_extensions import override

from pmo_desktop.domain.fields import field_of
from pmo_desktop.services import formats, registers
from pmo_desktop.services.insights import roadmap
from pmo_desktop.services.registry import register_named
from pmo_desktop.text import say
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.register.handles import COLUMNS, Dates, Handle, handles
from pmo_desktop.ui.register.time_axis import TimeAxis
from pmo_desktop.ui.register.timeline import paint_grid, paint_handle, paint_project
from pmo_desktop.ui.theme import font, ink, px
from pmo_desktop.ui.widgets.controls import ElidedLabel, column, icon_button, row, rule
from pmo_desktop.ui.widgets.table.cells import Cell
from pmo_desktop.ui.widgets.table.delegate import CellDelegate, Index
from pmo_desktop.ui.widgets.table.face import OtherFace
from pmo_desktop.ui.widgets.table.header import TableHeader
from pmo_desktop.ui.widgets.table.model import CELL, RegisterModel

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pmo_desktop.services.insights.roadmap import Mark
    from pmo_desktop.ui.document import Document

TIME = 2
"""The column that shows the time."""
_NAME, _RATING, _NEAR, _MARGIN_DAYS = 240, 104, 8, 30
_FIT_DAYS = 366 * 12
Move = tuple[int, int]
"""Days and months to move by."""


class Roadmap(OtherFace):
    """A face of the register's table: `ask(model)` shows the rows that pass its filters, in its order and groups."""

    def __init__(self, document: "Document", model: RegisterModel) -> None:
        super().__init__()
        self.setObjectName("roadmap")
        self.rows = RoadmapRows(document, model)
        self.told = ElidedLabel("", "note")
        self.told.setObjectName("roadmap told")
        zoom = self.rows.zoom
        buttons = (
            icon_button("minus", self.tr("Show more time (−)"), lambda: zoom(2.0), name="roadmap out"),
            icon_button("plus", self.tr("Show less time (+)"), lambda: zoom(0.5), name="roadmap in"),
            icon_button("chevron-left", self.tr("Earlier (Ctrl+Left)"), lambda: self.rows.pan(-0.25), name="earlier"),
            icon_button("chevron-right", self.tr("Later (Ctrl+Right)"), lambda: self.rows.pan(0.25), name="later"),
            icon_button("target", self.tr("Show all of it (0)"), self.rows.fit, name="roadmap fit"),
        )
        line = row(self.told, *buttons, gap=0, margins=(16, 0, 8, 0))
        line.setStretch(0, 1)
        self.setLayout(column(self.rows, rule(), line, gap=0))
        self.rows.record_chosen.connect(self.record_chosen)
        self.rows.opened.connect(self.opened)
        self.rows.told.connect(self.told.setText)

    @override
    def ask(self, model: RegisterModel) -> None:
        """Show what a table's model shows."""
        self.rows.ask(model)

    @override
    def current_key(self) -> int | None:
        """The key of the row under the cursor."""
        current = self.rows.currentIndex()
        return (self.rows.register.key_at(current.row()) or None) if current.isValid() else None

    @override
    def selected_keys(self) -> list[int]:
        """The keys of the selected rows."""
        found = sorted({index.row() for index in self.rows.selectionModel().selectedRows()})
        return [key for number in found if (key := self.rows.register.key_at(number))]

    @override
    def show_key(self, key: int) -> None:
        """Move the cursor to a row."""
        self.rows.register.reveal(key)
        number = self.rows.register.row_of(key)
        if number is not None:
            self.rows.setCurrentIndex(self.rows.register.index(number, 0))

    @override
    def take_focus(self) -> None:
        """Put the focus on the rows."""
        self.rows.setFocus()


class RoadmapRows(QTableView):
    """Rows with name, rating and time.

    Left and Right choose a date of the row, Alt with them moves it by a day, with Shift by a week, Alt+PageUp and
    Alt+PageDown by a month; letting go of Alt sets it, Esc leaves it. F2 types it. The mouse drags it. + and − zoom.
    """

    record_chosen = Signal(object)
    opened = Signal(object)
    told = Signal(str)
    _moves: ClassVar[Mapping[Qt.Key, Move]] = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_PageUp: (0, -1),
        Qt.Key.Key_PageDown: (0, 1),
    }

    def __init__(self, document: "Document", model: RegisterModel) -> None:
        super().__init__()
        self._document = document
        self.setAccessibleName(self.tr("Roadmap"))
        self.register = RoadmapModel(
            model.source, COLUMNS, self, sort=model.sort_order, filters=model.filters.values(), groups=model.group_by
        )
        self.today = date.today()  # noqa: DTZ011  until the period is asked for
        self.axis = TimeAxis(self.today, 366, 1)
        self.chosen: Handle | None = None
        self.moved_to: date | None = None
        self._is_dragging = False
        self._marks: dict[int, tuple[Mark, ...]] = {}
        self._span: tuple[date, date] | None = None
        self._build()

    def _build(self) -> None:
        self.setModel(self.register)
        head = _Head(self)
        self.setHorizontalHeader(head)
        self.setItemDelegate(_Painter(self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(px(32))
        self.verticalHeader().setDefaultSectionSize(px(32))
        for number in range(TIME + 1, len(COLUMNS)):
            self.setColumnHidden(number, True)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        self.doubleClicked.connect(lambda index: self._enter(index.row()))
        self.clicked.connect(self._press_head)

    # What is shown -----------------------------------------------------------------------------------------------

    def ask(self, model: RegisterModel) -> None:
        """Show what a table's model shows; the cursor stays on its row."""
        key = self.register.key_at(self.currentIndex().row()) if self.currentIndex().isValid() else 0
        before, filters = self._span, tuple(model.filters.values())
        self._marks.clear()
        self.register.source = model.source
        self.register.ask(sort=model.sort_order, filters=filters, search=model.search, groups=model.group_by)
        with self._document.reading() as session:
            self.today = self._document.day(session)
            self._span = roadmap.span(session, filters, model.search)
        if before is None and self._span is not None:
            self.fit()
        number = self.register.row_of(key) if key else None
        if number is not None:
            self.setCurrentIndex(self.register.index(number, 0))

    def fit(self) -> None:
        """Show all the time that the projects span, or the years around the data date if that is too much."""
        first, last = self._span or (self.today, self.today)
        half = timedelta(days=_FIT_DAYS // 2)
        first, last = max(first, self.today - half), min(last, self.today + half)
        margin = timedelta(days=max(_MARGIN_DAYS, (last - first).days // 16))
        days = max(1, (last - first + 2 * margin).days)
        self._show(TimeAxis(first - margin, days, self.columnWidth(TIME)))

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Show `factor` times as much time, around a place or the middle."""
        self._show(self.axis.zoomed(factor, self.axis.width / 2 if x is None else x))

    def pan(self, share: float) -> None:
        """Go on in time by a share of what is shown, or back."""
        self._show(self.axis.panned(share))

    def _show(self, axis: TimeAxis) -> None:
        self.axis = axis
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnWidth(0, px(_NAME))
        self.setColumnWidth(1, px(_RATING))
        wide = max(px(120), self.viewport().width() - px(_NAME) - px(_RATING))
        self.setColumnWidth(TIME, wide)
        self.axis = TimeAxis(self.axis.first, self.axis.days, wide)

    def dates_of(self, number: int) -> Dates:
        """The dates of a row."""
        values = (self.register.cell(number, at).value for at in range(TIME, len(COLUMNS)))
        return Dates._make(values)

    def marks_of(self, number: int) -> "tuple[Mark, ...]":
        """The milestones of a row, read for the rows around it at once."""
        key = self.register.key_at(number)
        if key not in self._marks:
            first = max(0, number - 32)
            around = self.register.records(first, min(self.register.rowCount(), first + 96) - 1)
            with self._document.reading() as session:
                self._marks |= roadmap.marks(session, [self.register.key_at(each) for each in around])
        return self._marks.get(key, ())

    def handles_of(self, number: int) -> tuple[Handle, ...]:
        """What can be moved in a row; nothing in the head of a group."""
        key = self.register.key_at(number)
        return handles(key, self.dates_of(number), self.marks_of(number)) if key else ()

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
        title = say("Move {what} to {day}", what=handle.name, day=formats.show_date(day))

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

    def _enter(self, number: int) -> None:
        if key := self.register.key_at(number):
            self.opened.emit(key)

    def _press_head(self, index: QModelIndex) -> None:
        if index.column() == 0 and self.register.group_at(index.row()) is not None:
            self._fold(index.row(), folded=not self.register.is_folded(index.row()))

    def _fold(self, number: int, *, folded: bool) -> None:
        group = self.register.group_at(number)
        if group is not None:
            self.register.fold(number, folded=folded)
            self.setCurrentIndex(self.register.index(self.register.row_of_group(group.values) or 0, 0))

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


class RoadmapModel(RegisterModel):
    """Says what the time of a row is in words."""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and index.column() == TIME and role == Qt.ItemDataRole.AccessibleTextRole:
            cells = (self.cell(index.row(), at) for at in range(TIME, len(COLUMNS)))
            told = zip(self.columns[TIME:], cells, strict=True)
            return ", ".join(f"{each.field.label}: {cell.text}" for each, cell in told if cell.value is not None)
        return super().data(index, role)


class _Head(TableHeader):
    def __init__(self, rows: RoadmapRows) -> None:
        super().__init__(rows.register, rows, lambda: 0)
        self._rows = rows
        self.setSectionsClickable(False)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex != TIME:
            super().paintSection(painter, rect, logicalIndex)
            return
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, ink("header"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, ink("edge"))
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for day, words, begins_year in self._rows.axis.ticks():
            painter.setFont(font("label", bold=begins_year))
            painter.setPen(ink("text" if begins_year else "text_2"))
            painter.drawText(rect.translated(round(self._rows.axis.at(day)) + px(3), 0), left, words)
        x = rect.left() + round(self._rows.axis.at(self._rows.today))
        painter.fillRect(x - px(2), rect.bottom() - px(6), px(5), px(6), ink("accent"))
        painter.restore()


class _Painter(CellDelegate):
    """Name and rating as in any table; then the time."""

    def __init__(self, rows: RoadmapRows) -> None:
        super().__init__(rows, rows.register)
        self._rows = rows

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() != TIME:
            super().paint(painter, option, index)
            return
        cell, place, number = index.data(CELL), QRect(option.rect), index.row()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(place)
        if isinstance(cell, Cell):
            painter.fillRect(place, self._ground(number, cell, is_selected=is_selected))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, ink("divider"))
        paint_grid(painter, place, self._rows.axis, self._rows.today)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._rows.register.key_at(number):
            dates, marks = self._rows.dates_of(number), self._rows.marks_of(number)
            paint_project(painter, place, self._rows.axis, dates, marks, self._rows.today)
            chosen = self._rows.chosen
            if chosen is not None and self._rows.currentIndex().row() == number:
                paint_handle(painter, place, self._rows.axis, chosen, self._rows.moved_to or chosen.on)
        painter.restore()

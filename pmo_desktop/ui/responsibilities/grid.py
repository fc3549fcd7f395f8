"""The matrix on the screen: type R, A, C, I or Delete in a cell, go about with the arrows."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from pmo_desktop.domain.rules.responsibility import Fault
from pmo_desktop.services.insights.responsibilities import Matrix
from pmo_desktop.ui.responsibilities.model import Index, Line, MatrixModel
from pmo_desktop.ui.theme import font, ink, px
from pmo_desktop.ui.widgets.tag import Tone, paint_tag

_ROW, _HEAD, _EDGE = 40, 40, 16
_TITLE, _PARTY, _FINDING = 160, 54, 100
_LETTERS = {Qt.Key.Key_R: "R", Qt.Key.Key_A: "A", Qt.Key.Key_C: "C", Qt.Key.Key_I: "I"}
_EMPTY = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space}


def tone_of(fault: Fault) -> Tone:
    """The tint of a fault: red where work stops because of it."""
    return "bad" if fault.is_grave else "warning"


class MatrixGrid(QTableView):
    """`show_matrix(matrix, hidden, only_faulty=…)`.

    `typed` carries activity, party and the letters their cell is to hold; with Shift a letter is added or taken away.
    `went_to` carries the activity under the cursor. `moved` carries an activity and −1 or 1, for Alt with an arrow.
    """

    typed = Signal(object, object, str)
    went_to = Signal(object)
    moved = Signal(object, int)
    removed = Signal(object)

    def __init__(self, rename: Callable[[Line, str], object]) -> None:
        super().__init__()
        self.setObjectName("matrix")
        self.setAccessibleName(self.tr("Responsibility matrix"))
        self.matrix_model = MatrixModel(rename, self)
        self.setModel(self.matrix_model)
        self.setItemDelegate(_Cell(self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        head = _Head(self)
        self.setHorizontalHeader(head)
        self.selectionModel().currentChanged.connect(lambda *_of: self._tell())
        self.titles = _Titles(self)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.titles.follow())
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.titles.follow())

    def show_matrix(self, matrix: Matrix, hidden: set[int], *, only_faulty: bool) -> None:
        """Show a matrix; the cursor stays on its activity and party."""
        activity, place = self.current_activity(), self.currentIndex().column()
        self.matrix_model.show_matrix(matrix, hidden, only_faulty=only_faulty)
        for number, line in enumerate(self.matrix_model.lines):
            self.setRowHeight(number, px(_ROW - 8 if line.activity is None else _ROW))
        self._share_width()
        row = self.matrix_model.row_of(activity) if activity is not None else None
        if row is not None:
            self.setCurrentIndex(self.matrix_model.index(row, max(0, min(place, len(self.matrix_model.parties)))))

    def show_activity(self, key: int) -> None:
        """Put the cursor on an activity."""
        row = self.matrix_model.row_of(key)
        if row is not None and self.current_activity() != key:
            self.setCurrentIndex(self.matrix_model.index(row, max(1, self.currentIndex().column())))

    def current_activity(self) -> int | None:
        """The key of the activity under the cursor."""
        line = self.matrix_model.line(self.currentIndex()) if self.currentIndex().isValid() else None
        return line.activity.key if line and line.activity else None

    def _tell(self) -> None:
        self.viewport().update()
        self.titles.viewport().update()
        self.went_to.emit(self.current_activity())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key, held = self.currentIndex(), Qt.Key(event.key()), event.modifiers()
        activity = self.current_activity()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        if activity is not None and step and held & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(activity, step)
            return
        if activity is not None and key == Qt.Key.Key_Delete and held & Qt.KeyboardModifier.ControlModifier:
            self.removed.emit(activity)
            return
        if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier) or not self._type(
            index, key, more=bool(held & Qt.KeyboardModifier.ShiftModifier)
        ):
            super().keyPressEvent(event)

    def _type(self, index: Index, key: Qt.Key, *, more: bool) -> bool:
        """Take a key typed into a cell; says whether it was one that counts there."""
        party, activity = self.matrix_model.party(index), self.current_activity()
        if party is None or activity is None or not (key in _EMPTY or key in _LETTERS):
            return False
        letter, held = _LETTERS.get(key, ""), self.matrix_model.letters(index)
        if letter and more:
            letter = held.replace(letter, "") if letter in held else held + letter
        if letter != held:
            self.typed.emit(activity, party.key, letter)
        return True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        self.titles.follow()

    @override
    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        hidden = self.columnWidth(0) - self.columnViewportPosition(index.column())
        if index.column() > 0 and hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    def _share_width(self) -> None:
        count = len(self.matrix_model.parties)
        if not count:
            return
        spare = self.viewport().width() - px(_TITLE + _FINDING) - count * px(_PARTY)
        title = px(_TITLE) + max(0, min(spare // 3, px(220)))
        party = px(_PARTY) + max(0, (self.viewport().width() - title - px(_FINDING)) // count - px(_PARTY))
        self.setColumnWidth(0, title)
        for number in range(count):
            self.setColumnWidth(number + 1, party)
        self.setColumnWidth(count + 1, max(px(_FINDING), self.viewport().width() - title - count * party))


class _Titles(QTableView):
    """The activities again, over the first column while that is scrolled away."""

    def __init__(self, grid: MatrixGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self.setModel(grid.matrix_model)
        self.setSelectionModel(grid.selectionModel())
        self.setItemDelegate(_Cell(grid))
        self.setHorizontalHeader(_Head(grid))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.hide()

    def follow(self) -> None:
        """Lie over the first column of the grid, as far down as it."""
        grid = self._grid
        self.setVisible(grid.horizontalScrollBar().value() > 0)
        if not self.isVisible():
            return
        self.setColumnWidth(0, grid.columnWidth(0))
        for number in range(grid.matrix_model.rowCount()):
            self.setRowHeight(number, grid.rowHeight(number))
        self.setGeometry(0, 0, grid.columnWidth(0), grid.horizontalHeader().height() + grid.viewport().height())
        self.verticalScrollBar().setValue(grid.verticalScrollBar().value())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._grid.viewport(), event)


class Totals(QWidget):
    """Under the grid, in its columns: how many activities each party does or answers for."""

    def __init__(self, grid: MatrixGrid) -> None:
        super().__init__()
        self._grid = grid
        self.setFixedHeight(px(36))
        for bar in (grid.horizontalScrollBar(), grid.verticalScrollBar()):
            bar.valueChanged.connect(lambda _value: self.update())
        grid.horizontalHeader().sectionResized.connect(lambda *_of: self.update())

    def show_matrix(self, matrix: Matrix) -> None:
        """Say the totals of a matrix."""
        told = ", ".join(f"{party.name} {party.works}" for party in matrix.parties)
        self.setAccessibleName(self.tr("Activities with A or R: {parties}").format(parties=told))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, head = QPainter(self), self._grid.horizontalHeader()
        painter.fillRect(0, 0, self.width(), 1, ink("divider"))
        painter.setPen(ink("text_2"))
        painter.setFont(font("label"))
        for number, party in enumerate(self._grid.matrix_model.parties):
            place = QRect(head.sectionViewportPosition(number + 1), 0, head.sectionSize(number + 1), self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(party.works))
        title = QRect(0, 1, head.sectionSize(0), self.height() - 1)
        painter.fillRect(title, ink("surface"))
        painter.drawText(
            title.adjusted(px(_EDGE), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.tr("Activities with A or R")
        )


class _Head(QHeaderView):
    def __init__(self, grid: MatrixGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._model = grid.matrix_model
        self.setFixedHeight(px(_HEAD))
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        is_party = 0 < logicalIndex <= len(self._model.parties)
        painter.save()
        painter.fillRect(rect, ink("header"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, ink("edge"))
        if logicalIndex == 0:
            painter.fillRect(rect.right(), rect.top(), 1, rect.height(), ink("edge"))
        place = rect.adjusted(px(_EDGE if logicalIndex == 0 else 3), 0, -px(3), 0)
        painter.setFont(font("label"))
        painter.setPen(ink("text_2"))
        words = str(self._model.headerData(logicalIndex, Qt.Orientation.Horizontal))
        side = Qt.AlignmentFlag.AlignHCenter if is_party else Qt.AlignmentFlag.AlignLeft
        lines = "\n".join(_two_lines(words, place.width(), painter.fontMetrics()))
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), lines)
        painter.restore()


def _two_lines(words: str, room: int, metrics: QFontMetrics) -> list[str]:
    """Break a title into one line or two of at most `room` pixels; what does not fit ends in …."""
    first, *rest = words.split(" ")
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}") <= room:
        first += " " + rest.pop(0)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in (first, " ".join(rest)) if line]


class _Cell(QStyledItemDelegate):
    def __init__(self, grid: MatrixGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        made = QLineEdit(parent)
        made.setProperty("look", "cell")
        return made

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, place = self._grid.matrix_model, QRect(option.rect)
        line = model.line(index)
        if line is None:
            return
        current = self._grid.currentIndex()
        is_row = line.activity is not None and current.isValid() and current.row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "header" if line.activity is None else "selection" if is_row else "surface"
        painter.fillRect(place, ink(ground))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, ink("divider"))
        if index.column() == 0:
            painter.fillRect(place.right(), place.top(), 1, place.height(), ink("edge"))
        if is_row and index.column() == 0:
            painter.fillRect(place.left(), place.top(), px(3), place.height(), ink("accent"))
        self._paint_content(painter, place, line, index)
        if is_row and current == index and self._grid.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink("accent"), 2))
            painter.drawRect(place.adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_content(self, painter: QPainter, place: QRect, line: Line, index: Index) -> None:
        model = self._grid.matrix_model
        party = model.party(index)
        if index.column() == 0:
            painter.setFont(font(bold=line.activity is None))
            painter.setPen(ink("text"))
            inner = place.adjusted(px(_EDGE), 0, -px(6), -1)
            lines = "\n".join(_two_lines(str(model.data(index)), inner.width(), painter.fontMetrics()))
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), lines)
        elif line.activity is not None and party is not None:
            wrong = (line.activity.key, party.key) in model.is_at_fault
            _paint_letters(painter, place, line.activity.letters.get(party.key, ""), wrong=wrong)
        elif line.activity is not None:
            left = place.left() + px(8)
            for fault in line.activity.faults:
                room = QRect(left, place.top(), place.right() - left, place.height())
                left += paint_tag(painter, room, fault.label, tone_of(fault)) + px(4)


def _paint_letters(painter: QPainter, place: QRect, letters: str, *, wrong: bool) -> None:
    """Paint A solid, R tinted, C and I plain: readable without colour."""
    middle = place.center()
    if not letters:
        painter.setPen(ink("text_3"))
        painter.setFont(font())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), "·")
        return
    is_boxed = bool(set(letters) & set("AR"))
    if is_boxed:
        wide, high = px(30 if len(letters) == 1 else 40), px(25)
        box = QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)
        edge = ink("R") if wrong else ink("accent")
        painter.setPen(QPen(edge, 2 if wrong else 1.2))
        painter.setBrush(ink("accent" if "A" in letters else "selection"))
        painter.drawRoundedRect(box, 4, 4)
    painter.setFont(font(bold=is_boxed))
    painter.setPen(ink("on_accent" if "A" in letters else "text" if is_boxed else "text_2"))
    painter.drawText(place.adjusted(0, 0, 0, -1), int(Qt.AlignmentFlag.AlignCenter), letters)

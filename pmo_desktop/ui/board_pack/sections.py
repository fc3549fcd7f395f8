"""The sections of a pack: which are in it, in which order, on how many pages, and why some are left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from pmo_desktop.ui.icons import pixmap
from pmo_desktop.ui.theme import font, ink, px, small_font

Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section of the list; `pages` is how many it takes in the preview, none if it is not in it."""

    key: str
    title: str
    is_wanted: bool
    note: str = ""
    pages: int | None = None


class SectionList(QListWidget):
    """Ticked sections are in the pack. Drag, or Alt+↑ and Alt+↓, orders them; Space ticks.

    Signals: `arranged` with the keys of the ticked sections in order, `chosen` with the key of the current one.
    """

    arranged = Signal(object)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sections")
        self.setAccessibleName(self.tr("Sections of the pack"))
        self.setToolTip(self.tr("Drag, or press Alt+↑ and Alt+↓, to change the order"))
        self.setItemDelegate(_Painter(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._is_filling = False
        self.currentRowChanged.connect(self._tell_chosen)
        self.itemChanged.connect(lambda _item: self._tell_arranged())
        self.model().rowsMoved.connect(lambda *_: self._tell_arranged())

    def show_lines(self, lines: Sequence[SectionLine]) -> None:
        """Show these sections; the current one stays current."""
        current = self.current()
        self._is_filling = True
        if [line.key for line in lines] != self.keys():
            self.clear()
            for line in lines:
                self.addItem(_item(line))
        for row, line in enumerate(lines):
            item = self.item(row)
            item.setText(line.title)
            item.setData(_LINE, line)
            item.setCheckState(Qt.CheckState.Checked if line.is_wanted else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, line.note)
            if line.key == current:
                self.setCurrentRow(row)
        self._is_filling = False

    def show_current(self, key: str) -> None:
        """Mark a section as the one that is looked at, without telling it."""
        self._is_filling = True
        if key in self.keys():
            self.setCurrentRow(self.keys().index(key))
        self._is_filling = False

    def keys(self) -> list[str]:
        """The keys of all sections, in order."""
        return [self._line(row).key for row in range(self.count())]

    def current(self) -> str:
        """The key of the current section; empty for none."""
        row = self.currentRow()
        return self._line(row).key if row >= 0 else ""

    def _line(self, row: int) -> SectionLine:
        line = self.item(row).data(_LINE)
        return line if isinstance(line, SectionLine) else SectionLine("", "", is_wanted=False)

    def _tell_chosen(self, row: int) -> None:
        if row >= 0 and not self._is_filling:
            self.chosen.emit(self._line(row).key)

    def _tell_arranged(self) -> None:
        if self._is_filling:
            return
        ticked = [row for row in range(self.count()) if self.item(row).checkState() is Qt.CheckState.Checked]
        self.arranged.emit(tuple(self._line(row).key for row in ticked))

    def shift(self, step: int) -> None:
        """Move the current section one place up (−1) or down (1)."""
        row = self.currentRow()
        if not 0 <= row + step < self.count():
            return
        self._is_filling = True
        item = self.takeItem(row)
        self.insertItem(row + step, item)
        self.setCurrentRow(row + step)
        self._is_filling = False
        self._tell_arranged()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.shift(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _item(line: SectionLine) -> QListWidgetItem:
    made = QListWidgetItem(line.title)
    made.setFlags(
        Qt.ItemFlag.ItemIsEnabled
        | Qt.ItemFlag.ItemIsSelectable
        | Qt.ItemFlag.ItemIsDragEnabled
        | Qt.ItemFlag.ItemIsUserCheckable
    )
    made.setData(_LINE, line)
    return made


class _Painter(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(36))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(_LINE)
        if not isinstance(line, SectionLine):
            return
        place: QRect = option.rect
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.fillRect(place, ink("selection"))
            painter.fillRect(QRect(place.left(), place.top(), px(3), place.height()), ink("accent"))
        ratio = painter.device().devicePixelRatioF()
        grip = px(16)
        at = QPoint(place.left() + px(12), place.center().y() - grip // 2)
        painter.drawPixmap(at, pixmap("drag", grip, ink("text_3"), ratio))
        _paint_box(painter, _box(place), index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value)
        ticked = line.is_wanted
        pages = str(line.pages) if line.pages else "—"
        painter.setFont(font(bold=is_current))
        painter.setPen(ink("text" if ticked else "text_3"))
        right = QRect(place.right() - px(44), place.top(), px(28), place.height())
        painter.drawText(right, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), pages)
        words = QRect(_box(place).right() + px(10), place.top(), 0, place.height())
        words.setRight(right.left() - px(4))
        used = painter.fontMetrics().horizontalAdvance(line.title)
        side = Qt.AlignmentFlag.AlignVCenter
        shown = painter.fontMetrics().elidedText(line.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignLeft), shown)
        painter.setFont(small_font())
        painter.setPen(ink("text_3"))
        note = words.adjusted(used + px(8), 0, 0, 0)
        if note.width() > px(24):
            shown = painter.fontMetrics().elidedText(line.note, Qt.TextElideMode.ElideRight, note.width())
            painter.drawText(note, int(side | Qt.AlignmentFlag.AlignRight), shown)
        painter.restore()

    @override
    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        is_click = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and _box(option.rect).adjusted(-px(6), -px(8), px(6), px(8)).contains(event.position().toPoint())
        )
        is_space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not (is_click or is_space):
            return False
        is_ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        turned = Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked
        return model.setData(index, turned.value, Qt.ItemDataRole.CheckStateRole)


def _box(place: QRect) -> QRect:
    side = px(18)
    return QRect(place.left() + px(36), place.center().y() - side // 2, side, side)


def _paint_box(painter: QPainter, box: QRect, ticked: bool) -> None:
    painter.setPen(QPen(ink("accent" if ticked else "edge"), 1))
    painter.setBrush(ink("accent" if ticked else "surface"))
    painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if ticked:
        side = px(14)
        ratio = painter.device().devicePixelRatioF()
        tick = pixmap("check", side, ink("on_accent"), ratio)
        painter.drawPixmap(box.center().x() - side // 2 + 1, box.center().y() - side // 2 + 1, tick)

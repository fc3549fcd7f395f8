"""The list of sections at the left: what is complete, what is not, and in words what it lacks."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from pmo_desktop.domain.charter import Section
from pmo_desktop.services.insights.charter import SectionSeen
from pmo_desktop.ui.icons import pixmap
from pmo_desktop.ui.theme import font, ink, px, small_font

Index = QModelIndex | QPersistentModelIndex
_ROW, _TALL, _SIGN = 40, 46, 16


class SectionList(QListView):
    """`chosen` carries the section under the cursor whenever the user moves it."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("charter sections")
        self.setAccessibleName(self.tr("Sections"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = _Sections(self)
        self.setModel(self._model)
        self.setItemDelegate(_SectionRow(self))
        self.selectionModel().currentChanged.connect(self._tell)
        self._is_told = True

    def show_sections(self, sections: tuple[SectionSeen, ...]) -> None:
        """Show these sections; the cursor stays where it is."""
        self._model.show_sections(sections)
        if not self.currentIndex().isValid():
            self.show_current(sections[0].section)

    def show_current(self, section: Section) -> None:
        """Move the cursor without telling."""
        row = next((row for row, each in enumerate(self._model.sections) if each.section is section), 0)
        self._is_told = False
        self.setCurrentIndex(self._model.index(row))
        self._is_told = True

    def current(self) -> Section:
        """The section under the cursor."""
        return self._model.sections[max(0, self.currentIndex().row())].section

    def _tell(self, now: QModelIndex) -> None:
        if self._is_told and now.isValid():
            self.chosen.emit(self._model.sections[now.row()].section)


class _Sections(QAbstractListModel):
    sections: tuple[SectionSeen, ...] = ()

    def show_sections(self, sections: tuple[SectionSeen, ...]) -> None:
        if len(sections) != len(self.sections):
            self.beginResetModel()
            self.sections = sections
            self.endResetModel()
            return
        self.sections = sections
        self.layoutChanged.emit()
        self.dataChanged.emit(self.index(0), self.index(len(sections) - 1))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.sections)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        seen = self.sections[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return seen.section.label
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return seen.gap or self.tr("complete")
        return None


class _SectionRow(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(160), px(_TALL if _seen(index).gap else _ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        seen, place = _seen(index), QRect(option.rect)
        view = self.parent()
        is_current = isinstance(view, QListView) and view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.fillRect(place, ink("selection"))
            painter.fillRect(place.left(), place.top(), px(3), place.height(), ink("accent"))
            if isinstance(view, QListView) and view.hasFocus():
                painter.setPen(QPen(ink("accent"), 1))
                painter.drawRect(place.adjusted(0, 0, -1, -1))
        side = px(_SIGN)
        sign = QRectF(place.left() + px(16), place.top() + (place.height() - side) / 2, side, side)
        _paint_sign(painter, sign, seen)
        words = place.adjusted(px(44), 0, -px(8), 0)
        _paint_words(painter, words, seen, strong=is_current)
        painter.restore()


def _paint_words(painter: QPainter, place: QRect, seen: SectionSeen, *, strong: bool) -> None:
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.setFont(font(bold=strong))
    painter.setPen(ink("text"))
    first = QRect(place.left(), place.top() + px(4), place.width(), px(20)) if seen.gap else place
    title = painter.fontMetrics().elidedText(seen.section.label, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(first, int(left), title)
    if seen.gap:
        painter.setFont(small_font())
        painter.setPen(ink("text_2"))
        note = painter.fontMetrics().elidedText(seen.gap, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(QRect(place.left(), place.top() + px(23), place.width(), px(18)), int(left), note)


def _paint_sign(painter: QPainter, place: QRectF, seen: SectionSeen) -> None:
    """A filled disc with a tick when complete, a part of a ring when begun, a grey ring when empty."""
    if not seen.gap:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink("G"))
        painter.drawEllipse(place)
        side = round(place.width() * 0.8)
        tick = pixmap("check", side, ink("surface"), painter.device().devicePixelRatioF())
        painter.drawPixmap(round(place.center().x() - side / 2), round(place.center().y() - side / 2), tick)
        return
    inner = place.adjusted(2, 2, -2, -2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink("divider"), 3))
    painter.drawEllipse(inner)
    if not seen.is_empty:
        painter.setPen(QPen(ink("accent"), 3))
        painter.drawArc(inner, 90 * 16, -240 * 16)


def _seen(index: Index) -> SectionSeen:
    model = index.model()
    assert isinstance(model, _Sections)  # noqa: S101  the delegate serves this model alone
    return model.sections[index.row()]

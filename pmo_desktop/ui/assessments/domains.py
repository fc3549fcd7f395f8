"""The list of domains at the left: how many statements of each are answered, as a figure and as a bar."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from pmo_desktop.services.insights.rounds import DomainAnswers
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.theme import font, ink, px, small_font

Index = QModelIndex | QPersistentModelIndex
_ROW = 44


class DomainList(QListView):
    """`chosen` carries the key of the domain the user moved to."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("assessment domains")
        self.setAccessibleName(self.tr("Domains"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self._model = _Domains(self)
        self.setModel(self._model)
        self.setItemDelegate(_DomainRow(self))
        self._is_told = True
        self.selectionModel().currentChanged.connect(self._tell)

    def show_domains(self, domains: tuple[DomainAnswers, ...], current: str) -> None:
        """Show these domains with the cursor on one, without telling."""
        self._is_told = False
        self._model.show_domains(domains)
        row = next((row for row, each in enumerate(domains) if each.key == current), 0)
        self.setCurrentIndex(self._model.index(row))
        self._is_told = True

    def _tell(self, now: QModelIndex) -> None:
        if self._is_told and now.isValid():
            self.chosen.emit(self._model.domains[now.row()].key)


class _Domains(QAbstractListModel):
    domains: tuple[DomainAnswers, ...] = ()

    def show_domains(self, domains: tuple[DomainAnswers, ...]) -> None:
        if len(domains) != len(self.domains):
            self.beginResetModel()
            self.domains = domains
            self.endResetModel()
            return
        self.domains = domains
        self.dataChanged.emit(self.index(0), self.index(len(domains) - 1))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.domains)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        domain = self.domains[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return domain.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(domain.name)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.tr("{done} of {count} answered").format(done=domain.answered, count=len(domain.answers))
        return None


class _DomainRow(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(160), px(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, view = index.model(), self.parent()
        if not isinstance(model, _Domains) or not isinstance(view, QListView):
            return
        domain, place = model.domains[index.row()], QRect(option.rect)
        is_current = view.currentIndex() == index
        painter.save()
        if is_current:
            painter.fillRect(place, ink("selection"))
            painter.fillRect(place.left(), place.top(), px(3), place.height(), ink("accent"))
            if view.hasFocus():
                painter.setPen(ink("accent"))
                painter.drawRect(place.adjusted(0, 0, -1, -1))
        inner = place.adjusted(px(16), px(6), -px(16), 0)
        count = f"{domain.answered}/{len(domain.answers)}"
        painter.setFont(small_font())
        painter.setPen(ink("text_2"))
        line = QRect(inner.left(), inner.top(), inner.width(), px(20))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        room = inner.width() - painter.fontMetrics().horizontalAdvance(count) - px(8)
        painter.setFont(font(bold=is_current))
        painter.setPen(ink("text"))
        name = painter.fontMetrics().elidedText(domain.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
        paint_progress(
            painter,
            QRect(inner.left(), inner.top() + px(24), inner.width(), px(4)),
            domain.answered,
            len(domain.answers),
        )
        painter.restore()


def paint_progress(painter: QPainter, place: QRect, done: int, count: int) -> None:
    """Paint a bar of what is done of a count; whole, it is in the ink of what is on track."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink("divider"))
    painter.drawRoundedRect(place, 2, 2)
    if done and count:
        painter.setBrush(ink("G" if done == count else "accent"))
        painter.drawRoundedRect(QRect(place.left(), place.top(), place.width() * done // count, place.height()), 2, 2)

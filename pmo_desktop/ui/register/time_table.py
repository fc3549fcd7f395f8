"""The rows of the roadmap along the time: name, rating, and the span that is shown."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from pmo_desktop.services.insights import roadmap
from pmo_desktop.ui.register.handles import COLUMNS, Dates, Handle, handles
from pmo_desktop.ui.register.time_axis import TimeAxis
from pmo_desktop.ui.register.time_cells import TIME, RoadmapModel, TimeHead, TimePainter
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.table.model import RegisterModel

if TYPE_CHECKING:
    from pmo_desktop.services.insights.roadmap import Mark
    from pmo_desktop.ui.document import Document

_NAME, _RATING, _MARGIN_DAYS = 240, 136, 30
_FIT_DAYS = 366 * 12


class TimeTable(QTableView):
    """Rows with name, rating and time; `chosen` is the date that stands out, `moved_to` where it is on its way."""

    opened = Signal(object)

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
        self._marks: dict[int, tuple[Mark, ...]] = {}
        self._span: tuple[date, date] | None = None
        self._build()

    def _build(self) -> None:
        self.setModel(self.register)
        head = TimeHead(self)
        self.setHorizontalHeader(head)
        self.setItemDelegate(TimePainter(self))
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
        self.doubleClicked.connect(lambda index: self._enter(index.row()))
        self.clicked.connect(self._press_head)

    # What is shown -----------------------------------------------------------------------------------------------

    def ask(self, model: RegisterModel) -> None:
        """Show what a table's model shows; the cursor stays on its row."""
        key = self.register.key_at(self.currentIndex().row()) if self.currentIndex().isValid() else 0
        before, filters = self._span, tuple(model.filters.values())
        self._marks.clear()
        self.register.follow(model)
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

"""A chart in the window: the same drawing as in the pack, in the theme of the moment, that tells and opens."""

import threading
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from pmo_desktop.charts.style import on_screen
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.theme import ink, palette, px

if TYPE_CHECKING:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from pmo_desktop.charts.figure import Draw

_DOTS_PER_INCH = 96
_LOOK_AGAIN_MS = 30
_DRAWING = ("matplotlib.figure", "matplotlib.backends.backend_agg")  # what the first chart would wait for


class _Library:
    """matplotlib, loaded once on a thread of its own; views look whether it is there, for they may be gone by then."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None

    def is_there(self) -> bool:
        """Whether it can be used now; begins to load it when first asked."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._load, name="matplotlib", daemon=True)
            self._thread.start()
        return not self._thread.is_alive()

    def _load(self) -> None:
        from pmo_desktop.charts.figure import load_fonts

        load_fonts()
        for name in _DRAWING:
            import_module(name)


_library = _Library()


class ChartView(QWidget):
    """`ChartView("Projects by rating")`, then `show_chart(rag_bars.draw, data)` whenever the data changed.

    Hovering tells the value, a click or Enter tells the key of the record behind a mark by `record_chosen` (a string);
    the arrows go from mark to mark. The menu copies the picture or saves it. matplotlib is loaded behind the window
    before the first chart is drawn.
    """

    record_chosen = Signal(str)
    drawn = Signal()

    def __init__(self, name: str, *, height: int = 240) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName(f"chart {name}")
        self.setMinimumSize(px(200), px(height // 2))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self._height = height
        self._chart: tuple[Draw, object] | None = None
        self._canvas: FigureCanvasAgg | None = None
        self._image = QImage()
        self._drawn_as: object = None
        self._mark = -1
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._draw)

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(400), px(self._height))

    def show_chart(self, draw: "Draw", data: object) -> None:
        """Draw `data` as soon as the view is seen."""
        self._chart = (draw, data)
        self._mark = -1
        self._renew()

    def marks(self) -> list[tuple[str, str]]:
        """The key of the record (empty for none) and the words of every mark that tells something, in order."""
        if self._canvas is None:
            return []
        found = [mark.get_gid() for axes in self._canvas.figure.axes for mark in axes.get_children()]
        return [(key, words) for key, _, words in (str(gid).partition("\n") for gid in found if gid)]

    # Drawing -----------------------------------------------------------------------------------------------------

    def _renew(self) -> None:
        if self._chart is not None and self.isVisible():
            self._wait.start(0 if _library.is_there() else _LOOK_AGAIN_MS)

    def _draw(self) -> None:
        if self._chart is None or self.width() < 2 or self.height() < 2:  # noqa: PLR2004  nothing can be seen
            return
        if not _library.is_there():
            self._wait.start(_LOOK_AGAIN_MS)
            return
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        from pmo_desktop.charts.figure import new_figure, paint, settings

        draw, data = self._chart
        style, ratio, dots = on_screen(palette()), self.devicePixelRatioF(), self._dots()
        wanted = (self._chart, self.size(), palette().name, ratio, dots)
        if wanted == self._drawn_as:
            self.drawn.emit()
            return
        self._drawn_as = wanted
        figure = new_figure(style, self.width() / dots, self.height() / dots, dpi=dots * ratio)
        canvas: Any = FigureCanvasAgg(figure)
        paint(figure, draw, data, style)
        with settings(style):
            canvas.draw()
        width, height = canvas.get_width_height(physical=True)
        pixels = canvas.buffer_rgba()
        self._image = QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
        self._canvas = canvas
        self._image.setDevicePixelRatio(ratio)
        self.setAccessibleDescription("; ".join(words for _, words in self.marks()))
        self.update()
        self.drawn.emit()

    def _dots(self) -> float:
        return _DOTS_PER_INCH * px(100) / 100

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), ink("surface"))
        painter.drawImage(0, 0, self._image)
        if self.hasFocus():
            painter.setPen(QPen(ink("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.PaletteChange}:
            self._renew()
        return super().event(event)

    # Telling and opening -----------------------------------------------------------------------------------------

    def _told_at(self, place: QPoint) -> tuple[str, str] | None:
        if self._canvas is None:
            return None
        from matplotlib.backend_bases import MouseEvent

        from pmo_desktop.charts.figure import told_at

        ratio = self.devicePixelRatioF()
        x, y = round(place.x() * ratio), round((self.height() - place.y()) * ratio)
        return told_at(self._canvas.figure, MouseEvent("motion_notify_event", self._canvas, x, y))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        told = self._told_at(event.position().toPoint())
        opens = told is not None and bool(told[0])
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), tip(told[1]) if told else "", self)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        told = self._told_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and told is not None and told[0]:
            self.record_chosen.emit(told[0])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        marks = self.marks()
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if marks and step is not None:
            self._mark = (self._mark + step) % len(marks) if self._mark >= 0 else 0
            QToolTip.showText(self.mapToGlobal(QPoint(px(8), px(8))), tip(marks[self._mark][1]), self)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and 0 <= self._mark < len(marks):
            if marks[self._mark][0]:
                self.record_chosen.emit(marks[self._mark][0])
        else:
            super().keyPressEvent(event)

    # The picture -------------------------------------------------------------------------------------------------

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Copy picture"), self.copy_picture)
        menu.addAction(self.tr("Save picture…"), self._save)
        menu.popup(event.globalPos())

    def copy_picture(self) -> None:
        """Put the picture onto the clipboard, as it is shown."""
        QGuiApplication.clipboard().setImage(self._image)

    def _save(self) -> None:
        kinds = self.tr("Picture (*.png);;Vector picture (*.svg);;PDF (*.pdf)")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save picture"), self.accessibleName(), kinds)
        if path:
            self.save_picture(path)

    def save_picture(self, path: str) -> None:
        """Write the picture as it is shown to `path`: PNG at 192 dots an inch, SVG or PDF by its ending."""
        if self._chart is None:
            return
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        from pmo_desktop.charts.figure import new_figure, paint, settings

        draw, data = self._chart
        style = on_screen(palette())
        figure = new_figure(style, self.width() / _DOTS_PER_INCH, self.height() / _DOTS_PER_INCH)
        FigureCanvasAgg(figure)
        paint(figure, draw, data, style)
        with settings(style):
            figure.savefig(path if "." in path else f"{path}.png", dpi=2 * _DOTS_PER_INCH)

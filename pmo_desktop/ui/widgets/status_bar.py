"""The foot of the window: when it was saved, the data date, the file, the history, the size of the text."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QProgressBar, QStatusBar, QWidget

from pmo_desktop.numbers import show_percent
from pmo_desktop.ui.jobs import Job, Jobs
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import ElidedLabel, Picture, button, label, row, rule

_DONE_WIDTH = 480


class StatusBar(QStatusBar):
    """Signals: `history_asked`, and `zoom_chosen` with a percentage. Long jobs show here, with a way to cancel them."""

    history_asked = Signal()
    zoom_chosen = Signal(int)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._tick = Picture("check-circle", 14, "G")
        self._saved = label("", "note")
        self._saved.setObjectName("saved")
        self._done = ElidedLabel("", "note")
        self._done.setObjectName("done")
        self._done.setMaximumWidth(px(_DONE_WIDTH))
        self._done.hide()
        self._data_date = label("", "note")
        self._file = label("", "note")
        self._history = button(self.tr("History"), self.history_asked.emit, look="quiet", name="history")
        self._zoom = button(show_percent(100, 0), look="quiet", name="zoom")
        self._zoom.setAccessibleName(self.tr("Size of the text"))
        self._zoom.setMenu(self._zoom_menu())
        self._busy = _Busy(jobs)
        self.addWidget(_line(self._tick, self._saved, self._done, self._separator(), self._data_date, self._busy), 1)
        self._before_history, self._before_zoom = self._separator(), self._separator()
        end = _line(self._file, self._before_history, self._history, self._before_zoom, self._zoom)
        self.addPermanentWidget(end)

    def show_saved(self, words: str, done: str = "") -> None:
        """Show “Saved 14:02”, or what else is true of the file, and what was done last."""
        self._saved.setText(words)
        self._done.setText(done)
        self._done.setVisible(bool(done))

    def show_data_date(self, words: str) -> None:
        """Show “Data date 27 Nov 2026”, or that there is none."""
        self._data_date.setText(words)

    def show_facts(self, file: str, zoom: str, *, history: bool) -> None:
        """Show the name of the file and the size of the text; `history` says whether there is any."""
        self._file.setText(file)
        self._zoom.setText(zoom)
        for part in (self._history, self._before_history, self._before_zoom):
            part.setVisible(history)

    def _zoom_menu(self) -> QMenu:
        menu = QMenu(self)
        for percent in (80, 90, 100, 110, 125, 150, 175, 200):
            menu.addAction(show_percent(percent, 0)).setData(percent)
        menu.triggered.connect(lambda action: self.zoom_chosen.emit(action.data()))
        return menu

    def _separator(self) -> QWidget:
        made = rule(upright=True)
        made.setFixedHeight(px(12))
        return made


def _line(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(*parts, None, gap=8, margins=(16, 0, 8, 0)))
    return made


class _Busy(QWidget):
    """Hidden; says what runs after 0.3 s, how far it is and how to stop it after 2 s."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._job: Job | None = None
        self._words = label("", "note")
        self._words.setObjectName("busy")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(px(120))
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = button(self.tr("Cancel"), self._stop, look="link", name="cancel job")
        self.setLayout(row(self._words, self._bar, self._cancel, gap=8))
        jobs.busy.connect(self._show)
        jobs.slow.connect(self._show_progress)
        jobs.idle.connect(self.hide)
        self.hide()

    def _show(self, job: Job) -> None:
        self._job = job
        self._words.setText(job.title + "…")
        self._bar.hide()
        self._cancel.hide()
        self.show()

    def _show_progress(self, job: Job) -> None:
        self._bar.setRange(0, 0)
        job.stepped.connect(self._step)
        self._bar.show()
        self._cancel.show()

    def _step(self, fraction: float, words: str) -> None:
        self._bar.setRange(0, 100)
        self._bar.setValue(round(fraction * 100))
        if words and self._job is not None:
            self._words.setText(f"{self._job.title}: {words}")

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

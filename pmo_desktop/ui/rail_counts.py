"""What stands at the right of the pages in the rail: counted anew once a change has come to rest."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from pmo_desktop.ui.main_window import MainWindow

_REST_MS = 40


class RailCounts(QObject):
    """Lives as long as the rail of the window. `counted` is told when the rail is up to date again."""

    counted = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window.rail)
        self._window = window
        self._stale = set[str]()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._count)

    def is_waiting(self) -> bool:
        """Whether anything is still to be counted."""
        return bool(self._stale)

    def begin(self) -> None:
        """Show nothing, and count everything: another workspace was opened."""
        self._stale = {spec.key for spec in self._window.pages if spec.count}
        self._window.rail.show_counts(dict.fromkeys(self._stale, ""))
        self._rest.start()

    def hear(self, tables: frozenset[str]) -> None:
        """Count what may be another number since these tables were touched."""
        self._stale |= {spec.key for spec in self._window.pages if spec.counted & tables}
        if self._stale:
            self._rest.start()

    def _count(self) -> None:
        document = self._window.document
        if document is None:
            return
        with document.reading() as session:
            counts = {
                spec.key: spec.count(session) for spec in self._window.pages if spec.count and spec.key in self._stale
            }
        self._stale.clear()
        self._window.rail.show_counts(counts)
        self.counted.emit()

"""How quickly the window stands and can be used, and the commands answer."""

from benchmarks.children import run, until_told
from benchmarks.measure import Bench, Row, Rows
from pmo_desktop.services.sample import write_sample

_BARE = """
import sys
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def event(self, event):
        done = super().event(event)
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, painted)
        return done

application = QApplication([])
window = Window()
window.resize(1440, 900)
"""
_BARE_PAINT = (
    _BARE
    + """
painted = tell
window.show()
application.exec()
"""
)
_BARE_USE = (
    _BARE
    + """
def painted():
    import sqlite3
    import sqlalchemy.orm
    sqlite3.connect(sys.argv[1]).execute("VALUES (1)").fetchall()
    tell()

window.show()
application.exec()
"""
)
_OURS = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from pmo_desktop import app
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.warming import Warming

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, tell)
        return False

application = app.application()
window = app.compose(application, Settings())
watch = Watch()
"""
_OUR_PAINT = (
    _OURS
    + """
window.installEventFilter(watch)
window.show()
application.exec()
"""
)
_OUR_USE = (
    _OURS
    + """
warming = Warming(window, sys.argv[1])
window.opened.connect(lambda *_: window.stack.currentWidget().installEventFilter(watch))
window.show()
application.exec()
"""
)
_IMPORT = "import argparse"
_IMPORT_MORE = "import argparse, sqlalchemy.orm"


def rows(bench: Bench) -> Rows:
    """First paint, usable window, `--version` and `info`."""
    sample = bench.folder / "start.pmo"
    write_sample(sample).close()
    path = str(sample)
    yield Row(
        "first paint of the window's frame",
        lambda: until_told(bench, _OUR_PAINT),
        lambda: until_told(bench, _BARE_PAINT),
        1.4,
    )
    yield Row(
        "start to a usable window on the sample",
        lambda: until_told(bench, _OUR_USE, path),
        lambda: until_told(bench, _BARE_USE, path),
        1.5,
    )
    yield Row(
        "pmo-desktop --version",
        lambda: run(bench, "-m", "pmo_desktop", "--version"),
        lambda: run(bench, "-c", _IMPORT),
        2.0,
    )
    yield Row(
        "pmo-desktop info FILE",
        lambda: run(bench, "-m", "pmo_desktop", "info", path),
        lambda: run(bench, "-c", _IMPORT_MORE),
        1.6,
    )

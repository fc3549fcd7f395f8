"""How much memory a window with many projects takes at most."""

from benchmarks.children import weight
from benchmarks.generate import write_workspace
from benchmarks.measure import Bench, Row, Rows

_BARE = """
import sqlite3, sys
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
rows = sqlite3.connect(sys.argv[1]).execute("SELECT * FROM project").fetchall()
application.processEvents()
weigh()
"""
_OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from pmo_desktop import app
application = app.application()
from benchmarks.window import window_with_register
with window_with_register() as window:
    window.counts.counted.connect(lambda: QTimer.singleShot(100, weigh))
    window.open_path(Path(sys.argv[1]))
    application.exec()
"""


def rows(bench: Bench) -> Rows:
    """Peak memory of the register, against a bare window and the rows of the projects as tuples."""
    path = bench.folder / "memory.pmo"
    write_workspace(path, bench.projects)
    yield Row(
        f"peak memory with {bench.many} open",
        lambda: weight(bench, _OURS, str(path)),
        lambda: weight(bench, _BARE, str(path)),
        2.0,
        unit="MB",
    )

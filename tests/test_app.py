import subprocess
import sys
from pathlib import Path

START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from pmo_desktop import app
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.warming import Warming

application = app.application()
window = app.compose(application, Settings())
heavy = {"sqlalchemy", "alembic", "matplotlib", "babel", "reportlab", "openpyxl", "pikepdf", "PySide6.QtPdf"}
warming = Warming(window, sys.argv[1] if len(sys.argv) > 1 else None)
window.show()
window.repaint()
print("at first paint:", sorted(heavy & set(sys.modules)))


def tell(*_) -> None:
    print("when usable:", sorted({"alembic", "matplotlib", "reportlab", "openpyxl"} & set(sys.modules)))
    print("page:", window.current_page() or "first run", "rail:", window.rail.isVisible())
    QTimer.singleShot(0, application.quit)


(window.opened if len(sys.argv) > 1 else warming.warm).connect(tell)
application.exec()
"""


def start(*arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", START, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_frame_is_painted_before_anything_heavy_is_imported() -> None:
    assert start() == ["at first paint: []", "when usable: []", "page: first run rail: False"]


def test_a_workspace_named_on_the_command_line_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "meridian.pmo"
    made = subprocess.run(
        [sys.executable, "-m", "pmo_desktop", "new", str(path)], capture_output=True, timeout=60, check=False
    )
    assert made.returncode == 0
    lines = start(str(path))
    assert lines[0] == "at first paint: []"
    assert lines[2].endswith("rail: True")


def test_the_self_test_shows_every_page_and_writes_a_pack() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pmo_desktop", "--self-test"], capture_output=True, text=True, timeout=110, check=False
    )
    assert done.returncode == 0, done.stderr

import subprocess
import sys

PROGRAM = """
from pmo_desktop.ui.constants import keep_constants
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

keep_constants()
keep_constants()

class Sender(QObject):
    sent = Signal()

application = QApplication([])
sender, words = Sender(), QLabel()
for _ in range(40_000):
    sender.sent.emit()
    words.setText("x")
    words.property("nothing")
print("still here", None, True, False)
"""


def test_the_constants_of_python_survive_a_long_session() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "still here None True False\n"), done.stderr

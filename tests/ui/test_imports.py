"""Importing after PySide6: it need not read the source of every module."""

import subprocess
import sys

_LOOK = """
import linecache
from pmo_desktop import app
application = app.application()
linecache.clearcache()
import sqlalchemy.orm
print([name for name in linecache.cache if name.endswith(".py")])
"""


def test_no_source_is_read_and_kept_of_what_the_window_imports() -> None:
    found = subprocess.run([sys.executable, "-c", _LOOK], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"

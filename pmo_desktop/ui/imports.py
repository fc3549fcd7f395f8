"""Importing after PySide6, which reads the source of every module it sees come in.

It looks for `from __feature__ import …` there, and the standard library keeps what was read: some 80 ms and 20 MB for
the window, for spellings that nothing here uses. Source: PySide6, `shibokensupport/feature.py`.
"""

import sys


def read_no_sources() -> None:
    """Let PySide6 take it that no module uses its other spellings. Call it once, before the application is made."""
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda _module: False)  # noqa: B010  no public name

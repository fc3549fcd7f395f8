"""A guard for Python 3.11, where `None`, `True` and `False` are counted like any other object.

Source: PySide6 6.12 is built for later Pythons, in which these never go away, and gives them out uncounted; after some
thousand calls of the kind of `setText`, Python 3.11 would let `None` go and end the program. Python 3.12 needs nothing.
"""

import ctypes
import sys

_PLENTY = sys.maxsize // 4


def keep_constants() -> None:
    """Count each constant so high that it never goes away. Call it once, before the application is made."""
    if sys.version_info >= (3, 12):
        return
    for constant in (None, True, False, NotImplemented):
        if sys.getrefcount(constant) < _PLENTY:
            ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY

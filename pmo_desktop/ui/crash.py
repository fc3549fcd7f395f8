"""What happens to exceptions nobody caught: a sentence for the message bar, or a bug for the crash dialog."""

import re
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from pmo_desktop.domain.errors import PmoError

_OF_THE_PROGRAM = (
    ArithmeticError,
    AttributeError,
    ImportError,
    NameError,
    TypeError,
)  # their words quote its own names
_QUOTED = re.compile(r"""['"“].*['"”]""", re.DOTALL)


def details_of(error: BaseException) -> str:
    """Where an error came from and what kind it is. What it quotes may be the user's and is left out."""
    told = "".join(traceback.format_exception(error))
    each: BaseException | None = error
    while each is not None:
        if not isinstance(each, _OF_THE_PROGRAM) and str(each):
            told = told.replace(str(each), _QUOTED.sub("…", str(each)))
        each = each.__cause__ or each.__context__
    return told


class CrashHook(QObject):
    """Takes over `sys.excepthook`. From any thread, what was raised is told on the main one."""

    _raised = Signal(object)

    def __init__(self, app: QApplication, refuse: Callable[[str], object]) -> None:
        super().__init__(app)
        self._refuse = refuse
        self._open = False
        self._raised.connect(self._tell)

    def install(self) -> None:
        """From here on every exception nobody caught comes here."""
        sys.excepthook = self._caught
        threading.excepthook = lambda args: self._raised.emit(args.exc_value)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._raised.emit(error.with_traceback(trace))

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, PmoError):
            self._refuse(str(error))
            return
        details = details_of(error)
        sys.stderr.write(details)
        if self._open:
            return
        self._open = True
        try:
            from pmo_desktop.ui.crash_dialog import CrashDialog

            CrashDialog(details, QApplication.activeWindow()).exec()
        finally:
            self._open = False

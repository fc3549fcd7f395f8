"""What happens to exceptions nobody caught: a sentence for the message bar, or a bug for the crash dialog."""

import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from pmo_desktop.domain.errors import PmoError


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

    def refuse_with(self, refuse: Callable[[str], object]) -> None:
        """Tell the sentence of a `PmoError` to `refuse`, usually the message bar of the window."""
        self._refuse = refuse

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._raised.emit(error.with_traceback(trace))

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, PmoError):
            self._refuse(str(error))
            return
        details = "".join(traceback.format_exception(error))
        sys.stderr.write(details)
        if self._open:
            return
        self._open = True
        try:
            from pmo_desktop.ui.crash_dialog import CrashDialog

            CrashDialog(details, QApplication.activeWindow()).exec()
        finally:
            self._open = False

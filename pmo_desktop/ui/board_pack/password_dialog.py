"""Asking for the password of a PDF, twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row

_LEAST = 8


class PasswordDialog(QDialog):
    """`agreed` carries the password, once both lines hold the same one of eight characters or more."""

    agreed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("password dialog")
        self.setWindowTitle(self.tr("Protect the PDF"))
        self.first = self._line(self.tr("Password"))
        self.second = self._line(self.tr("Once more"))
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        cancel = button(self.tr("Cancel"), self.reject)
        go = button(self.tr("Write it"), self._agree, look="primary", name="protect agree")
        go.setDefault(True)
        words = self.tr("The file opens with this password alone. It is kept nowhere: forgotten is lost.")
        self.setLayout(
            column(
                label(words, "quiet", wraps=True),
                column(label(self.tr("Password"), "label"), self.first, gap=4),
                column(label(self.tr("Once more"), "label"), self.second, self._problem, gap=4),
                row(None, cancel, go), gap=12, margins=(20, 16, 20, 16),
            )
        )  # fmt: skip
        self.setFixedWidth(px(400))

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setAccessibleName(name)
        return made

    def _agree(self) -> None:
        password = self.first.text()
        wrong = ""
        if len(password) < _LEAST:
            wrong = self.tr("Eight characters or more are needed.")
        elif password != self.second.text():
            wrong = self.tr("The two are not the same. Type both again.")
        self._problem.setText(wrong)
        self._problem.setVisible(bool(wrong))
        if not wrong:
            self.agreed.emit(password)
            self.accept()

"""What a new workspace is asked for: who it is for, and the currency it counts in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QWidget

from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.pass_phrase_line import NewPassPhrase

CURRENCIES = (
    "GBP",
    "EUR",
    "USD",
    "CHF",
    "CAD",
    "AUD",
    "NZD",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "CZK",
    "JPY",
    "INR",
    "ZAR",
    "BRL",
)


class NewWorkspaceDialog(QDialog):
    """`agreed` is told when the user wants it made; then ask for the answers."""

    agreed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("new workspace")
        self.setWindowTitle(self.tr("New workspace"))
        self._organisation = self._line(self.tr("Organisation"), "organisation")
        self._office = self._line(self.tr("Name of the office"), "office")
        self._office.setText(self.tr("PMO"))
        self._currency = QComboBox()
        self._currency.setEditable(True)
        self._currency.setObjectName("currency")
        self._currency.addItems(CURRENCIES)
        self._currency.setAccessibleName(self.tr("Currency"))
        self.encrypted = QCheckBox(self.tr("Encrypt it with a pass-phrase"))
        self.encrypted.setObjectName("encrypted")
        self._phrase = NewPassPhrase()
        self._phrase.hide()
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        self.encrypted.toggled.connect(self._show_phrase)
        words = self.tr("One file holds it all. You can change everything but the currency later.")
        cancel = button(self.tr("Cancel"), self.reject)
        go = button(self.tr("Choose where to keep it"), self._agree, look="primary", name="new agree")
        go.setDefault(True)
        self.setLayout(
            column(
                label(words, "quiet", wraps=True),
                label(self.tr("Organisation"), "label"),
                self._organisation,
                label(self.tr("Name of the office"), "label"),
                self._office,
                label(self.tr("Currency"), "label"),
                self._currency,
                self.encrypted,
                self._phrase,
                self._problem,
                8,
                row(None, cancel, go),
                gap=8,
                margins=(24, 24, 24, 24),
            )
        )
        self.setFixedWidth(px(420))

    def _line(self, name: str, key: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(key)
        made.setAccessibleName(name)
        return made

    def organisation(self) -> str:
        """The name of the organisation."""
        return self._organisation.text().strip()

    def office(self) -> str:
        """The name of the office."""
        return self._office.text().strip()

    def currency(self) -> str:
        """The ISO code of the currency."""
        return self._currency.currentText().strip().upper() or CURRENCIES[0]

    def take_pass_phrase(self) -> str:
        """The pass-phrase, once; empty if it is not to be encrypted."""
        return self._phrase.take() if self.encrypted.isChecked() else ""

    def _show_phrase(self, shown: bool) -> None:
        self._phrase.setVisible(shown)
        self._problem.hide()
        self.adjustSize()

    def _agree(self) -> None:
        problem = self._phrase.problem() if self.encrypted.isChecked() else ""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.adjustSize()
        if problem:
            return
        self.accept()
        self.agreed.emit()

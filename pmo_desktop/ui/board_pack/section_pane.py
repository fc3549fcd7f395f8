"""What the user says on the pages of one section: a title, words under it, and the options of the section."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.text import say
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.widgets.controls import clear, column, label, row
from pmo_desktop.ui.widgets.editors import FlagEditor, ListEditor, TextEditor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmo_desktop.reports.sections.section import Option
    from pmo_desktop.services.recipes import Written

_MOST = 640  # characters that the page has room for


class SectionPane(QWidget):
    """Signals: `written` with “title” or “words” and the text, `chosen` with an option's name and its value."""

    written = Signal(str, str)
    chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "plain")
        self._name = label("", "section")
        self._title = QLineEdit()
        self._title.setObjectName("own title")
        self._title.setAccessibleName(self.tr("Title"))
        self._title.editingFinished.connect(lambda: self._tell("title", self._title.text()))
        self._words = TextEditor(5)
        self._words.setObjectName("own words")
        self._words.setAccessibleName(self.tr("Words"))
        self._words.committed.connect(lambda: self._tell("words", str(self._words.value() or "")))
        self._words.textChanged.connect(self._count)
        self._counted = label("", "note")
        self._kept = label(
            self.tr(
                "This period is frozen, and so is its pack. Reopen the period, or make a new recipe, to change it."
            ),
            "note",
            wraps=True,
        )
        self._kept.hide()
        self._options = QVBoxLayout()
        self._options.setSpacing(10)
        self._shown = {"title": "", "words": ""}
        self.setLayout(
            column(
                self._name, self._kept,
                column(label(self.tr("Title"), "label"), self._title,
                       label(self.tr("Written from the data; yours to change"), "note"), gap=4),
                column(row(label(self.tr("Words under the title"), "label"), None, self._counted), self._words,
                       label(self.tr("Kept for this period and this recipe"), "note"), gap=4),
                self._options, None, gap=14, margins=(16, 12, 16, 12),
            )
        )  # fmt: skip

    def show_section(self, name: str, ours: str, own: "Written", *, is_kept: bool) -> None:
        """Show what is said of a section, or of the page of a project; `ours` is the title the data give."""
        self._name.setText(name)
        self._shown = {"title": own.title, "words": own.words}
        self._title.setPlaceholderText(ours)
        self._title.setToolTip(tip(ours))
        if not self._title.hasFocus() or self._title.text() != own.title:
            self._title.setText(own.title)
        if str(self._words.value() or "") != own.words and not self._words.hasFocus():
            self._words.show_value(own.words)
        self._kept.setVisible(is_kept)
        for part in (self._title, self._words):
            part.setEnabled(not is_kept)

    def show_options(self, options: "Sequence[Option]", values: Mapping[str, Any], *, is_kept: bool) -> None:
        """Show the options of the section with their values."""
        clear(self._options)
        for option in options:
            self._options.addWidget(self._option(option, values[option.name], is_kept=is_kept))

    def _option(self, option: "Option", value: object, *, is_kept: bool) -> QWidget:
        words = say(option.word)
        if not option.choices:
            flag = FlagEditor(words)
            flag.setObjectName(f"option {option.name}")
            flag.show_value(value)
            flag.setEnabled(not is_kept)
            flag.committed.connect(lambda: self.chosen.emit(option.name, bool(flag.value())))
            return flag
        choice = ListEditor([(each, say(word)) for each, word in option.choices], required=True)
        choice.setObjectName(f"option {option.name}")
        choice.setAccessibleName(words)
        choice.show_value(value)
        choice.setEnabled(not is_kept)
        choice.committed.connect(lambda: self.chosen.emit(option.name, choice.value()))
        block = QWidget()
        block.setLayout(column(label(words, "label"), choice, gap=4))
        return block

    def _tell(self, name: str, text: str) -> None:
        if text.strip() != self._shown[name]:
            self._shown[name] = text.strip()
            self.written.emit(name, text)

    def _count(self) -> None:
        used = len(self._words.toPlainText())
        self._counted.setText(self.tr("{used} of {most}").format(used=used, most=_MOST))

"""What words of a column mean that are not known: each is given one of ours, for this file and the next like it."""

from difflib import get_close_matches
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from pmo_desktop.interchange.unknown import meanings, names_project
from pmo_desktop.interchange.words import fold
from pmo_desktop.services.formats import show_number
from pmo_desktop.ui.importing.columns import field_label
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row, scrolled
from pmo_desktop.ui.widgets.editors import ListEditor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmo_desktop.domain.importing import ColumnMatch, ReadTable
    from pmo_desktop.ui.importing.reading import Rehearsed

_ALIKE = 0.85
_HIGHEST, _LINE = 9, 40  # lines that are seen at once, and how high one is


def _alike(word: str, names: "Sequence[str]") -> str | None:
    """The name that a word is a misspelling of, as far as anybody can tell."""
    return next(iter(get_close_matches(word, names, n=1, cutoff=_ALIKE)), None)


class WordsDialog(QDialog):
    """`chosen` carries what the words of the column mean: folded words, and what each is read as; "" for no value."""

    chosen = Signal(object)

    def __init__(self, table: "ReadTable", match: "ColumnMatch", run: "Rehearsed", parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("words dialog")
        header = " ".join(match.header.split())
        self.setWindowTitle(self.tr("Words of “{header}”").format(header=header))
        said = self.tr("What do these words mean as “{field}”?").format(
            field=field_label(match.field or "", table.target)
        )
        note = self.tr("Files with the same headers will be read in the same way.")
        if names_project(match, table.target):
            said = self.tr("Which projects of ours are these?")
            as_it_is, known_ones = self.tr("A project of its own"), [(each, each) for each in run.projects]
        else:
            as_it_is, known_ones = self.tr("Not known, kept as text"), meanings(match, table.target)
        options = [(None, as_it_is), *known_ones, ("", self.tr("Nothing"))]
        self.editors: dict[str, ListEditor] = {}
        lines = QGridLayout()
        lines.setHorizontalSpacing(px(12))
        lines.setVerticalSpacing(px(8))
        lines.setColumnStretch(0, 1)
        unknown = run.unknown(table).get(match.index, {})
        known = table.words.get(match.index, {})
        for place, (word, count) in enumerate([*unknown.items(), *((word, 0) for word in known)]):
            editor = ListEditor(options, required=True)
            editor.setObjectName(f"word {word}")
            editor.setAccessibleName(self.tr("What “{word}” means").format(word=word))
            editor.setFixedWidth(px(220))
            editor.show_value(known.get(fold(word), _alike(word, run.projects) if count else None))
            self.editors[fold(word)] = editor
            times = f"× {show_number(count, 0)}" if count else ""
            lines.addWidget(label(" ".join(word.split()), "strong", wraps=True), place, 0)
            lines.addWidget(label(times, "quiet"), place, 1)
            lines.addWidget(editor, place, 2)
        inner = QWidget()
        inner.setLayout(lines)
        area = scrolled(inner)
        area.setMinimumHeight(px(_LINE) * min(len(self.editors), _HIGHEST) + px(8))
        cancel = button(self.tr("Cancel"), self.reject, name="words cancel")
        take = button(self.tr("Read them so"), self._take, look="primary", name="words take")
        take.setDefault(True)
        self.setLayout(
            column(
                label(said, "section", wraps=True), area, label(note, "quiet", wraps=True),
                row(None, cancel, take), gap=12, margins=(20, 16, 20, 16),
            )
        )  # fmt: skip
        self.setFixedWidth(px(520))
        next(iter(self.editors.values())).setFocus()

    def _take(self) -> None:
        self.accept()
        answers = {word: editor.value() for word, editor in self.editors.items()}
        self.chosen.emit({word: meaning for word, meaning in answers.items() if meaning is not None})

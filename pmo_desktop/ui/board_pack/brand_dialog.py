"""Brands: name, colour, logo and slide template, of which a recipe takes one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from pmo_desktop.services import brands
from pmo_desktop.text import say
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row, rule
from pmo_desktop.ui.widgets.editors import ListEditor

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pmo_desktop.ui.document import Document

_Take = Callable[["Session", int, bytes | None], None]


class BrandDialog(QDialog):
    """Choose a brand or make one, and say how it looks; every change is kept at once and can be undone."""

    def __init__(self, document: "Document", parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("brand dialog")
        self.setWindowTitle(self.tr("Brands"))
        self._document = document
        self._key: int | None = None
        self.ask_file: Callable[[str], str] = self._ask_file
        self.which = ListEditor((), required=True)
        self.which.setObjectName("which brand")
        self.which.setAccessibleName(self.tr("Brand"))
        self.which.committed.connect(self._choose)
        self.name = self._line("brand name", self.tr("Name"), "")
        self.accent = self._line("brand accent", self.tr("Accent colour"), "#1F4E8C")
        self._logo, self._deck = label("", "quiet"), label("", "quiet")
        self._problem = label("", "problem", wraps=True)
        self._build()
        self._show()

    def _line(self, name: str, words: str, hint: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setPlaceholderText(hint)
        return made

    def _build(self) -> None:
        def file_row(words: str, told: QWidget, kinds: str, take: _Take, name: str) -> QWidget:
            made = QWidget()
            choose = button(self.tr("Choose…"), lambda: self._take(kinds, take), name=f"choose {name}")
            drop = button(self.tr("None"), lambda: self._set(take, None), look="link", name=f"drop {name}")
            made.setLayout(column(label(words, "label"), row(told, None, drop, choose), gap=4))
            return made

        self._files = column(
            file_row(self.tr("Logo"), self._logo, self.tr("Pictures (*.png *.jpg *.jpeg)"), brands.set_logo, "logo"),
            file_row(self.tr("Slide template"), self._deck, self.tr("Slides (*.pptx)"), brands.set_deck, "deck"),
            gap=12,
        )
        keep = button(self.tr("Keep"), self._keep, look="primary", name="keep brand")
        keep.setDefault(True)
        self._remove = button(self.tr("Delete this brand"), self._drop, look="link", name="delete brand")
        close = button(self.tr("Close"), self.accept)
        self.setLayout(
            column(
                label(self.tr("A pack takes its accent, its logo and the look of its slides from a brand."), "quiet",
                      wraps=True),
                self.which, rule(),
                column(label(self.tr("Name") + " *", "label"), self.name, gap=4),
                column(label(self.tr("Accent colour"), "label"), self.accent, self._problem, gap=4),
                self._files, row(self._remove, None, close, keep), gap=12, margins=(20, 16, 20, 16),
            )
        )  # fmt: skip
        self._problem.hide()
        self.setFixedWidth(px(440))

    def _show(self) -> None:
        with self._document.reading() as session:
            known = brands.brands(session)
        self.which.offer([(None, self.tr("New brand")), *((each.key, each.name) for each in known)])
        seen = next((each for each in known if each.key == self._key), None)
        self._key = seen.key if seen else None
        self.which.show_value(self._key)
        self.name.setText(seen.name if seen else "")
        self.accent.setText(seen.accent if seen else "")
        self._logo.setText(self.tr("kept") if seen and seen.has_logo else self.tr("none"))
        self._deck.setText(self.tr("kept") if seen and seen.has_deck else self.tr("none"))
        self._remove.setVisible(seen is not None)

    def _choose(self) -> None:
        key = self.which.value()
        self._key = key if isinstance(key, int) else None
        self._show()

    def _keep(self) -> bool:
        key, name, accent = self._key, self.name.text(), self.accent.text()
        title = say("Keep brand {name}", name=name)
        made = self._document.do(title, lambda session: brands.keep_brand(session, key, name=name, accent=accent))
        if made is not None:
            self._key = made
            self._show()
        return made is not None

    def _take(self, kinds: str, take: _Take) -> None:
        chosen = self.ask_file(kinds)
        if not chosen:
            return
        try:
            self._set(take, Path(chosen).read_bytes())
        except OSError as error:
            self._document.refused.emit(say("“{name}” cannot be read: {why}.", name=chosen, why=error.strerror))

    def _set(self, take: _Take, content: bytes | None) -> None:
        if self._key is None and not self._keep():
            return
        key = self._key

        def command(session: "Session") -> bool:
            take(session, key or 0, content)
            return True

        self._document.do(say("Change brand {name}", name=self.name.text()), command)
        self._show()

    def _drop(self) -> None:
        key = self._key
        if key is not None:
            title = say("Delete brand {name}", name=self.name.text())
            self._document.do(title, lambda session: brands.remove_brand(session, key))
            self._key = None
            self._show()

    def _ask_file(self, kinds: str) -> str:
        chosen, _kind = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), "", kinds)
        return chosen

"""The archive: packs that went out, byte for byte, with their hash, who got them and what was decided."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QTreeWidget, QTreeWidgetItem, QWidget

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import field_of
from pmo_desktop.domain.recipe import IssuedPack
from pmo_desktop.services import archive
from pmo_desktop.services.files import save
from pmo_desktop.services.formats import show_date, show_number
from pmo_desktop.text import say
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.values import Money
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.editors import LineEditor, TextEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from pmo_desktop.services.archive import Issued
    from pmo_desktop.ui.document import Document

_KILO = 1000


class IssueDialog(QDialog):
    """Ask on which day a pack goes out and to whom; `agreed` carries both."""

    agreed = Signal(object, str)

    def __init__(self, words: str, distribution: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("issue dialog")
        self.setWindowTitle(self.tr("Issue this pack"))
        self.on = LineEditor(field_of(IssuedPack, "issued_on"), Money())
        self.on.setObjectName("issued on")
        self.on.setAccessibleName(self.tr("Issued on"))
        self.on.show_value(date.today())  # noqa: DTZ011  a local day
        self.to = TextEditor(3)
        self.to.setAccessibleName(self.tr("Distribution"))
        self.to.show_value(distribution)
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        cancel = button(self.tr("Cancel"), self.reject)
        go = button(self.tr("Keep in the archive"), self._agree, look="primary", name="issue agree")
        go.setDefault(True)
        self.setLayout(
            column(
                label(words, "quiet", wraps=True),
                column(label(self.tr("Issued on"), "label"), self.on, self._problem, gap=4),
                column(label(self.tr("Distribution"), "label"), self.to, gap=4),
                row(None, cancel, go), gap=12, margins=(20, 16, 20, 16),
            )
        )  # fmt: skip
        self.setFixedWidth(px(440))

    def _agree(self) -> None:
        try:
            on = self.on.value()
        except PmoError as error:
            on = None
            self._problem.setText(str(error))
        if not isinstance(on, date):
            self._problem.setText(self._problem.text() or self.tr("Give the day on which it goes out."))
            self._problem.show()
            return
        self.agreed.emit(on, str(self.to.value() or ""))
        self.accept()


class ArchiveDialog(QDialog):
    """Newest first; what was decided and who got a pack are written here, its bytes never change."""

    def __init__(self, document: "Document", parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("archive")
        self.setWindowTitle(self.tr("Packs that went out"))
        self._document = document
        self._every: tuple[Issued, ...] = ()
        self.ask_path: Callable[[str], str] = self._ask_path
        self.list = QTreeWidget()
        self.list.setObjectName("issued packs")
        self.list.setAccessibleName(self.tr("Packs that went out"))
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels(
            [self.tr("Issued"), self.tr("Recipe"), self.tr("Period"), self.tr("State"), self.tr("Pages")]
        )
        self.list.currentItemChanged.connect(lambda *_: self._show_one())
        self._facts = label("", "note", wraps=True)
        self._facts.setObjectName("pack facts")
        self._facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._asked = label("", "body", wraps=True)
        self.decided, self.sent = TextEditor(4), TextEditor(4)
        self.decided.setObjectName("what was decided")
        self.decided.setAccessibleName(self.tr("What was decided"))
        self.sent.setAccessibleName(self.tr("Distribution"))
        self.decided.committed.connect(lambda: self._note(archive.note_decided, self.decided))
        self.sent.committed.connect(lambda: self._note(archive.note_distribution, self.sent))
        self._copy = button(self.tr("Save a copy…"), self._save, look="primary", name="save copy")
        self._build()
        document.changed.connect(self._show)
        self._show()

    def _build(self) -> None:
        words = self.tr("Each is kept as it was sent, byte for byte, with its SHA-256.")
        close = button(self.tr("Close"), self.accept)
        self._one = QWidget()
        self._one.setLayout(
            column(
                self._facts,
                column(label(self.tr("Decisions it asked for"), "label"), self._asked, gap=4),
                column(label(self.tr("What was decided"), "label"), self.decided, gap=4),
                column(label(self.tr("Distribution"), "label"), self.sent, gap=4), None, gap=10,
            )
        )  # fmt: skip
        self.setLayout(
            column(label(words, "quiet", wraps=True), self.list, self._one, row(None, close, self._copy), gap=12,
                   margins=(20, 16, 20, 16))
        )  # fmt: skip
        self.list.setFixedHeight(px(180))
        self.resize(px(680), px(640))

    def _show(self) -> None:
        at = max(0, self.list.currentIndex().row())
        with self._document.reading() as session:
            self._every = archive.archive(session)
        self.list.clear()
        for each in self._every:
            state = self.tr("final") if each.is_final else self.tr("draft")
            QTreeWidgetItem(
                self.list,
                [show_date(each.issued_on), each.recipe, each.period, state, show_number(each.pages)],
            )
        for place in range(self.list.columnCount()):
            self.list.resizeColumnToContents(place)
            self.list.setColumnWidth(place, self.list.columnWidth(place) + px(16))
        self._one.setVisible(bool(self._every))
        self._copy.setEnabled(bool(self._every))
        if self._every:
            self.list.setCurrentIndex(self.list.model().index(min(at, len(self._every) - 1), 0))
        self._show_one()

    def _current(self) -> "Issued | None":
        at = self.list.currentIndex().row()
        return self._every[at] if 0 <= at < len(self._every) else None

    def _show_one(self) -> None:
        seen = self._current()
        if seen is None:
            return
        against = (
            self.tr("compared with the pack issued on {date}").format(date=show_date(seen.against))
            if seen.against
            else self.tr("the first of its recipe")
        )
        size = self.tr("{size} kB").format(size=show_number(round(seen.size / _KILO)))
        self._facts.setText(" · ".join(filter(None, (seen.audience, size, against))) + f"\nSHA-256 {seen.sha256}")
        told = [
            f"{each.reference}  {each.title}: {each.outcome.label if each.outcome else self.tr('open')}"
            + (f". {each.text}" if each.text else "")
            for each in seen.asked
        ]
        self._asked.setText("\n".join(told) or self.tr("None"))
        self.decided.show_value(seen.decided)
        self.sent.show_value(seen.distribution)

    def _note(self, note: "Callable[[Session, int, str], None]", editor: TextEditor) -> None:
        seen, words = self._current(), str(editor.value() or "")
        if seen is not None:
            self._document.do(
                say("Note on the pack of {period}", period=seen.period),
                lambda session: note(session, seen.key, words),
            )

    def _save(self) -> None:
        seen = self._current()
        chosen = self.ask_path(f"{seen.recipe} {seen.period}.pdf") if seen else ""
        if seen is None or not chosen:
            return
        try:
            with self._document.reading() as session:
                content = archive.bytes_of(session, seen.key)
            save(content, Path(chosen))
        except PmoError as error:
            self._document.refused.emit(str(error))

    def _ask_path(self, proposed: str) -> str:
        chosen, _kind = QFileDialog.getSaveFileName(self, self.tr("Save a copy"), proposed, self.tr("PDF (*.pdf)"))
        return chosen

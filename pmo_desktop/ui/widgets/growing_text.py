"""A text that is as high as what it holds: typed in like paper, saved when the focus leaves, or shown with changes."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit
from typing_extensions import override

from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.diff_view import Side, insert_changes

_LEADING = 132.0
"""Percent of the font's own line height."""


class GrowingText(QTextEdit):
    """`show_value(text)`, then listen to `committed` and ask `value()`. Text is plain, whatever is pasted.

    With `show_changes(before)` it shows how the text differs from `before` whenever nobody writes in it. What was typed
    and not yet told is never replaced by `show_value`.
    """

    committed = Signal()
    entered = Signal()

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.setProperty("look", "bare")
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().contentsChanged.connect(self._grow)
        self._kept = ""
        self._before: str | None = None
        self._side: Side = "both"
        self._is_marked = False
        self._show()

    def show_value(self, text: str) -> None:
        """Show a text, unless another one is being typed."""
        if text == self._kept or self.is_edited():
            return
        self._kept = text
        self._show()

    def show_changes(self, before: str | None, side: Side = "both") -> None:
        """Mark what differs from `before`; with `None`, show the text alone."""
        if (before, side) != (self._before, self._side):
            self._before, self._side = before, side
            if not self.is_edited():
                self._show()

    def value(self) -> str:
        """The text as it stands."""
        return self._kept if self._is_marked else self._typed()

    def is_edited(self) -> bool:
        """Whether something was typed that was not told yet."""
        return not self._is_marked and self._typed() != self._kept

    def _typed(self) -> str:
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def _show(self) -> None:
        self._is_marked = self._before is not None and not (self.hasFocus() and not self.isReadOnly())
        self.clear()
        leading = QTextBlockFormat()
        leading.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(leading)
        if self._is_marked and self._before is not None:
            insert_changes(cursor, self._before, self._kept, self._side)
        else:
            cursor.insertText(self._kept)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.document().clearUndoRedoStacks()

    def _grow(self) -> None:
        height = round(self.document().size().height()) + px(4) + 4
        if height != self.height():
            self.setFixedHeight(height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._is_marked and not self.isReadOnly():
            self._show()
        super().focusInEvent(event)
        self.entered.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason}:
            self._done()
            if self._before is not None and not self._is_marked:
                self._show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._done()
        elif event.key() == Qt.Key.Key_Escape and self.is_edited():
            self._show()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when there is nothing of our own to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._is_marked:
            self._show()

    def _done(self) -> None:
        if self.is_edited():
            self._kept = self._typed()
            self.committed.emit()

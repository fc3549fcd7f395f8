"""Under the preview: that it is the pack itself, how far a new one has come, and where the last one was written."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressBar, QWidget

from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import ElidedLabel, Picture, button, row


class Foot(QWidget):
    """One line of words. `again` is told when the user wants the pages made once more."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._sign = Picture("check-circle", 16, "G")
        self.words = ElidedLabel("", "note")
        self.words.setObjectName("pack news")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 100)
        self._bar.setFixedWidth(px(120))
        self._bar.setAccessibleName(self.tr("Progress"))
        self._folder = button(self.tr("Open the folder"), self._open_folder, look="link", name="open folder")
        self._file = button(self.tr("Open the file"), self._open_file, look="link", name="open file")
        self._again = button(self.tr("Make the pages"), self.again.emit, look="link", name="make again")
        line = row(self._sign, self.words, self._bar, self._file, self._folder, self._again, gap=8)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.setFixedHeight(px(32))
        self.open_url = QDesktopServices.openUrl
        self._show("", "check-circle", "G")

    def tell_progress(self, fraction: float, words: str) -> None:
        """Say what is being drawn, `fraction` of it done."""
        self._show(
            self.tr("Making the pages: {section}…").format(section=words) if words else self.tr("Making the pages…")
        )
        self._bar.setValue(round(fraction * 100))
        self._bar.show()

    def tell_ready(self, pages: int) -> None:
        """Say that the preview is up to date."""
        self._show(self.tr("The preview is the pack: {pages} pages, as they will be written.").format(pages=pages))

    def tell_failed(self, sentence: str) -> None:
        """Say why there are no new pages."""
        self._show(sentence, "warning", "A")
        self._again.show()

    def tell_written(self, path: Path, pages: int) -> None:
        """Say where a pack was written, and offer to look at it there."""
        self._path = path
        self._show(self.tr("Written: {pages} pages in {path}").format(pages=pages, path=path))
        self._folder.show()
        self._file.show()

    def _show(self, words: str, picture: str = "check-circle", ink: str = "G") -> None:
        self._sign.show_icon(picture, ink)
        self._sign.setVisible(bool(words))
        self.words.setText(words)
        self.words.setToolTip(tip(words))
        for part in (self._bar, self._folder, self._file, self._again):
            part.hide()

    def _open_folder(self) -> None:
        if self._path is not None:
            self.open_url(QUrl.fromLocalFile(str(self._path.parent)))

    def _open_file(self) -> None:
        if self._path is not None:
            self.open_url(QUrl.fromLocalFile(str(self._path)))

"""Who answers besides the assessor: questionnaires are written for them, and read when they come back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from pmo_desktop.services.formats import show_date
from pmo_desktop.services.questionnaires import RespondentSeen
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow

SHEETS = "*.xlsx"


class RespondentsDialog(QDialog):
    """`write(name, path)` writes the questionnaire of a respondent, `read(paths)` takes what came back.

    Both tell in a sentence what they did; `show_respondents` shows how far everyone is.
    """

    def __init__(
        self,
        write: Callable[[str, Path], str],
        read: Callable[[list[Path]], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._write, self._read = write, read
        self.setObjectName("respondents dialog")
        self.setWindowTitle(self.tr("Respondents"))
        self.setMinimumWidth(px(720))
        words = self.tr(
            "Each respondent gets a workbook with lists to choose from, filled in with what they said already. What "
            "comes back is merged: an empty answer takes nothing back. The median counts; two steps apart is flagged."
        )
        self.list = Listing(
            self.tr("Respondents"),
            (
                ListingColumn(self.tr("Respondent"), 36),
                ListingColumn(self.tr("Sent on"), 18),
                ListingColumn(self.tr("Came back on"), 18),
                ListingColumn(self.tr("Answered"), 16, is_figure=True),
            ),
        )
        self.list.setMinimumHeight(px(220))
        self.name = QLineEdit()
        self.name.setObjectName("respondent name")
        self.name.setPlaceholderText(self.tr("Name of a respondent"))
        self.name.setAccessibleName(self.tr("Name of a respondent"))
        self.list.opened.connect(lambda key: self.name.setText(str(key)))
        send = button(self.tr("Write questionnaire…"), self._ask_where, picture="export", name="write questionnaire")
        take = button(self.tr("Read answers back…"), self._ask_which, picture="import", name="read answers")
        close = button(self.tr("Close"), self.accept, look="primary", name="dialog close")
        self.told = label("", "quiet", wraps=True)
        self.told.setObjectName("respondents told")
        line = row(self.name, send, take, gap=8)
        line.setStretch(0, 1)
        parts = (label(words, "quiet", wraps=True), self.list, line, self.told, row(None, close))
        self.setLayout(column(*parts, gap=12, margins=(20, 20, 20, 20)))

    def show_respondents(self, every: tuple[RespondentSeen, ...]) -> None:
        """Show how far everyone is."""
        nobody = ListingRow("", (self.tr("Nobody was asked yet."), "", "", ""))
        self.list.show_rows([self._row(each) for each in every] or [nobody])

    def _row(self, each: RespondentSeen) -> ListingRow:
        done = self.tr("{done} of {count}").format(done=each.answered, count=each.asked)
        return ListingRow(each.name, (each.name, show_date(each.sent_on), show_date(each.returned_on), done))

    def _ask_where(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.told.setText(self.tr("Give the name of the respondent first."))
            self.name.setFocus()
            return
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Where to write it"), f"{name}.xlsx", self.tr("Workbook ({sheets})").format(sheets=SHEETS)
        )
        if path:
            self.told.setText(self._write(name, Path(path)))

    def _ask_which(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Choose what came back"), "", self.tr("Workbook ({sheets})").format(sheets=SHEETS)
        )
        if paths:
            self.told.setText(self._read([Path(each) for each in paths]))

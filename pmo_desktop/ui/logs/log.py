"""One register of a log page: its table, and the pane of the row under the cursor, which the page puts beside it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pmo_desktop.text import say
from pmo_desktop.ui.deeds.catalogue import NEW
from pmo_desktop.ui.logs.pane import RecordPane
from pmo_desktop.ui.new_record import NewRecord
from pmo_desktop.ui.rows import bind_keys, bind_menu, remove_rows
from pmo_desktop.ui.sources import DocumentSource
from pmo_desktop.ui.views import NamedView, ViewButton, Views
from pmo_desktop.ui.widgets.controls import column
from pmo_desktop.ui.widgets.table.register import RegisterTable
from pmo_desktop.ui.widgets.table.source import Shown

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.logs.specs import Log

_REST_MS = 40


class LogView(QWidget):
    """Enter opens `pane`, Esc closes it, Ctrl+Delete removes the selected rows. `project_asked` leads to a project.

    A `source` of one's own, such as that of one project, says which columns there are and what new rows start with.
    """

    project_asked = Signal(object)

    def __init__(self, document: "Document", log: "Log", source: DocumentSource | None = None) -> None:
        super().__init__()
        self._document = document
        self.log = log
        self.register = log.register
        self.source = source or DocumentSource(document, self.register)
        empty = (self.tr("Nothing here yet"), say(log.empty), say(log.new), self.add_record)
        shown = Shown(self._kept_as(), log.columns or self.register.first_columns, log.sort, log.filters)
        known = {column.name for column in self.source.columns}
        offered = [name for name in log.offered if name in known]
        self.table = RegisterTable(self.source, document.settings, offered=offered, empty=empty, shown=shown)
        if log.given:
            self.table.be_part_of_register(log.filters)
        self.table.view.setAccessibleName(say(self.register.title))
        usual = NamedView("usual", self.tr("usual"), shown)
        self.views = Views(document, self.table, self.register, self.register.name, (usual,))
        self.table.add_tool(ViewButton(self.views))
        self.pane = RecordPane(document, self.register, self.source.money)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._inspect)
        self.setLayout(column(self.table, gap=0))
        self.pane.hide()
        self._connect()
        self._go_to_first_row()

    def _kept_as(self) -> str:
        """The name the columns are kept under: one for each tab of the same register."""
        return f"{self.source.name} {self.log.title}".strip()

    def _connect(self) -> None:
        self.table.record_chosen.connect(lambda _key: self._rest.start())
        self.table.opened.connect(self.enter)
        self.pane.closed.connect(self.leave)
        self.pane.remove_asked.connect(self.remove_records)
        self.pane.project_asked.connect(self.project_asked)
        bind_keys(self.table, self.remove_records, self.leave)
        bind_menu(
            self.table,
            (self.tr("Open"), lambda: self.enter(self.table.view.current_key())),
            (say(self.log.new), self.add_record),
            (self.tr("Remove"), self.remove_records),
            more=lambda: self.pane.to_do(self.table.view.current_key()),
        )

    # What is shown -----------------------------------------------------------------------------------------------

    def renew(self) -> None:
        """Read again what a change touched, or everything where that is not known."""
        touched = self._document.touched
        targets = {column.field.target for column in self.source.columns} - {None}
        if not touched or targets & touched.keys():
            self.pane.renew_options()
        if touched:
            self.table.renew(touched)
        else:
            self.table.model.ask()
        self._inspect()

    def show_record(self, key: int) -> None:
        """Show one row, and drop the filters that hide it."""
        self.table.model.reveal(key)
        if self.table.model.row_of(key) is None:
            self.table.search.drop()
            self.table.model.ask(filters=())
            self.table.model.reveal(key)
        self.table.view.show_key(key)
        self.enter(key)

    def enter(self, key: object) -> None:
        """Open the pane of the row under the cursor."""
        if key is None:
            return
        self.pane.show()
        self._inspect()
        self.pane.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close the pane and go back to the table."""
        self.pane.hide()
        self.table.view.setFocus()

    def _inspect(self) -> None:
        self._rest.stop()
        if self.isVisible() and not self.pane.isHidden() and not self.pane.show_record(self.table.view.current_key()):
            self.pane.hide()

    def _go_to_first_row(self) -> None:
        if self.table.model.rowCount():
            self.table.view.setCurrentIndex(self.table.model.index(0, 0))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()
        super().hideEvent(event)

    # What is done ------------------------------------------------------------------------------------------------

    def add_record(self) -> None:
        """Ask for a new row, and show it."""
        given = {**dict(self.log.given), **self.source.given}
        if self.register.name in NEW:
            NEW[self.register.name](self._document, self, given)
            return
        dialog = NewRecord(self._document, self.register, self.source.money, self, given=given)
        dialog.added.connect(self.show_record)
        dialog.open()

    def remove_records(self) -> None:
        """Remove the selected rows; one undo brings them back."""
        remove_rows(self._document, self.register, self.table, self.table.view.selected_keys())

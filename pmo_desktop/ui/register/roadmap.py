"""The register as a roadmap: a bar for each project, baseline against forecast, and dates that can be moved."""

from typing import TYPE_CHECKING

from typing_extensions import override

from pmo_desktop.ui.register.roadmap_rows import RoadmapRows
from pmo_desktop.ui.widgets.controls import ElidedLabel, column, icon_button, row, rule
from pmo_desktop.ui.widgets.table.face import OtherFace
from pmo_desktop.ui.widgets.table.model import RegisterModel

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document


class Roadmap(OtherFace):
    """A face of the register's table: `ask(model)` shows the rows that pass its filters, in its order and groups."""

    def __init__(self, document: "Document", model: RegisterModel) -> None:
        super().__init__()
        self.setObjectName("roadmap")
        self.rows = RoadmapRows(document, model)
        self.told = ElidedLabel("", "note")
        self.told.setObjectName("roadmap told")
        zoom = self.rows.zoom
        buttons = (
            icon_button("minus", self.tr("Show more time (−)"), lambda: zoom(2.0), name="roadmap out"),
            icon_button("plus", self.tr("Show less time (+)"), lambda: zoom(0.5), name="roadmap in"),
            icon_button("chevron-left", self.tr("Earlier (Ctrl+Left)"), lambda: self.rows.pan(-0.25), name="earlier"),
            icon_button("chevron-right", self.tr("Later (Ctrl+Right)"), lambda: self.rows.pan(0.25), name="later"),
            icon_button("target", self.tr("Show all of it (0)"), self.rows.fit, name="roadmap fit"),
        )
        line = row(self.told, *buttons, gap=0, margins=(16, 0, 8, 0))
        line.setStretch(0, 1)
        self.setLayout(column(self.rows, rule(), line, gap=0))
        self.rows.record_chosen.connect(self.record_chosen)
        self.rows.opened.connect(self.opened)
        self.rows.told.connect(self.told.setText)

    @override
    def ask(self, model: RegisterModel) -> None:
        """Show what a table's model shows."""
        self.rows.ask(model)

    @override
    def current_key(self) -> int | None:
        """The key of the row under the cursor."""
        current = self.rows.currentIndex()
        return (self.rows.register.key_at(current.row()) or None) if current.isValid() else None

    @override
    def selected_keys(self) -> list[int]:
        """The keys of the selected rows."""
        found = sorted({index.row() for index in self.rows.selectionModel().selectedRows()})
        return [key for number in found if (key := self.rows.register.key_at(number))]

    @override
    def show_key(self, key: int) -> None:
        """Move the cursor to a row."""
        self.rows.register.reveal(key)
        number = self.rows.register.row_of(key)
        if number is not None:
            self.rows.setCurrentIndex(self.rows.register.index(number, 0))

    @override
    def take_focus(self) -> None:
        """Put the focus on the rows."""
        self.rows.setFocus()

"""Import of a register: what the file holds and what it would do, before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTableView, QWidget
from typing_extensions import override

from pmo_desktop.domain.fields import fields_of
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.interchange import read_register
from pmo_desktop.services.imports import Outcome, take_register
from pmo_desktop.text import say
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row, tabs
from pmo_desktop.ui.widgets.kpi import Kpi, KpiRow
from pmo_desktop.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from pmo_desktop.domain.importing import ReadTable
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class DryRun:
    """What was read, and what taking it in would do."""

    table: "ReadTable"
    outcome: Outcome


class ImportDialog(QDialog):
    """Reads the file behind the window, rehearses the import on a copy, and does it when the user agrees."""

    def __init__(self, document: "Document", jobs: "Jobs", path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import dialog")
        self.setWindowTitle(self.tr("Import a register"))
        self._document = document
        self._jobs = jobs
        self._path = path
        self._dry_run: DryRun | None = None
        self.title = label(self.tr("Reading {name}…").format(name=path.name), "title", wraps=True)
        self.notes = label("", "quiet", wraps=True)
        self.notes.hide()
        self.messages = MessageBar()
        self.kpis = KpiRow()
        self.period = QLineEdit()
        self.period.setAccessibleName(self.tr("Reporting period"))
        self.period.setObjectName("import period")
        self.period.editingFinished.connect(self._rehearse)
        self._choice = tabs(self.tr("Columns"), self.tr("Not understood"), name="import tabs")
        self._choice.currentChanged.connect(self._show_lines)
        self.lines = QTableView()
        self._build()
        self._read()

    def _build(self) -> None:
        self.lines.setAccessibleName(self.tr("What was found"))
        self.lines.setShowGrid(False)
        self.lines.verticalHeader().hide()
        self.lines.verticalHeader().setDefaultSectionSize(px(28))
        self.lines.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.lines.horizontalHeader().setStretchLastSection(True)
        self.lines.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.lines.horizontalHeader().setFixedHeight(px(32))
        self.period.setFixedWidth(px(240))
        cancel = button(self.tr("Cancel"), self.reject, name="import cancel")
        self.go = button(self.tr("Import"), self._import, look="primary", picture="import", name="import agree")
        self.go.setEnabled(False)
        named = row(label(self.tr("Reporting period"), "label"), self.period, None, gap=12)
        nothing = label(self.tr("Nothing is written yet. One undo takes the import back."), "note")
        self.setLayout(
            column(
                self.title, self.notes, self.messages, self.kpis, named, self._choice, self.lines,
                row(nothing, None, cancel, self.go), gap=12, margins=(24, 24, 24, 24),
            )
        )  # fmt: skip
        self.resize(px(960), px(680))

    def _read(self) -> None:
        self._jobs.start(
            self.tr("Reading {name}").format(name=self._path.name),
            lambda _job: read_register(self._path),
            self._take_table,
            self._refuse,
        )

    def _refuse(self, sentence: str) -> None:
        self.title.setText(self.tr("{name} was not imported").format(name=self._path.name))
        self.messages.tell(sentence)
        self.go.setEnabled(False)

    def _take_table(self, table: "ReadTable") -> None:
        self._dry_run = DryRun(table, Outcome(table.period_hint or ""))
        self.period.setText(table.period_hint or "")
        self._rehearse()

    def _rehearse(self) -> None:
        """Take the table into a copy, to see what would happen."""
        if self._dry_run is None:
            return
        table, name = self._dry_run.table, self.period.text()
        copy = self._document.workspace.rehearsal()

        def rehearse(_job: object) -> Outcome:
            try:
                return copy.do("", lambda session: take_register(session, table, name)).value
            finally:
                copy.close()

        self._jobs.start(self.tr("Dry run"), rehearse, self._show_outcome, self._refuse)

    def _show_outcome(self, outcome: Outcome) -> None:
        if self._dry_run is None:
            return
        table = self._dry_run.table
        self._dry_run = DryRun(table, outcome)
        count = outcome.created + outcome.updated + outcome.unchanged
        self.title.setText(self.tr("%n projects in {name}", "", count).format(name=table.source_name))
        self.notes.setText("\n".join(outcome.notes[:4]))
        self.notes.setVisible(bool(outcome.notes))
        self.period.setText(outcome.period)
        self.messages.hide()
        self.kpis.show_kpis(
            (
                Kpi("created", self.tr("New"), str(outcome.created), note=self.tr("projects added")),
                Kpi("updated", self.tr("Updated"), str(outcome.updated), note=self.tr("projects changed")),
                Kpi("unchanged", self.tr("Same"), str(outcome.unchanged), note=self.tr("left as they are")),
                Kpi("rejected", self.tr("Refused"), str(outcome.rejected), note=self.tr("rows left out")),
                Kpi(
                    "problems", self.tr("Not understood"), str(len(outcome.problems)), note=self.tr("cells, text kept")
                ),
            )
        )
        self.go.setEnabled(count > 0)
        self._show_lines()

    def _show_lines(self) -> None:
        if self._dry_run is None:
            return
        if self._choice.currentIndex() == 0:
            heads = (self.tr("Column"), self.tr("In the file"), self.tr("Taken as"))
            kept = self.tr("kept as text")
            labels = {field.name: field.label for entity in (StatusReport, Project) for field in fields_of(entity)}
            labels["period"] = self.tr("Reporting period")
            found = [
                (match.column, match.header, labels.get(match.field, match.field) if match.field else kept)
                for match in self._dry_run.table.matches
            ]
        else:
            heads = (self.tr("Cell"), self.tr("Text"), self.tr("Why"))
            found = [(f"{each.column}{each.row}", each.value, each.reason) for each in self._dry_run.outcome.problems]
        self.lines.setModel(Lines(heads, found, self))
        self.lines.setColumnWidth(0, px(80))
        self.lines.setColumnWidth(1, px(400))

    def _import(self) -> None:
        if self._dry_run is None:
            return
        table, name = self._dry_run.table, self.period.text()
        title = say("Import {name}", name=table.source_name)
        if self._document.do(title, lambda session: take_register(session, table, name)) is not None:
            self.accept()


class Lines(QAbstractTableModel):
    """Lines of plain words under headings."""

    def __init__(self, heads: Sequence[str], lines: Sequence[Sequence[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._heads = heads
        self._lines = lines

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._lines[index.row()][index.column()]
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        is_title = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._heads[section] if is_title else None

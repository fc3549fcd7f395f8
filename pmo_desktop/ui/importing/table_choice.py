"""Which table of a file is looked at, what it is taken for, and where its rows belong."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from pmo_desktop.interchange.answers import Place, place_of
from pmo_desktop.interchange.vocabulary import word_for
from pmo_desktop.services.formats import show_number
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.importing.columns import target_options
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import label, row
from pmo_desktop.ui.widgets.editors import ListEditor

if TYPE_CHECKING:
    from pmo_desktop.domain.importing import ReadBook, ReadTable

_NARROW = 120


class TableChoice(QWidget):
    """`show_book(book)`. `looked` tells that another table is looked at, the others what was chosen."""

    looked = Signal()
    targeted = Signal(object, object)  # a place, and the register its table is taken for or none
    dated = Signal(str)
    owned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._book: ReadBook | None = None
        self.sheet = self._list("sheet", self.tr("Table of the file"), 260)
        self.target = self._list("import target", self.tr("Taken as"), 170)
        self.period = self._line("import period", self.tr("Reporting period"), 150)
        self.project = self._line("import project", self.tr("Project of rows that name none, or of a plan"), 170)
        self._period_title, self._project_title = label(self.tr("Period"), "label"), label(self.tr("Project"), "label")
        self.sheet.committed.connect(self.looked)
        self.target.committed.connect(self._choose_target)
        self.period.editingFinished.connect(lambda: self.dated.emit(self.period.text().strip()))
        self.project.editingFinished.connect(lambda: self.owned.emit(self.project.text().strip()))
        line = row(
            label(self.tr("Table"), "label"), self.sheet, label(self.tr("Taken as"), "label"), self.target,
            self._period_title, self.period, self._project_title, self.project, None, gap=8,
        )  # fmt: skip
        for each in (self.sheet, self.target):  # before what is left at the end of the line
            line.setStretchFactor(each, 10)
        self.setLayout(line)

    def _list(self, name: str, words: str, width: int) -> ListEditor:
        made = ListEditor((), required=True)
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setMinimumWidth(px(_NARROW))
        made.setMaximumWidth(px(width))
        return made

    def _line(self, name: str, words: str, width: int) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setToolTip(tip(words))
        made.setFixedWidth(px(width))
        return made

    @property
    def table(self) -> "ReadTable | None":
        """The table of the file that is looked at."""
        tables = {_key_of(table): table for table in self._book.tables} if self._book else {}
        return tables.get(str(self.sheet.value()), next(iter(tables.values()), None))

    def clear(self) -> None:
        """Forget what was typed for another file."""
        self.period.clear()
        self.project.clear()

    def show_book(self, book: "ReadBook", period: str) -> None:
        """Offer the tables of a file, and what of it is none, to look at and to take for something else."""
        self._book = book
        offered: list[tuple[object, str]] = []
        for table in book.tables:
            words = f"{word_for(table.target)}, {show_number(len(table.rows), 0)}"
            offered.append((_key_of(table), f"{table.sheet}: {words}" if table.sheet else words))
        for left in book.left_out:
            if left.header_row:
                words = self.tr("{sheet}: left out").format(sheet=left.sheet or book.source_name)
                offered.append((_key_of_place("", (left.sheet, left.header_row)), words))
        self._keep_looking(offered)
        target = {_key_of(table): table.target for table in book.tables}.get(str(self.sheet.value()))
        self.target.offer(target_options(target))
        self.target.show_value(target)
        self.target.setEnabled(bool(offered) and book.content is None and not book.is_plan)
        is_register = self.table is not None and self.table.target == "project"
        for each in (self.period, self._period_title):
            each.setVisible(is_register)
        for each in (self.project, self._project_title):
            each.setVisible(not is_register or book.is_plan)
        if period:
            self.period.setText(period)

    def _keep_looking(self, offered: list[tuple[object, str]]) -> None:
        """Look at the same table as before, also if it is taken for something else now."""
        chosen = str(self.sheet.value() or "")
        self.sheet.offer(offered)
        every = [str(key) for key, _ in offered]
        same = [key for key in every if key.partition("/")[2] == chosen.partition("/")[2]]
        self.sheet.show_value(next((key for key in (chosen, *same, *every) if key in every), None))

    def words(self) -> str:
        """Where the table that is looked at stands, and what of its file was found out."""
        table = self.table
        if table is None:
            return self._book.source_name if self._book else ""
        where = self.tr("header in row {row}") if table.orientation == "rows" else self.tr("headers in column {row}")
        delimiters = {",": self.tr("comma"), ";": self.tr("semicolon"), "\t": self.tr("tab"), "|": "|"}
        parts = [
            table.source_name,
            self.tr("sheet “{sheet}”").format(sheet=table.sheet) if table.sheet else "",
            where.format(row=table.header_row) if table.header_row else "",
            table.encoding,
            delimiters.get(table.delimiter, table.delimiter),
            table.currency or "",
        ]
        return ", ".join(filter(None, parts))

    def _choose_target(self) -> None:
        chosen, key = self.target.value(), str(self.sheet.value())
        if chosen != (key.partition("/")[0] or None):
            self.targeted.emit(_place_in(key), chosen)


def _key_of(table: "ReadTable") -> str:
    return _key_of_place(table.target, place_of(table))


def _key_of_place(target: str, place: Place) -> str:
    sheet, header_row = place
    return f"{target}/{header_row}/{sheet}"


def _place_in(key: str) -> Place:
    _target, header_row, sheet = key.split("/", 2)
    return sheet, int(header_row)

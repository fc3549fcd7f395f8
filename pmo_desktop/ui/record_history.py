"""What happened to one record, in words, with the way back from any single change."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pmo_desktop.services.formats import show_count, show_moment
from pmo_desktop.services.insights.record import CellChange, RecordChange, record_changes
from pmo_desktop.text import N_, say
from pmo_desktop.ui import values
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.history_list import HistoryEntry, HistoryList

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.values import Money

_LONG = 60
_TELLING = {"rating": 0, "money": 1, "date": 2, "choice": 3, "text": 4}
"""Of many cells, the kind told first."""


class RecordHistory(QWidget):
    """`show_rows([("project", key), ("status_report", key), …])`: all of them as one line of time, newest first."""

    def __init__(self, document: "Document") -> None:
        super().__init__()
        self._document = document
        self.count = label("", "note")
        self.list = HistoryList()
        self.changes: tuple[RecordChange, ...] = ()
        back = button(self.tr("Take this back"), self.take_back, picture="undo", name="take this back")
        self._back = back
        self.setLayout(column(self.count, self.list, row(back, None), gap=8, margins=(16, 12, 16, 16)))

    def show_rows(
        self, rows: Iterable[tuple[str, int]], money: "Money", names: "Mapping[tuple[str, int], str] | None" = None
    ) -> None:
        """Show the history of some rows; `names` tell apart those that are not the record itself."""
        workspace = self._document.workspace
        with self._document.reading() as session:
            found = [each for table, key in rows for each in workspace.history_of(table, key)]
            changes = record_changes(session, found, names)
        self.changes = changes
        self.count.setText(show_count(len(changes), N_("{count} entry"), N_("{count} entries")))
        self.list.show_entries([_entry(change, money) for change in changes])
        self._back.setVisible(bool(changes))
        if changes:
            self.list.setCurrentIndex(self.list.model().index(0, 0))

    def take_back(self) -> None:
        """Take back the change under the cursor, and leave the later ones."""
        if entry := self.list.current():
            self._document.revert(entry.key)


def _entry(change: RecordChange, money: "Money") -> HistoryEntry:
    kind = {"undo": say("undone"), "redo": say("made again"), "revert": say("taken back")}.get(change.kind, "")
    title = change.title if len(change.cells) != 1 else ""
    note = " · ".join(filter(None, (show_moment(change.at), change.by, kind, title or change.period)))
    words = words_of(change, money)
    return HistoryEntry(change.seq, f"{change.subject}: {words}" if change.subject else words, note)


def words_of(change: RecordChange, money: "Money") -> str:
    """What one change did: “EAC 2,640 → 2,710 k€”; the most telling cell and how many more where there are many."""
    if change.is_new:
        return say("Added")
    if change.is_gone:
        return say("Removed")
    cells = sorted(change.cells, key=_how_telling)
    words = _cell_words(cells[0], money)
    more = len(cells) - 1
    return say("{words}; {more} more", words=words, more=more) if more else words


def _how_telling(cell: CellChange) -> tuple[bool, int]:
    """The order in which cells are told; that a report has become a draft comes last."""
    return cell.field.name == "state", _TELLING.get(cell.field.kind, len(_TELLING))


def _cell_words(cell: CellChange, money: "Money") -> str:
    field = cell.field
    if field.kind == "long text":
        return say("{field} rewritten", field=field.label) if cell.before and cell.after else _text_words(cell)
    unit = f" {money.unit}" if field.kind == "money" else ""
    return say(
        "{field} {before} → {after}",
        field=field.label,
        before=values.shown(field, cell.before, money) or "—",
        after=(values.shown(field, cell.after, money) or "—") + unit,
    )


def _text_words(cell: CellChange) -> str:
    text = " ".join(str(cell.after or cell.before).split())
    short = text if len(text) <= _LONG else text[:_LONG].rsplit(" ", 1)[0] + "…"
    word = say("{field} written: {text}") if cell.after else say("{field} emptied: {text}")
    return word.format(field=cell.field.label, text=short)

"""What changed between any two periods, or since any moment of the history; each line opens its record."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.services import periods
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.insights.changed import Changed, Kind, Line, changed_between, changed_since
from pmo_desktop.ui.logs.specs import page_of
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.diff_view import DiffView
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow
from pmo_desktop.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from pmo_desktop.storage.workspace import Workspace
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

_MOMENTS = 100  # the newest changes of the history that can be looked back to
_PANE = 336
_TITLED = (Kind.DOWN, Kind.UP, Kind.NEW, Kind.CLOSED, Kind.SLIPPED, Kind.MONEY)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A moment of the history: just after the change of this number."""

    seq: int


class ChangedPage(Page):
    """“Since” offers periods and moments of the history, “until” periods and now; a moment always reaches to now."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.found: Changed | None = None
        self.since = ListEditor((), required=True)
        self.until = ListEditor((), required=True)
        self.kind = ListEditor([("", self.tr("Everything")), *((each, each.label) for each in Kind)], required=True)
        self.kind.show_value("")
        for editor, name, title in (
            (self.since, "since", self.tr("Since")),
            (self.until, "until", self.tr("Until")),
            (self.kind, "kind", self.tr("Show")),
        ):
            editor.setObjectName(name)
            editor.setAccessibleName(title)
            editor.setMinimumWidth(px(200))
        self.copy = button(self.tr("Copy"), self.copy_lines, picture="copy", name="copy changes")
        self.header = PageHeader(self.tr("What changed"), actions=(self.copy,))
        self.list = Listing(self.tr("What changed"), self._columns())
        self.empty = EmptyState(
            "compare", self.tr("Nothing changed"), self.tr("Choose an earlier moment to compare with.")
        )
        self.stack = QStackedWidget()
        self._pane()
        self._build()
        self.since.committed.connect(self._read)
        self.until.committed.connect(self._read)
        self.kind.committed.connect(self._show)
        self.list.opened.connect(lambda _key: self.open_record())
        self.list.selectionModel().currentChanged.connect(lambda _now, _was: self._inspect())

    def _columns(self) -> list[ListingColumn]:
        return [
            ListingColumn(self.tr("Record"), 29),
            ListingColumn(self.tr("What"), 14),
            ListingColumn(self.tr("Project"), 20),
            ListingColumn(self.tr("Happened"), 14),
            ListingColumn(self.tr("Change"), 31),
        ]

    def _pane(self) -> None:
        self.pane = QFrame()
        self.pane.setProperty("look", "pane")
        self.pane.setFixedWidth(px(_PANE))
        self.title = label("", "section", wraps=True)
        self.note = label("", "quiet", wraps=True)
        self.diff = DiffView()
        self.open = button(self.tr("Open"), self.open_record, picture="arrow-right", name="open record")
        self.pane.setLayout(
            column(self.title, self.note, row(self.open, None), self.diff, None, gap=12, margins=(16, 16, 16, 16))
        )

    def _build(self) -> None:
        asked = row(
            *(
                column(label(title, "label"), editor, gap=4)
                for title, editor in (
                    (self.tr("Since"), self.since),
                    (self.tr("Until"), self.until),
                    (self.tr("Show"), self.kind),
                )
            ),
            None,
            gap=16,
        )
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        main = QWidget()
        main.setLayout(column(self.header, asked, self.stack, gap=12, margins=(24, 16, 24, 16)))
        line = row(main, self.pane, gap=0)
        line.setStretch(0, 1)
        self.setLayout(line)

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        kept = self.since.value(), self.until.value()
        with self.document.reading() as session:
            every = [(period.key, period.name) for period in reversed(periods.periods(session))]
            looked_at = self.document.period(session)
        moments = self._moments()
        self.since.offer([*every, *moments])
        self.until.offer(every)
        self._choose(kept, looked_at.key if looked_at else None, [key for key, _ in every])
        self._read()

    def _moments(self) -> list[tuple[object, str]]:
        return [
            (_Moment(change.seq), f"{_when(change.at)} · {change.title}") for change in self.document.history(_MOMENTS)
        ]

    def _choose(self, kept: tuple[object, object], looked_at: int | None, keys: list[int]) -> None:
        """Keep what was chosen; else the period looked at and the one before, else all since the first change."""
        for editor, value in zip((self.since, self.until), kept, strict=True):
            editor.show_value(value)
        if self.until.value() is None:
            self.until.show_value(looked_at)
        if self.since.value() is None:
            at = keys.index(looked_at) if looked_at in keys else 0
            if at + 1 < len(keys):
                self.since.show_value(keys[at + 1])
            else:
                self.since.setCurrentIndex(self.since.count() - 1)

    def _read(self) -> None:
        chosen, until = self.since.value(), self.until.value()
        self.until.setEnabled(not isinstance(chosen, _Moment))
        name = self.since.currentText()

        def question(snapshot: "Workspace") -> Changed | None:
            with snapshot.reading() as session:
                if isinstance(chosen, _Moment):
                    return changed_since(session, chosen.seq, name)
                found = {period.key: period for period in periods.periods(session)}
                if isinstance(chosen, int) and isinstance(until, int):
                    return changed_between(session, found[chosen], found[until])
                return None

        self.header.show_words(self.tr("What changed"), self.tr("Comparing…"))
        self.ask(self.tr("Comparing"), question, self._take)

    def _take(self, found: Changed | None) -> None:
        self.found = found
        self._show()

    def _show(self) -> None:
        lines = self._lines()
        self.list.show_rows([ListingRow(number, _cells(line)) for number, line in enumerate(lines)])
        self.stack.setCurrentIndex(0 if lines else 1)
        self.copy.setEnabled(bool(lines))
        if lines and self.list.current_key() is None:
            self.list.show_key(0)
        self._tell()
        self._inspect()

    def _lines(self) -> tuple[Line, ...]:
        if self.found is None:
            return ()
        kind = self.kind.value()
        return self.found.of(kind) if isinstance(kind, Kind) else self.found.lines

    def _tell(self) -> None:
        if self.found is None or not self.found.lines:
            self.header.show_words(self.tr("Nothing changed"), "")
            return
        counts = ((kind, len(self.found.of(kind))) for kind in _TITLED)
        parts = [f"{count} {kind.label.lower()}" for kind, count in counts if count]
        title = ", ".join(parts) or self.tr("{count} changes").format(count=len(self.found.lines))
        words = self.tr("From {before} to {after} · {count} changes").format(
            before=self.found.before, after=self.found.after, count=len(self.found.lines)
        )
        if self.found.scale_changed:
            words = f"{words} · {self.tr('the rating scale changed in between, so ratings are not compared')}"
        self.header.show_words(title[:1].upper() + title[1:], words)

    def current(self) -> Line | None:
        """The line under the cursor."""
        key, lines = self.list.current_key(), self._lines()
        return lines[key] if isinstance(key, int) and key < len(lines) else None

    def _inspect(self) -> None:
        line = self.current()
        self.pane.setVisible(line is not None)
        if line is None:
            return
        self.title.setText(line.title)
        self.note.setText("\n".join(filter(None, (f"{line.what} · {line.kind.label}", line.note))))
        self.diff.setVisible(line.texts is not None)
        if line.texts is not None:
            self.diff.show_texts(*line.texts)

    # What is done ------------------------------------------------------------------------------------------------

    def open_record(self) -> None:
        """Lead to the record under the cursor."""
        line = self.current()
        if line is None:
            return
        page = page_of(line.table)
        if line.table == "project":
            self.go.emit(page, line.key or None)
        else:
            self.go.emit(page, (line.table, line.key) if line.key else line.table)

    def copy_lines(self) -> None:
        """Put what is shown on the clipboard, as a spreadsheet takes it."""
        heads = tuple(each.title for each in self._columns())
        lines = (heads, *(_cells(line) for line in self._lines()))
        QApplication.clipboard().setText(
            "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)
        )


def _cells(line: Line) -> tuple[str, ...]:
    return (line.title, line.what, line.project, line.kind.label, line.note)


def _when(at: str) -> str:
    moment = datetime.fromisoformat(at).astimezone()
    return f"{show_date(moment.date())} {moment:%H:%M}"

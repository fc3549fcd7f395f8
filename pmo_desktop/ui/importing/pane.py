"""The dry run: what the import would do, in four counts, in problems grouped by how to mend them, and in sentences."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from pmo_desktop.domain.importing import ReadTable
from pmo_desktop.interchange.answers import place_of
from pmo_desktop.interchange.rejects import grouped
from pmo_desktop.interchange.vocabulary import word_for
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.import_world import Outcome
from pmo_desktop.ui.importing.reading import Rehearsed
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import Picture, button, clear, column, label, row, rule, scrolled

WIDTH = 336
_GROUPS_SHOWN = 12
_NOTES_SHOWN = 60
_WORDS_SHOWN = 3
_INDENT = 26  # lines stand under the title of their group, beside its sign

Question = tuple[str, tuple[QWidget, ...]]  # the words of a question, and what answers it


class DryRunPane(QFrame):
    """`show_run(rehearsed)`: counts, problems, what was found out, and what happens after.

    `ordered` carries the place of a table, a column of dates and the order that was chosen for it; `words_asked` that
    of a column whose words somebody is to explain; `in_currency` what the amounts of a table are in; `answered` a
    question that a table asks, by its name, and what was chosen; `left_out` a table that is not to be taken in.
    """

    ordered = Signal(object, int, object)
    words_asked = Signal(object, int)
    in_currency = Signal(object, str)
    answered = Signal(object, str, str)
    left_out = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "pane")
        self.setFixedWidth(px(WIDTH))
        self.setAccessibleName(self.tr("Dry run"))
        self._read = label("", "note", wraps=True)
        self._counts: dict[str, QLabel] = {}
        self._problems, self._notes = QVBoxLayout(), QVBoxLayout()
        for each in (self._problems, self._notes):
            each.setSpacing(px(8))
        inner = QWidget()
        after = label(self.tr("After the import"), "strong")
        words = self.tr(
            "One undo takes all of it back. Ratings stay “reported”; the calculated ones are worked out beside them."
        )
        inner.setLayout(
            column(
                self._tiles(), self._problems, rule(), self._notes, rule(), after, label(words, "quiet", wraps=True),
                None, gap=16, margins=(16, 12, 16, 16),
            )
        )  # fmt: skip
        head = column(label(self.tr("Dry run"), "section"), self._read, gap=2, margins=(16, 16, 16, 0))
        area = scrolled(inner)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the arrows read on without a mouse
        area.setAccessibleName(self.tr("What the dry run found"))
        self.setLayout(column(head, area, gap=0))

    def _tiles(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(px(8))
        titles = {
            "updated": self.tr("rows updated"),
            "created": self.tr("rows added"),
            "unchanged": self.tr("same, untouched"),
            "rejected": self.tr("rows refused"),
        }
        for place, (name, title) in enumerate(titles.items()):
            figure = label("—", "section")
            figure.setObjectName(f"count {name}")
            self._counts[name] = figure
            tile = QFrame()
            tile.setProperty("look", "card")
            tile.setLayout(column(figure, label(title, "note"), gap=0, margins=(12, 8, 12, 8)))
            grid.addWidget(tile, place // 2, place % 2)
        return grid

    def show_run(self, run: Rehearsed, home: str) -> None:
        """Show what was read and what it would do in a workspace that keeps the currency `home`."""
        rows = show_number(sum(len(table.rows) for table in run.book.tables), 0)
        self._read.setText(self.tr("Nothing is written yet · {rows} rows read").format(rows=rows))
        for name, figure in self._counts.items():
            counts = [getattr(each, name) for each in run.outcome.outcomes] if run.outcome else []
            figure.setText(show_number(sum(counts), 0) if run.outcome else "—")
        clear(self._problems)
        self._ask(run, home)
        self._show_groups(run)
        clear(self._notes)
        self._show_notes(run)

    def _ask(self, run: Rehearsed, home: str) -> None:
        """What needs an answer: how dates are to be read, what words mean, what the amounts are in."""
        currencies = self._currencies(run, home) if run.why else ()
        lines = [*self._orders(run), *self._words(run), *currencies, *self._questions(run)]
        if not lines:
            return
        self._head("warning", "A", self.tr("Needs an answer"), len(lines))
        for words, answers in lines[:_GROUPS_SHOWN]:
            line = row(label(words, "quiet", wraps=True), *answers, gap=4, margins=(_INDENT, 0, 0, 0))
            line.setStretch(0, 1)
            self._problems.addLayout(line)

    def _head(self, picture: str, ink: str, title: str, count: int) -> None:
        """The title of a group of problems, with its sign and how many there are."""
        figure = label(show_number(count, 0), "strong")
        self._problems.addLayout(row(Picture(picture, 18, ink), label(title, "strong"), None, figure, gap=8))

    def _tell(self, words: str) -> None:
        """One line of a group."""
        line = row(label(words, "quiet", wraps=True), gap=0, margins=(_INDENT, 0, 0, 0))
        self._problems.addLayout(line)

    def _orders(self, run: Rehearsed) -> Iterator[Question]:
        """Columns of dates whose day and month could change places."""
        for table, index in ((each, index) for each in run.book.tables for index in each.unsettled):
            words = self.tr("“{header}”: which comes first?").format(header=_header(table, index))
            day = button(self.tr("Day"), look="link", name=f"day first {index}")
            month = button(self.tr("Month"), look="link", name=f"month first {index}")
            place = place_of(table)
            day.clicked.connect(lambda _on, at=place, column=index: self.ordered.emit(at, column, "day first"))
            month.clicked.connect(lambda _on, at=place, column=index: self.ordered.emit(at, column, "month first"))
            yield words, (day, month)

    def _words(self, run: Rehearsed) -> Iterator[Question]:
        """Columns with words that are not known: of closed lists, and names of projects."""
        for table in run.book.tables:
            for index, unknown in run.unknown(table).items():
                shown = ", ".join(f"“{_line(word)}”" for word in list(unknown)[:_WORDS_SHOWN])
                more = " …" if len(unknown) > _WORDS_SHOWN else ""
                words = self.tr("“{header}”: not known: {words}").format(
                    header=_header(table, index), words=shown + more
                )
                ask = button(self.tr("Map them…"), look="link", name=f"map words {index}")
                place = place_of(table)
                ask.clicked.connect(lambda _on, at=place, column=index: self.words_asked.emit(at, column))
                yield words, (ask,)

    def _currencies(self, run: Rehearsed, home: str) -> Iterator[Question]:
        """Tables whose amounts look like another currency, which a sign such as $ may not mean."""
        for table in run.book.tables:
            if table.currency and table.currency != home:
                words = self.tr("The amounts of {table} look like {theirs}; this workspace keeps {ours}.").format(
                    table=f"“{table.sheet}”" if table.sheet else run.book.source_name, theirs=table.currency, ours=home
                )
                take = button(self.tr("They are {ours}").format(ours=home), look="link", name="amounts are ours")
                place = place_of(table)
                take.clicked.connect(lambda _on, at=place: self.in_currency.emit(at, home))
                leave = button(self.tr("Leave the table out"), look="link", name=f"leave out {table.sheet}")
                leave.clicked.connect(lambda _on, at=place: self.left_out.emit(at))
                yield words, (take, leave)

    def _questions(self, run: Rehearsed) -> Iterator[Question]:
        """What may be decided otherwise than it was."""
        for table in run.book.tables:
            for each in table.questions:
                answers: list[QWidget] = []
                for value, words in each.choices:
                    answer = button(words, look="link", name=f"{each.name} {value}")
                    at = (place_of(table), each.name, value)
                    answer.clicked.connect(lambda _on, chosen=at: self.answered.emit(*chosen))
                    answers.append(answer)
                yield each.words, tuple(answers)

    def _show_groups(self, run: Rehearsed) -> None:
        """Problems, by what to do about them: what stops rows first, then what is only kept as text."""
        outcomes = run.outcome.outcomes if run.outcome else []
        refused = sum(each.rejected for each in outcomes)
        groups = sorted(grouped(outcomes).items(), key=lambda pair: -pair[1])
        if refused:
            self._head("error", "R", self.tr("Stops the row"), refused)
            reasons = {(each.reason, each.mend) for outcome in outcomes for each in outcome.refused}
            for reason, mend in sorted(reasons)[:_GROUPS_SHOWN]:
                self._tell(f"{reason} {mend}")
        asked = {_header(table, index) for table in run.book.tables for index in run.unknown(table)}
        rest = [(key, count) for key, count in groups if not _stops(key, outcomes) and _line(key[2]) not in asked]
        if rest:
            self._head("info", "accent", self.tr("Kept as text"), sum(count for _, count in rest))
        for (mend, reason, header), count in rest[:_GROUPS_SHOWN]:
            told = self.tr("{count} × {header}: {reason}. {mend}").format(
                count=show_number(count, 0), header=_line(header) or "—", reason=reason, mend=mend
            )
            self._tell(told.strip())
        if len(rest) > _GROUPS_SHOWN:
            more = self.tr("and {count} more kinds").format(count=len(rest) - _GROUPS_SHOWN)
            self._tell(more)

    def _show_notes(self, run: Rehearsed) -> None:
        lines: list[str] = []
        outcomes = run.outcome.outcomes if run.outcome else []
        for each in outcomes:
            if len(outcomes) > 1:
                what, count = word_for(each.target), show_number(each.taken, 0)
                told = self.tr("{what}: {count}").format(what=what.capitalize(), count=count)
                lines.append(f"{each.sheet}. {told}" if each.sheet else told)
            lines += each.notes
        if not outcomes:
            lines += [note for table in run.book.tables for note in table.notes]
        for note in lines[:_NOTES_SHOWN]:
            words = label(note, "quiet", wraps=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._notes.addWidget(words)

    def show_nothing(self, words: str) -> None:
        """Show that nothing is known yet."""
        self._read.setText(words)
        for figure in self._counts.values():
            figure.setText("—")
        clear(self._problems)
        clear(self._notes)


def _header(table: ReadTable, index: int) -> str:
    return _line(next(match.header for match in table.matches if match.index == index))


def _line(text: str) -> str:
    return " ".join(text.split())


def _stops(key: tuple[str, str, str], outcomes: Sequence[Outcome]) -> bool:
    """Whether problems of a kind keep their rows from being taken."""
    found = {(each.mend, each.reason) for outcome in outcomes for each in outcome.refused}
    return key[:2] in found

"""Returns of a period: who was asked, who has answered, and the answers that differ, to accept field by field."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QFileDialog
from sqlalchemy import select
from typing_extensions import override

from pmo_desktop.domain.choices import Scale
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.project_return import ProjectReturn
from pmo_desktop.services import periods, returns
from pmo_desktop.services.formats import show_date, show_number
from pmo_desktop.services.returned import difference, take
from pmo_desktop.services.settings import settings_of
from pmo_desktop.text import say
from pmo_desktop.ui import values
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.values import Money
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.choice_list import ChoiceList
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow
from pmo_desktop.ui.widgets.message_bar import MessageBar
from pmo_desktop.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from sqlalchemy.orm import Session

    from pmo_desktop.services.returned import Difference, FieldChange, Returned
    from pmo_desktop.services.returns import Form
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

_LINES = 7  # of what is odd about returns, shown at most


class ReturnsPage(Page):
    """`send()` writes questionnaires into a folder, `read()` reads some back, to be accepted field by field."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.returned: dict[int, Returned] = {}
        self.messages = MessageBar()
        self.sent = Listing(
            self.tr("Returns of the period"),
            (
                ListingColumn(self.tr("Project manager"), 24),
                ListingColumn(self.tr("Projects"), 8, is_figure=True),
                ListingColumn(self.tr("State"), 12),
                ListingColumn(self.tr("Sent on"), 12),
                ListingColumn(self.tr("Due"), 12),
                ListingColumn(self.tr("Received on"), 12),
                ListingColumn(self.tr("Remarks"), 20),
            ),
        )
        self.answers = ChoiceList(
            self.tr("Answers that differ"),
            (
                ListingColumn(self.tr("Project"), 22),
                ListingColumn(self.tr("Field"), 16),
                ListingColumn(self.tr("Now"), 20),
                ListingColumn(self.tr("Answer"), 20),
                ListingColumn(self.tr("Mind"), 10),
            ),
            self.tr("Take"),
            self.tr("Leave"),
            compares=(2, 3),
        )
        self._build()

    def _build(self) -> None:
        send = button(self.tr("Send returns…"), self.send, picture="export", name="send returns")
        read = button(self.tr("Read returns…"), self.read, picture="import", name="read returns")
        self._header = PageHeader(self.tr("Returns"), "", actions=(send, read))
        self._above, below = Card(flush=True), Card(flush=True)
        self._nothing = EmptyState(
            "export",
            self.tr("Nothing was sent yet"),
            self.tr("A return is a questionnaire for one project manager, filled with what is known, to be read back."),
            self.tr("Send returns…"),
            self.send,
        )
        self._above.put(self.sent, self._nothing)
        below.put(self.answers)
        self._title = label(self.tr("Answers that differ"), "section")
        self._words = label("", "note", wraps=True)
        self.accept = button(self.tr("Accept"), self.take, look="primary", picture="check", name="accept returns")
        forget = button(self.tr("Forget them"), self.forget, name="forget returns")
        self._foot = (self._title, self._words, below, self.accept, forget)
        inner = column(
            self._header, self.messages, self._above, self._title, self._words, below,
            row(None, forget, self.accept, gap=12), gap=12, margins=(24, 16, 24, 16),
        )  # fmt: skip
        inner.setStretch(2, 2)
        inner.setStretch(5, 3)
        self.setLayout(inner)

    @override
    def refresh(self) -> None:
        with self.document.reading() as session:
            period = self.document.period(session) or periods.current_period(session)
            every = select(ProjectReturn).order_by(ProjectReturn.manager)
            found = list(session.scalars(every.where(ProjectReturn.period_key == period.key))) if period else []
            name = period.name if period else ""
            self.sent.show_rows([_sent_row(each) for each in found])
            self.sent.setVisible(bool(found))
            self._nothing.setVisible(not found)
            differences = self._differences(session)
        words = self.tr("{period}: {received} of {count} received").format(
            period=name, received=sum(each.received_on is not None for each in found), count=len(found)
        )
        self._header.show_words(self.tr("Returns"), words if found else self.tr("Nothing was sent yet"))
        self._show_answers(differences)

    def _differences(self, session: "Session") -> "dict[int, Difference]":
        """What every file that was read would change; those that can no longer be compared are dropped and told."""
        found: dict[int, Difference] = {}
        for key, returned in list(self.returned.items()):
            try:
                found[key] = difference(session, returned, _today())
            except PmoError as error:
                del self.returned[key]
                self.messages.tell(str(error))
        return found

    def _show_answers(self, found: "dict[int, Difference]") -> None:
        self._above.setVisible(not found)  # answers need the room
        for each in self._foot:
            each.setVisible(bool(found))
        rows = [
            ListingRow((key, change.name), self._cells(change))
            for key, each in found.items()
            for change in each.changes
        ]
        chosen: Sequence[Hashable] = [
            (key, change.name) for key, each in found.items() for change in each.changes if change.is_sure
        ]
        self.answers.show_rows(rows, chosen)
        words = self.tr("{count} returns, {answers} answers that differ").format(
            count=show_number(len(found), 0), answers=show_number(len(rows), 0)
        )
        lines = [words, *(line for each in found.values() for line in self._told(each))]
        more = len(lines) - _LINES
        self._words.setText(
            "\n".join(lines if more <= 0 else [*lines[:_LINES], self.tr("and {count} more").format(count=more)])
        )

    def _cells(self, change: "FieldChange") -> tuple[str, ...]:
        money = Money(self.document.currency)
        signs = [
            self.tr("changed here too") if change.is_contested else "",
            self.tr("altered line") if change.is_altered else "",
        ]
        tell = values.typed if change.field.kind == "money" else values.shown  # of an amount no digit is lost
        now, answer = (" ".join(tell(change.field, each, money).split()) for each in (change.now, change.answer))
        name = f"{change.label} {money.unit}" if change.field.kind == "money" else change.label
        return change.project, name, now or "—", answer or "—", ", ".join(filter(None, signs))

    def _told(self, found: "Difference") -> list[str]:
        """What is odd about a return: a line for itself, and one for each cell that could not be read."""
        signs = [
            self.tr("late") if found.is_late else "",
            self.tr("its locked parts were altered") if found.is_altered else "",
            self.tr("a newer one was sent since") if found.is_earlier else "",
            self.tr("one was taken before") if found.is_again else "",
        ]
        whose = f"{found.manager or found.source}, {found.period}"
        told = ", ".join(filter(None, signs))
        lines = [f"{whose}: {told}"] if told else []
        return lines + [f"{whose}: {each.header}: “{each.value}” {each.reason}" for each in found.problems]

    # Sending and reading -----------------------------------------------------------------------------------------

    def send(self) -> None:
        """Ask for a folder, and write one questionnaire there for each project manager."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for the returns"))
        if folder:
            self.send_to(Path(folder))

    def send_to(self, folder: Path) -> None:
        """Write the questionnaires of the newest period into a folder."""

        def command(session: "Session") -> "list[Form]":
            period = periods.current_period(session)
            if period is None:
                raise PmoError(say("There is no reporting period yet. Open one first."))
            return returns.send(session, period, settings_of(session).currency, _today())

        forms = self.document.do(say("Send returns"), command)
        if forms is None:
            return
        with self.document.reading() as session:
            scale = settings_of(session).scale
        self._write(folder, forms, scale)

    def _write(self, folder: Path, forms: "list[Form]", scale: Scale) -> None:
        from pmo_desktop.interchange.out.forms import write_forms

        self.jobs.start(
            self.tr("Writing the returns"),
            lambda _job: write_forms(folder, forms, scale),
            lambda paths: self.news.emit(
                say("{count} questionnaires are in {folder}.", count=len(paths), folder=folder)
            ),
            self.messages.tell,
        )

    def read(self) -> None:
        """Ask for questionnaires, and show what they would change."""
        paths, _kind = QFileDialog.getOpenFileNames(
            self, self.tr("Read returns"), "", "*.xlsx *.xlsm *.ods *.xls *.csv"
        )
        if paths:
            self.read_files([Path(path) for path in paths])

    def read_files(self, paths: "Sequence[Path]") -> None:
        """Read questionnaires behind the window, and show what they would change."""
        currency = self.document.currency
        self.jobs.start(
            self.tr("Reading the returns"), lambda _job: _read_all(paths, currency), self._show_read, self.messages.tell
        )

    def _show_read(self, read: "tuple[list[Returned], list[str]]") -> None:
        self.messages.hide()
        found, refused = read
        self.returned |= {returned.key: returned for returned in found}
        self.refresh()
        if refused:
            self.messages.tell("\n".join(refused))

    def take(self) -> None:
        """Take the answers that are chosen, as one change."""
        wanted: dict[int, set[str]] = {key: set() for key in self.returned}
        for key, name in cast("set[tuple[int, str]]", self.answers.chosen):
            wanted[key].add(name)
        returned, self.returned = self.returned, {}

        def command(session: "Session") -> int:
            taken = (take(session, returned[key], names, _today()) for key, names in wanted.items())
            return sum(each.answers for each in taken)

        count = self.document.do(say("Read returns"), command)
        if count is None:
            self.returned = returned
        else:
            self.news.emit(say("{count} answers were taken.", count=count))
        self.refresh()

    def forget(self) -> None:
        """Forget what was read."""
        self.returned = {}
        self.refresh()


def _read_all(paths: "Sequence[Path]", currency: str) -> "tuple[list[Returned], list[str]]":
    from pmo_desktop.interchange.returned import read_return

    found: dict[int, Returned] = {}
    refused: list[str] = []
    for path in sorted(paths, key=_saved_at):  # of two files of one questionnaire, the one saved last counts
        try:
            returned = read_return(path, currency)
        except PmoError as error:
            refused.append(str(error))
            continue
        if returned.key in found:
            sentence = "“{old}” is left out: “{new}” is the same return, saved later."
            refused.append(say(sentence, old=found[returned.key].source, new=returned.source))
        found[returned.key] = returned
    return list(found.values()), refused


def _saved_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # reading it tells why
        return 0.0


def _sent_row(sent: ProjectReturn) -> ListingRow:
    cells = (
        sent.manager or "—", show_number(sent.projects, 0), sent.state.label, show_date(sent.sent_on),
        show_date(sent.due_on), show_date(sent.received_on), sent.remarks,
    )  # fmt: skip
    return ListingRow(sent.key, cells)


def _today() -> date:
    return datetime.now().astimezone().date()

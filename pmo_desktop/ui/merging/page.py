"""A copy of the workspace that was edited elsewhere, beside this one: what differs, and what is to count."""

import shutil
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange.vocabulary import word_for
from pmo_desktop.services import merging
from pmo_desktop.services.backups import BEFORE_MERGE
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.merge_words import Words, field_label, words_of
from pmo_desktop.text import say
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.unlocking import with_secret
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.choice_list import ChoiceList
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.listing import ListingColumn, ListingRow
from pmo_desktop.ui.widgets.message_bar import MessageBar
from pmo_desktop.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from pmo_desktop.services.merging import FieldPlace, Merge, RowMerge, Side
    from pmo_desktop.storage.secret import Secret
    from pmo_desktop.storage.workspace import Workspace
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

_SHOWN = 2_000  # lines; the rest is taken over without being listed


class MergePage(Page):
    """`ask_copy()` asks for the other copy; nothing is taken over before Merge is pressed."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.path: Path | None = None
        self.found: Merge | None = None
        self._secret: Secret | None = None
        self._asked: object = None  # stands for the newest comparison: what comes of others is dropped
        self.messages = MessageBar()
        self.rows = ChoiceList(
            self.tr("What the other copy changed"),
            (
                ListingColumn(self.tr("What"), 15),
                ListingColumn(self.tr("Where"), 11),
                ListingColumn(self.tr("Called"), 22),
                ListingColumn(self.tr("Field"), 14),
                ListingColumn(self.tr("Here"), 19),
                ListingColumn(self.tr("There"), 19),
            ),
            self.tr("There"),
            self.tr("Here"),
            compares=(4, 5),
        )
        choose = button(self.tr("Choose a copy…"), self.ask_copy, picture="folder", name="choose copy")
        self._header = PageHeader(self.tr("Merge a copy"), "", actions=(choose,))
        card = Card(flush=True)
        card.put(self.rows)
        self._words = label("", "note", wraps=True)
        self.go_button = button(self.tr("Merge"), self.take, look="primary", picture="check", name="merge agree")
        cancel = button(self.tr("Cancel"), self.cancel, name="merge cancel")
        inner = column(
            self._header, self.messages, self._words, card, row(cancel, None, self.go_button, gap=12), gap=12,
            margins=(24, 16, 24, 16),
        )  # fmt: skip
        inner.setStretch(3, 1)
        self.setLayout(inner)

    @override
    def refresh(self) -> None:
        """Compare anew: what differs depends on what the workspace holds."""
        if self.path is not None:
            self._compare_with(self.path, self._secret)
        else:
            self._show()

    def show_record(self, key: object) -> None:
        """Compare with the copy at a path."""
        if isinstance(key, str | Path) and str(key):
            self.compare_with(Path(key))

    def ask_copy(self) -> None:
        """Ask for the other copy, and compare with it."""
        path, _kind = QFileDialog.getOpenFileName(self, self.tr("Merge a copy"), "", self.tr("Workspaces (*.pmo)"))
        if path:
            self.compare_with(Path(path))

    def compare_with(self, path: Path) -> None:
        """Show what the copy at `path` changed since it parted from this workspace, once that is found out."""
        with_secret(self, path, self.document.workspace.secret, partial(self._compare_with, path))

    def _compare_with(self, path: Path, secret: "Secret | None") -> None:
        self.messages.hide()
        self.path, self.found, self._secret = path, None, secret
        self._header.show_words(self.tr("Merge a copy"), self.tr("Comparing with {name}…").format(name=path.name))
        here, asked = self.document.workspace.snapshot(), object()
        self._asked = asked
        self.jobs.start(
            self.tr("Comparing with {name}").format(name=path.name),
            lambda _job: _compare(here, path, secret),
            lambda found: self._take_found(here, asked, found),
            lambda sentence: self._refuse(here, asked, sentence),
        )

    def _take_found(self, here: "Workspace", asked: object, found: "Merge") -> None:
        here.close()
        if asked is self._asked:
            self.found = found
            self._show()

    def _refuse(self, here: "Workspace", asked: object, sentence: str) -> None:
        here.close()
        if asked is self._asked:
            self.path = None
            self.messages.tell(sentence)
            self._show()

    def _show(self) -> None:
        found = self.found
        self.go_button.setEnabled(bool(found and (found.rows or any(found.files.values()))))
        name = self.path.name if self.path and found else ""
        self._header.show_words(self.tr("Merge a copy"), name or self.tr("Choose a copy that was edited elsewhere"))
        if found is None:
            self.rows.show_rows([], [])
            self._words.clear()
            return
        words = self.tr("{new} new, {changed} changed and {removed} removed there; {contested} changed on both sides.")
        counts = {kind: show_number(found.count(kind), 0) for kind in merging.KINDS}
        more = self.tr("Where both changed the same, choose which counts; what is not chosen stays as it is here.")
        self._words.setText(" ".join((words.format(**counts), more if found.questions else "")).strip())
        with self.document.reading() as session:
            told = words_of(session, found)
            rows = [line for each in found.rows for line in self._lines(each, told)][:_SHOWN]
        questions = set(found.questions)
        fixed = [key for each in rows if (key := cast("FieldPlace", each.key)) not in questions]
        self.rows.show_rows(rows, [], fixed)

    def _lines(self, merged: "RowMerge", words: Words) -> list[ListingRow]:
        """A line for the row, or one for each of its fields that differs."""
        kinds = {
            "new": self.tr("New there"),
            "changed": self.tr("Changed there"),
            "removed": self.tr("Removed there"),
            "contested": self.tr("On both sides"),
        }
        head = (kinds[merged.kind], word_for(merged.table), merged.title or "—")
        if not merged.fields:
            is_contested = merged.kind == "contested"
            here = self.tr("removed") if merged.ours is None and is_contested else ""
            there = self.tr("removed") if merged.row is None else ""
            return [ListingRow((merged.table, merged.key, ""), (*head, "", here, there))]
        table = merged.table
        return [
            ListingRow(
                (table, merged.key, each.column),
                (*head, field_label(table, each.column), words(table, each.column, each.ours),
                 words(table, each.column, each.theirs)),
            )
            for each in merged.fields
        ]  # fmt: skip

    def take(self) -> None:
        """Take over what the other copy changed, as one change."""
        if self.found is None or self.path is None:
            return
        found, path = self.found, self.path
        choices: dict[FieldPlace, Side] = dict.fromkeys(cast("set[FieldPlace]", self.rows.chosen), "theirs")
        self.path, self.found = None, None
        count = self.document.do(
            say("Merge {name}", name=path.name),
            lambda session: merging.merge(session, found, choices),
            backup=BEFORE_MERGE,
        )
        if count is None:
            self.path, self.found = path, found
            return
        self._show()
        self.news.emit(say("{count} rows were taken over from “{name}”.", count=count, name=path.name))

    def cancel(self) -> None:
        """Forget the other copy, and go back to the register."""
        self._asked = None
        self.path, self.found = None, None
        self.messages.hide()
        self._show()
        self.go.emit("register", None)


def _compare(here: "Workspace", path: Path, secret: "Secret | None") -> "Merge":
    """What differs between a copy of this workspace and the one at `path`; that file itself is not opened.

    Raises:
        PmoError: it cannot be read, or is no copy of this workspace.
    """
    from pmo_desktop.services.workspaces import open_workspace

    with TemporaryDirectory() as folder:
        try:  # a copy is opened, so that the other file itself is neither locked nor brought up to date
            kept = Path(shutil.copyfile(path, Path(folder) / path.name))
        except OSError as error:
            reason = error.strerror or str(error)
            raise PmoError(say("“{name}” cannot be read: {reason}.", name=path, reason=reason)) from None
        other = open_workspace(kept, secret)
        try:
            with here.reading() as session:
                return merging.compare(session, other)
        finally:
            other.close()

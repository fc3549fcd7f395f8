"""Keeping a file in the workspace, opening a copy of it, following a link after asking."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QWidget

from pmo_desktop.domain.document import Document as Kept
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import field_of
from pmo_desktop.services import documents, registers
from pmo_desktop.services.registry import register_named
from pmo_desktop.text import say
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.deeds.deed import Values, done, today, words
from pmo_desktop.ui.widgets.controls import button, label, row

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document

_NEW = tuple(field_of(Kept, name) for name in ("title", "project_key", "version", "location"))


def can_open(values: Values) -> bool:
    """Whether there is a file, or a link that may be followed."""
    return bool(values.get("sha256")) or bool(documents.link_of(words(values.get("location"))))


class NewDocument(AskDialog):
    """Asks for a link, or for a file that is then kept in the workspace."""

    def __init__(self, document: "Document", parent: QWidget, project_key: int | None = None) -> None:
        with document.reading() as session:
            projects = registers.references(session, "project")
        told = say("A file is kept inside the workspace, with its SHA-256. A link stays where it is.")
        given = {"project_key": project_key}
        options = {"project_key": projects}
        super().__init__(
            document, say("Add a document…"), told, _NEW, self._keep, parent, given=given, options=options, columns=2
        )
        self.path: Path | None = None
        self.chosen = label("", "note", wraps=True)
        choose = button(self.tr("Attach a file…"), self._choose, picture="attach", name="attach")
        self.aside.addLayout(row(choose, self.chosen, None))

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, self.tr("Attach a file"))
        if chosen:
            self.show_file(Path(chosen))

    def show_file(self, path: Path) -> None:
        """Take a file that was chosen; its name is the title if there is none yet."""
        self.path = path
        self.chosen.setText(path.name)
        title = self.form.editor("title")
        if isinstance(title, QLineEdit) and not title.text():
            title.show_value(path.stem)

    def _keep(self, given: Values) -> bool:
        title = say("Add “{name}”", name=words(given["title"]))
        if self.path is None:
            read = {name: value for name, value in given.items() if value not in {None, ""}} | {"added_on": today()}
            return done(self._document, title, lambda session: registers.add(session, register_named("document"), read))
        content = content_of(self._document, self.path)
        if content is None:
            return False
        name, project = self.path.name, given["project_key"]
        return done(
            self._document,
            title,
            lambda session: documents.attach(
                session,
                name,
                content,
                project_key=project if isinstance(project, int) else None,
                title=words(given["title"]),
                version=words(given["version"]),
                on=today(),
            ),
        )


def ask_new(document: "Document", parent: QWidget, given: Values) -> None:
    """Ask for a new document, of the project that is given if there is one."""
    project = given.get("project_key")
    NewDocument(document, parent, project if isinstance(project, int) else None).open()


def content_of(document: "Document", path: Path) -> bytes | None:
    """The bytes of a file, or one more than can be kept where it is too large; none if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(documents.MOST_BYTES + 1)
    except OSError as error:
        document.refuse(PmoError(say("“{name}” cannot be read: {reason}.", name=path.name, reason=error.strerror)))
        return None


def show(document: "Document", key: int, parent: QWidget) -> None:
    """Open a temporary copy of a file, or ask whether a link is to be followed."""
    try:
        with document.reading() as session:
            kept = session.get_one(Kept, key)
            location = documents.link_of(kept.location)
            copy = documents.copy_of(session, key) if kept.sha256 else None
    except PmoError as error:
        document.refused.emit(str(error))
        return
    if copy is not None:
        target = document.hand_out(copy.name, copy.content)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
    elif location:
        ask_to_follow(location, parent)


def ask_to_follow(location: str, parent: QWidget) -> None:
    """Ask whether a link is to be followed, and follow it."""
    asked = QMessageBox(QMessageBox.Icon.Question, "PMO Desktop", "", parent=parent)
    asked.setObjectName("follow link")
    asked.setTextFormat(Qt.TextFormat.PlainText)
    asked.setText(say("Follow this link? It leaves PMO Desktop.\n\n{location}", location=location))
    follow = asked.addButton(say("Follow"), QMessageBox.ButtonRole.AcceptRole)
    asked.addButton(QMessageBox.StandardButton.Cancel)
    follow.clicked.connect(lambda _checked=False: QDesktopServices.openUrl(QUrl(location)))
    asked.open()

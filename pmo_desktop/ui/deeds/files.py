"""Keeping a file in the workspace, opening a copy of it, following a link after asking."""

from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from pmo_desktop.domain.document import Document as Kept
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import documents
from pmo_desktop.text import say
from pmo_desktop.ui.deeds.deed import Values, done, today

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document


def can_open(values: Values) -> bool:
    """Whether there is a file, or a link that may be followed."""
    return bool(values.get("sha256")) or bool(documents.link_of(str(values.get("location") or "")))


def attach(document: "Document", key: int | None, parent: QWidget) -> None:
    """Ask for a file and keep it in the workspace, with the project of `key` or with none."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, say("Attach a file"))
    if chosen:
        take_file(document, Path(chosen), key)


def take_file(document: "Document", path: Path, project_key: int | None) -> bool:
    """Keep a file in the workspace; says whether it was."""
    try:
        content = (
            path.read_bytes() if path.stat().st_size <= documents.MOST_BYTES else b"0" * (documents.MOST_BYTES + 1)
        )
    except OSError as error:
        document.refused.emit(say("“{name}” cannot be read: {reason}.", name=path.name, reason=error.strerror))
        return False
    return done(
        document,
        say("Attach “{name}”", name=path.name),
        lambda session: documents.attach(session, path.name, content, project_key=project_key, on=today()),
    )


def show(document: "Document", key: int, parent: QWidget) -> None:
    """Open a temporary copy of a file, or ask whether a link is to be followed."""
    with document.reading() as session:
        kept = session.get_one(Kept, key)
        location = documents.link_of(kept.location)
        try:
            copy = documents.copy_of(session, key) if kept.sha256 else None
        except PmoError as error:
            document.refused.emit(str(error))
            return
    if copy is not None:
        target = Path(mkdtemp(prefix="pmo-")) / copy.name
        target.write_bytes(copy.content)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
    elif location:
        _ask_to_follow(location, parent)


def _ask_to_follow(location: str, parent: QWidget) -> None:
    question = say("Follow this link? It leaves PMO Desktop.\n\n{location}", location=location)
    asked = QMessageBox(QMessageBox.Icon.Question, "PMO Desktop", "", parent=parent)
    asked.setObjectName("follow link")
    asked.setTextFormat(asked.textFormat().PlainText)
    asked.setText(question)
    follow = asked.addButton(say("Follow"), QMessageBox.ButtonRole.AcceptRole)
    asked.addButton(QMessageBox.StandardButton.Cancel)
    follow.clicked.connect(lambda _checked=False: QDesktopServices.openUrl(QUrl(location)))
    asked.open()

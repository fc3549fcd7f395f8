"""Asking where to write something, writing it there, and saying so."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services.files import save
from pmo_desktop.text import N_, say
from pmo_desktop.ui.places import documents

if TYPE_CHECKING:
    from pmo_desktop.ui.page import Page

KINDS = {"pdf": N_("PDF (*.pdf)"), "docx": N_("Word document (*.docx)"), "ics": N_("Calendar (*.ics)")}


def save_as(page: "Page", name: str, kind: str, make: Callable[[], bytes]) -> None:
    """Ask for a file of a `kind` of `KINDS`, proposed as `name`, and write there what `make` gives.

    `page` tells where it is, or why it could not be made or written.
    """
    bare = re.sub(r'[\\/:*?"<>|]+', "-", name)
    title = QCoreApplication.translate("Saving", "Where to write it")
    chosen, _kind = QFileDialog.getSaveFileName(page, title, str(documents() / f"{bare}.{kind}"), say(KINDS[kind]))
    if chosen:
        path = Path(chosen)
        write(page, path if path.suffix.lower() == f".{kind}" else Path(f"{chosen}.{kind}"), make)


def write(page: "Page", path: Path, make: Callable[[], bytes]) -> None:
    """Write what `make` gives to `path`, and let `page` tell so, or why not."""
    try:
        save(make(), path)
    except PmoError as error:
        page.document.refused.emit(str(error))
        return
    page.news.emit(say("Written: {path}", path=path))

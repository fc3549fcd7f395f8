"""Writing a version of the charter as a PDF, or as a document for a word processor."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pmo_desktop.text import say
from pmo_desktop.ui.saving import save_as

if TYPE_CHECKING:
    from pmo_desktop.services.insights.charter import CharterSeen
    from pmo_desktop.storage.workspace import Workspace
    from pmo_desktop.ui.page import Page


def export(page: "Page", seen: "CharterSeen | None", kind: str) -> None:
    """Ask where to, and write the version there as `kind`, pdf or docx; `page` tells how it went."""
    if seen is None:
        words = QCoreApplication.translate("CharterPage", "There is no charter to write yet. Begin one first.")
        page.document.refused.emit(words)
        return
    name = say("Charter of the {office}, version {version}", office=seen.office, version=seen.version)
    save_as(page, name, kind, lambda: made(page.document.workspace, seen.key, kind))


def made(workspace: "Workspace", charter_key: int, kind: str) -> bytes:
    """One version as a file of a `kind`, pdf or docx."""
    if kind == "docx":
        from pmo_desktop.reports.charter_docx import make_charter_docx

        return make_charter_docx(workspace, charter_key)
    from pmo_desktop.reports.charter import make_charter

    return make_charter(workspace, charter_key)

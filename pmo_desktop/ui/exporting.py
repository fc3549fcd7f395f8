"""Writing the register, every log, everything or the milestones for other programs: asked for, then done behind."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from pmo_desktop.text import say
from pmo_desktop.ui.places import documents

if TYPE_CHECKING:
    from pmo_desktop.ui.main_window import MainWindow


def ask_export(window: "MainWindow") -> None:
    """Ask where to and as what, and write it from the workspace as it stands."""
    from pmo_desktop.interchange.out import EXPORTERS

    document = window.document
    if document is None:
        return
    kinds = {f"{say(each.label)} (*{each.ending})": each.ending for each in EXPORTERS}
    title = QCoreApplication.translate("Exporting", "Export")
    bare = re.sub(r'[\\/:*?"<>|]+', "-", document.workspace.name)
    chosen, kind = QFileDialog.getSaveFileName(window, title, str(documents() / f"{bare}.xlsx"), ";;".join(kinds))
    if chosen:
        ending = kinds.get(kind, ".xlsx")
        path = Path(chosen)
        is_known = path.suffix.lower() in kinds.values()
        write(window, path if is_known else path.with_name(f"{path.name}{ending}"))


def write(window: "MainWindow", path: Path) -> None:
    """Write what `path` asks for by its ending, behind the window, and tell when it is there."""
    from pmo_desktop.interchange.out import export

    if window.document is None:
        return
    copy = window.document.workspace.snapshot()

    def work(_job: object) -> None:
        with copy.reading() as session:
            export(session, path)

    def done(_nothing: object) -> None:
        copy.close()
        window.refuse(say("Written: {path}", path=path), tone="news")

    def failed(sentence: str) -> None:
        copy.close()
        window.refuse(sentence)

    window.jobs.start(
        QCoreApplication.translate("Exporting", "Writing {name}").format(name=path.name), work, done, failed
    )

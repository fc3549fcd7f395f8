"""Where files are proposed to be, and where a workspace is to be kept."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def _(text: str) -> str:
    return QCoreApplication.translate("Places", text)


def where_to_save(window: QWidget, name: str) -> Path | None:
    """Ask where to keep a workspace; none if the user would rather not."""
    chosen, _kind = QFileDialog.getSaveFileName(
        window,
        _("Where to keep the workspace"),
        str(documents() / name),
        _("Workspace (*.pmo)"),
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    if not chosen:
        return None
    return Path(chosen) if chosen.lower().endswith(".pmo") else Path(f"{chosen}.pmo")


def documents() -> Path:
    """The folder of the user's documents, or the user's own where the system names none."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def sample_path() -> Path:
    """Where the sample workspace is written: a folder of the application's own."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "sample.pmo"

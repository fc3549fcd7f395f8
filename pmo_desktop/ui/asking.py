"""What the frame asks the user before it does something: names, files, and whether."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog

from pmo_desktop.ui.places import documents, sample_path, where_to_save

if TYPE_CHECKING:
    from pmo_desktop.ui.main_window import MainWindow


def _(text: str) -> str:
    return QCoreApplication.translate("Asking", text)


def ask_new(window: "MainWindow") -> None:
    """Ask for the organisation, the office, the currency and the file of a new workspace, and open it."""
    from pmo_desktop.ui.new_workspace import NewWorkspaceDialog

    dialog = NewWorkspaceDialog(window)
    dialog.agreed.connect(lambda: _make_new(window, dialog))
    dialog.open()


def _make_new(window: "MainWindow", dialog: object) -> None:
    from pmo_desktop.ui import opening
    from pmo_desktop.ui.new_workspace import NewWorkspaceDialog

    if not isinstance(dialog, NewWorkspaceDialog):
        return
    path = where_to_save(window, f"{dialog.office() or 'PMO'}.pmo")
    phrase = dialog.take_pass_phrase()
    if path is not None:
        window.take(
            lambda: opening.new_document(
                path,
                window.settings,
                organisation=dialog.organisation(),
                office=dialog.office(),
                currency=dialog.currency(),
                pass_phrase=phrase,
            )
        )


def ask_open(window: "MainWindow") -> None:
    """Ask which workspace to open."""
    chosen, _kind = QFileDialog.getOpenFileName(window, _("Open a workspace"), str(documents()), _("Workspace (*.pmo)"))
    if chosen:
        window.open_path(chosen)


def find_missing(window: "MainWindow", path: str) -> None:
    """Ask where a workspace that was opened before has gone."""
    name = Path(path).name
    title = _("Where is {name} now?").format(name=name)
    chosen, _kind = QFileDialog.getOpenFileName(window, title, str(documents()), _("Workspace (*.pmo)"))
    if chosen:
        window.settings.forget(path)
        window.open_path(chosen)


def ask_mark(window: "MainWindow") -> None:
    """Ask for the name of a restore point."""
    document = window.document
    if document is None:
        return
    name, agreed = QInputDialog.getText(
        window, _("Save a restore point"), _("Everything is saved already. A name for this moment, to find it again:")
    )
    if agreed and name.strip():
        document.mark(name.strip())


def ask_import(window: "MainWindow", path: str = "") -> None:
    """Ask for a spreadsheet, unless `path` names one, and show what importing it would do."""
    if not path:
        kinds = _("Registers and plans ({kinds});;All files (*)").format(
            kinds="*.xlsx *.xlsm *.xls *.xlsb *.ods *.html *.htm *.csv *.tsv *.txt *.xml *.pod *.gan *.json"
        )
        path, _kind = QFileDialog.getOpenFileName(window, _("Import a register"), str(documents()), kinds)
    if not path:
        return
    if window.document is None:
        target = where_to_save(window, f"{Path(path).stem}.pmo")
        if target is None:
            return
        from pmo_desktop.ui import opening

        window.take(lambda: opening.new_document(target, window.settings, organisation="", office="", currency="GBP"))
    window.show_page("import", path)


def open_sample(window: "MainWindow") -> None:
    """Write the sample workspace behind the window, then open it. It is always the same; changes to it are dropped."""
    from pmo_desktop.ui import opening

    path = sample_path()
    window.close_document()
    window.jobs.start(
        _("Writing the sample"),
        lambda job: opening.write_sample(job, path),
        window.open_path,
    )


def show_history(window: "MainWindow") -> None:
    """Show what was done, and the way back."""
    if window.document is not None:
        from pmo_desktop.ui.history import HistoryDialog

        HistoryDialog(window.document, window).open()


def show_palette(window: "MainWindow") -> None:
    """Show the palette of actions, pages and projects."""
    from pmo_desktop.ui.frame_words import palette_entries
    from pmo_desktop.ui.widgets.command_palette import CommandPalette

    CommandPalette(window, palette_entries(window)).open()


def show_about(window: "MainWindow") -> None:
    """Show version, licences and diagnostics."""
    from pmo_desktop.ui.about import AboutDialog

    AboutDialog(window).open()


def show_shortcuts(window: "MainWindow") -> None:
    """Show every shortcut."""
    from pmo_desktop.ui.about import ShortcutsDialog

    ShortcutsDialog(window.registered, window).open()

"""The actions of the frame: what the menus, the palette and the list of shortcuts hold before any page adds its own."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup, QKeySequence

from pmo_desktop.text import say
from pmo_desktop.ui import asking
from pmo_desktop.ui.actions import Actions

if TYPE_CHECKING:
    from pmo_desktop.ui.main_window import MainWindow
    from pmo_desktop.ui.settings import Scheme

_NEEDS_DOCUMENT = (
    "file.import", "file.export", "file.mark", "file.backups", "file.passphrase", "file.close", "edit.undo",
    "edit.redo", "edit.history", "view.rail", "period.open", "period.turn", "period.chase", "ratings.settings",
)  # fmt: skip
_STEP = 10


def _(text: str) -> str:
    return QCoreApplication.translate("MainWindow", text)


def menus() -> tuple[str, ...]:
    """The titles of the menus, in order."""
    return tuple(map(_, ("File", "Edit", "View", "Register", "PMO", "Assess", "Report", "Help")))


def ask_export(window: "MainWindow") -> None:
    """Ask where to write the register, and write it."""
    from pmo_desktop.ui import exporting

    exporting.ask_export(window)


def ask_backups(window: "MainWindow") -> None:
    """Show the backups of the open workspace."""
    from pmo_desktop.ui import backups

    if window.document is not None:
        backups.show_backups(window, window.document.workspace.path)


def ask_pass_phrase(window: "MainWindow") -> None:
    """Give the open workspace a pass-phrase, change it or take it away."""
    from pmo_desktop.ui import pass_phrase

    pass_phrase.ask_pass_phrase(window)


def ask_period(window: "MainWindow") -> None:
    """Ask for the next period and open it."""
    from pmo_desktop.ui import period_dialog

    period_dialog.ask_period(window)


def turn_period(window: "MainWindow") -> None:
    """Freeze the period looked at, or reopen it."""
    from pmo_desktop.ui import period_dialog

    period_dialog.turn_period(window)


def show_chase(window: "MainWindow") -> None:
    """Show who owes a report."""
    from pmo_desktop.ui import chase

    chase.show_chase(window)


def ask_rating_settings(window: "MainWindow") -> None:
    """Show how ratings are made."""
    from pmo_desktop.ui import rating_settings

    rating_settings.ask_rating_settings(window)


def add_frame_actions(actions: Actions, window: "MainWindow") -> None:
    """Register every action of the frame, then those of the pages."""
    file, edit, view = _("File"), _("Edit"), _("View")
    key = QKeySequence.StandardKey
    add = actions.add
    add(
        "file.new",
        _("New workspace…"),
        partial(asking.ask_new, window),
        menu=file,
        picture="file",
        shortcut="Ctrl+Shift+N",
    )
    add("file.open", _("Open…"), partial(asking.ask_open, window), menu=file, picture="folder", shortcut=key.Open)
    add(
        "file.import",
        _("Import…"),
        partial(asking.ask_import, window),
        menu=file,
        picture="import",
        shortcut="Ctrl+I",
        separated=True,
    )
    add("file.export", _("Export…"), partial(ask_export, window), menu=file, picture="export", shortcut="Ctrl+Shift+E")
    add(
        "file.mark",
        _("Save a restore point…"),
        partial(asking.ask_mark, window),
        menu=file,
        picture="bookmark",
        shortcut=key.Save,
    )
    add("file.backups", _("Backups…"), partial(ask_backups, window), menu=file, picture="shield")
    add("file.passphrase", _("Pass-phrase…"), partial(ask_pass_phrase, window), menu=file, picture="lock")
    add("file.close", _("Close workspace"), window.close_document, menu=file, shortcut="Ctrl+W", separated=True)
    add("file.quit", _("Quit"), window.close, menu=file, picture="quit", shortcut="Ctrl+Q")
    add("edit.undo", _("Undo"), window.undo, menu=edit, picture="undo", shortcut=key.Undo)
    redo = add("edit.redo", _("Redo"), window.redo, menu=edit, picture="redo")
    redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    add(
        "edit.history",
        _("History…"),
        partial(asking.show_history, window),
        menu=edit,
        picture="history",
        shortcut="Ctrl+H",
    )
    add(
        "edit.find",
        _("Find or run…"),
        partial(asking.show_palette, window),
        menu=edit,
        picture="search",
        shortcut="Ctrl+K",
        separated=True,
    )
    for number, spec in enumerate((spec for spec in window.pages if spec.in_rail), start=1):
        _add_page(actions, window, number, spec.key)
    rail = add(
        "view.rail",
        _("Collapse the rail"),
        window.toggle_rail,
        menu=view,
        picture="collapse",
        shortcut="F9",
        separated=True,
    )
    rail.setCheckable(True)
    rail.setChecked(window.settings.rail_collapsed)
    _add_periods(actions, window, _("Report"))
    _add_looks(actions, window, view)
    _add_help(actions, window, _("Help"))


def _add_page(actions: Actions, window: "MainWindow", number: int, key: str) -> None:
    spec = window.specs[key]
    view = _("View")
    shortcut = f"Ctrl+{number}" if number < _STEP else ""
    actions.add(
        f"page.{key}",
        say(spec.title),
        partial(window.show_page, key),
        menu=view,
        picture=spec.picture,
        shortcut=shortcut,
    )
    if spec.menu and say(spec.menu) != view:
        title = _("Show {page}").format(page=say(spec.title))
        actions.add(f"menu.{key}", title, partial(window.show_page, key), menu=say(spec.menu), picture=spec.picture)
    for command in spec.commands:
        actions.add(
            f"{key}.{command.method}",
            say(command.title),
            partial(window.run_on_page, key, command.method),
            menu=say(command.menu),
            picture=command.picture,
            shortcut=command.shortcut,
        )


def _add_periods(actions: Actions, window: "MainWindow", menu: str) -> None:
    """Opening the next period, and freezing the one looked at or letting it change again."""
    title = _("Open the next period…")
    run = partial(ask_period, window)
    actions.add("period.open", title, run, menu=menu, picture="calendar", separated=True)
    actions.add("period.turn", _("Freeze the period…"), partial(turn_period, window), menu=menu, picture="lock")
    chase = partial(show_chase, window)
    actions.add("period.chase", _("Reports still to come…"), chase, menu=menu, picture="report")
    ratings = partial(ask_rating_settings, window)
    actions.add(
        "ratings.settings", _("How ratings are made…"), ratings, menu=_("PMO"), picture="settings", separated=True
    )


def _add_looks(actions: Actions, window: "MainWindow", view: str) -> None:
    """Theme, row height and size of the text: each a choice of one."""
    names: tuple[Scheme, ...] = ("system", "light", "dark")
    schemes = zip(names, (_("Theme as the system"), _("Light theme"), _("Dark theme")), strict=True)
    themes = QActionGroup(window)
    for name, title in schemes:
        action = actions.add(
            f"theme.{name}",
            title,
            partial(window.theme.choose, name),
            menu=view,
            separated=name == "system",
        )
        action.setCheckable(True)
        action.setChecked(window.settings.theme == name)
        themes.addAction(action)
    heights = QActionGroup(window)
    for pixels, title in ((28, _("Compact rows")), (32, _("Normal rows")), (40, _("Relaxed rows"))):
        action = actions.add(
            f"rows.{pixels}",
            title,
            partial(window.set_row_height, pixels),
            menu=view,
            separated=pixels == 28,  # noqa: PLR2004
        )
        action.setCheckable(True)
        action.setChecked(window.settings.row_height == pixels)
        heights.addAction(action)
    zoom = window.zoom
    add = actions.add
    add(
        "zoom.in",
        _("Larger text"),
        lambda: zoom(window.settings.zoom + _STEP),
        menu=view,
        shortcut="Ctrl++",
        separated=True,
    )
    add("zoom.out", _("Smaller text"), lambda: zoom(window.settings.zoom - _STEP), menu=view, shortcut="Ctrl+-")
    add("zoom.usual", _("Usual size of the text"), lambda: zoom(100), menu=view, shortcut="Ctrl+0")


def _add_help(actions: Actions, window: "MainWindow", menu: str) -> None:
    actions.add(
        "help.shortcuts",
        _("Keyboard shortcuts"),
        partial(asking.show_shortcuts, window),
        menu=menu,
        picture="keyboard",
        shortcut="F1",
    )
    actions.add(
        "help.about",
        _("About PMO Desktop"),
        partial(asking.show_about, window),
        menu=menu,
        picture="info",
        separated=True,
    )


def tell_actions(actions: Actions, window: "MainWindow") -> None:
    """Switch off what needs an open workspace."""
    is_open = window.document is not None
    for key in _NEEDS_DOCUMENT:
        actions[key].setEnabled(is_open)
    for action in actions.all():
        if action.objectName().split(".")[0] in {"page", "menu", *window.specs}:
            action.setEnabled(is_open)

"""What the frame tells of the open workspace, and what the palette finds in it."""

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from pmo_desktop.services.formats import show_date, show_short_date, show_time
from pmo_desktop.ui import opening
from pmo_desktop.ui.actions import plain
from pmo_desktop.ui.widgets.command_palette import Entry

if TYPE_CHECKING:
    from pmo_desktop.storage.journal import Change
    from pmo_desktop.ui.main_window import MainWindow
    from pmo_desktop.ui.opening import FrameFacts


_MOST_PERIODS = 12


def _(text: str) -> str:
    return QCoreApplication.translate("Frame", text)


def tell_frame(window: "MainWindow", zoom: str) -> None:
    """Bring the rail, the status bar and the title up to date."""
    document = window.document
    if document is None:
        return
    facts = opening.frame_facts(document, window.pages)
    name = document.path.name if document.path else _("in memory")
    window.setWindowTitle(f"{name} — PMO Desktop")
    window.foot.show_saved(_saved(document.saved_at), _done(document.latest))
    window.foot.show_facts(_data_date(facts.cut_off_on), _("{name} · local file").format(name=name), zoom, history=True)
    window.rail.show_counts(facts.counts)
    window.rail.workspace.show_words(facts.organisation or name, facts.office)
    window.rail.workspace.set_menu(_workspace_menu(window))
    window.rail.period.show_words(facts.period or _("No period yet"), _period_note(facts))
    window.rail.period.set_menu(_period_menu(window, facts))
    window.registered["period.turn"].setEnabled(bool(facts.period))
    words = _("Reopen {period}…") if facts.is_frozen else _("Freeze {period}…")
    window.registered.retitle("period.turn", words.format(period=facts.period or _("the period")))


def _saved(at: datetime | None) -> str:
    return _("Saved {time}").format(time=show_time(at)) if at else _("Saved")


def _done(latest: "Change | None") -> str:
    """What was done last, in the words of the history."""
    if latest is None:
        return ""
    from pmo_desktop.ui.history import entry_of

    return entry_of(latest).words


def _data_date(day: date | None) -> str:
    return _("Data date {day}").format(day=show_date(day)) if day else _("No data date")


def _period_note(facts: "FrameFacts") -> str:
    if facts.cut_off_on is None:
        return _("Open the first one")
    state = _("Frozen") if facts.is_frozen else _("Open")
    return _("{state} · cut-off {day}").format(state=state, day=show_short_date(facts.cut_off_on))


def _workspace_menu(window: "MainWindow") -> QMenu:
    menu = QMenu(window.rail)
    for path in window.settings.recent[1:]:
        menu.addAction(plain(path)).setData(path)
    menu.addSeparator()
    menu.triggered.connect(
        lambda action: window.open_path(action.data()) if action.data() in window.settings.recent else None
    )
    for key in ("file.open", "file.new", "file.close"):
        menu.addAction(window.registered[key])
    return menu


def _period_menu(window: "MainWindow", facts: "FrameFacts") -> QMenu:
    menu = QMenu(window.rail)
    shown = QActionGroup(menu)
    for place, (key, name) in enumerate(facts.periods[:_MOST_PERIODS]):
        choice = menu.addAction(plain(name))
        choice.setCheckable(True)
        choice.setChecked(key == facts.period_key)
        choice.setData(key if place else None)
        shown.addAction(choice)
    if window.document is not None:
        document = window.document
        shown.triggered.connect(lambda action: document.choose_period(action.data()))
    menu.addSeparator()
    for name in ("period.open", "period.turn"):
        menu.addAction(window.registered[name])
    return menu


def palette_entries(window: "MainWindow") -> list[Entry]:
    """Pages first, then every action that can be run now, then every project."""
    actions = window.registered
    native = QKeySequence.SequenceFormat.NativeText
    found: list[Entry] = []
    for action in actions.all():
        name = action.objectName()
        if not action.isEnabled() or name.startswith("menu."):
            continue
        spec = window.specs.get(name.removeprefix("page.")) if name.startswith("page.") else None
        note = _("Page") if spec else actions.menu(action)
        picture = spec.picture if spec else "arrow-right"
        found.append(Entry(actions.title(action), action.trigger, picture, note, action.shortcut().toString(native)))
    found.sort(key=lambda entry: entry.note != _("Page"))
    return [*found, *_projects(window)]


def _projects(window: "MainWindow") -> list[Entry]:
    if window.document is None or "project" not in window.specs:
        return []
    with window.document.reading() as session:
        return [
            Entry(name, partial(window.show_page, "project", key), "register", reference)
            for key, name, reference in opening.projects_by_name(session)
        ]

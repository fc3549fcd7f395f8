"""What the frame tells of the open workspace, and what the palette finds in it."""

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from pmo_desktop.services.formats import show_date, show_short_date, show_time
from pmo_desktop.ui import opening
from pmo_desktop.ui.actions import plain
from pmo_desktop.ui.widgets.command_palette import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmo_desktop.storage.journal import Change
    from pmo_desktop.ui.actions import Actions
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.main_window import MainWindow
    from pmo_desktop.ui.opening import FrameFacts


_MOST_PERIODS = 12
_PLACE = frozenset({"settings", "office", "reporting_period"})


def _(text: str) -> str:
    return QCoreApplication.translate("Frame", text)


def tell_frame(window: "MainWindow", document: "Document", zoom: str) -> None:
    """Bring the rail, the status bar and the title up to date with the workspace that is open."""
    name = _name(document)
    window.setWindowTitle(f"{name} — PMO Desktop")
    where = _("{name} · encrypted file") if document.workspace.secret else _("{name} · local file")
    window.foot.show_facts(where.format(name=name), zoom, history=True)
    window.rail.workspace.set_menu(_menu(window, _fill_workspace_menu))
    window.rail.period.set_menu(_menu(window, _fill_period_menu))
    window.counts.begin()
    tell_change(window, document, _PLACE)


def tell_change(window: "MainWindow", document: "Document", tables: frozenset[str]) -> None:
    """Bring up to date what follows from these tables, and from any change: that it is saved, and can be undone."""
    _tell_undo(window.registered, document)
    window.foot.show_saved(_saved(document.saved_at), _done(document.latest))
    window.counts.hear(tables)
    if tables & _PLACE:
        _tell_place(window, document)


def _tell_undo(actions: "Actions", document: "Document") -> None:
    """Name undo and redo by what they would take back."""
    for key, title, word in (
        ("edit.undo", document.undo_title(), _("Undo {title}")),
        ("edit.redo", document.redo_title(), _("Redo {title}")),
    ):
        actions[key].setEnabled(bool(title))
        actions.retitle(key, word.format(title=_lowered(title)).strip())


def _lowered(title: str) -> str:
    """A title inside a sentence: without its capital, unless the word is an abbreviation."""
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title


def _tell_place(window: "MainWindow", document: "Document") -> None:
    """Tell the organisation, the office and the period that are looked at."""
    facts = opening.frame_facts(document)
    window.foot.show_data_date(_data_date(facts.cut_off_on))
    window.rail.workspace.show_words(facts.organisation or _name(document), facts.office)
    window.rail.period.show_words(facts.period or _("No period yet"), _period_note(facts))
    window.registered["period.turn"].setEnabled(bool(facts.period))
    words = _("Reopen {period}…") if facts.is_frozen else _("Freeze {period}…")
    window.registered.retitle("period.turn", words.format(period=facts.period or _("the period")))


def _name(document: "Document") -> str:
    return document.path.name if document.path else _("in memory")


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


def _menu(window: "MainWindow", fill: "Callable[[MainWindow, QMenu], None]") -> QMenu:
    """A menu that is filled whenever it is about to be shown."""
    menu = QMenu(window.rail)
    menu.aboutToShow.connect(lambda: fill(window, menu))
    return menu


def _add(menu: QMenu, words: str, run: "Callable[[], object]") -> QAction:
    action = menu.addAction(plain(words))
    action.triggered.connect(lambda _checked=False: run())
    return action


def _fill_workspace_menu(window: "MainWindow", menu: QMenu) -> None:
    menu.clear()
    for path in window.settings.recent[1:]:
        _add(menu, path, partial(window.open_path, path))
    menu.addSeparator()
    for key in ("file.open", "file.new", "file.close"):
        menu.addAction(window.registered[key])


def _fill_period_menu(window: "MainWindow", menu: QMenu) -> None:
    menu.clear()
    document = window.document
    if document is None:
        return
    facts = opening.frame_facts(document)
    for place, (key, name) in enumerate(facts.periods[:_MOST_PERIODS]):
        choice = _add(menu, name, partial(document.choose_period, key if place else None))
        choice.setCheckable(True)
        choice.setChecked(key == facts.period_key)
    menu.addSeparator()
    for name in ("period.open", "period.turn"):
        menu.addAction(window.registered[name])


def palette_entries(window: "MainWindow") -> list[Entry]:
    """Pages first, then every action that can be run now, the periods to look at, then every project."""
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
    return [*found, *_periods(window), *_projects(window)]


def _periods(window: "MainWindow") -> list[Entry]:
    document = window.document
    if document is None:
        return []
    facts = opening.frame_facts(document)
    return [
        Entry(
            _("Look at {period}").format(period=name),
            partial(document.choose_period, key if place else None),
            "calendar",
            _("Period"),
        )
        for place, (key, name) in enumerate(facts.periods)
        if key != facts.period_key
    ]


def _projects(window: "MainWindow") -> list[Entry]:
    if window.document is None or "project" not in window.specs:
        return []
    with window.document.reading() as session:
        return [
            Entry(name, partial(window.show_page, "project", key), "register", reference)
            for key, name, reference in opening.projects_by_name(session)
        ]

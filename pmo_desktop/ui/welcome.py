"""The first-run page: three doors, the workspaces opened last, language and theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.languages import NAMES, languages
from pmo_desktop.ui.settings import Scheme, Settings
from pmo_desktop.ui.theme import Theme, px
from pmo_desktop.ui.widgets.controls import ElidedLabel, Picture, button, clear, column, label, row, rule

_WIDTH = 1008


@dataclass(frozen=True, slots=True)
class Door:
    """One of the three ways in."""

    name: str
    picture: str
    title: str
    words: str
    points: tuple[str, ...]
    minutes: str
    action: str


class WelcomePage(QScrollArea):
    """Signals: `door_chosen` with "sample", "import" or "blank"; `open_asked` and `find_asked` with a path."""

    door_chosen = Signal(str)
    open_asked = Signal(str)
    find_asked = Signal(str)

    def __init__(self, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self._settings = settings
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        inner.setProperty("look", "plain")
        inner.setFixedWidth(px(_WIDTH))
        title = label(self.tr("Welcome to PMO Desktop"), "figure")
        words = label(
            self.tr("Everything stays in one file on this computer. No account, no server, no network."), "quiet"
        )
        for each in (title, words):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._recent = QFrame()
        self._recent.setProperty("look", "card")
        self._recent_rows = QVBoxLayout(self._recent)
        self._recent_rows.setContentsMargins(1, 1, 1, 1)
        self._recent_rows.setSpacing(0)
        self._later = label("", "note")
        self._later.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        doors = row(*(self._door(door) for door in self._doors()), gap=24)
        inner.setLayout(
            column(
                56,
                title,
                0,
                words,
                16,
                doors,
                8,
                self._recent,
                None,
                self._later,
                self._choices(),
                gap=8,
                margins=(0, 0, 0, 16),
            )
        )
        outer = QWidget()
        outer.setProperty("look", "plain")
        outer.setLayout(row(None, inner, None))
        self.setWidget(outer)
        self.show_recent()

    # Three doors -------------------------------------------------------------------------------------------------

    def _doors(self) -> tuple[Door, ...]:
        return (
            Door(
                "sample",
                "explore",
                self.tr("Explore the sample portfolio"),
                self.tr("A made-up group with about 30 projects, six periods and a charter in its third version."),
                (
                    self.tr("Change anything, nothing breaks"),
                    self.tr("Export a first PDF"),
                    self.tr("Start over at any time"),
                ),
                self.tr("5 minutes"),
                self.tr("Open the sample"),
            ),
            Door(
                "import",
                "import",
                self.tr("Import a spreadsheet"),
                self.tr("Your register as it is: xlsx, ods or csv. Columns are matched, then a dry run."),
                (
                    self.tr("Nothing is written before you agree"),
                    self.tr("One undo takes it back"),
                    self.tr("Unread cells are listed, not dropped"),
                ),
                self.tr("10 minutes · or drop a file here"),
                self.tr("Choose a file"),
            ),
            Door(
                "blank",
                "file",
                self.tr("Start blank"),
                self.tr("Name the organisation and the office, then add the first project."),
                (
                    self.tr("A charter to fill in"),
                    self.tr("Rating rules with sound defaults"),
                    self.tr("Currency and periods set once"),
                ),
                self.tr("15 minutes"),
                self.tr("Start"),
            ),
        )

    def _door(self, door: Door) -> QFrame:
        made = QFrame()
        made.setProperty("look", "card")
        made.setFixedSize(px(320), px(364))
        made.setAccessibleName(door.title)
        points = [row(Picture("check", 18, "G"), label(point), None, gap=8) for point in door.points]
        go = button(
            door.action,
            lambda: self.door_chosen.emit(door.name),
            look="primary" if door.name == "sample" else "",
            name=f"door {door.name}",
        )
        words = label(door.words, "quiet", wraps=True)
        words.setMinimumHeight(px(40))
        picture = row(Picture(door.picture, 32, "accent"), None)
        made.setLayout(
            column(
                picture, 8, label(door.title, "section"), words, 8, *points, None, label(door.minutes, "note"), go,
                gap=6, margins=(24, 24, 24, 24),
            )
        )  # fmt: skip
        return made

    # Recent workspaces -------------------------------------------------------------------------------------------

    def show_recent(self) -> None:
        """Show the workspaces opened last; those that are gone are offered to be found."""
        clear(self._recent_rows)
        self._recent.setVisible(bool(self._settings.recent))
        if not self._settings.recent:
            return
        self._recent_rows.addWidget(self._recent_head())
        for path in self._settings.recent[:5]:
            self._recent_rows.addWidget(rule())
            self._recent_rows.addWidget(self._recent_row(Path(path)))

    def _recent_head(self) -> QWidget:
        head = QFrame()
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head.setFixedHeight(px(32))
        head.setProperty("look", "table head")
        titles = (self.tr("Recent workspaces"), self.tr("Folder"), self.tr("Last changed"))
        name, folder, when = (label(title, "label") for title in titles)
        head.setLayout(_columns(name, folder, when, QWidget()))
        return head

    def _recent_row(self, path: Path) -> QWidget:
        made = QWidget()
        made.setFixedHeight(px(40))
        here = path.exists()
        name = QWidget()
        picture = Picture(_picture(path) if here else "file-missing", 18, "text_2")
        name.setLayout(row(picture, ElidedLabel(path.name, "strong" if here else "quiet"), gap=8))
        folder = path.parent.name if here else self.tr("{folder} · missing").format(folder=path.parent.name)
        where = ElidedLabel(folder, "quiet")
        where.setToolTip(tip(str(path)))
        signal = self.open_asked if here else self.find_asked
        go = button(self.tr("Open") if here else self.tr("Find"), lambda: signal.emit(str(path)), look="link")
        go.setAccessibleName(f"{go.text()} {path.name}")
        made.setLayout(_columns(name, where, label(_changed(path) if here else "—", "quiet"), go))
        return made

    # Language and theme ------------------------------------------------------------------------------------------

    def _choices(self) -> QHBoxLayout:
        as_system = self.tr("As the system")
        codes = ("", *languages())
        language = _choice(self.tr("Language"), (as_system, *(NAMES[code] for code in codes[1:])))
        language.setCurrentIndex(codes.index(self._settings.language) if self._settings.language in codes else 0)
        language.activated.connect(lambda number: self._choose_language(codes[number]))
        schemes: tuple[Scheme, ...] = ("system", "light", "dark")
        theme = _choice(self.tr("Theme"), (as_system, self.tr("Light"), self.tr("Dark")))
        theme.setCurrentIndex(schemes.index(self._settings.theme))
        theme.activated.connect(lambda number: self._theme.choose(schemes[number]))
        words = (label(self.tr("Language"), "quiet"), label(self.tr("Theme"), "quiet"))
        return row(None, words[0], language, 8, words[1], theme, None, gap=8)

    def _choose_language(self, code: str) -> None:
        self._settings.language = code
        self._settings.save()
        self._later.setText(self.tr("The language changes when the program is started anew."))


def _choice(name: str, words: Sequence[str]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setObjectName(f"choose {name}")
    made.setMinimumWidth(px(144))
    made.addItems(words)
    return made


def _columns(name: QWidget, folder: QWidget, when: QWidget, go: QWidget) -> QHBoxLayout:
    line = row(name, folder, when, go, gap=16, margins=(16, 0, 12, 0))
    for number, (share, part) in enumerate(zip((4, 4, 2, 0), (name, folder, when, go), strict=True)):
        line.setStretch(number, share)
        if number < 3:  # noqa: PLR2004  the button is as wide as it is
            part.setMinimumWidth(px(40))
    go.setFixedWidth(px(64))
    return line


def _picture(path: Path) -> str:
    from pmo_desktop.storage.secret import is_encrypted

    return "lock" if is_encrypted(path) else "file"


def _changed(path: Path) -> str:
    from pmo_desktop.services.formats import show_moment

    return show_moment(datetime.fromtimestamp(path.stat().st_mtime).astimezone())

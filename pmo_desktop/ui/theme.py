"""The look: Fusion with our own light and dark palettes. The system's colour scheme only says which of the two."""

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QDir, QObject, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from pmo_desktop.charts.fonts import FACES, FALLBACK, FAMILY, font_file
from pmo_desktop.charts.style import DARK, LIGHT, SCREEN, Palette
from pmo_desktop.resources import resource
from pmo_desktop.ui.sheet import style_sheet

if TYPE_CHECKING:
    from pmo_desktop.ui.settings import Scheme, Settings

Role = Literal["figure", "title", "section", "body", "label"]
_USUAL_POINTS: Final = 11.0
_HALF: Final = 0.5
_FIRST_FACES: Final = ("regular", "semibold")
_palette = LIGHT
_scale = 1.0


def palette() -> Palette:
    """The colours of the theme in use. Read it whenever you paint; never keep it."""
    return _palette


def px(length: float) -> int:
    """Pixels of a length on the grid of the design, grown with the size of the text (100 to 200 %)."""
    return round(length * _scale)


def font(role: Role = "body", *, bold: bool | None = None) -> QFont:
    """The font of a text role; two weights only."""
    size = SCREEN[role]
    made = QFont([FAMILY, FALLBACK])
    made.setPixelSize(px(size.size))
    made.setWeight(QFont.Weight.DemiBold if (size.bold if bold is None else bold) else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def small_font() -> QFont:
    """The font of notes and counts: the size of a label, in normal weight."""
    return font("label", bold=False)


def status_ink(key: str) -> QColor:
    """The colour of words and figures that mean a status, such as "R", readable on any ground of the theme."""
    edge = QColor(_palette.statuses[key].edge)
    return edge.lighter(125) if _palette is DARK and key == "R" else edge


def ink(name: str) -> QColor:
    """A colour by its token, such as "accent", or the ink of a status, such as "R"."""
    return status_ink(name) if name in _palette.statuses else QColor(str(getattr(_palette, name)))


class Theme(QObject):
    """Applies the user's choice to the application, and the system's when that is the choice.

    Call `apply()` once the first window is built: a style sheet that is there before makes building it slow.

    Widgets need not listen: Qt tells each of them that its palette changed, and icons and tokens are read when painted.
    `changed` is for pictures that are kept, such as charts.
    """

    changed = Signal()

    def __init__(self, app: QApplication, settings: "Settings") -> None:
        super().__init__(app)
        self._app = app
        self.settings = settings
        for face in _FIRST_FACES:
            QFontDatabase.addApplicationFont(str(font_file(face)))
        QTimer.singleShot(0, self, self._add_other_fonts)
        QDir.setSearchPaths("icons", [str(resource("icons"))])
        if app.style().name() != "fusion":
            app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self.apply)
        self._colour()

    def _add_other_fonts(self) -> None:
        """Italic letters and those of rarer scripts, once the first window has been painted."""
        for face in FACES:
            if face not in _FIRST_FACES:
                QFontDatabase.addApplicationFont(str(font_file(face)))

    def choose(self, scheme: "Scheme") -> None:
        """Use the light or the dark theme, or follow the system, from now on."""
        self.settings.theme = scheme
        self.settings.save()
        self.apply()

    def zoom(self, percent: int) -> None:
        """Show text and controls at `percent`, 80 to 200, of their normal size."""
        self.settings.zoom = max(80, min(200, percent))
        self.settings.save()
        self.apply()

    def apply(self) -> None:
        """Show the theme that follows from the settings and the system."""
        self._colour()
        self._app.setStyleSheet(style_sheet(_palette, px, problem=status_ink("R").name()))
        self.changed.emit()

    def _colour(self) -> None:
        global _palette, _scale  # noqa: PLW0603  one look for the whole process
        _palette = DARK if self.is_dark() else LIGHT
        _scale = self.settings.zoom / 100 * _system_scale()
        self._app.setPalette(_qt_palette(_palette))
        self._app.setFont(font())

    def is_dark(self) -> bool:
        """Whether the dark theme is to be shown."""
        if self.settings.theme == "system":
            # Fusion's own palette follows the system's scheme; to ask for the scheme itself would make hundreds of
            # enumerations before the first paint.
            return self._app.style().standardPalette().color(QPalette.ColorRole.Window).lightnessF() < _HALF
        return self.settings.theme == "dark"


def _system_scale() -> float:
    """How much larger than usual the user asked the system to write, never smaller than usual, at most double."""
    points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return max(1.0, min(2.0, points / _USUAL_POINTS)) if points > _USUAL_POINTS + 2 else 1.0


def _qt_palette(tokens: Palette) -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for name, colour in {
        role.Window: tokens.bg,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.header,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.PlaceholderText: tokens.text_2,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.text,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.surface,
        role.Midlight: tokens.header,
        role.Mid: tokens.divider,
        role.Dark: tokens.edge,
        role.Shadow: tokens.edge,
    }.items():
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.edge))
    return made

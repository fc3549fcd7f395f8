"""The one style sheet, written from the tokens. Widgets choose by dynamic property: `look`, `role`, `invalid`."""

from collections.abc import Callable
from string import Template

from pmo_desktop.charts.style import SCREEN, Palette

_CONTROLS = """
QPushButton { background: $surface; color: $text; border: 1px solid $edge; border-radius: 4px; padding: 0 $p11;
  min-height: $p30; font-size: $body; }
QPushButton:hover { background: $header; }
QPushButton:pressed, QPushButton:checked { background: $selection; }
QPushButton:checked { border-color: $accent; }
QPushButton:disabled { color: $edge; border-color: $divider; }
QPushButton:focus { border: 2px solid $accent; padding: 0 $p10; min-height: $p28; }
QPushButton[look="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[look="primary"]:hover { border-color: $text; }
QPushButton[look="primary"]:disabled { background: $divider; color: $text_3; border-color: $divider; }
QPushButton[look="primary"]:focus { border: 2px solid $text; }
QPushButton[look="link"] { background: transparent; color: $accent; border: 1px solid transparent; padding: 0 $p4; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="quiet"] { background: transparent; color: $text_2; border: 1px solid transparent; padding: 0 $p8; }
QPushButton[look="quiet"]:hover { background: $header; }
QPushButton[look="link"]:disabled, QPushButton[look="quiet"]:disabled { color: $edge; }
QPushButton[look="chip"] { min-height: $p26; padding: 0 $p9; font-size: $small; }
QPushButton[look="chip"][on="true"] { background: $selection; border-color: $accent; }
QPushButton[look="chip"]:focus { min-height: $p24; padding: 0 $p8; border: 2px solid $accent; }
QPushButton[look="link"]:focus, QPushButton[look="quiet"]:focus { border: 2px solid $accent; }
QPushButton::menu-indicator { width: 0; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; color: $text_2;
  min-width: $p30; min-height: $p30; padding: 0; }
QToolButton:hover { background: $header; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border: 2px solid $accent; min-width: $p28; min-height: $p28; }
QToolButton::menu-indicator { image: none; }
QLineEdit, QComboBox, QAbstractSpinBox { background: $surface; color: $text; border: 1px solid $edge;
  border-radius: 4px; padding: 0 $p9; min-height: $p30; selection-background-color: $selection;
  selection-color: $text; }
QPlainTextEdit, QTextEdit { background: $surface; color: $text; border: 1px solid $edge; border-radius: 4px;
  padding: $p4 $p5; selection-background-color: $selection; selection-color: $text; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 0 $p8;
  min-height: $p28; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: $p3 $p4; }
QTextEdit[look="bare"] { background: transparent; border: 2px solid transparent; padding: $p2 $p4; }
QTextEdit[look="bare"]:focus { border: 2px solid $accent; padding: $p2 $p4; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $header; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: $edge; border-color: $divider; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] { border: 2px solid $red; }
QLineEdit[look="cell"], QComboBox[look="cell"] { border: 2px solid $accent; border-radius: 0; padding: 0 $p5;
  min-height: 0; }
QLineEdit QToolButton { min-width: 0; min-height: 0; border: 0; background: transparent; }
QComboBox::drop-down { border: 0; width: $p26; }
QComboBox::down-arrow { image: url(icons:$name/chevron-down.svg); width: $p16; height: $p16; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $edge; padding: $p3; outline: 0; }
QComboBox QAbstractItemView::item { min-height: $p28; padding: 0 $p6; }
QCheckBox, QRadioButton { spacing: $p8; min-height: $p24; color: $text; border: 2px solid transparent;
  border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; }
QCheckBox::indicator { width: $p14; height: $p14; border: 1px solid $edge; border-radius: 3px; background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url(icons:$name/check.svg); }
QCheckBox::indicator:indeterminate { background: $selection; border-color: $accent; }
QCheckBox::indicator:disabled { border-color: $divider; background: $header; }
QProgressBar { background: $divider; border: 0; border-radius: 2px; min-height: 4px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
"""

_FRAME = """
QMenuBar { background: $surface; color: $text; border-bottom: 1px solid $divider; padding: 0 $p6; }
QMenuBar::item { background: transparent; padding: $p5 $p10; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $selection; }
QMenu { background: $surface; color: $text; border: 1px solid $edge; padding: $p4 0; }
QMenu::item { padding: $p6 $p28 $p6 $p12; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $edge; }
QMenu::icon { padding-left: $p10; }
QMenu::separator { height: 1px; background: $divider; margin: $p4 0; }
QMenu::indicator { width: $p16; height: $p16; margin-left: $p8; }
QMenu::indicator:checked { image: url(icons:$name/tick.svg); }
QStatusBar { background: $surface; border-top: 1px solid $divider; min-height: $p27; }
QStatusBar::item { border: 0; }
QStatusBar QPushButton { min-height: $p20; padding: 0 $p4; font-size: $small; color: $text_2; }
QStatusBar QPushButton:focus { min-height: $p18; }
QToolTip { background: $surface; color: $text; border: 1px solid $edge; padding: $p4 $p6; font-size: $small; }
QTabBar { background: transparent; border-bottom: 1px solid $divider; }
QTabBar[look="bare"] { border-bottom: 0; }
QTabBar::tab { color: $text_2; background: transparent; padding: $p8 $p4 $p7 $p4; margin-right: $p20;
  border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { border-bottom: 2px solid $accent; color: $accent; }
QTabBar::tear { width: 0; }
QTabBar QToolButton { min-width: $p16; min-height: $p24; background: $bg; border: 0; }
QTabWidget::pane { border: 0; }
QSplitter::handle { background: $divider; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollArea, QScrollArea > QWidget > QWidget[look="plain"] { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 2px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
QDialog { background: $surface; }
"""

_CONTENT = """
QLabel { color: $text; background: transparent; }
QLabel[role="figure"] { font-size: $figure; font-weight: 600; }
QLabel[role="title"] { font-size: $title; font-weight: 600; }
QLabel[role="section"] { font-size: $section; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="quiet"] { color: $text_2; }
QLabel[role="label"] { font-size: $small; font-weight: 600; color: $text_2; }
QLabel[role="note"] { font-size: $small; color: $text_3; }
QLabel[role="problem"] { font-size: $small; color: $problem; }
QLabel:disabled { color: $edge; }
QFrame[look="card"] { background: $surface; border: 1px solid $divider; border-radius: 4px; }
QFrame[look="band"] { background: $surface; border: 0; border-bottom: 1px solid $divider; }
QFrame[look="pane"] { background: $surface; border: 0; border-left: 1px solid $divider; }
QFrame[look="left pane"] { background: $surface; border: 0; border-right: 1px solid $divider; }
QFrame[look="table head"] { background: $header; border: 0; }
QFrame[look="rule"] { background: $divider; border: 0; }
QWidget[look="surface"] { background: $surface; }
QAbstractItemView { background: $surface; color: $text; border: 0; outline: 0; selection-background-color: $selection;
  selection-color: $text; gridline-color: $divider; }
QListView[look="board column"] { background: transparent; }
QTableView[look="frozen"] { border: 0; border-right: 1px solid $edge; }
QHeaderView { background: $header; border: 0; }
QHeaderView::section { background: $header; color: $text_2; border: 0; border-bottom: 1px solid $edge;
  padding: 0 $p8; font-size: $small; font-weight: 600; }
QTableCornerButton::section { background: $header; border: 0; border-bottom: 1px solid $edge; }
QCalendarWidget QToolButton { color: $text; }
"""


def style_sheet(tokens: Palette, px: Callable[[float], int], *, problem: str) -> str:
    """Write the style sheet of `tokens`, with every length through `px` and `problem` as the ink of what is wrong."""
    words = {name: getattr(tokens, name) for name in Palette.__slots__ if isinstance(getattr(tokens, name), str)}
    sizes = {name: f"{px(size.size)}px" for name, size in SCREEN.items() if name != "label"}
    lengths = {f"p{length}": f"{px(length)}px" for length in range(1, 41)}
    red = tokens.statuses["R"]
    return Template(_FRAME + _CONTENT + _CONTROLS).substitute(
        words, **sizes, **lengths, small=f"{px(12)}px", red=red.edge, problem=problem
    )

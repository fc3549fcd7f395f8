"""About the application, and the list of its shortcuts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QWidget

from pmo_desktop import __version__
from pmo_desktop.ui.actions import Actions
from pmo_desktop.ui.crash_dialog import diagnostics
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row

ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0"


class AboutDialog(QDialog):
    """Version, licences, whose data ships with it, and diagnostics to copy."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(self.tr("About PMO Desktop"))
        title = label("PMO Desktop", "title")
        version = label(self.tr("Version {version}").format(version=__version__), "quiet")
        what = self.tr(
            "The register, the charter, the assessments and the board pack of a project management office, in one "
            "file on this computer. It never calls home."
        )
        data = self.tr("The shipped register of major projects: {attribution}.").format(attribution=ATTRIBUTION)
        fonts = self.tr(
            "Source Sans 3 under the SIL Open Font License; DejaVu Sans under its own free licence; "
            "Droid Sans Fallback under the Apache License 2.0."
        )
        facts = label(diagnostics(), "note")
        copy = button(self.tr("Copy diagnostics"), self.copy, picture="copy", name="copy diagnostics")
        close = button(self.tr("Close"), self.accept, look="primary", name="about close")
        notes = [label(words, "quiet", wraps=True) for words in (what, data, fonts)]
        self.setLayout(
            column(title, version, *notes, facts, None, row(copy, None, close), gap=12, margins=(24, 24, 24, 24))
        )
        self.setFixedWidth(px(480))

    def copy(self) -> None:
        """Put the diagnostics onto the clipboard."""
        QGuiApplication.clipboard().setText(diagnostics())


class ShortcutsDialog(QDialog):
    """Every action that has a shortcut, by menu."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(32))
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(px(6))
        found = [action for action in actions.all() if not action.shortcut().isEmpty()]
        shown = [(actions.title(action), action.shortcut().toString(_NATIVE)) for action in found]
        for number, (title, keys) in enumerate((*shown, *self._of_tables())):
            grid.addWidget(label(title), number, 0)
            grid.addWidget(label(keys, "quiet"), number, 1)
        inner = QWidget()
        inner.setProperty("look", "surface")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner.setLayout(grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumSize(px(440), px(440))
        close = button(self.tr("Close"), self.accept, look="primary")
        self.setLayout(column(area, row(None, close), gap=12, margins=(20, 20, 20, 20)))

    def _of_tables(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("In a table: edit the cell"), "F2"),
            (self.tr("In a table: fill down"), "Ctrl+D"),
            (self.tr("In a table: copy and paste a block"), "Ctrl+C, Ctrl+V"),
            (self.tr("In a table: empty the cells"), "Del"),
            (self.tr("In a table: edit all selected rows"), "Ctrl+E"),
            (self.tr("In a table: remove the selected rows"), "Ctrl+Del"),
            (self.tr("In a table: what can be done with the row"), self.tr("Menu, Shift+F10")),
            (self.tr("In a table: sort, filter, group, freeze or move the column"), "Alt+Down"),
            (self.tr("In a table: fold and unfold a group"), self.tr("Left, Right")),
            (self.tr("In a table: search"), "Ctrl+F"),
            (self.tr("In a table: open the record, and leave it"), self.tr("Enter, Esc")),
            (self.tr("In the register: open the page of the project"), "Ctrl+Enter"),
            (self.tr("On a board: move the card to another column"), self.tr("Alt+Left, Alt+Right")),
            (self.tr("On a roadmap: choose a date, and move it"), self.tr("Left, Right, with Alt held")),
            (self.tr("In a date: open the calendar"), "F4"),
        )


_NATIVE = QKeySequence.SequenceFormat.NativeText

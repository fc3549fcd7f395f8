"""Where the rows of a register show: as a table, as another face such as a board, or empty with words on why."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QToolButton, QWidget

from pmo_desktop.domain.saved_view import Face
from pmo_desktop.ui.widgets.controls import icon_button, row
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.table.face import OtherFace
from pmo_desktop.ui.widgets.table.view import RegisterView


class Faces(QWidget):
    """`Faces(view, empty)`; `add` offers another face, made when first shown. `buttons` choose between them.

    `now` is the face that shows wherever there are rows; `record_chosen` and `opened` are told by the other faces.
    """

    record_chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, view: RegisterView, empty: EmptyState) -> None:
        super().__init__()
        self.now = Face.TABLE
        self.buttons = row(gap=0)
        self._view = view
        self._empty = empty
        self._made: dict[Face, OtherFace] = {}
        self._makers: dict[Face, Callable[[], OtherFace]] = {}
        self._buttons: dict[Face, QToolButton] = {}
        self._stack = QStackedLayout(self)
        self._stack.addWidget(view)
        self._stack.addWidget(empty)

    def add(self, face: Face, make: Callable[[], OtherFace], picture: str, choose: Callable[[Face], object]) -> None:
        """Offer another face, made by `make`; `choose` is told which one is wanted."""
        if not self._buttons:
            self._add_button(Face.TABLE, "register", choose)
        self._add_button(face, picture, choose)
        self._makers[face] = make

    def _add_button(self, face: Face, picture: str, choose: Callable[[Face], object]) -> None:
        made = icon_button(picture, face.label, lambda: choose(face), name=f"face {face.value}")
        made.setCheckable(True)
        made.setChecked(face is self.now)
        self._buttons[face] = made
        self.buttons.addWidget(made)

    def turn_to(self, face: Face) -> None:
        """Let another face be the one that shows; the table if it is not offered."""
        self.now = face if face in self._makers else Face.TABLE

    def show_rows(self) -> None:
        """Show the rows that pass in the face of now, or the words on why there are none."""
        for face, made in self._buttons.items():
            made.setChecked(face is self.now)
        if not self._view.register.count:
            self._stack.setCurrentWidget(self._empty)
            return
        shown = self.shown()
        if not isinstance(shown, RegisterView):
            shown.ask(self._view.register)
        self._stack.setCurrentWidget(shown)

    def shown(self) -> OtherFace | RegisterView:
        """What shows the rows now."""
        if self.now is not Face.TABLE and self.now not in self._made:
            made = self._made[self.now] = self._makers[self.now]()
            self._stack.addWidget(made)
            made.record_chosen.connect(self.record_chosen)
            made.opened.connect(self.opened)
        return self._made.get(self.now, self._view)

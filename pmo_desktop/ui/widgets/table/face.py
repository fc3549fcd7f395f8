"""What another face of a table has to be able to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pmo_desktop.ui.widgets.table.model import RegisterModel


class OtherFace(QWidget):
    """Another face of a table, such as a board: `ask(model)` shows the rows that pass the filters of its model."""

    record_chosen = Signal(object)
    opened = Signal(object)

    def ask(self, model: RegisterModel) -> None:
        """Show what the table's model shows."""
        raise NotImplementedError

    def current_key(self) -> int | None:
        """The key of the row or card under the cursor."""
        raise NotImplementedError

    def selected_keys(self) -> list[int]:
        """The keys of the selected rows or cards."""
        raise NotImplementedError

    def show_key(self, key: int) -> None:
        """Move the cursor to a row or card, if it is shown."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the focus on what is under the cursor."""
        raise NotImplementedError

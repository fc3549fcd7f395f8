"""What every view of the portfolio is: a question asked behind the window, and a way to show its answer."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services.formats import read_number, show_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from pmo_desktop.ui.document import Document


MOST_ROWS = 1_000


class PortfolioView(QWidget):
    """`ask(session, portfolio)` runs behind the window; `show_answer(answer)` in front. `asked` leads to a record.

    What takes long comes after: `ask_more`, as long as the answer is not `is_whole`. `changed` asks for all of it anew.
    """

    asked = Signal(str, object)
    changed = Signal()

    def __init__(self, document: "Document") -> None:
        super().__init__()
        self.document = document

    def ask(self, session: "Session", portfolio: int | None) -> Any:  # noqa: ANN401  each has an answer of its own
        """Work out what is shown; touches no widget."""
        raise NotImplementedError

    def show_answer(self, answer: Any) -> None:  # noqa: ANN401  as above
        """Show what was worked out."""
        raise NotImplementedError

    def is_whole(self, answer: Any) -> bool:  # noqa: ANN401  as above
        """Whether nothing is left to be worked out."""
        return True

    def ask_more(self, session: "Session", portfolio: int | None, is_stopped: "Callable[[], bool]") -> Any:  # noqa: ANN401  as above
        """Work out all of it; ends soon once `is_stopped` says so, and then what it gives is not shown."""
        raise NotImplementedError

    def show_ended(self) -> None:
        """Say that what takes long was ended before it was known."""

    def lead(self, key: object) -> None:
        """Lead to the record of a mark or a row: a table with a key, or the key of a project."""
        table, _, number = str(key).rpartition(" ")
        if number.isdigit() and int(number):
            self.asked.emit(table or "project", int(number))

    def hidden_words(self, count: int) -> str:
        """What is said where a grid does not list all of `count` projects; nothing where it does."""
        if count <= MOST_ROWS:
            return ""
        return self.tr("{count} more projects are not listed here. Choose a portfolio to see fewer.").format(
            count=show_number(count - MOST_ROWS)
        )

    def number(self, text: str) -> float | None:
        """The number that was typed, none for nothing; what is no number is told.

        Raises:
            PmoError: it is not a number.
        """
        return float(read_number(text)) if text.strip() else None

    def refuse(self, error: PmoError) -> None:
        """Tell why something typed could not be taken."""
        self.document.refused.emit(str(error))

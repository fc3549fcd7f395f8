"""A deed: a button beside a record, and what it asks before it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pmo_desktop.ui.values import Money

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pmo_desktop.ui.document import Document

Values = Mapping[str, object]
Ask = Callable[["Document", int, QWidget], None]


def always(values: Values) -> bool:
    """Whatever the record holds."""
    del values
    return True


@dataclass(frozen=True, slots=True)
class Deed:
    """`word` is on the button, `name` finds it; `ask(document, key, parent)` opens what it asks.

    `fits` says from the record's values whether there is anything to do.
    """

    name: str
    word: str
    picture: str
    ask: Ask
    fits: Callable[[Values], bool] = always


def done(document: "Document", title: str, command: "Callable[[Session], object]") -> bool:
    """Run a command as one step; says whether it was done."""

    def run(session: "Session") -> bool:
        command(session)
        return True

    return bool(document.do(title, run))


def today() -> date:
    """The day on the clock of this computer: the day something is done."""
    return datetime.now().astimezone().date()


def day(value: object) -> date:
    """A day that was asked for, or today where it was left empty."""
    return value if isinstance(value, date) else today()


def words(value: object) -> str:
    """A text that was asked for; empty where it was left empty."""
    return "" if value is None else str(value)


def money_of(document: "Document") -> Money:
    """How amounts are typed: in whole units of the workspace's currency."""
    return Money(document.currency)

"""What the charts of a project's page need to know: frozen answers, as in `shapes`."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pmo_desktop.domain.choices import Rating


@dataclass(frozen=True, slots=True)
class GateStop:
    """A gate on its path: when it was planned, is expected and was held, as far as that is known.

    `rating` is that of its verdict, none before there is one; `note` is its state in words, `strong` marks one to look
    at: overdue, late, or held with conditions that are still open.
    """

    label: str
    note: str
    rating: Rating | None = None
    planned_on: date | None = None
    expected_on: date | None = None
    held_on: date | None = None
    strong: bool = False
    key: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        """Those of its days that are known."""
        return tuple(day for day in (self.planned_on, self.expected_on, self.held_on) if day)


@dataclass(frozen=True, slots=True)
class GatePath:
    """The gates of one project in the order it goes through them, and the data date."""

    stops: tuple[GateStop, ...] = ()
    data_date: date | None = None


@dataclass(frozen=True, slots=True)
class StripColumn:
    """What one report said: when it came, and a rating for each row of the strip.

    `came` is short, such as “+3 d”, and `tone` how grave it is; `told` are words for the mouse, for how it came and for
    each rating. `is_new_scale` says that it is rated on another scale than the report before.
    """

    label: str
    came: str
    tone: Rating | None
    ratings: tuple[Rating | None, ...]
    told: tuple[str, ...]
    key: str = ""
    is_new_scale: bool = False


@dataclass(frozen=True, slots=True)
class ReportStrip:
    """The reports of one project, oldest first, against what each rates."""

    rows: tuple[str, ...] = ()
    columns: tuple[StripColumn, ...] = ()


CoverState = Literal["done", "there", "waived", "missing", "open", "later"]


@dataclass(frozen=True, slots=True)
class CoverCell:
    """One document: done as the method asks, there but not ticked off, waived, missing, due now, or to come."""

    state: CoverState
    told: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class CoverRow:
    """The documents of one phase, or of one age; `shown` counts them."""

    label: str
    cells: tuple[CoverCell, ...]
    shown: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class DocumentCover:
    """What is there of the documents of a project, row by row."""

    rows: tuple[CoverRow, ...] = ()

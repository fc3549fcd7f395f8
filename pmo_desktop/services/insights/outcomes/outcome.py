"""The shape of an outcome: the same for every kind of assessment, so that window and report show all by one code."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pmo_desktop.domain.choices import FindingSeverity

Act = Literal["", "action", "act on", "recheck", "lesson"]
Tint = Literal["", "good", "warning", "bad", "news", "quiet"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its unit and a note; `opens` is the statement or domain behind it, `change` is −1, 0 or 1."""

    key: str
    label: str
    value: str
    unit: str = ""
    note: str = ""
    change: int = 0
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart by its name in the catalogue, under a message; `key` tells two of the same kind apart."""

    key: str
    message: str
    hint: str
    name: str
    chart: str
    data: object


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column, its share of the width, and whether it holds figures."""

    title: str
    share: int
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an action made of a line starts with, and where it belongs; `finding` is the key of a kept finding."""

    title: str
    domain: str = ""
    statement: str = ""
    severity: FindingSeverity = FindingSeverity.GOOD_TO_DO
    finding: int | None = None
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row: `opens` is the statement or domain behind it; `act` says what its last cell offers, on which proposal."""

    key: str
    cells: tuple[str, ...]
    opens: str = ""
    tint: Tint = ""
    act: Act = ""
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A list with its columns; `empty` says why it has no line. On paper `in_report` lists alone are printed."""

    key: str
    title: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    empty: str = ""
    in_report: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an assessment found.

    Attributes:
        headline: The message.
        meaning: What it comes to, and why, in two or three sentences.
        figures: Four to six, the most telling first.
        pictures: In pairs, left to right.
        lists: The first is shown first.
        warnings: What to keep in mind, each a sentence.
        can_draft: Whether a charter can be drafted from it.
    """

    headline: str
    figures: tuple[Figure, ...]
    pictures: tuple[Picture, ...]
    lists: tuple[Listed, ...]
    warnings: tuple[str, ...] = ()
    can_draft: bool = False
    meaning: str = ""

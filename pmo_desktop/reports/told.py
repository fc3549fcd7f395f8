"""What the pages of a document tell, beside how they are drawn: from this a deck and a workbook of it are made.

Every block that draws on a paper tells here what it drew and where, in points from the upper left corner of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ToldRun:
    """Words in one manner; `colour` is #RRGGBB, `size` in points."""

    text: str
    bold: bool
    colour: str
    size: float


@dataclass(frozen=True, slots=True)
class ToldText:
    """Lines of text in a box; `align` is left, right or centre."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[ToldRun, ...], ...]
    align: str = "left"

    @property
    def text(self) -> str:
        """All of it, with a space between lines."""
        return " ".join("".join(run.text for run in line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class ToldShape:
    """A small shape around its middle: the shape of a status or a diamond, with its letter."""

    kind: str
    x: float
    middle: float
    size: float
    fill: str
    edge: str
    letter: str
    ink: str


@dataclass(frozen=True, slots=True)
class ToldBox:
    """A rectangle; `fill` and `edge` are #RRGGBB or empty."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    edge: str = ""


@dataclass(frozen=True, slots=True)
class ToldCell:
    """The whole text of a cell and whether it is bold; `status` is the key of the status it shows, or empty.

    `shown` are its lines as they stand on the page, cut where there was no room; empty where they are `text`.
    """

    text: str
    bold: bool = False
    status: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One row: its cells from left to right, its height, and its kind: head, row, group or total."""

    cells: tuple[ToldCell, ...]
    height: float
    kind: str = "row"


@dataclass(slots=True)
class ToldTable:
    """A table on one page; `continues` tells that it began on the page before."""

    x: float
    y: float
    widths: Sequence[float]
    aligns: Sequence[str]
    continues: bool = False
    rows: list[ToldRow] = field(default_factory=list[ToldRow])


@dataclass(frozen=True, slots=True)
class ToldChart:
    """A chart by its answer, in a place of the page."""

    x: float
    y: float
    width: float
    height: float
    data: object


Told: TypeAlias = ToldText | ToldShape | ToldBox | ToldTable | ToldChart


@dataclass(slots=True)
class ToldPage:
    """One page: the key of its section, what it is called, its message, one line of reason, and its foot."""

    section: str
    label: str
    title: str
    reason: str
    foot: str
    blocks: list[Told] = field(default_factory=list[Told])

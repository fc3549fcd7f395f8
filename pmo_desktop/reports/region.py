"""The grid of the page, and regions of it: the one concept of layout."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4, landscape

if TYPE_CHECKING:
    from pmo_desktop.reports.paper import Paper

MM = 72 / 25.4
WIDTH, HEIGHT = landscape(A4)
MARGIN = 15 * MM
GUTTER = 5 * MM
BODY_TOP = MARGIN + 21.5 * MM
BODY_BOTTOM = HEIGHT - MARGIN - 2


@dataclass(slots=True)
class Region:
    """A rectangle of a page that fills from the top: blocks start at `y` and move it down."""

    paper: "Paper"
    x: float
    y: float
    width: float
    bottom: float

    @property
    def room(self) -> float:
        """Height that is left, in points; negative when a block went too far."""
        return self.bottom - self.y

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    def columns(self, *spans: float, gutter: float = GUTTER) -> tuple["Region", ...]:
        """Split what is left into columns: `columns(9, 3)` of a full page follows the grid of twelve.

        A region of nine columns split again with `columns(6, 3)` stays on the same grid.
        """
        one = (self.width - gutter * (sum(spans) - 1)) / sum(spans)
        x, found = self.x, list[Region]()
        for span in spans:
            width = one * span + gutter * (span - 1)
            found.append(Region(self.paper, x, self.y, width, self.bottom))
            x += width + gutter
        return tuple(found)

    def strip(self, height: float, gap: float = 0) -> "Region":
        """Take a band of `height` points off the top, and leave `gap` points under it."""
        band = Region(self.paper, self.x, self.y, self.width, self.y + height)
        self.y += height + gap
        return band

    def inset(self, across: float, down: float) -> "Region":
        """Return what lies `across` points inside of the left and right edges and `down` inside of top and bottom."""
        return Region(self.paper, self.x + across, self.y + down, self.width - 2 * across, self.bottom - down)

    def skip(self, height: float) -> None:
        """Leave `height` points free."""
        self.y += height

    def below(self, *columns: "Region", gap: float = 0) -> None:
        """Go on under the fullest of `columns`, which were split off this region, `gap` points lower."""
        self.y = max(column.y for column in columns) + gap

    def next_page(self) -> None:
        """Go on at the top of a new page that repeats the title, in the same columns."""
        body = self.paper.continue_page()
        self.y, self.bottom = body.y, body.bottom

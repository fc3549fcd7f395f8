"""Running text in columns: what does not fit goes on in the next column, then on the next page."""

from pmo_desktop.charts.style import PAPER
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.typesetting import Laid, Words, draw_lines, lay, strong

_ORPHAN = 2  # lines of a paragraph that stay together at the foot of a column, and at the head of the next


class Columns:
    """`Columns(body, 2)`, then `heading` and `text`; `current` is the column that is being filled."""

    def __init__(self, body: Region, count: int) -> None:
        self._body = body
        self._count = count
        self._columns = list(body.columns(*[1] * count))
        self._place = 0

    @property
    def current(self) -> Region:
        """The column that is being filled."""
        return self._columns[self._place]

    def need(self, height: float) -> None:
        """Go on to the next column, or page, unless `height` points are left in this one."""
        if self.current.room < height:
            self._next()

    def _next(self) -> None:
        self._place += 1
        if self._place == self._count:
            self._body.next_page()
            self._columns, self._place = list(self._body.columns(*[1] * self._count)), 0

    def heading(self, words: str, follows: float = 40) -> None:
        """Write a heading, never alone at the foot of a column: `follows` points stay with it."""
        size = PAPER["section"]
        said = lay(strong(words), self.current.width, size, lines=2)
        self.need(said.height + 4 + follows)
        if self.current.y > self._body.y + 1:
            self.current.skip(8)
        draw_lines(self.current.paper, said, self.current.x, self.current.y)
        self.current.y += said.height + 4

    def text(self, words: Words, *, size: str = "body", colour: str = "", after: float = 6) -> None:
        """Write a paragraph, over as many columns as it takes, and leave `after` points under it."""
        laid = lay(words, self.current.width, PAPER[size], colour=colour)
        lines = laid.lines
        while lines:
            fits = int((self.current.room + 0.5) // laid.size.leading)
            if fits < min(_ORPHAN, len(lines)):
                self._next()
                continue
            taken = lines[:fits]
            if 0 < len(lines) - len(taken) < _ORPHAN <= len(taken) - 1:
                taken = lines[: fits - 1]
            draw_lines(self.current.paper, Laid(taken, laid.size, cut=False), self.current.x, self.current.y)
            self.current.y += len(taken) * laid.size.leading
            lines = lines[len(taken) :]
        self.current.y += after

    def close(self) -> Region:
        """What is left of the page under the fullest column."""
        self._body.below(*self._columns[: self._place + 1], gap=10)
        return self._body

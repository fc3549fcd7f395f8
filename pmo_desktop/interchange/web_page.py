"""Tables of a web page, which many systems hand out under the name of a workbook."""

from html.parser import HTMLParser

from pmo_desktop.interchange.delimited import decode
from pmo_desktop.interchange.sheet import Merge

_MOST_CELLS = 2_000_000
_WIDEST = 16_384  # columns, as in a spreadsheet
_SILENT = frozenset({"style", "script", "head", "title"})
_BREAKS = frozenset({"br", "p", "div", "li"})

# A sheet's name, its rows, that it is not hidden, its merged ranges, its hidden rows and columns, as
# `workbook.BareSheet`.
Page = tuple[str, list[list[object]], bool, list[Merge], set[int], set[int]]


class _Table:
    """A table as it is read: its cells by place, and the ranges that they span."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], str] = {}
        self.taken: set[tuple[int, int]] = set()
        self.merges: list[Merge] = []
        self.row, self.next, self.text, self.place = -1, 0, list[str](), (0, 0)

    def begin_cell(self, across: int, down: int) -> None:
        """The next cell of the row begins where no cell above reaches down to."""
        self.end_cell()
        row, column = max(self.row, 0), self.next
        while (row, column) in self.taken:
            column += 1
        self.place, self.next = (row, column), column + across
        if across * down > 1:
            self.taken.update((row + line, column + index) for line in range(down) for index in range(across))
            self.merges.append((self.place, (row + down - 1, column + across - 1)))

    def begin_row(self) -> None:
        """The next row begins."""
        self.end_cell()
        self.row, self.next = self.row + 1, 0

    def end_cell(self) -> None:
        """Keep the text of the cell that is open."""
        lines = "".join(self.text).split("\n")
        if text := "\n".join(filter(None, (" ".join(line.split()) for line in lines))):
            self.cells[self.place] = text
        self.text = []

    def page(self, name: str) -> Page:
        """The whole table."""
        self.end_cell()
        height = 1 + max((row for row, _ in self.cells), default=-1)
        rows: list[list[object]] = [[] for _ in range(height)]
        for (row, column), text in sorted(self.cells.items()):
            rows[row] += [""] * (column - len(rows[row]))
            rows[row].append(text)
        return name, rows, False, self.merges, set(), set()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables, self.open, self.silent, self.count = list[_Table](), list[_Table](), 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self.open.append(_Table())
            self.tables.append(self.open[-1])
        elif self.open:
            self._inside(self.open[-1], tag, dict(attrs))

    def _inside(self, table: _Table, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            table.begin_row()
        elif tag in {"td", "th"}:
            across, down = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
            self.count += across * down
            if self.count > _MOST_CELLS:
                raise MemoryError
            table.begin_cell(across, down)
        elif tag in _BREAKS:
            table.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(self.silent - 1, 0)
        elif self.open and tag in {"td", "th", "tr"}:
            self.open[-1].end_cell()
        elif self.open and tag == "table":
            self.open.pop().end_cell()

    def handle_data(self, data: str) -> None:
        if self.open and not self.silent:
            self.open[-1].text.append(data.replace("\n", " "))


def _span(value: str | None) -> int:
    number = int(value) if value and value.isdecimal() and len(value) < 6 else 1  # noqa: PLR2004  no table is wider
    return min(max(number, 1), _WIDEST)


def read_page(content: bytes) -> list[Page] | str:
    """The tables of a web page that hold anything, or the word that says why there are none."""
    decoded = decode(content)
    if decoded is None:
        return "damaged"
    reader = _Reader()
    reader.feed(decoded[0])
    reader.close()
    filled = [table for table in reader.tables if table.cells]
    return [table.page(f"Table {number}" if len(filled) > 1 else "Table") for number, table in enumerate(filled, 1)]

"""Workbooks of Excel 2003 as XML, which many systems still hand out under the name of an .xls."""

from datetime import datetime, time
from xml.parsers import expat

from pmo_desktop.interchange.marks.marked import MOST_HIDDEN, WIDEST, Marks
from pmo_desktop.interchange.sheet import Merge

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet|"
_MOST_CELLS = 5_000_000
_LAST_ROW = 2**20

# As `workbook.BareSheet`.
XmlSheet = tuple[str, list[list[object]], bool, list[Merge], set[int], set[int]]


class _Reader:
    """Goes through a workbook, row by row and cell by cell; both may say where they stand."""

    def __init__(self) -> None:
        self.sheets: list[XmlSheet] = []
        self.rows: list[list[object]] = []
        self.merges: list[Merge] = []
        self.marks = Marks()
        self.name, self.is_hidden = "", False
        self.row = self.column = self.next_column = self.count = 0
        self.kind, self.text, self.in_data = "", list[str](), False

    def read(self, content: bytes) -> None:
        """Go through the whole workbook."""
        parser = expat.ParserCreate(namespace_separator="|")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = _refuse
        parser.Parse(content, True)  # noqa: FBT003  expat takes no names

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.removeprefix(_SPACE):
            case "Worksheet":
                self.rows, self.merges, self.marks = [], [], Marks()
                self.name, self.is_hidden = attributes.get(f"{_SPACE}Name", ""), False
                self.row = self.column = self.next_column = 0
            case "Column":
                self._column(attributes)
            case "Row":
                self._row(attributes)
            case "Cell":
                self._cell(attributes)
            case "Data":
                self.kind, self.text, self.in_data = attributes.get(f"{_SPACE}Type", "String"), [], True
            case _:
                pass

    def _column(self, attributes: dict[str, str]) -> None:
        first = _number(attributes, "Index", self.next_column + 1) - 1
        self.next_column = first + 1 + _number(attributes, "Span", 0)
        if attributes.get(f"{_SPACE}Hidden") == "1":
            self.marks.columns.update(range(first, min(self.next_column, WIDEST)))

    def _row(self, attributes: dict[str, str]) -> None:
        place = _number(attributes, "Index", self.row + 1) - 1
        if place > _LAST_ROW:
            raise MemoryError
        self.rows.extend([] for _ in range(place + 1 - len(self.rows)))
        if attributes.get(f"{_SPACE}Hidden") == "1":
            self.marks.rows.update(range(place, min(place + 1 + _number(attributes, "Span", 0), MOST_HIDDEN)))
        self.row, self.column = place + 1 + _number(attributes, "Span", 0), 0

    def _cell(self, attributes: dict[str, str]) -> None:
        place = min(_number(attributes, "Index", self.column + 1) - 1, WIDEST)
        across, down = _number(attributes, "MergeAcross", 0), _number(attributes, "MergeDown", 0)
        cells = self.rows[-1] if self.rows else []
        cells.extend("" for _ in range(place + 1 - len(cells)))
        self.count += place + 1 - self.column
        if self.count > _MOST_CELLS:
            raise MemoryError
        if across or down:
            top = len(self.rows) - 1
            self.merges.append(((top, place), (top + down, place + across)))
        self.column = place + 1 + across

    def _characters(self, text: str) -> None:
        if self.in_data:
            self.text.append(text)

    def _end(self, tag: str) -> None:
        match tag.removeprefix(_SPACE):
            case "Data" if self.rows and self.rows[-1]:
                self.rows[-1][-1], self.in_data = _value(self.kind, "".join(self.text)), False
            case "Worksheet":
                hidden = {row for row in self.marks.rows if row < len(self.rows)}
                page = (self.name, self.rows, self.is_hidden, self.merges, hidden, self.marks.columns)
                self.sheets.append(page)
            case tag if tag.endswith("|Visible"):
                self.is_hidden = True
            case _:
                pass


def _number(attributes: dict[str, str], name: str, otherwise: int) -> int:
    value = attributes.get(f"{_SPACE}{name}", "")
    return int(value) if value.isdecimal() and len(value) < 8 else otherwise  # noqa: PLR2004  no sheet is larger


def _value(kind: str, text: str) -> object:
    """What a cell holds; a text where it is none of what it says."""
    try:
        match kind:
            case "Number":
                return float(text)
            case "Boolean":
                return text == "1"
            case "DateTime":
                found = datetime.fromisoformat(text)
                return found if found.time() != time.min else found.date()
            case _:
                return "" if text.isspace() else text
    except ValueError:
        return text


def _refuse(*_: object) -> None:
    raise ValueError


def read_spreadsheet_xml(content: bytes) -> list[XmlSheet] | str:
    """The sheets of a workbook, or the word that says why there are none."""
    reader = _Reader()
    try:
        reader.read(content)
    except (expat.ExpatError, ValueError):
        return "damaged"
    return reader.sheets

"""Marks of an .ods: what its content says of rows, columns and cells (OpenDocument 1.3, part 3, 9)."""

import io
import zipfile
from xml.parsers import expat

from pmo_desktop.interchange.marks.marked import MOST_HIDDEN, WIDEST, Marks
from pmo_desktop.interchange.unread import is_error

_SIGNS = (b'visibility="', b'value-type="error"', b">#")
_HIDDEN = frozenset({"collapse", "filter"})
_LONGEST = 20  # characters of an error value


def marks(content: bytes) -> dict[str, Marks]:
    """The marks of each sheet by its name; an error for other formats."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("content.xml")
    if not any(sign in text for sign in _SIGNS):
        return {}
    reader = _Reader()
    reader.read(text)
    return {name: found for name, found in reader.sheets.items() if found}


class _Reader:
    """Goes through the tables of a document, counting rows and columns."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self.marks = Marks()
        self.row = self.column = self.next_column = self.high = self.wide = 0
        self.text: list[str] | None = None

    def read(self, content: bytes) -> None:
        """Go through the whole document."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = _refuse
        parser.Parse(content, True)  # noqa: FBT003  expat takes no names

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "table:table":
                self.marks = self.sheets.setdefault(attributes.get("table:name", ""), Marks())
                self.row = self.next_column = self.high = 0
            case "table:table-column":
                count = _times(attributes, "table:number-columns-repeated", WIDEST)
                if attributes.get("table:visibility") in _HIDDEN:
                    self.marks.columns.update(range(self.next_column, min(self.next_column + count, WIDEST)))
                self.next_column += count
            case "table:table-row":
                self.row, self.column, self.wide = self.row + self.high, 0, 0
                self.high = _times(attributes, "table:number-rows-repeated", MOST_HIDDEN)
                if attributes.get("table:visibility") in _HIDDEN:
                    self.marks.rows.update(range(self.row, min(self.row + self.high, MOST_HIDDEN)))
            case "table:table-cell" | "table:covered-table-cell":
                self.column += self.wide
                self.wide = _times(attributes, "table:number-columns-repeated", WIDEST)
            case "text:p" if self.wide:
                self.text = []
            case _:
                pass

    def _characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def _end(self, tag: str) -> None:
        if tag == "text:p" and self.text is not None:
            shown, self.text = "".join(self.text), None
            if len(shown) <= _LONGEST and is_error(shown):
                self.marks.errors += [(self.row, self.column + more, shown) for more in range(min(self.wide, 256))]


def _times(attributes: dict[str, str], name: str, most: int) -> int:
    value = attributes.get(name, "1")
    return min(int(value), most) if value.isdecimal() and len(value) < 9 else 1  # noqa: PLR2004  no sheet is larger


def _refuse(*_: object) -> None:
    raise ValueError

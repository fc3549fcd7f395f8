"""Marks of an .xls: the records of its sheets ([MS-XLS] 2.4)."""

import struct
from collections.abc import Iterator

from pmo_desktop.interchange.marks.compound import stream
from pmo_desktop.interchange.marks.marked import CODES, WIDEST, Marks

_SHEET, _ROW, _COLUMNS, _ERROR, _FORMULA, _OLD_FORMULA, _START, _END = (
    0x85, 0x208, 0x7D, 0x205, 0x06, 0x406, 0x809, 0x0A,
)  # fmt: skip
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_IS_ERROR = 2
_SINCE_1997 = 0x600


def marks(content: bytes) -> dict[str, Marks]:
    """The marks of each sheet by its name; none for other formats."""
    book = stream(content, "Workbook", "Book")
    found: dict[str, Marks] = {}
    is_old = bool(book) and struct.unpack_from("<H", book, 4)[0] < _SINCE_1997
    for kind, data in _records(book, 0):
        if kind == _SHEET and (marked := _marks(book, struct.unpack_from("<I", data)[0])):
            found[_name(data, is_old=is_old)] = marked
        if kind == _END:
            break
    return found


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Every record from a place on."""
    while start + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, start)
        yield kind, book[start + 4 : start + 4 + size]
        start += 4 + size


def _name(data: bytes, *, is_old: bool) -> str:
    """The name of a sheet: one or two bytes a sign; always one in workbooks of before 1997."""
    length = data[6]
    if is_old:
        return data[7 : 7 + length].decode("cp1252", "replace")
    is_wide = data[7] & 1
    return data[8 : 8 + length * (2 if is_wide else 1)].decode("utf-16-le" if is_wide else "latin-1", "replace")


def _marks(book: bytes, start: int) -> Marks:
    found = Marks()
    depth = 0
    for kind, data in _records(book, start):
        depth += (kind == _START) - (kind == _END)
        if not depth:
            break
        if depth > 1:  # a chart in the sheet
            continue
        if kind == _ROW and data[12] & _HIDDEN_ROW:
            found.rows.add(struct.unpack_from("<H", data)[0])
        elif kind == _COLUMNS and data[8] & _HIDDEN_COLUMN:
            first, last = struct.unpack_from("<HH", data)
            found.columns.update(range(first, min(last + 1, WIDEST)))
        elif (kind == _ERROR and data[7]) or (
            kind in {_FORMULA, _OLD_FORMULA} and data[6] == _IS_ERROR and data[12:14] == b"\xff\xff"
        ):
            row, column = struct.unpack_from("<HH", data)
            code = data[6] if kind == _ERROR else data[8]
            found.errors.append((row, column, CODES.get(code, "#N/A")))
    return found

"""Writes small binary workbooks of one sheet, record by record ([MS-XLSB] 2.1)."""

import struct
import zipfile
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CODES = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
_DAY_ZERO = date(1899, 12, 30)


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, parts = len(data), bytearray()
    while size >= 0x80:
        parts.append(size & 0x7F | 0x80)
        size >>= 7
    return head + bytes([*parts, size]) + data


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _relations(*targets: tuple[str, str]) -> str:
    parts = (
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(parts)}</Relationships>'


def _cell(column: int, value: object) -> bytes:
    place = struct.pack("<II", column, 1 if isinstance(value, date) else 0)  # the style of dates
    match value:
        case bool():
            return _record(4, place + bytes([int(value)]))
        case date():
            return _record(5, place + struct.pack("<d", (value - _DAY_ZERO).days))
        case int() | float():
            return _record(5, place + struct.pack("<d", value))
        case str() if value in _CODES:
            return _record(11, place + bytes([_CODES[value]]) + struct.pack("<HII", 0, 0, 0))
        case _:
            return _record(6, place + _text(str(value)))


def _sheet(rows: Sequence[Sequence[object]], hidden_rows: Collection[int], hidden_columns: Iterable[int]) -> bytes:
    columns = b"".join(_record(60, struct.pack("<IIIIH", column, column, 2560, 0, 1)) for column in hidden_columns)
    body = b""
    for number, cells in enumerate(rows):
        flags = 0x10 if number in hidden_rows else 0
        body += _record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, flags, 0, 0))
        body += b"".join(_cell(column, value) for column, value in enumerate(cells) if value != "")
    width = max(map(len, rows))
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)
    return b"".join((
        _record(129), _record(148, size), _record(390) + columns + _record(391) if columns else b"",
        _record(145), body, _record(146), _record(130),
    ))  # fmt: skip


WriteBinary = Callable[..., Path]


@pytest.fixture
def write_binary() -> WriteBinary:
    """`write_binary(path, name, rows, hidden_rows=, hidden_columns=)`."""
    return _write_binary


def _write_binary(
    path: Path,
    name: str,
    rows: Sequence[Sequence[object]],
    *,
    hidden_rows: Collection[int] = (),
    hidden_columns: Iterable[int] = (),
) -> Path:
    """Write a workbook of one sheet; texts, numbers, booleans, dates and error values are known."""
    styles = b"".join(_record(47, struct.pack("<HHHHHHHH", 0, number, 0, 0, 0, 0, 0, 0)) for number in (0, 14))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.bin")),
        "xl/_rels/workbook.bin.rels": _relations(("worksheet", "worksheets/sheet1.bin"), ("styles", "styles.bin")),
        "xl/workbook.bin": _record(131) + _record(143)
        + _record(156, struct.pack("<II", 0, 1) + _text("rId1") + _text(name)) + _record(144) + _record(132),
        "xl/styles.bin": _record(278) + _record(617, struct.pack("<I", 2)) + styles + _record(618) + _record(279),
        "xl/worksheets/sheet1.bin": _sheet(rows, hidden_rows, hidden_columns),
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path

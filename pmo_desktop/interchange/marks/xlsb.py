"""Marks of an .xlsb: the records of its sheets ([MS-XLSB] 2.4)."""

import io
import struct
import zipfile
from collections.abc import Iterator

from pmo_desktop.interchange.marks.marked import CODES, WIDEST, Marks

_ROW, _ERROR, _FORMULA_ERROR, _COLUMNS, _SHEET = 0, 3, 11, 60, 156
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01


def marks(content: bytes) -> dict[str, Marks]:
    """The marks of each sheet by its name; an error for other formats."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: found for name, part in _sheets(archive) if (found := _marks(archive.read(part)))}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Every sheet's name and the part of the archive that holds it."""
    from defusedxml import ElementTree

    targets = {
        str(relation.get("Id")): str(relation.get("Target"))
        for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.bin.rels"))
    }
    for kind, data in _records(archive.read("xl/workbook.bin")):
        if kind == _SHEET:
            relation, after = _text(data, 8)
            name, _ = _text(data, after)
            target = targets.get(relation, "")
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            if part in archive.namelist():
                yield name, part


def _text(data: bytes, start: int) -> tuple[str, int]:
    """A text of two bytes a sign behind its length, and where it ends."""
    length = struct.unpack_from("<I", data, start)[0]
    end = start + 4 + 2 * min(length, len(data))
    return data[start + 4 : end].decode("utf-16-le", "replace"), end


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Every record: its kind in one or two bytes, its size in up to four, seven bits each."""
    place = 0
    while place < len(part):
        kind = part[place]
        place += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[place] << 7)
            place += 1
        size = 0
        for shift in range(0, 28, 7):
            byte = part[place]
            place += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield kind, part[place : place + size]
        place += size


def _marks(part: bytes) -> Marks:
    found, row = Marks(), 0
    for kind, data in _records(part):
        if kind == _ROW:
            row = struct.unpack_from("<I", data)[0]
            if data[11] & _HIDDEN_ROW:
                found.rows.add(row)
        elif kind in {_ERROR, _FORMULA_ERROR}:
            found.errors.append((row, struct.unpack_from("<I", data)[0], CODES.get(data[8], "#N/A")))
        elif kind == _COLUMNS and data[16] & _HIDDEN_COLUMN:
            first, last = struct.unpack_from("<II", data)
            found.columns.update(range(first, min(last + 1, WIDEST)))
    return found

"""Marks of an .xlsx or .xlsm, found in the text of its sheets without parsing all of it (ECMA-376 part 1, 18.3)."""

import io
import re
import zipfile
from collections.abc import Iterator

from pmo_desktop.interchange.marks.marked import WIDEST, ErrorCell, Marks

_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\bt="e"[^>]*>.*?</(?:\w+:)?c>', re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]{1,20})</")
_ROW = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*?\bhidden="(?:1|true)")[^>]*?\br="([0-9]{1,7})"')
_COLUMN = re.compile(rb'<(?:\w+:)?col\s(?=[^>]*?\bhidden="(?:1|true)")[^>]*>')
_SPAN = (re.compile(rb'\bmin="([0-9]{1,5})"'), re.compile(rb'\bmax="([0-9]{1,5})"'))
_PARTS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def marks(content: bytes) -> dict[str, Marks]:
    """The marks of each sheet by its name; an error for other formats."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: found for name, part in _sheets(archive) if (found := _marks(archive.read(part)))}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Every sheet's name and the part of the archive that holds it."""
    from defusedxml import ElementTree

    targets = {
        relation.get("Id"): str(relation.get("Target"))
        for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet") and (target := targets.get(element.get(_PARTS))):
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            if part in archive.namelist():
                yield str(element.get("name")), part


def _marks(content: bytes) -> Marks:
    found = Marks(list(_errors(content)))
    if b'hidden="' in content:
        found.rows.update(int(match[1]) - 1 for match in _ROW.finditer(content))
        for match in _COLUMN.finditer(content):
            first, last = (edge.search(match[0]) for edge in _SPAN)
            if first and last:
                found.columns.update(range(int(first[1]) - 1, min(int(last[1]), WIDEST)))
    return found


def _errors(content: bytes) -> Iterator[ErrorCell]:
    if b't="e"' not in content:
        return
    for match in _CELL.finditer(content):
        place, value = _PLACE.search(match[0]), _VALUE.search(match[0])
        if place and value:
            yield int(place[2]) - 1, _column(place[1]), value[1].decode("ascii", "replace")


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1

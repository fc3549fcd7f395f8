"""The cells of a workbook in which a formula failed: the reader of workbooks takes them for empty, we do not."""

import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\bt="e"[^>]*>.*?</(?:\w+:)?c>', re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]{1,20})</")
_PARTS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


ErrorCell = tuple[int, int, str]  # row and column from 0, and what the cell shows, such as "#N/A"


def error_cells(path: str) -> dict[str, list[ErrorCell]]:
    """The error cells of each sheet by its name; none for other formats than .xlsx."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: found for name, part in _sheets(archive) if (found := list(_errors(archive.read(part))))}
    except (zipfile.BadZipFile, KeyError, ParseError, ValueError):
        return {}


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

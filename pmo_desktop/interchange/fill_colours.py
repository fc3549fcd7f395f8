"""The fill colours of the blank cells of one sheet; runs in the child, because openpyxl reads the whole file."""

import colorsys
import re
from typing import Any

_MOST_ROWS = 5_000
_MOST_COLUMNS = 200
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_THEME = re.compile(rb'<a:(dk1|lt1|dk2|lt2|accent[1-6])>\s*<a:(?:srgbClr val|sysClr [^>]*?lastClr)="([0-9A-Fa-f]{6})"')
_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")


def fill_colours(path: str, sheet: str) -> dict[tuple[int, int], str] | str:
    """The solid fills of blank cells, as six hexadecimal digits, by row and column from 0; "damaged" if unreadable."""
    from zipfile import BadZipFile

    import openpyxl

    try:
        book = openpyxl.load_workbook(path)
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError):
        return "damaged"
    theme = dict(_THEME.findall(book.loaded_theme or b""))
    colours = [theme.get(name.encode(), b"").decode() for name in _ORDER]
    found: dict[tuple[int, int], str] = {}
    page = book[sheet]
    for (row, column), cell in list(page._cells.items()):  # noqa: SLF001  only the cells there are, not the used range
        is_near = row <= _MOST_ROWS and column <= _MOST_COLUMNS
        if is_near and cell.value is None and cell.fill.fill_type == "solid":
            found[row - 1, column - 1] = _rgb(cell.fill.fgColor, colours)
    return found


def _rgb(colour: Any, theme: list[str]) -> str:  # noqa: ANN401  openpyxl's colours
    from openpyxl.styles.colors import COLOR_INDEX

    if colour.type == "rgb":
        match = _HEX.fullmatch(str(colour.rgb))
        return match[1].upper() if match else ""
    if colour.type == "indexed" and colour.indexed < len(COLOR_INDEX):
        return str(COLOR_INDEX[colour.indexed])[-6:]
    if colour.type == "theme" and colour.theme < len(theme) and theme[colour.theme]:
        return _tinted(theme[colour.theme], float(colour.tint or 0))
    return ""


def _tinted(rgb: str, tint: float) -> str:
    """A colour of the theme made lighter (up to 1) or darker (down to -1)."""
    red, green, blue = (int(rgb[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))

"""Ratings that stand in the fill colour of a cell alone, in columns headed as ratings."""

import colorsys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.importing import ColumnMatch
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.sheet import Sheet
from pmo_desktop.interchange.tables import read_fills
from pmo_desktop.interchange.vocabulary import kind_of
from pmo_desktop.interchange.words import short
from pmo_desktop.text import say

_PALE, _DARK = 0.2, 0.3  # saturation and brightness below which a fill is no colour of a light
_RED, _AMBER, _GREEN = 18 / 360, 66 / 360, 170 / 360  # hues at which each of them ends
_RED_AGAIN = 335 / 360


def rating_of(rgb: str) -> Rating | None:
    """The rating that a fill colour of six hexadecimal digits stands for; `None` for white, grey, blue and the like."""
    red, green, blue = (int(rgb[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, saturation, brightness = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < _PALE or brightness < _DARK:
        return None
    if hue <= _RED or hue >= _RED_AGAIN:
        return Rating.RED
    if hue <= _AMBER:
        return Rating.AMBER
    return Rating.GREEN if hue <= _GREEN else None


def unseen_colours(sheet: Sheet, layout: Layout, matches: Sequence[ColumnMatch], target: str) -> list[str]:
    """A sentence on each column of ratings without a text in a workbook whose colours cannot be asked for."""
    if sheet.is_workbook or not sheet.name or not layout.body:
        return []
    sentence = "“{header}” holds no text. Ratings by colour alone are read from .xlsx: save the file as that."
    return [
        say(sentence, header=short(match.header))
        for match in matches
        if match.field
        and kind_of(match.field, target) == "rating"
        and all(cell in ("", None) for cell in layout.cells(match.index))
    ]


def colours_of(
    path: Path, sheet: Sheet, layout: Layout, matches: Sequence[ColumnMatch], target: str
) -> Mapping[tuple[int, int], Rating]:
    """Ratings by place, from the fills of blank cells under the headers of ratings; none if every one has a text."""
    columns = [match.index for match in matches if match.field and kind_of(match.field, target) == "rating"]
    blank = [(row, index) for row in layout.body for index in columns if layout.rows[row][index] in ("", None)]
    if not blank or not sheet.is_workbook:
        return {}
    turned = layout.orientation == "columns"
    fills = read_fills(path, sheet.name)
    found = {place: fills.get((place[1], place[0]) if turned else place) for place in blank}
    return {place: rating for place, rgb in found.items() if rgb and (rating := rating_of(rgb))}

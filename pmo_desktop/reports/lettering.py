"""The house fonts in ReportLab: how wide a text is, and how it gets on the page.

A character that the house fonts lack is set in a fallback font, and one that no font has shows as a box; it can still
be searched and copied. Writing from right to left is shaped and ordered.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pmo_desktop.charts.fonts import font_file
from pmo_desktop.reports.shaping import visual

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_FALLBACKS = ("fallback", "chinese")


def font(face: str) -> str:
    """Return ReportLab's name of a face (regular, semibold, italic, fallback, chinese), loading it at its first use."""
    name = f"House-{face}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, font_file(face)))
    return name


@cache
def _widths(face: str) -> dict[int, float]:
    """Return the advance of every character the face has, in thousandths of its size."""
    loaded = cast("TTFont", pdfmetrics.getFont(font(face))).face
    return {code: loaded.charWidths[code] for code in loaded.charToGlyph}


@lru_cache(maxsize=50_000)
def _thousandths(text: str, face: str) -> float:
    own, text = _widths(face), visual(text)
    if all(ord(sign) in own for sign in text):
        return sum(own[ord(sign)] for sign in text)
    return sum(_widths(_face_of(sign, face)).get(ord(sign), 600) for sign in text)


@lru_cache(maxsize=20_000)
def _face_of(sign: str, face: str) -> str:
    """The first face that has a character: its own, then the fallbacks; the first fallback for one that none has."""
    return next((each for each in (face, *_FALLBACKS) if ord(sign) in _widths(each)), _FALLBACKS[0])


def text_width(text: str, size: float, face: str = "regular") -> float:
    """Return the width of `text` in points."""
    return _thousandths(text, face) * size / 1000


def by_font(text: str, face: str) -> Iterator[tuple[str, str]]:
    """Yield (ReportLab font name, part of `text`): the face, and the fallbacks for what it lacks."""
    own = _widths(face)
    if all(ord(sign) in own for sign in text):
        yield font(face), text
        return
    for chosen, part in groupby(text, lambda sign: _face_of(sign, face)):
        yield font(chosen), "".join(part)


@cache
def ink(colour: str) -> Color:
    """Return a colour for ReportLab from #RRGGBB, which it would otherwise read anew for every stroke."""
    return HexColor(colour)


def draw_text(canvas: "Canvas", x: float, y: float, text: str, size: float, face: str, colour: str) -> None:
    """Draw one piece of text with its baseline starting at (x, y), in PDF coordinates."""
    drawn = visual(text)
    pen = canvas.beginText(x, y)
    pen.setFillColor(ink(colour))
    for name, part in by_font(drawn, face):
        pen.setFont(name, size)
        pen.textOut(part)
    if drawn == text:
        canvas.drawText(pen)
        return
    readable = cast("Any", canvas)  # keeps the order to read in, for searching, copying and reading aloud
    readable.addLiteral(f"/Span <</ActualText <feff{text.encode('utf-16-be').hex()}>>> BDC")
    canvas.drawText(pen)
    readable.addLiteral("EMC")

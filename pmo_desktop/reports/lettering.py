"""The house fonts in ReportLab: how wide a text is, and how it gets on the page.

A character that the house fonts lack is set in the fallback font, and one that no font has shows as a box; it can
still be searched and copied.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, cast

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pmo_desktop.charts.fonts import font_file

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def font(face: str) -> str:
    """Return ReportLab's name of a face (regular, semibold, italic, fallback), loading it at its first use."""
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
    own, other = _widths(face), _widths("fallback")
    return sum(own.get(code) or other.get(code, 600) for code in map(ord, text))


def text_width(text: str, size: float, face: str = "regular") -> float:
    """Return the width of `text` in points."""
    return _thousandths(text, face) * size / 1000


def by_font(text: str, face: str) -> Iterator[tuple[str, str]]:
    """Yield (ReportLab font name, part of `text`): the face, and the fallback for what it lacks."""
    own = _widths(face)
    if all(ord(sign) in own for sign in text):
        yield font(face), text
        return
    for has, part in groupby(text, lambda sign: ord(sign) in own):
        yield font(face if has else "fallback"), "".join(part)


@cache
def ink(colour: str) -> Color:
    """Return a colour for ReportLab from #RRGGBB, which it would otherwise read anew for every stroke."""
    return HexColor(colour)


def draw_text(canvas: "Canvas", x: float, y: float, text: str, size: float, face: str, colour: str) -> None:
    """Draw one piece of text with its baseline starting at (x, y), in PDF coordinates."""
    pen = canvas.beginText(x, y)
    pen.setFillColor(ink(colour))
    for name, part in by_font(text, face):
        pen.setFont(name, size)
        pen.textOut(part)
    canvas.drawText(pen)

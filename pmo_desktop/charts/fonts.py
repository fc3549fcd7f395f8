"""The fonts that ship with the application, by face; used by charts and by the PDF."""

from functools import cache
from pathlib import Path

from pmo_desktop.resources import resource

FAMILY = "Source Sans 3"
FALLBACK = "DejaVu Sans"
CHINESE = "Droid Sans Fallback"  # and Japanese and Korean
_UNKNOWN, _WIDE = 0.65, 1.0  # about what a character of another script takes, and of Chinese
_FIRST_WIDE = 0x1100

FACES = {
    "regular": "SourceSans3-Regular.ttf",
    "semibold": "SourceSans3-Semibold.ttf",
    "italic": "SourceSans3-It.ttf",
    "fallback": "DejaVuSans.ttf",
    "chinese": "DroidSansFallback.ttf",
}


def font_file(face: str) -> Path:
    """Return the TrueType file of `face`: regular, semibold, italic, fallback or chinese."""
    return resource("fonts", FACES[face])


@cache
def _advances(face: str) -> dict[int, float]:
    """Return the advance of every character of a face, in sizes of the text."""
    from matplotlib.ft2font import FT2Font, LoadFlags

    font = FT2Font(font_file(face))
    unit = font.units_per_EM
    return {
        code: font.load_glyph(glyph, LoadFlags.NO_SCALE).horiAdvance / unit
        for code, glyph in font.get_charmap().items()
    }


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in points, as charts need it to keep their labels apart."""
    own = _advances("semibold" if bold else "regular")
    return sum(own.get(ord(sign)) or (_UNKNOWN if ord(sign) < _FIRST_WIDE else _WIDE) for sign in text) * size


def shorten(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return `text`, or as much of it as fits `width` points, with "…" for the rest."""
    text = " ".join(text.split())
    if text_width(text, size, bold=bold) <= width:
        return text
    while text and text_width(text + "…", size, bold=bold) > width:
        text = text[:-1]
    return text.rstrip() + "…"

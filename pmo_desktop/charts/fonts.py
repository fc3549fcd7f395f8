"""The fonts that ship with the application, by face; used by charts and by the PDF."""

from pathlib import Path

from pmo_desktop.resources import resource

FAMILY = "Source Sans 3"
FALLBACK = "DejaVu Sans"

FACES = {
    "regular": "SourceSans3-Regular.ttf",
    "semibold": "SourceSans3-Semibold.ttf",
    "italic": "SourceSans3-It.ttf",
    "fallback": "DejaVuSans.ttf",
}


def font_file(face: str) -> Path:
    """Return the TrueType file of `face`: regular, semibold, italic or fallback."""
    return resource("fonts", FACES[face])

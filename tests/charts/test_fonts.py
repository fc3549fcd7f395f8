import pytest
from matplotlib.ft2font import FT2Font

from pmo_desktop.charts.fonts import FACES, FAMILY, font_file

LATIN = "AZaz09ÀÉçœßŐžŞğ€£¥₹−–—·…→←↗↘↑↓▲▼≥≤×÷±%’“”«»½№\u00a0\u202f\u0131"
GREEK_AND_CYRILLIC = "\u0391\u03a9\u03b1\u03c9\u0416\u042f\u0439\u044e"


@pytest.mark.parametrize("face", FACES)
def test_every_face_ships_as_truetype_which_a_pdf_can_embed(face: str) -> None:
    assert font_file(face).read_bytes()[:4] == b"\x00\x01\x00\x00"


@pytest.mark.parametrize("face", ["regular", "semibold", "italic"])
def test_house_faces_cover_latin_greek_cyrillic_arrows_and_signs(face: str) -> None:
    font = FT2Font(font_file(face))
    assert not set(LATIN + GREEK_AND_CYRILLIC) - {chr(code) for code in font.get_charmap()}
    assert font.family_name == FAMILY


@pytest.mark.parametrize("face", [face for face in FACES if face != "chinese"])
def test_digits_are_tabular_so_that_figures_line_up(face: str) -> None:
    font = FT2Font(font_file(face))
    assert len({font.load_char(ord(digit)).linearHoriAdvance for digit in "0123456789"}) == 1


def test_each_licence_travels_with_its_font() -> None:
    folder = font_file("regular").parent
    assert "SIL OPEN FONT LICENSE" in (folder / "SourceSans3-LICENSE.md").read_text(encoding="utf-8").upper()
    assert "Apache License" in (folder / "DroidSansFallback-LICENSE.txt").read_text(encoding="utf-8")
    assert "DejaVu" in (folder / "DejaVu-LICENSE.txt").read_text(encoding="utf-8")

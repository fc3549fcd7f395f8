import unicodedata

import pytest

from pmo_desktop.reports.lettering import by_font, text_width
from pmo_desktop.reports.shaping import visual


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Crossrail 2", "Crossrail 2"),
        ("项目办公室", "项目办公室"),
        ("שלום", "םולש"),
        ("مكتب", "\ufe90\ufe98\ufedc\ufee3"),  # meem initial, kaf and teh medial, beh final, drawn from the left
        ("دار", "\ufead\ufe8d\ufea9"),  # letters that never reach on to the next
        ("سلام", "\ufee1\ufefc\ufeb3"),  # lam and alef become one
        ("مَن", "\ufee6\u064e\ufee3"),  # a mark between does not part letters
    ],
)
def test_letters_take_their_forms_and_stand_in_the_order_to_draw(text: str, drawn: str) -> None:
    assert visual(text) == drawn


def test_words_of_both_directions_stand_in_their_order_and_figures_stay_figures() -> None:
    shown = visual("مكتب المشاريع 2026")
    assert unicodedata.normalize("NFKC", shown) == "2026 " + "مكتب المشاريع"[::-1]
    assert visual("Phase 2: שלום").startswith("Phase 2: ")


def test_every_character_of_many_scripts_has_a_face_that_holds_it() -> None:
    text = "项目办公室 漢字 かな 한국어 Ελλάς Русский שלום مكتب Ω ✓"
    fonts = {name for name, _ in by_font(visual(text), "regular")}
    assert fonts == {"House-regular", "House-fallback", "House-chinese"}
    assert "".join(part for _, part in by_font(visual(text), "semibold")) == visual(text)
    assert text_width("项目", 10) == pytest.approx(20, rel=0.02)
    apart = sum(text_width(letter, 10) for letter in "سلام")
    assert text_width("سلام", 10) < apart

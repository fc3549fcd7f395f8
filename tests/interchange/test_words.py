import pytest

from pmo_desktop.interchange.words import column_letters, fold, short, table


@pytest.mark.parametrize(("text", "folded"), [
    ("  Début\u00a0 prévu\n", "debut prevu"), ("GROSS", "gross"), ("groß", "gross"), ("a\u2013b", "a-b"),
    ("l\u2019an", "l'an"), ("`x`", "'x'"), ("", ""),
])  # fmt: skip
def test_texts_fold_so_that_they_compare(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
)
def test_columns_are_lettered_as_in_a_spreadsheet(index: int, letters: str) -> None:
    assert column_letters(index) == letters


def test_a_long_header_is_cut_to_one_line() -> None:
    assert short("Cost\n(£m)") == "Cost (£m)"
    assert short("x" * 70) == "x" * 60 + "…"


def test_every_field_has_words_in_five_languages() -> None:
    for field, entry in table("synonyms")["fields"].items():
        assert set(entry["words"]) == {"en", "fr", "de", "es", "it"}, field

from collections.abc import Iterator

import pytest

from pmo_desktop.storage.full_text import FullText

DOCUMENTS = (
    ("Two teams tested with two plans", "One test plan in the contract.", "Signalling"),
    ("Grid connection", "Ordered with the building permit; the tests were late.", "Énergie des dépôts"),
    ("Fare rules", "Put worked examples into the contract.", ""),
)


@pytest.fixture
def index() -> Iterator[FullText]:
    made = FullText(DOCUMENTS)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("contract", [2, 0]),
        ("testing", [0, 1]),
        ("test contract", [0]),
        ("conn", [1]),
        ("energie depot", [1]),
        ("nothing of this", []),
        ("", []),
        ("*", []),
    ],
    ids=[
        "the shorter text first",
        "another form, the title first",
        "all words",
        "a beginning",
        "no accents",
        "none",
        "empty",
        "signs",
    ],
)
def test_words_find_what_holds_all_of_them_best_first(index: FullText, words: str, places: list[int]) -> None:
    assert [hit.place for hit in index.search(words)] == places


def test_the_words_around_the_hit_are_told(index: FullText) -> None:
    assert "building permit" in index.search("permit")[0].excerpt
    assert len(index.search("contract", most=1)) == 1


@pytest.mark.parametrize("words", ['"', "a OR", "title:", "NEAR(", "x NOT", "(", "-", "col : *", "tit^le", "'; DROP"])
def test_no_sign_of_the_query_language_means_anything(index: FullText, words: str) -> None:
    assert index.search(words) is not None

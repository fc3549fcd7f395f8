"""Words: marked, translated when shown, filled last."""

from collections.abc import Iterator

import pytest

from pmo_desktop.text import N_, say, use_translator


@pytest.fixture
def french() -> Iterator[None]:
    use_translator({"Risk": "Risque", "{count} risks": "{count} risques"}.__getitem__)
    yield
    use_translator(lambda text: text)


def test_a_marked_text_is_unchanged() -> None:
    assert N_("Risk") == "Risk"


def test_without_a_translator_the_words_are_the_ones_in_the_code() -> None:
    assert say("Risk") == "Risk"
    assert say("{count} risks", count=3) == "3 risks"


@pytest.mark.usefixtures("french")
def test_a_text_is_translated_before_it_is_filled() -> None:
    assert say("Risk") == "Risque"
    assert say("{count} risks", count=3) == "3 risques"


def test_braces_stay_where_nothing_is_filled_in() -> None:
    assert say("a {b} c") == "a {b} c"
    assert say("{name}", name="{b}") == "{b}"

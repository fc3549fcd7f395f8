import pytest

from pmo_desktop.domain.charter import Section
from pmo_desktop.domain.templates.guidance import guidance
from pmo_desktop.domain.templates.reader import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_has_guidance_in_every_language(language: str) -> None:
    found = guidance(language)
    assert list(found) == list(Section)
    for each in found.values():
        assert each.belongs
        assert each.leave_out
        assert each.example
        assert each.boards_ask.endswith("?")
        assert 3 <= len(each.checks) <= 4
        assert all(check.text for check in each.checks)


def test_an_unknown_language_gives_english_and_a_country_gives_its_language() -> None:
    assert guidance("de") == guidance("en")
    assert guidance("fr_CA") == guidance("fr")
    assert guidance("fr") != guidance("en")


def test_no_two_sections_say_the_same() -> None:
    every = [each.belongs for each in guidance().values()] + [each.leave_out for each in guidance().values()]
    assert len(set(every)) == len(every)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.choices import ProjectClass
from pmo_desktop.domain.rules.similarity import OFFERED_FROM, Profile, similarity, words_of

PROJECT = Profile("Digital", ProjectClass.LARGE, words_of("Ticket machines with contactless readers"))


def lesson(category: str = "", project_class: ProjectClass | None = None, text: str = "") -> Profile:
    return Profile(category, project_class, words_of(text))


@pytest.mark.parametrize(
    ("other", "points"),
    [
        (lesson("Digital", ProjectClass.LARGE, "ticket machine reader"), 100),
        (lesson("digital", ProjectClass.LARGE), 60),
        (lesson("Digital", ProjectClass.MEDIUM), 50),
        (lesson("Digital", ProjectClass.SMALL), 40),
        (lesson("Digital"), 45),
        (lesson(), 20),
        (lesson("", None, "tickets"), 33),
        (lesson("", None, "tickets, machines"), 47),
        (lesson("", None, "tickets, machines, readers, contactless"), 60),
        (lesson("Fleet", ProjectClass.LARGE), 20),
        (lesson("Fleet", None, "tickets, machines, readers"), 45),
        (lesson("Fleet"), 5),
    ],
    ids=[
        "all alike", "category and class", "the next class", "two classes apart", "any class", "for every project",
        "one word", "two words", "four count as three", "another category, same class", "other category, three words",
        "another category",
    ],
)  # fmt: skip
def test_points_are_for_category_class_and_words(other: Profile, points: int) -> None:
    assert similarity(PROJECT, other).points == points


def test_why_a_lesson_is_offered_is_told() -> None:
    found = similarity(PROJECT, lesson("Digital", ProjectClass.LARGE, "The machine ate a ticket"))
    assert (found.same_category, found.same_class, found.common) == (True, True, ("machine", "ticket"))
    assert found.points >= OFFERED_FROM


def test_a_project_without_class_or_category_is_compared_by_the_rest() -> None:
    bare = Profile("", None, words_of("ticket machines"))
    assert similarity(bare, lesson("Digital", ProjectClass.LARGE)).points == 0
    assert similarity(bare, lesson("", None, "ticket machine")).points == 47


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Projects and their tickets", {"ticket"}),
        ("Dépôts, dépôt", {"depot"}),
        ("Bus, 2026, A4 — bogies", {"bogie"}),
        ("", set()),
    ],
)
def test_words_are_bare_of_case_accents_numbers_and_what_every_text_says(text: str, words: set[str]) -> None:
    assert words_of(text) == words


@given(st.text(max_size=60), st.text(max_size=60))
def test_points_stay_between_nothing_and_a_hundred(first: str, second: str) -> None:
    found = similarity(Profile(first, None, words_of(first)), Profile(second, None, words_of(second)))
    assert 0 <= found.points <= 100

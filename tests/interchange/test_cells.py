from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.choices import (
    Choice,
    EacMethod,
    ForwardLook,
    ProjectStatus,
    Rating,
    RiskResponse,
    Severity,
    Stage,
)
from pmo_desktop.interchange.amounts import MoneyColumn
from pmo_desktop.interchange.cells import (
    read_choice,
    read_column,
    read_flag,
    read_rating,
    read_text,
    reader,
    settle,
    text_of,
)
from pmo_desktop.interchange.unread import NotRated, Unread
from pmo_desktop.interchange.vocabulary import TARGETS, target_named
from pmo_desktop.interchange.words import lookup, table

CHOICES = sorted(
    {spec.choices for name in TARGETS for spec in target_named(name).specs.values() if spec.choices}
    - {Rating, EacMethod},
    key=lambda choices: choices.__name__,
)
_CELLS = st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.none())


@pytest.mark.parametrize(("text", "rating"), [
    ("Amber/red", Rating.AMBER_RED), ("Amber/ Red", Rating.AMBER_RED), ("Amber-Red", Rating.AMBER_RED),
    ("A/R", Rating.AMBER_RED), ("AMBER", Rating.AMBER), ("amber red", Rating.AMBER_RED), ("R", Rating.RED),
    ("Red.", Rating.RED), (" g ", Rating.GREEN), ("Amber ↑", Rating.AMBER), ("on track", Rating.GREEN),
    ("At Risk", Rating.AMBER), ("late", Rating.RED), ("orange", Rating.AMBER), ("vert", Rating.GREEN),
    ("en retard", Rating.RED), ("Grün", Rating.GREEN), ("im Plan", Rating.GREEN), ("gelb/rot", Rating.AMBER_RED),
    ("ámbar", Rating.AMBER), ("rojo", Rating.RED), ("giallo", Rating.AMBER), ("in ritardo", Rating.RED),
    ("Green/Amber", Rating.AMBER_GREEN), ("", None), ("-", None), (None, None),
])  # fmt: skip
def test_a_rating_is_known_by_its_words(text: str | None, rating: Rating | None) -> None:
    assert read_rating(text) == rating


@pytest.mark.parametrize("text", ["Exempt under Section 43 of the Freedom of Information Act", "Purple", "TBC"])
def test_any_other_text_means_not_rated_for_that_reason(text: str) -> None:
    assert read_rating(text) == NotRated(text)


@pytest.mark.parametrize(("choices", "text", "member"), [
    (ProjectStatus, "On Hold", ProjectStatus.ON_HOLD), (ProjectStatus, "terminé", ProjectStatus.CLOSED),
    (ProjectStatus, "in Arbeit", ProjectStatus.ACTIVE), (Stage, "FBC", Stage.DEFINE),
    (Stage, "Umsetzung", Stage.DELIVER), (ForwardLook, "↑", ForwardLook.IMPROVING),
    (ProjectStatus, "n/a", None), (ProjectStatus, None, None), (RiskResponse, "Accept: too dear", RiskResponse.ACCEPT),
    (Severity, "2 - Medium", Severity.MEDIUM), (Severity, "High (3)", Severity.HIGH),
])  # fmt: skip
def test_a_choice_is_known_by_its_words(choices: type[Choice], text: str | None, member: object) -> None:
    assert read_choice(text, choices) == member


def test_what_is_no_choice_is_told() -> None:
    assert read_choice("sideways", ProjectStatus) == Unread("not one of the known choices")
    assert read_choice("x" * 50, ProjectStatus) == Unread("not one of the known choices")


@pytest.mark.parametrize("choices", CHOICES, ids=lambda each: each.__name__)
def test_every_member_of_a_closed_list_is_known_by_its_own_value_and_label(choices: type[Choice]) -> None:
    assert [read_choice(member.value, choices) for member in choices] == list(choices)
    assert [read_choice(member.label, choices) for member in choices] == list(choices)
    assert set(table("words").get(choices.__name__, ())) <= {member.value for member in choices}


@pytest.mark.parametrize("name", sorted(table("words")))
def test_no_word_means_two_things(name: str) -> None:
    listed: dict[str, str] = {}
    for meaning, words in table("words")[name].items():
        for word in words:
            assert listed.setdefault(word.casefold(), meaning) == meaning
    assert lookup(name)


@pytest.mark.parametrize(("cell", "flag"), [
    (True, True), ("Yes", True), ("x", True), ("✓", True), ("oui", True), ("nein", False), ("0", False), (1.0, True),
    ("", None), (None, None), ("-", None),
])  # fmt: skip
def test_yes_and_no_are_known_by_their_words(cell: object, flag: bool | None) -> None:  # noqa: FBT001  the expected value
    assert read_flag(cell) == flag


def test_neither_yes_nor_no_is_told() -> None:
    assert read_flag("perhaps") == Unread("not yes or no")


@pytest.mark.parametrize(("cell", "text"), [
    (" a\nb ", "a\nb"), (None, ""), (1.0, "1"), (1.5, "1.5"), (3, "3"), (True, "Yes"), (False, "No"),
    (1e300, "1e+300"), (date(2024, 3, 1), "2024-03-01"),
    (datetime(2024, 3, 1), "2024-03-01"),  # noqa: DTZ001  spreadsheets know no zones
    (datetime(2024, 3, 1, 5), "2024-03-01 05:00:00"),  # noqa: DTZ001
])  # fmt: skip
def test_a_cell_shows_as_text(cell: object, text: str) -> None:
    assert text_of(cell) == text


def test_an_error_value_is_no_text() -> None:
    assert read_text("#REF!") == Unread("an error value of the spreadsheet")
    assert read_text("#1 priority") == "#1 priority"
    assert read_text(" ") is None


def test_a_column_is_read_by_what_is_settled_for_all_of_it() -> None:
    settings = settle("date", ["01/02/2024", "01/13/2024"], MoneyColumn())
    assert read_column(["01/02/2024", "01/02/2024", None, ""], reader("date", None, settings)) == [
        date(2024, 1, 2), date(2024, 1, 2), None, None,
    ]  # fmt: skip
    settings = settle("percent", [0.5, 0.25], MoneyColumn())
    assert read_column([0.5, 0.25], reader("percent", None, settings)) == [50.0, 25.0]
    settings = settle("money", ["1,50", "2,25"], MoneyColumn("thousand", "EUR", ","))
    assert read_column(["1,50", 2], reader("money", None, settings)) == [150_000, 200_000]


@given(st.lists(_CELLS), st.sampled_from(["text", "date", "money", "percent", "rating", "choice", "flag"]))
def test_no_column_makes_its_reader_fail(cells: list[object], kind: str) -> None:
    settings = settle(kind, cells, MoneyColumn("million", "GBP"))
    answers = read_column(cells, reader(kind, ProjectStatus, settings))
    assert len(answers) == len(cells)

import pytest

from pmo_desktop.services.wording import (
    days,
    first_sentence,
    gist,
    money,
    money_change,
    money_parts,
    names,
    projects,
    share,
)


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (93_300_000_000_00, "GBP", "£93.3bn"),
        (542_000_000_000_00, "GBP", "£542bn"),
        (310_000_000_00, "GBP", "£310m"),
        (4_100_000_00, "GBP", "£4.1m"),
        (-387_000_000_00, "GBP", "−£387m"),
        (12_345_00, "GBP", "£12.3k"),
        (12_00, "GBP", "£12"),
        (0, "GBP", "£0"),
        (4_100_000_00, "EUR", "4.1\u00a0M€"),
        (-12_00, "EUR", "−€12"),
        (None, "GBP", "—"),
    ],
)
def test_money_is_told_in_the_unit_that_suits_it(minor: int | None, currency: str, said: str) -> None:
    assert money(minor, currency) == said


def test_money_shows_its_sign_where_asked() -> None:
    assert [money(each, "GBP", signed=True) for each in (100, 0, -100)] == ["+£1", "£0", "−£1"]


@pytest.mark.parametrize(
    ("minor", "currency", "parts"),
    [(93_300_000_000_00, "GBP", ("£93.3", "bn")), (4_100_000_00, "EUR", ("4.1", "M€")), (-12_00, "GBP", ("−£12", ""))],
)
def test_a_figure_and_its_unit_can_be_set_apart(minor: int, currency: str, parts: tuple[str, str]) -> None:
    assert money_parts(minor, currency) == parts


def test_a_change_of_money_has_a_sign_unless_it_rounds_to_nothing() -> None:
    steps = (310_000_000_00, -16_400_000_00, 400_000_00, -400_000_00, None)
    assert [money_change(step, "GBP", 1_000_000) for step in steps] == ["+310", "−16", "0", "0", "—"]


def test_projects_are_counted_in_singular_and_plural() -> None:
    assert [projects(count) for count in (0, 1, 1_200)] == ["0 projects", "1 project", "1,200 projects"]


def test_days_are_counted_in_singular_and_plural() -> None:
    assert [days(count) for count in (0, 1, 46)] == ["0 days", "1 day", "46 days"]


def test_a_share_is_whole_and_never_rounded_down_to_nothing() -> None:
    assert [share(part, 1_000) for part in (0, 4, 374, 1_000)] == ["0%", "under 1%", "37%", "100%"]
    assert share(1, 0) == "—"


def test_many_names_are_cut_with_their_number() -> None:
    assert [names(["A", "B", "C", "D"][:count]) for count in range(5)] == [
        "",
        "A",
        "A and B",
        "A, B and C",
        "A, B, C and 1 more",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hire a cutter. Then dredge.", ("Hire a cutter.", "Then dredge.")),
        ("Fund it (D-41), approx. 3 m.", ("Fund it (D-41), approx. 3 m.", "")),
        ("No stop", ("No stop", "")),
        ("", ("", "")),
    ],
)
def test_the_first_sentence_is_set_apart(text: str, parts: tuple[str, str]) -> None:
    assert first_sentence(text) == parts


def test_what_only_leads_up_to_the_text_is_left_out() -> None:
    assert (
        gist("It fell to Red. This is due to the following factors:\n\nThe sea bed\nis rock.") == "The sea bed is rock."
    )
    assert gist("Three suppliers left: A, B and C.") == "Three suppliers left: A, B and C."
    assert gist("See the following:") == "See the following:"

from collections.abc import Iterator

import pytest

from pmo_desktop import numbers


@pytest.fixture(autouse=True)
def _british() -> Iterator[None]:
    numbers.use_locale("en_GB")
    yield
    numbers.use_locale("en_GB")


@pytest.mark.parametrize(
    ("value", "text"),
    [(5, "5%"), (12.5, "12.5%"), (10.04, "10.04%"), (2 / 3, "0.67%"), (-3.5, "−3.5%"), (-0.001, "0%"), (None, "—")],
)
def test_a_percentage_of_a_sentence_has_two_decimals_at_most_and_a_true_minus(value: float | None, text: str) -> None:
    assert numbers.show_percent(value, None) == text


@pytest.mark.parametrize(
    ("locale", "level", "step", "less"),
    [
        ("en_GB", "1,234.5%", "+12.5%", "−0.3%"),
        ("fr_FR", "1\u202f234,5\u00a0%", "+12,5\u00a0%", "−0,3\u00a0%"),
        ("tr_TR", "%1.234,5", "+%12,5", "−%0,3"),
    ],
)
def test_the_sign_of_percent_stands_where_the_locale_puts_it(locale: str, level: str, step: str, less: str) -> None:
    numbers.use_locale(locale)
    assert numbers.show_percent(1234.5) == level
    assert [numbers.show_percent_change(value) for value in (12.5, -0.3)] == [step, less]


def test_no_change_has_no_sign() -> None:
    assert [numbers.show_percent_change(value) for value in (0.0, 0.04, -0.04, None)] == ["0.0%", "0.0%", "0.0%", "—"]

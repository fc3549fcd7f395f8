from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.evaluation import Success, reached, second_review_on, success, within
from pmo_desktop.domain.rules.maturity import Answer


@pytest.mark.parametrize(
    ("promised", "came", "answer"),
    [
        (100, 80, Answer.FULLY),
        (100, 110, Answer.FULLY),
        (100, 111, Answer.LARGELY),
        (100, 120, Answer.LARGELY),
        (100, 121, Answer.PARTLY),
        (100, 140, Answer.PARTLY),
        (100, 141, Answer.NO),
        (None, 100, None),
        (100, None, None),
        (0, 100, None),
    ],
)
def test_a_promise_is_kept_as_far_as_it_was_not_overrun(
    promised: int | None, came: int | None, answer: Answer | None
) -> None:
    assert within(promised, came) == answer


@pytest.mark.parametrize(
    ("share", "answer"),
    [(120.0, Answer.FULLY), (90.0, Answer.FULLY), (89.9, Answer.LARGELY), (67.0, Answer.LARGELY),
     (33.0, Answer.PARTLY), (32.9, Answer.NO), (None, None)],
)  # fmt: skip
def test_a_share_is_reached_in_steps(share: float | None, answer: Answer | None) -> None:
    assert reached(share) == answer


@pytest.mark.parametrize(
    ("percent", "word"),
    [(100.0, Success.SUCCESS), (80.0, Success.SUCCESS), (79.9, Success.PART), (50.0, Success.PART),
     (49.9, Success.FAILURE), (None, None)],
)  # fmt: skip
def test_a_success_rate_has_a_word(percent: float | None, word: Success | None) -> None:
    assert success(percent) == word


@pytest.mark.parametrize(
    ("held_on", "due", "expected"),
    [
        (date(2026, 3, 10), [], date(2026, 9, 10)),
        (date(2026, 3, 10), [date(2026, 9, 10)], date(2026, 9, 10)),
        (date(2026, 3, 10), [date(2026, 9, 11)], date(2027, 3, 10)),
        (date(2026, 8, 31), [], date(2027, 2, 28)),
        (date(2026, 12, 5), [date(2028, 1, 1)], date(2027, 12, 5)),
    ],
)
def test_the_second_review_comes_after_six_or_twelve_months(held_on: date, due: list[date], expected: date) -> None:
    assert second_review_on(held_on, due) == expected


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_overrun_is_never_a_better_answer(promised: int, came: int, more: int) -> None:
    less, worse = within(promised, came), within(promised, came + more)
    assert less is not None
    assert worse is not None
    assert worse <= less

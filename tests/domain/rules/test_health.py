import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.choices import FindingSeverity
from pmo_desktop.domain.rules.health import Checked, Confidence, confidence, practice, severity, shortfall
from pmo_desktop.domain.rules.maturity import Answer

NOW, GATE, GOOD = FindingSeverity.NOW, FindingSeverity.NEXT_GATE, FindingSeverity.GOOD_TO_DO
questions = st.lists(st.tuples(st.integers(0, 3), st.none() | st.sampled_from(Answer)), max_size=10).map(
    lambda every: [Checked(f"Q{n}", *each) for n, each in enumerate(every)]
)
RANK = {None: 0, Confidence.LOW: 1, Confidence.MEDIUM: 2, Confidence.HIGH: 3}


def asked(*pairs: tuple[int, int | None]) -> list[Checked]:
    """Relevance and answer; −1 does not apply."""
    return [Checked(f"Q{n}", rel, None if a is None else Answer(a)) for n, (rel, a) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("relevance", "severities"),
    [
        (0, (None, None, None, None)),
        (1, (GATE, GOOD, GOOD, None)),
        (2, (NOW, GATE, GOOD, None)),
        (3, (NOW, NOW, GATE, None)),
    ],
)
def test_severity_follows_from_relevance_and_what_is_missing(
    relevance: int, severities: tuple[FindingSeverity | None, ...]
) -> None:
    assert tuple(severity(each) for each in asked(*((relevance, n) for n in range(4)))) == severities


def test_what_does_not_apply_or_is_not_answered_misses_nothing() -> None:
    assert [shortfall(each) for each in asked((3, -1), (3, None), (3, 1))] == [0, 0, 6]


def test_practice_is_weighted_by_relevance() -> None:
    # (3 × 100 + 2 × 33) ÷ 5; relevance 0 and what does not apply are out
    assert practice(asked((3, 3), (2, 1), (0, 0), (3, -1))).percent == pytest.approx(366 / 5)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (((3, 3), (3, 3), (1, 2)), Confidence.HIGH),
        (((3, 3), (3, 3), (1, None)), Confidence.MEDIUM),  # one is not answered
        (((3, 3), (3, 3), (3, 3), (3, 3), (2, 0)), Confidence.MEDIUM),  # 86 percent, but one thing to do now
        (((3, 2), (3, 2)), Confidence.MEDIUM),  # 67 percent
        (((3, 1), (3, 1)), Confidence.LOW),  # 33 percent
        (((2, 0), (2, 0), (2, 0), (3, 3), (3, 3), (3, 3)), Confidence.LOW),  # 60 percent, three things to do now
        (((3, None), (3, -1)), None),
        ((), None),
    ],
)
def test_confidence_is_judged_by_hand(pairs: tuple[tuple[int, int | None], ...], expected: Confidence | None) -> None:
    assert confidence(asked(*pairs)) == expected


@given(questions, st.integers(0, 9))
def test_more_fully_never_lowers_confidence(every: list[Checked], place: int) -> None:
    if place >= len(every) or every[place].answer in {None, Answer.NOT_APPLICABLE}:
        return
    better = [*every]
    better[place] = Checked(every[place].key, every[place].relevance, Answer.FULLY)
    assert RANK[confidence(better)] >= RANK[confidence(every)]


@given(questions, st.integers(0, 3), st.randoms())
def test_what_does_not_apply_never_counts_and_order_never_matters(
    every: list[Checked], relevance: int, random: object
) -> None:
    mixed = [*every, Checked("N", relevance, Answer.NOT_APPLICABLE)]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert confidence(mixed) == confidence(every)
    assert practice(mixed).percent == practice(every).percent

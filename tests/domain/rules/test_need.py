import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.maturity import Answer, AnsweredStatement
from pmo_desktop.domain.rules.need import Quadrant, need_check, quadrant

signals = st.lists(st.tuples(st.none() | st.sampled_from(Answer), st.integers(1, 3)), max_size=10).map(
    lambda every: [AnsweredStatement(f"S{n}", 0, answer, weight=weight) for n, (answer, weight) in enumerate(every)]
)
ORDER = [None, Quadrant.NOT_NOW, Quadrant.LIGHT, Quadrant.PREPARE_FIRST, Quadrant.OFFICE]


def said(digits: str, weights: str = "") -> list[AnsweredStatement]:
    """Statements a, b, c … by one digit each, ? for none and - for not applicable."""
    known = {"?": None, "-": Answer.NOT_APPLICABLE}
    return [
        AnsweredStatement(key, 0, known[digit] if digit in known else Answer(int(digit)), weight=int(weight))
        for key, digit, weight in zip("abcdefgh", digits, weights or "1" * len(digits), strict=False)
    ]


@pytest.mark.parametrize(
    ("need", "readiness", "advice"),
    [
        (49.9, 49.9, Quadrant.NOT_NOW),
        (50.0, 49.9, Quadrant.PREPARE_FIRST),
        (49.9, 50.0, Quadrant.LIGHT),
        (50.0, 50.0, Quadrant.OFFICE),
        (0.0, 100.0, Quadrant.LIGHT),
        (100.0, 0.0, Quadrant.PREPARE_FIRST),
        (None, 60.0, None),
        (60.0, None, None),
    ],
)
def test_need_and_readiness_meet_in_a_quadrant(
    need: float | None, readiness: float | None, advice: Quadrant | None
) -> None:
    assert quadrant(need, readiness) == advice


def test_a_check_is_worked_out_by_hand() -> None:
    # need (3 × 100 + 1 × 67 + 2 × 33) ÷ 6 = 433 ÷ 6; readiness (2 × 33 + 1 × 100) ÷ 3
    found = need_check(said("321", "312"), said("13-", "211"))
    assert found.need.percent == pytest.approx(433 / 6)
    assert found.readiness.percent == pytest.approx(166 / 3)
    assert found.quadrant is Quadrant.OFFICE
    assert found.drivers == ("a", "b", "c")
    assert found.missing == ("a",)


def test_drivers_are_the_three_that_add_most_and_none_that_add_nothing() -> None:
    # a 1 × 100, b 3 × 33 = 99, c 2 × 67 = 134, d 3 × 0, e 1 × 100
    assert need_check(said("31203", "13231"), []).drivers == ("c", "a", "e")
    assert need_check(said("00-?"), []).drivers == ()


def test_what_is_missing_most_comes_first() -> None:
    # a lacks 2 × 67, b 3 × 100, c nothing, d 1 × 33
    assert need_check([], said("1032", "2331")).missing == ("b", "a", "d")


@given(signals, signals, st.randoms())
def test_order_never_matters(need: list[AnsweredStatement], ready: list[AnsweredStatement], random: object) -> None:
    mixed = list(need)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert need_check(mixed, ready) == need_check(need, ready)


@given(signals, signals)
def test_what_does_not_apply_never_counts(need: list[AnsweredStatement], ready: list[AnsweredStatement]) -> None:
    with_more = need_check([*need, AnsweredStatement("N", 0, Answer.NOT_APPLICABLE, weight=3)], ready)
    without = need_check(need, ready)
    assert (with_more.quadrant, with_more.drivers) == (without.quadrant, without.drivers)


@given(signals, signals, st.integers(0, 9))
def test_a_stronger_signal_never_lowers_the_advice(
    need: list[AnsweredStatement], ready: list[AnsweredStatement], place: int
) -> None:
    if place >= len(need) or need[place].answer not in {Answer.NO, Answer.PARTLY, Answer.LARGELY}:
        return
    stronger = list(need)
    stronger[place] = AnsweredStatement(need[place].key, 0, Answer.FULLY, weight=need[place].weight)
    before, after = need_check(need, ready).quadrant, need_check(stronger, ready).quadrant
    moved = {Quadrant.NOT_NOW: Quadrant.PREPARE_FIRST, Quadrant.LIGHT: Quadrant.OFFICE}
    assert after in {before, moved.get(before) if before else None}

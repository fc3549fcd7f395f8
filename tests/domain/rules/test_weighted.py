from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.maturity import Answer, AnsweredStatement
from pmo_desktop.domain.rules.weighted import Weighted, strength, weighted

maybe_answers = st.none() | st.sampled_from(Answer)
answered = st.lists(st.tuples(maybe_answers, st.integers(1, 3)), max_size=12).map(
    lambda every: [AnsweredStatement(f"S{n}", 0, answer, weight=weight) for n, (answer, weight) in enumerate(every)]
)


def statements(*answers: tuple[Answer | None, int]) -> list[AnsweredStatement]:
    return [AnsweredStatement(f"S{n}", 0, answer, weight=weight) for n, (answer, weight) in enumerate(answers)]


def test_a_share_is_worked_out_by_hand() -> None:
    # (3 × 100 + 2 × 33 + 1 × 0) ÷ (3 + 2 + 1) = 366 ÷ 6 = 61
    found = weighted(
        statements((Answer.FULLY, 3), (Answer.PARTLY, 2), (Answer.NO, 1), (None, 3), (Answer.NOT_APPLICABLE, 3))
    )
    assert found == Weighted(61.0, answered=3, unanswered=1, not_applicable=1)


def test_without_an_answer_that_counts_there_is_no_share() -> None:
    assert weighted(statements((None, 1), (Answer.NOT_APPLICABLE, 2))) == Weighted(None, 0, 1, 1)
    assert weighted([]) == Weighted(None, 0, 0, 0)


def test_strength_is_weight_times_score() -> None:
    found = [strength(each) for each in statements((Answer.LARGELY, 3), (Answer.NOT_APPLICABLE, 3), (None, 3))]
    assert found == [201, 0, 0]


@given(answered, st.integers(0, 11))
def test_more_never_lowers_a_share(every: list[AnsweredStatement], place: int) -> None:
    for answer in (Answer.NO, Answer.PARTLY, Answer.LARGELY):
        if place < len(every):
            lower, higher = list(every), list(every)
            lower[place] = AnsweredStatement("S", 0, answer, weight=every[place].weight)
            higher[place] = AnsweredStatement("S", 0, Answer(answer + 1), weight=every[place].weight)
            below, above = weighted(lower).percent, weighted(higher).percent
            assert below is not None
            assert above is not None
            assert above > below


@given(answered, st.integers(1, 3))
def test_what_does_not_apply_never_counts(every: list[AnsweredStatement], weight: int) -> None:
    more = [*every, AnsweredStatement("N", 0, Answer.NOT_APPLICABLE, weight=weight)]
    assert weighted(more).percent == weighted(every).percent
    assert weighted(more).not_applicable == weighted(every).not_applicable + 1


@given(answered, st.randoms())
def test_order_never_matters(every: list[AnsweredStatement], random: object) -> None:
    mixed = list(every)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert weighted(mixed) == weighted(every)

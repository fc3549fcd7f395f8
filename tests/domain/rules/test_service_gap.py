import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.maturity import Answer
from pmo_desktop.domain.rules.service_gap import Marks, Services, Verdict, service_score, services

F, L, P, N, X = Answer.FULLY, Answer.LARGELY, Answer.PARTLY, Answer.NO, Answer.NOT_APPLICABLE
answers = st.none() | st.sampled_from(Answer)
marks = st.builds(Marks, st.just("S"), answers, answers, st.none() | st.integers(0, 5), st.none() | st.integers(1, 5))


@pytest.mark.parametrize(
    ("needed", "delivered", "well", "valued", "level", "gap", "verdict"),
    [
        (F, F, 4, 4, 4.0, 0.0, Verdict.GOOD),
        (F, F, 4, 2, 4.0, 0.0, Verdict.UNVALUED),
        (F, F, 3, None, 3.0, 0.0, Verdict.GOOD),
        (F, L, 4, 5, 2.68, 0.32, Verdict.WEAK),  # 4 × 0.67 = 2.68
        (F, P, 4, 5, 1.32, 1.68, Verdict.MISSING),  # 4 × 0.33
        (F, N, None, None, 0.0, 3.0, Verdict.MISSING),
        (L, F, 1, 3, 1.0, 1.34, Verdict.WEAK),  # (3 − 1) × 0.67
        (P, F, 2, 3, 2.0, 0.33, Verdict.SURPLUS),  # (3 − 2) × 0.33
        (N, F, 5, 1, 5.0, 0.0, Verdict.SURPLUS),
        (N, N, None, None, 0.0, 0.0, Verdict.GOOD),
        (X, F, 5, 5, 5.0, None, None),
        (F, F, None, 5, None, None, None),
        (None, None, None, None, None, None, None),
    ],
)
def test_a_service_is_judged_by_hand(
    needed: Answer | None,
    delivered: Answer | None,
    well: int | None,
    valued: int | None,
    level: float | None,
    gap: float | None,
    verdict: Verdict | None,
) -> None:
    found = service_score(Marks("coaching", needed, delivered, well, valued))
    assert (found.level, found.verdict) == (level, verdict)
    assert found.gap == (None if gap is None else pytest.approx(gap))


def test_maturity_is_the_mean_level_of_needed_services_each_by_its_need() -> None:
    scores = [
        service_score(Marks("reports", F, F, 4, 4)),  # 100 × 4
        service_score(Marks("coaching", L, F, 1, 3)),  # 67 × 1
        service_score(Marks("tools", P, F, 5, 3)),  # 33 × 5
        service_score(Marks("library", N, F, 5, 5)),
        service_score(Marks("estimates", X, F, 5, 5)),
    ]
    assert services(scores) == Services(3.16, ("coaching",), 3)  # 632 ÷ 200


def test_a_small_office_that_runs_what_is_needed_is_mature() -> None:
    assert services([service_score(Marks("reports", F, F, 5, 5))]).maturity == 5.0
    assert services([]) == Services(None, (), 0)


@given(marks)
def test_running_better_never_lowers_a_service(found: Marks) -> None:
    levels = [service_score(Marks("S", found.needed, found.delivered, well, found.valued)).level for well in range(6)]
    known = [level for level in levels if level is not None]
    assert known == sorted(known)


@given(marks)
def test_delivering_more_never_lowers_a_service(found: Marks) -> None:
    levels = [
        service_score(Marks("S", found.needed, answer, found.well, found.valued)).level for answer in (N, P, L, F)
    ]
    known = [level for level in levels if level is not None]
    assert known == sorted(known)


@given(st.lists(marks, max_size=8), st.randoms())
def test_order_never_matters_and_what_does_not_apply_never_counts(found: list[Marks], random: object) -> None:
    scores = [service_score(each) for each in found]
    mixed = [*scores, service_score(Marks("N", X, F, 5, 5))]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = services(scores), services(mixed)
    assert (one.maturity, one.counted, sorted(one.weakest)) == (other.maturity, other.counted, sorted(other.weakest))

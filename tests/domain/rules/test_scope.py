from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.scope import ChangeFacts, ScopeChange, is_past_decision, scope_change

CUT_OFF, BEFORE, AFTER = date(2024, 6, 30), date(2024, 6, 29), date(2024, 7, 15)
costs = st.none() | st.integers(-(10**9), 10**9)
changes = st.builds(
    ChangeFacts, name=st.sampled_from("abcdef"), cost=costs, is_approved=st.booleans(), is_open=st.booleans(),
    decide_by=st.sampled_from([None, BEFORE, CUT_OFF, AFTER]),
)  # fmt: skip


def approved(name: str, cost: int | None) -> ChangeFacts:
    return ChangeFacts(name, cost, is_approved=True)


def waiting(name: str, cost: int | None, decide_by: date | None = BEFORE) -> ChangeFacts:
    return ChangeFacts(name, cost, is_open=True, decide_by=decide_by)


@pytest.mark.parametrize(
    ("decide_by", "is_open", "past"),
    [(BEFORE, True, True), (CUT_OFF, True, False), (AFTER, True, False), (None, True, False), (BEFORE, False, False)],
)
def test_a_change_is_past_decision_when_still_open_after_its_day(
    *, decide_by: date | None, is_open: bool, past: bool
) -> None:
    assert is_past_decision(ChangeFacts("CR1", 1, is_open=is_open, decide_by=decide_by), CUT_OFF) is past


@pytest.mark.parametrize(
    ("requests", "expected"),
    [
        ([approved("CR1", 40), approved("CR2", 30)], ScopeChange(7.0, "CR1", is_overdue=False, unpriced=None)),
        ([approved("CR1", 40), approved("CR2", -60)], ScopeChange(10.0, "CR2", is_overdue=False, unpriced=None)),
        ([approved("CR1", 40), waiting("CR2", 90)], ScopeChange(9.0, "CR2", is_overdue=True, unpriced=None)),
        ([approved("CR1", 40), waiting("CR2", 90, AFTER)], ScopeChange(4.0, "CR1", is_overdue=False, unpriced=None)),
        ([approved("CR1", 40), waiting("CR2", 40)], ScopeChange(4.0, "CR1", is_overdue=False, unpriced=None)),
        ([approved("CR1", None), approved("CR2", 5)], ScopeChange(0.5, "CR2", is_overdue=False, unpriced="CR1")),
        ([waiting("CR1", None)], ScopeChange(0.0, None, is_overdue=False, unpriced="CR1")),
        ([ChangeFacts("refused", 900)], ScopeChange(0.0, None, is_overdue=False, unpriced=None)),
        ([ChangeFacts("refused", None)], ScopeChange(0.0, None, is_overdue=False, unpriced=None)),
        ([], ScopeChange(None, None, is_overdue=False, unpriced=None)),
    ],
)
def test_scope_changes_by_what_was_approved_or_should_have_been_decided(
    requests: list[ChangeFacts], expected: ScopeChange
) -> None:
    assert scope_change(requests, 1_000, CUT_OFF) == expected


@pytest.mark.parametrize("bac", [None, 0, -5])
def test_without_a_budget_there_is_no_share(bac: int | None) -> None:
    assert scope_change([approved("CR1", 40)], bac, CUT_OFF).percent is None


@given(st.lists(changes, max_size=6), changes, st.integers(0, 10**6))
def test_a_larger_change_never_changes_less(given: list[ChangeFacts], change: ChangeFacts, more: int) -> None:
    cost = abs(change.cost or 0)
    smaller, larger = (
        scope_change(
            [*given, ChangeFacts("x", size, change.is_approved, change.is_open, change.decide_by)], 10**6, CUT_OFF
        )
        for size in (cost, cost + more)
    )
    assert (larger.percent or 0) >= (smaller.percent or 0) >= 0


@given(st.lists(changes, max_size=6).flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))))
def test_the_order_of_changes_never_matters(given: tuple[list[ChangeFacts], list[ChangeFacts]]) -> None:
    assert scope_change(given[0], 10**6, CUT_OFF) == scope_change(given[1], 10**6, CUT_OFF)

from datetime import date

import pytest

from pmo_desktop.domain.rules.value import (
    Outcome,
    mean_slip,
    overspend_percent,
    spared,
    succeeded,
    success_rate,
    times_cost,
)

START, FINISH = date(2026, 1, 1), date(2026, 4, 11)  # a hundred days


def ended(on: date | None = FINISH, bac: int | None = 1000, outturn: int | None = 1000) -> Outcome:
    return Outcome(START, FINISH, on, bac, outturn)


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (ended(), True),
        (ended(date(2026, 4, 21), outturn=1100), True),
        (ended(date(2026, 4, 22)), False),
        (ended(outturn=1101), False),
        (ended(date(2026, 3, 1), outturn=700), True),
        (ended(None), None),
        (ended(outturn=None), None),
        (ended(bac=0), None),
    ],
    ids=[
        "as planned", "at the threshold", "a day beyond", "too dear", "early and cheap", "no finish",
        "no outturn", "no BAC"],
)  # fmt: skip
def test_a_success_ends_without_red_in_schedule_and_cost(outcome: Outcome, verdict: bool | None) -> None:  # noqa: FBT001
    assert succeeded(outcome, 10) is verdict


def test_what_cannot_be_judged_is_left_out_of_the_rate() -> None:
    every = [ended(), ended(outturn=2000), ended(None), ended(), ended()]
    assert success_rate(every, 10) == 75.0
    assert success_rate([ended(None)], 10) is None


def test_slip_is_averaged_and_overspend_weighed_by_budget() -> None:
    every = [ended(date(2026, 5, 1)), ended(date(2026, 4, 1), 3000, 3600), ended(None, None)]
    assert mean_slip(every) == 5.0  # 20 and −10
    assert overspend_percent(every) == 15.0  # 600 of 4000
    assert mean_slip([]) is None
    assert overspend_percent([]) is None


@pytest.mark.parametrize(
    ("before", "after", "budget", "amount"),
    [
        (11.5, 1.5, 4_000, 400),
        (11.5, -3.5, 4_000, 600),
        (5.0, 5.0, 4_000, None),
        (5.0, 8.0, 4_000, None),
        (None, 1.0, 4_000, None),
        (5.0, None, 4_000, None),
        (5.0, 1.0, None, None),
    ],
)
def test_less_overspend_spares_its_share_of_the_budget(
    before: float | None, after: float | None, budget: int | None, amount: int | None
) -> None:
    assert spared(before, after, budget) == amount


def test_savings_are_told_in_times_of_the_cost() -> None:
    assert times_cost(1_280, 640) == 2.0
    assert times_cost(1_280, 0) is times_cost(1_280, None) is None

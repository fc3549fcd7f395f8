from datetime import date

import pytest

from pmo_desktop.domain.rules.compliance import Balance, ItemState, WaiverFacts, balance, item_state, together

ON = date(2026, 6, 30)
HOLDS = WaiverFacts("Board", date(2026, 1, 1), date(2026, 6, 30))
FOR_GOOD = WaiverFacts("Board", None, None)
EXPIRED = WaiverFacts("Board", date(2026, 1, 1), date(2026, 6, 29))
NOT_YET = WaiverFacts("Board", date(2026, 7, 1), None)
NOBODY = WaiverFacts(" ", date(2026, 1, 1), None)
PAST, TODAY, LATER = -1, 0, 1


@pytest.mark.parametrize(
    ("done", "waivers", "place", "state"),
    [
        (True, [EXPIRED], PAST, ItemState.DONE),
        (False, [HOLDS], PAST, ItemState.WAIVED),
        (False, [FOR_GOOD], LATER, ItemState.WAIVED),
        (False, [EXPIRED, HOLDS], TODAY, ItemState.WAIVED),
        (False, [EXPIRED], PAST, ItemState.DEVIATION),
        (False, [EXPIRED], TODAY, ItemState.DEVIATION),
        (False, [EXPIRED], LATER, ItemState.LATER),
        (False, [NOT_YET], PAST, ItemState.DEVIATION),
        (False, [NOBODY], PAST, ItemState.DEVIATION),
        (False, [NOBODY], TODAY, ItemState.OPEN),
        (False, [], PAST, ItemState.DEVIATION),
        (False, [], TODAY, ItemState.OPEN),
        (False, [], LATER, ItemState.LATER),
    ],
    ids=[
        "done whatever was waived", "on its last day", "for good, beforehand", "renewed", "expired, past",
        "expired, even today", "expired, but to come", "approved tomorrow", "nobody approved", "nobody, today",
        "not done", "today", "to come",
    ],
)  # fmt: skip
def test_an_item_is_done_waived_deviating_open_or_to_come(
    done: bool,  # noqa: FBT001  a column of the table
    waivers: list[WaiverFacts],
    place: int,
    state: ItemState,
) -> None:
    assert item_state(done=done, waivers=waivers, place=place, on=ON) is state


def test_the_balance_counts_what_is_due_and_leaves_out_what_is_to_come() -> None:
    found = balance([ItemState.DONE] * 6 + [ItemState.WAIVED, ItemState.DEVIATION, ItemState.OPEN, ItemState.LATER])
    assert found == Balance(6, 1, 1, 1)
    assert (found.due, found.standard_percent, found.agreed_percent) == (8, 75.0, 87.5)
    assert together([found, Balance(2, 0, 0, 3)]) == Balance(8, 1, 1, 4)


def test_where_nothing_is_due_there_is_no_share() -> None:
    assert balance([ItemState.OPEN, ItemState.LATER]).standard_percent is None

"""Post-project evaluation: answers that follow from the register, and the success rate.

Source: the product's rules. An overrun of up to 10 percent is fully within the promise, up to 20 largely, up to 40
partly. A share of 90 percent and more is fully, 67 largely, 33 partly. The second benefits review comes 6 months after
the first where its benefits are due by then, else 12.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from pmo_desktop.domain.rules.maturity import Answer

_OVERRUNS = ((10, Answer.FULLY), (20, Answer.LARGELY), (40, Answer.PARTLY))
_SHARES = ((90, Answer.FULLY), (67, Answer.LARGELY), (33, Answer.PARTLY))
_SUCCESS_PERCENT, _PART_PERCENT = 80, 50
_SOON_MONTHS, _LATER_MONTHS = 6, 12
_LAST_SAFE_DAY = 28


class Success(StrEnum):
    """How a project came out."""

    SUCCESS = "success"
    PART = "part success"
    FAILURE = "failure"


def within(promised: int | None, came: int | None) -> Answer | None:
    """How far a promise (days or money, above 0) was kept by what came; `None` where one is not known."""
    if promised is None or came is None or promised <= 0:
        return None
    over = (came - promised) * 100
    return next((answer for percent, answer in _OVERRUNS if over <= percent * promised), Answer.NO)


def reached(share: float | None) -> Answer | None:
    """How far something is there, by its share of 0 to 100 percent and more; `None` where it is not known."""
    if share is None:
        return None
    return next((answer for percent, answer in _SHARES if share >= percent), Answer.NO)


def success(percent: float | None) -> Success | None:
    """What a success rate of 0 to 100 percent is called."""
    if percent is None:
        return None
    if percent >= _SUCCESS_PERCENT:
        return Success.SUCCESS
    return Success.PART if percent >= _PART_PERCENT else Success.FAILURE


def second_review_on(held_on: date, due: Iterable[date]) -> date:
    """When to look at the benefits again: 6 months on if all still to come are due by then, else 12."""
    soon = _months_after(held_on, _SOON_MONTHS)
    return soon if all(each <= soon for each in due) else _months_after(held_on, _LATER_MONTHS)


def _months_after(day: date, months: int) -> date:
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, min(day.day, _LAST_SAFE_DAY))

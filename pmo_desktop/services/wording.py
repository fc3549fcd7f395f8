"""Words that many answers share: counts, amounts and lists of names, as a sentence tells them."""

import re
from collections.abc import Sequence

from pmo_desktop.domain.money import to_major
from pmo_desktop.services.formats import MINUS, NO_VALUE, money_unit, show_change, show_number, show_percent
from pmo_desktop.text import say

_UNITS = (1_000_000_000, 1_000_000, 1_000)
_HUNDRED = 100
_LEAD_IN = re.compile(r"^.{0,320}?\b(?:following|suivant)\w*\b[^.:]{0,40}:\s*", re.DOTALL | re.IGNORECASE)


def projects(count: int) -> str:
    """“1 project”, “7 projects”."""
    return say("1 project") if count == 1 else say("{count} projects", count=show_number(count))


def days(count: int) -> str:
    """“1 day”, “46 days”; for a length, which has no sign."""
    return say("1 day") if count == 1 else say("{count} days", count=show_number(count))


def money(minor: int | None, currency: str, *, signed: bool = False) -> str:
    """An amount as a sentence tells it, in the unit that suits it: “£93.3bn”, “£310m”, “4.1 M€”; `signed` shows +."""
    if minor is None:
        return NO_VALUE
    figure, unit = money_parts(abs(minor), currency)
    leads = figure.startswith(money_unit(currency))
    told = figure + unit if leads else f"{figure}\u00a0{unit}"
    return (MINUS if minor < 0 else "+" if signed and minor else "") + told


def money_parts(minor: int, currency: str) -> tuple[str, str]:
    """An amount as its figure and its unit, which may be set apart: “£93.3” and “bn”, or “93.3” and “bn€”."""
    scale = unit_for(minor, currency)
    amount = to_major(abs(minor), currency) / scale
    text = show_number(amount, 0 if scale == 1 or amount >= _HUNDRED else 1)
    bare, unit = money_unit(currency), money_unit(currency, scale)
    leads = scale == 1 or unit.startswith(bare)
    sign = MINUS if minor < 0 else ""
    return (f"{sign}{bare}{text}", unit.removeprefix(bare)) if leads else (sign + text, unit)


def money_change(step: int | None, currency: str, scale: int) -> str:
    """A difference in whole units of `scale`, without its unit: “+310”, “−16”, and “0” for what rounds to nothing."""
    if step is None:
        return NO_VALUE
    return show_change(round(to_major(step, currency) / scale), 0)


def unit_for(minor: int, currency: str) -> int:
    """The scale, 1 to 1 000 000 000, in which an amount of minor units has one to three digits before the point."""
    amount = to_major(abs(minor), currency)
    return next((unit for unit in _UNITS if amount >= unit), 1)


def share(part: float, whole: float) -> str:
    """A share as a title tells it: “37%”, “under 1%”; a dash where there is no whole."""
    if whole <= 0:
        return NO_VALUE
    percent = float(part) / float(whole) * _HUNDRED
    if 0 < percent < 1:
        return say("under {percent}", percent=show_percent(1, 0))
    return show_percent(percent, 0)


def names(every: Sequence[str], most: int = 3) -> str:
    """Names in one phrase: “A, B and C”, or “A, B and 12 more” where there are more than `most`."""
    if len(every) > most:
        first = ", ".join(every[:most])
        return say("{names} and {count} more", names=first, count=show_number(len(every) - most))
    if len(every) > 1:
        return say("{names} and {last}", names=", ".join(every[:-1]), last=every[-1])
    return "".join(every)


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence of a text, and the rest of it."""
    bare = " ".join(text.split())
    for at, sign in enumerate(bare):
        if sign in ".!?" and at + 1 < len(bare) and bare[at + 1] == " " and bare[at + 2 : at + 3].isupper():
            return bare[: at + 1], bare[at + 2 :]
    return bare, ""


def gist(text: str) -> str:
    """A text in one paragraph, without what only leads up to it, such as “This is due to the following factors:”."""
    told = " ".join(_LEAD_IN.sub("", text).split())
    return told or " ".join(text.split())

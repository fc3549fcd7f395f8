"""What the shown projects add up to, as the foot of the register tells it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from pmo_desktop.services import formats, grouping
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.text import say
from pmo_desktop.ui.values import Money

_SUMMED = ("whole_life_cost", "bac", "eac")
_SHARE = "figures.cost_percent"


def totals_words(session: Session, money: Money, filters: Sequence[Filter], search: str) -> str:
    """Sums of whole-life cost, BAC and EAC, and the variance of the projects that know both; nothing where unknown."""
    whole = grouping.total(session, PROJECTS, (*_SUMMED, _SHARE), filters=filters, search=search)
    labels = (say("Whole life {amount}"), say("BAC {amount}"), say("EAC {amount}"))
    parts = [
        label.format(amount=f"{formats.show_money(amount, money.currency, money.scale)} {money.unit}")
        for label, amount in zip(labels, (whole.sums[name] for name in _SUMMED), strict=True)
        if amount is not None
    ]
    share = whole.figure(_SHARE)
    if share is not None:
        parts.append(formats.show_percent_change(share))
    return "      ".join(parts)

"""What the shown projects add up to, as the foot of the register tells it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.services import formats, registers
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.text import say
from pmo_desktop.ui.values import Money


def totals_words(session: Session, money: Money, filters: Sequence[Filter], search: str) -> str:
    """Sums of whole-life cost, BAC and EAC, and the variance of the projects that know both; nothing where unknown."""
    sums = registers.sums(session, PROJECTS, ("whole_life_cost", "bac", "eac"), filters=filters, search=search)
    labels = (say("Whole life {amount}"), say("BAC {amount}"), say("EAC {amount}"))
    parts = [
        label.format(amount=f"{formats.show_money(amount, money.currency, money.scale)} {money.unit}")
        for label, amount in zip(labels, sums, strict=True)
        if amount is not None
    ]
    both = ("bac", "eac")
    planned, expected = registers.sums(session, PROJECTS, both, filters=filters, search=search, known=both)
    share = percent(difference(expected, planned), planned)
    if share is not None:
        parts.append(f"{formats.show_change(share, 1)} %")
    return "      ".join(parts)

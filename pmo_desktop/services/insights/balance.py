"""The balance of the portfolio: which value stands against which risk, and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pmo_desktop.services.formats import show_number
from pmo_desktop.services.insights.competitors import Competitor, competitors
from pmo_desktop.services.insights.portfolio_shapes import BalanceBubbles, Bubble
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.wording import money, names, projects, share
from pmo_desktop.text import say

TOP_POINTS = 5
_MOST = 60  # bubbles that can be told apart


@dataclass(frozen=True, slots=True)
class Balance:
    """The chart, what it says, and the projects that cannot be placed on it.

    Attributes:
        chart: The bubbles, at most sixty, the most costly ones.
        title: The message.
        placed: How many have both a score and a scored risk.
        left_out: How many of these are not drawn.
        unscored: Those without a score, as (key, label).
        without_risk: Those with a score and without a scored open risk.
    """

    chart: BalanceBubbles
    title: str
    placed: int
    left_out: int
    unscored: tuple[tuple[int, str], ...]
    without_risk: tuple[tuple[int, str], ...]


def balance(session: Session, portfolio_key: int | None = None) -> Balance:
    """Weigh every project that is not over, or those of one portfolio."""
    every = competitors(session, portfolio_key)
    settings = settings_of(session)
    placed = [each for each in every if each.score is not None and each.risk is not None]
    drawn = sorted(placed, key=lambda each: -(each.cost or 0))[:_MOST]
    left_out = len(placed) - len(drawn)
    chart = BalanceBubbles(
        bubbles=tuple(_bubble(each, settings.currency) for each in drawn),
        top=TOP_POINTS,
        risk_amber=settings.risk_amber,
        note=_note(drawn, left_out, settings.currency),
    )
    return Balance(
        chart if drawn else BalanceBubbles(),
        _title(placed, settings.risk_amber, settings.currency),
        len(placed),
        left_out,
        tuple((each.key, each.label) for each in every if each.score is None),
        tuple((each.key, each.label) for each in every if each.score is not None and each.risk is None),
    )


def _bubble(one: Competitor, currency: str) -> Bubble:
    told = say(
        "{name}: value {value}, risk {risk}, cost {cost}",
        name=one.label,
        value=show_number(one.score, 1),
        risk=show_number(one.risk),
        cost=money(one.cost, currency),
    )
    label = one.reference or one.name
    return Bubble(label, one.score or 0, one.risk or 0, one.cost, one.rating, told, str(one.key))


def _note(drawn: Sequence[Competitor], left_out: int, currency: str) -> str:
    most = max((each.cost or 0 for each in drawn), default=0)
    told = say("Area is cost, the largest {cost}.", cost=money(most, currency)) if most else ""
    if not left_out:
        return told
    less = say("The {count} less costly ones are not drawn.", count=show_number(left_out))
    return f"{told} {less}".strip()


def _title(placed: Sequence[Competitor], amber: int, currency: str) -> str:
    if not placed:
        return say("Nothing can be weighed yet")
    doubtful = [each for each in placed if (each.score or 0) < TOP_POINTS / 2 and (each.risk or 0) >= amber]
    total = sum(each.cost or 0 for each in placed)
    if doubtful:
        cost = sum(each.cost or 0 for each in doubtful)
        who = projects(len(doubtful)) if len(doubtful) > 2 else names([each.label for each in doubtful])  # noqa: PLR2004
        rest = say("{money}, {share} of the cost", money=money(cost, currency), share=share(cost, total))
        promise = say("Low value at high risk: {who}", who=who)
        return f"{promise}; {rest}" if cost else promise
    sound = sum(each.cost or 0 for each in placed if (each.score or 0) >= TOP_POINTS / 2)
    if not total:
        return say("No project of low value is at high risk")
    return say("{share} of the cost is in projects of high value", share=share(sound, total))

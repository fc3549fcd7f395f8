"""What an office may do with an action, and whether an action helped."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.choices import Authority, ItemState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.text import say


def authority_of(session: Session) -> Authority:
    """The most that an office of this workspace may do: advise, recommend or impose."""
    order = list(Authority)
    every = [authority.over_actions for authority in session.scalars(select(Office.authority))]
    return max(every, key=order.index, default=Authority.ADVISE)


def must_be_allowed(session: Session, authority: Authority) -> None:
    """Refuse more than an office may.

    Raises:
        PmoError: no office of the workspace has that authority.
    """
    order = list(Authority)
    most = authority_of(session)
    if order.index(authority) > order.index(most):
        raise PmoError(
            say(
                "An office of this authority may {most} at most. Choose that, or change the office's authority.",
                most=most.label.lower(),
            )
        )


def check_effect(session: Session, key: int, effect: str, *, on: date) -> None:
    """Keep what somebody saw of the effect of an action; one that is still open is closed with it.

    Raises:
        PmoError: the action is gone, or nothing was said of its effect.
    """
    action = session.get(Action, key)
    if action is None:
        raise PmoError(say("This row is gone; somebody removed it. Undo that first."))
    if not effect.strip():
        raise PmoError(say("Say in a sentence whether the action helped."))
    action.effect, action.effect_checked_on = effect.strip(), on
    if action.state is ItemState.OPEN:
        action.state, action.closed_on = ItemState.CLOSED, on

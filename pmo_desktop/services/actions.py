"""What an office may do with an action, and whether an action helped."""

from datetime import date

from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.choices import Authority, ItemState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services.offices import office_of
from pmo_desktop.text import say


def authority_of(session: Session, project_key: int | None = None) -> Authority:
    """The most that the office of a project, or the first office, may do: advise, recommend or impose."""
    office = office_of(session, project_key)
    return office.authority.over_actions if office else Authority.ADVISE


def must_be_allowed(session: Session, authority: Authority, project_key: int | None = None) -> None:
    """Refuse more than the office of a project, or the first office, may.

    Raises:
        PmoError: the office has not that authority.
    """
    order = list(Authority)
    most, office = authority_of(session, project_key), office_of(session, project_key)
    if office is not None and order.index(authority) > order.index(most):
        raise PmoError(
            say(
                "The {office} has {authority} authority: it may {most} a corrective action at most. Choose that, or "
                "change the authority of the office.",
                office=office.name,
                authority=office.authority.label.lower(),
                most=most.label.lower(),
            ),
            "authority",
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
        raise PmoError(say("Say in a sentence whether the action helped."), "effect")
    action.effect, action.effect_checked_on = effect.strip(), on
    if action.state is ItemState.OPEN:
        action.state, action.closed_on = ItemState.CLOSED, on

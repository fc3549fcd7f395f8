"""What a row has to keep beyond what each of its cells may hold, how a new one begins, and what to know of it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Authority, ItemState, OfficeScope
from pmo_desktop.domain.deployment import DeploymentActivity
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.knowledge import Competence
from pmo_desktop.domain.method import Waiver
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.service import Service, ServiceRequest, ServiceState
from pmo_desktop.domain.stakeholder import SignOff
from pmo_desktop.services.offices import office_of
from pmo_desktop.text import N_, say

_BEST = 5
_DOES = {
    Authority.ADVISE: N_("The {office} is advisory: it advises corrective actions, and their owners decide."),
    Authority.RECOMMEND: N_(
        "The {office} has hybrid authority: it recommends corrective actions; who does not follow says why."
    ),
    Authority.IMPOSE: N_("The {office} has centralised authority: it imposes corrective actions."),
}


def check(session: Session, row: Base) -> None:
    """See that a row that was added or changed may stand as it does.

    Raises:
        PmoError: a temporary office has no end date, offices oversee each other in a ring, a value is out of its
            range, or something would end before it begins.
    """
    if isinstance(row, Office):
        _check_office(session, row)
    if isinstance(row, ServiceRequest) and row.value is not None and not 1 <= row.value <= _BEST:
        raise PmoError(say("The value to the customer goes from 1 to 5. Choose one of them."), "value")
    if isinstance(row, Competence) and any(
        each is not None and not 0 <= each <= _BEST for each in (row.level, row.needed)
    ):
        raise PmoError(say("Competence goes from 0 to 5, the level as well as what is needed. Choose one of them."))
    if isinstance(row, DeploymentActivity):
        _check_activity(row)
    if isinstance(row, Waiver) and row.approved_on and row.expires_on and row.expires_on < row.approved_on:
        raise PmoError(say("The waiver would expire before it is approved. Correct one of the two days."), "expires_on")


def _check_activity(row: DeploymentActivity) -> None:
    pairs = (
        (row.baseline_start_on, row.baseline_finish_on),
        (row.forecast_start_on, row.forecast_finish_on),
        (row.actual_start_on, row.actual_finish_on),
    )
    names = ("baseline_finish_on", "forecast_finish_on", "actual_finish_on")
    for (start, finish), name in zip(pairs, names, strict=True):
        if start and finish and finish < start:
            words = say("“{title}” would end before it begins. Correct one of the two days.", title=row.title)
            raise PmoError(words, name)


def _check_office(session: Session, office: Office) -> None:
    if office.scope is OfficeScope.SINGLE and office.ends_on is None:
        raise PmoError(
            say("An office for a single project or programme is temporary. Fill in “Ends on” first, then its scope."),
            "ends_on",
        )
    seen, above = {office.key}, office.overseen_by_key
    while above is not None:
        if above in seen:
            raise PmoError(
                say("Offices cannot oversee each other in a ring. Choose another office above this one."),
                "overseen_by_key",
            )
        seen.add(above)
        above = session.get_one(Office, above).overseen_by_key


def beginning(session: Session, entity: type[Base]) -> dict[str, object]:
    """What a new row begins with: the authority of the office for an action, the first office for what has one."""
    office = office_of(session, None)
    if office is None:
        return {}
    if entity is Action:
        return {"authority": office.authority.over_actions}
    return {"office_key": office.key} if hasattr(entity, "office_key") else {}


def hint(session: Session, entity: type[Base], key: int | None = None) -> str:
    """What to know while one writes a row of `entity`, the one of `key` or a new one; empty for nothing."""
    row = session.get(entity, key) if key is not None else None
    if entity is Action:
        office = office_of(session, row.project_key if isinstance(row, Action) else None)
        return say(_DOES[office.authority.over_actions], office=office.name) if office else ""
    return row.neutrality_note() if isinstance(row, Office) else ""


def next_step(row: Base) -> str:
    """What can be done with a row next, as words on a button; empty for nothing."""
    if isinstance(row, Service):
        steps = {ServiceState.PLANNED: say("Make it live"), ServiceState.LIVE: say("Retire it")}
        return steps.get(row.state, "")
    if isinstance(row, ServiceRequest):
        return "" if row.closed_on else say("Close it")
    if isinstance(row, SignOff):
        return "" if row.signed_on else say("Signed today")
    return say("Close it") if getattr(row, "state", None) is ItemState.OPEN else ""


def go_on(row: Base, on: date) -> None:
    """Take a service, a request or a sign-off its next step."""
    if isinstance(row, Service):
        if row.state is ServiceState.PLANNED:
            row.state, row.live_on = ServiceState.LIVE, on
        else:
            row.state, row.retired_on = ServiceState.RETIRED, on
    elif isinstance(row, ServiceRequest):
        row.closed_on = on
    elif isinstance(row, SignOff):
        row.signed_on = on


def must_stay(session: Session, entity: type[Base], wanted: set[int]) -> None:
    """See that rows may be removed.

    Raises:
        PmoError: no office would be left.
    """
    if entity is Office and not set(session.scalars(select(Office.key))) - wanted:
        raise PmoError(say("One office has to stay: the charter and the services belong to it. Rename it instead."))

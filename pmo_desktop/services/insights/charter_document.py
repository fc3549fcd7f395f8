"""All that a printed charter holds: the version itself, the office, its matrix, its services and its bodies."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.service import ServiceState
from pmo_desktop.services import charters
from pmo_desktop.services.formats import NO_VALUE, show_date, show_number
from pmo_desktop.services.insights.bodies import BodySeen, bodies, escalation_path
from pmo_desktop.services.insights.catalogue import ServiceSeen, catalogue
from pmo_desktop.services.insights.charter import CharterSeen, charter
from pmo_desktop.services.insights.office_shapes import EscalationPath
from pmo_desktop.services.insights.responsibilities import Matrix, matrix
from pmo_desktop.services.offices import offices_named
from pmo_desktop.services.periods import current_period
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.wording import money
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class CharterDocument:
    """`facts` are on the office and the version, `note` on its neutrality.

    Retired services stay out, as do meetings before the cut-off of the newest period.
    """

    seen: CharterSeen
    title: str
    organisation: str
    facts: tuple[tuple[str, str], ...]
    note: str
    matrix: Matrix
    services: tuple[ServiceSeen, ...]
    bodies: tuple[BodySeen, ...]
    path: EscalationPath


def charter_document(session: Session, charter_key: int) -> CharterDocument:
    """What is printed of one version."""
    seen = charter(session, charter_key)
    office = session.get_one(Office, seen.office_key)
    period = current_period(session)
    every = tuple(
        replace(each, meetings=tuple(day for day in each.meetings if period is None or day >= period.cut_off_on))
        for each in bodies(session)
    )
    services = catalogue(session, seen.office_key).services
    return CharterDocument(
        seen,
        say("Charter of the {office}", office=seen.office),
        settings_of(session).organisation or seen.office,
        _facts(session, office, seen),
        office.neutrality_note(),
        matrix(session, charter_key),
        tuple(each for each in services if each.state is not ServiceState.RETIRED),
        every,
        escalation_path(every),
    )


def _facts(session: Session, office: Office, seen: CharterSeen) -> tuple[tuple[str, str], ...]:
    above = session.get(Office, office.overseen_by_key) if office.overseen_by_key else None
    approved = say("{day} by {who}", day=show_date(seen.approved_on), who=seen.approved_by) if seen.approved_on else ""
    facts = (
        (say("Version"), say("{number}, {state}", number=seen.version, state=seen.state.label.lower())),
        (say("Begun on"), show_date(seen.begun_on)),
        (say("Approved"), approved),
        (say("Kind of office"), office.kind.label),
        (say("Scope"), office.scope.label),
        (say("Ends on"), show_date(office.ends_on) if office.ends_on else ""),
        (say("Authority"), office.authority.label),
        (say("Orientation"), office.orientation.label),
        (say("Staffing"), office.staffing.label),
        (say("Stage"), office.stage.label),
        (say("Reports to"), office.reports_to),
        (say("Overseen by"), above.name if above else ""),
        (say("Project managers report to it"), office.managers_report_here.label),
        (say("People, FTE"), show_number(seen.fte, 1) if seen.fte is not None else ""),
        (say("Cost per year"), money(seen.cost_per_year, seen.currency) if seen.cost_per_year is not None else ""),
    )
    return tuple((name, value) for name, value in facts if value and value != NO_VALUE)


def charter_to_print(session: Session, office: str = "") -> int:
    """The key of the charter version to print: the newest of the office of that name, or of the first that has one.

    Raises:
        PmoError: there is no such office, or no charter yet.
    """
    wanted = offices_named(session, office)
    for each in wanted:
        if found := charters.versions(session, each.key):
            return found[0].key
    raise PmoError(say("“{office}” has no charter yet. Begin one on the page of the charter.", office=wanted[0].name))

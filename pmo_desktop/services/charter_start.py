"""A charter that starts from a recommendation: which type of office, with which services, roles and people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import Charter, Section
from pmo_desktop.domain.choices import (
    CharterState,
    OfficeAuthority,
    OfficeKind,
    OfficeScope,
    Orientation,
    ServiceGroup,
)
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.service import Service
from pmo_desktop.services import beginnings, charters, responsibilities
from pmo_desktop.services.beginnings import TypicalService
from pmo_desktop.services.formats import show_number
from pmo_desktop.text import N_, say


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What an assessment recommends. `why` is a text on the reasons; `roles` are names with their FTE.

    `cost_per_year` is in minor units, none where it is not known.
    """

    kind: OfficeKind
    scope: OfficeScope
    authority: OfficeAuthority
    orientation: Orientation
    services: Sequence[TypicalService]
    roles: Sequence[tuple[str, float]]
    fte: float
    why: str = ""
    cost_per_year: int | None = None


def start_from(session: Session, office_key: int, told: Recommendation, on: date) -> Charter:
    """Set the office up as recommended and write the draft of its charter; gives the draft.

    An open draft is gone on with, otherwise a new version is begun. What somebody wrote stays: only empty sections are
    filled, only services that are not in the catalogue yet are added, and a matrix that is there is kept. The end date
    of a temporary office has to be known before.

    Raises:
        PmoError: the newest version is in review.
    """
    office = session.get_one(Office, office_key)
    office.kind, office.scope = told.kind, told.scope
    office.authority, office.orientation = told.authority, told.orientation
    newest = next(iter(charters.versions(session, office_key)), None)
    is_open = newest is not None and newest.state is CharterState.DRAFT
    charter = newest if newest is not None and is_open else charters.begin(session, office_key, on)
    session.flush()
    written = charters.texts(session, charter.key)
    for section, text in _texts(office, told).items():
        if not written[section].strip() and text:
            charters.write(session, charter.key, section, text)
    charter.fte = charter.fte or told.fte
    charter.cost_per_year = charter.cost_per_year or told.cost_per_year
    if not responsibilities.activities(session, charter.key):
        beginnings.add_matrix(session, charter.key)
    known = set(session.scalars(select(Service.title).where(Service.office_key == office_key)))
    for each in told.services:
        if say(each.title) not in known:
            beginnings.add_service(session, office_key, each)
    session.flush()
    return charter


_PURPOSE = {
    OfficeKind.PMO: N_("The office gives those who decide one true picture of all projects, and helps those who lead them to deliver what was promised."),  # noqa: E501
    OfficeKind.PROJECT_OFFICE: N_("The office keeps the plans, figures and papers of one project in order, so that its manager can lead."),  # noqa: E501
    OfficeKind.PROGRAMME_OFFICE: N_("The office holds the projects of one programme together: one plan, one register of risks, one benefit."),  # noqa: E501
    OfficeKind.PORTFOLIO_OFFICE: N_("The office helps the board to choose the right projects, and to stop those that are no longer right."),  # noqa: E501
}  # fmt: skip
_SCOPE = {
    OfficeScope.CORPORATE: N_("The office covers the projects of the whole organisation from a size on that the board sets. It does not run them."),  # noqa: E501
    OfficeScope.SECTORIAL: N_("The office covers the projects of its department or business line. What reaches beyond it goes to the board."),  # noqa: E501
    OfficeScope.SINGLE: N_("The office serves one project or programme and ends with it."),
}  # fmt: skip
_AUTHORITY = {
    OfficeAuthority.ADVISORY: N_("The office is advisory: it advises on corrective actions, and those who lead projects decide."),  # noqa: E501
    OfficeAuthority.HYBRID: N_("The office has hybrid authority: it recommends corrective actions; who does not follow explains why to the board."),  # noqa: E501
    OfficeAuthority.CENTRALISED: N_("The office has centralised authority: it imposes corrective actions, within limits the board has set."),  # noqa: E501
}  # fmt: skip


def _texts(office: Office, told: Recommendation) -> dict[Section, str]:
    functions = [say(_AUTHORITY[told.authority]), office.neutrality_note()]
    return {
        Section.PURPOSE: say(_PURPOSE[told.kind]),
        Section.WHY: told.why,
        Section.SCOPE: say(_SCOPE[told.scope]),
        Section.FUNCTIONS: "\n\n".join(filter(None, functions)),
        Section.SERVICES: "\n\n".join(_of_group(group, told.services) for group in ServiceGroup).strip(),
        Section.ROLES: "\n\n".join(
            say("{role}: {fte} FTE.", role=role, fte=show_number(fte, 1)) for role, fte in told.roles
        ),
        Section.RESOURCES: say("{fte} full-time equivalents.", fte=show_number(told.fte, 1)),
    }


def _of_group(group: ServiceGroup, services: Sequence[TypicalService]) -> str:
    titles = [say(each.title) for each in services if each.group is group]
    return f"{group.label}: {', '.join(titles)}." if titles else ""

"""What an office can begin with: a typical matrix, services, bodies and stakeholders, to be changed to one's own.

The words are ours; they follow what the pages of the charter ask for.
"""

from typing import NamedTuple

from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Level, ServiceGroup
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.responsibility import Activity, Party, Responsible
from pmo_desktop.domain.service import Service, ServiceRole
from pmo_desktop.domain.stakeholder import Stakeholder, Support
from pmo_desktop.services.charter_state import must_be_open
from pmo_desktop.text import N_, say

_PARTIES = (
    N_("PMO"), N_("Project manager"), N_("Sponsor"), N_("Programme office"), N_("Portfolio office"),
    N_("Line management"), N_("Finance"),
)  # fmt: skip
# One letter for each party in their order; a dot where a party has no part.
_PLAN, _CONTROL, _SUPPORT = N_("Plan and approve"), N_("Control"), N_("Support")
_ACTIVITIES = (
    (_PLAN, N_("Set the project method"), "A R C C C I I"),
    (_PLAN, N_("Take in a new proposal"), "R C A I C C C"),
    (_PLAN, N_("Approve the business case"), "C R A . C . C"),
    (_PLAN, N_("Approve a baseline change"), "C R A C C . I"),
    (_PLAN, N_("Tailor the method to a project"), "A R C I . . ."),
    (_CONTROL, N_("Report each period"), "C R A I I . C"),
    (_CONTROL, N_("Rate projects each period"), "A R C C I I I"),
    (_CONTROL, N_("Review a project at a gate"), "R C A C I I C"),
    (_CONTROL, N_("Raise an issue to the board"), "R R A C C I I"),
    (_CONTROL, N_("Check the effect of actions"), "A R I . I . ."),
    (_CONTROL, N_("Audit a project"), "R C A . I I ."),
    (_SUPPORT, N_("Forecast capacity"), "A C I C C R ."),
    (_SUPPORT, N_("Coach project managers"), "A R I . . C ."),
    (_SUPPORT, N_("Run the calendar of decisions"), "R I A C C I I"),
    (_SUPPORT, N_("Keep lessons and bring them back"), "A R I C . . ."),
)


def add_matrix(session: Session, charter_key: int) -> None:
    """Give a version that has none a typical matrix of seven parties and fifteen activities.

    Raises:
        PmoError: the version is read-only.
    """
    must_be_open(session, charter_key)
    columns = [
        Party(charter_key=charter_key, name=say(name), position=place, is_pmo=not place)
        for place, name in enumerate(_PARTIES)
    ]
    session.add_all(columns)
    for place, (group, title, row) in enumerate(_ACTIVITIES):
        activity = Activity(charter_key=charter_key, group=say(group), title=say(title), position=place)
        session.add(activity)
        session.flush()
        for party, letter in zip(columns, row.split(), strict=True):
            if letter != ".":
                session.add(Responsible(activity_key=activity.key, party_key=party.key, letters=letter))
    session.flush()


class TypicalService(NamedTuple):
    """A service many offices give; people in full-time equivalents."""

    group: ServiceGroup
    role: ServiceRole
    title: str
    description: str
    customers: str
    fte: float
    measure: str
    target: str


_G, _R = ServiceGroup, ServiceRole
SERVICES = (
    TypicalService(
        _G.GENERAL, _R.FACILITATOR, N_("Register of projects"),
        N_("One list of all projects with the facts everybody needs, right on the day of the cut-off."),
        N_("Board, Sponsors, Finance"), 0.4, N_("Projects with complete facts"), "98%",
    ),
    TypicalService(
        _G.GENERAL, _R.FACILITATOR, N_("Board pack"),
        N_("The picture of all projects for the board each month, decisions first."),
        N_("Board"), 0.4, N_("Days from cut-off to pack"), "5",
    ),
    TypicalService(
        _G.SUPPORTIVE, _R.COACH, N_("Coaching of project managers"),
        N_("An hour of help on request, and a visit in the first month of each new project."),
        N_("Project managers"), 0.5, N_("Those coached who would ask again"), "90%",
    ),
    TypicalService(
        _G.SUPPORTIVE, _R.PARTNER, N_("Help with business cases"),
        N_("Somebody who has written ten of them sits down with who has to write the first."),
        N_("Sponsors, Project managers"), 0.3, N_("Cases approved at the first reading"), "70%",
    ),
    TypicalService(
        _G.SUPPORTIVE, _R.COACH, N_("Templates and method"),
        N_("The method, its templates, and an answer within a day to how to use them."),
        N_("Project managers"), 0.2, N_("Projects on the current templates"), "85%",
    ),
    TypicalService(
        _G.CONTROLLING, _R.QUALITY_CONTROL, N_("Reviews at gates"),
        N_("Criteria and evidence checked before each gate, with a verdict proposed to who decides."),
        N_("Sponsors, Board"), 0.4, N_("Gates with complete evidence"), "95%",
    ),
    TypicalService(
        _G.CONTROLLING, _R.QUALITY_CONTROL, N_("Health checks"),
        N_("Two days in a project, twelve questions, findings its sponsor can act on."),
        N_("Sponsors"), 0.3, N_("Findings closed by the next gate"), "80%",
    ),
    TypicalService(
        _G.DIRECTIVE, _R.PARTNER, N_("Recovery of projects"),
        N_("An experienced lead for a project that cannot find its way back alone."),
        N_("Board, Sponsors"), 0.5, N_("Recovered within the agreed time"), "75%",
    ),
)  # fmt: skip


def add_services(session: Session, office_key: int) -> None:
    """Give an office a catalogue of typical services, two or three in each group, all planned."""
    for each in SERVICES:
        add_service(session, office_key, each)
    session.flush()


def add_service(session: Session, office_key: int, each: TypicalService) -> Service:
    """Add one typical service to the catalogue of an office, as planned."""
    made = Service(
        office_key=office_key,
        group=each.group,
        role=each.role,
        title=say(each.title),
        description=say(each.description),
        customers=say(each.customers),
        fte=each.fte,
        measure=say(each.measure),
        target=each.target,
    )
    session.add(made)
    return made


_BODIES = (
    (
        Level.BOARD, N_("Executive board"),
        N_("Decides which projects begin, stop and change course, and settles what the bodies below cannot."),
        N_("Starting and stopping projects; every change above the limits of the bodies below."), None,
    ),
    (
        Level.PORTFOLIO, N_("Portfolio committee"),
        N_("Keeps the balance between what projects want and what there is, every month."),
        N_("Order of projects, shifts of money and people between programmes."), 60,
    ),
    (
        Level.PROGRAMME, N_("Programme board"),
        N_("Leads the projects of one programme to their common benefit."),
        N_("Changes within the programme that keep its finish and its budget."), 30,
    ),
    (
        Level.PROJECT, N_("Project board"),
        N_("The sponsor, the supplier and the user of one project, whenever a stage ends."),
        N_("Changes within the tolerance of the project."), 10,
    ),
)  # fmt: skip


def add_bodies(session: Session) -> None:
    """Add four typical bodies, each escalating to the one above it."""
    above: GovernanceBody | None = None
    for level, name, terms, rights, days in _BODIES:
        made = GovernanceBody(
            name=say(name),
            level=level,
            terms=say(terms),
            decision_rights=say(rights),
            days_limit=days,
            escalates_to_key=above.key if above else None,
        )
        session.add(made)
        session.flush()
        above = made


_STAKEHOLDERS = (
    (N_("Chief executive"), 5, 4, Support.IN_FAVOUR, Support.LEADING),
    (N_("Chief financial officer"), 5, 4, Support.NEUTRAL, Support.IN_FAVOUR),
    (N_("Sponsors of projects"), 4, 4, Support.NEUTRAL, Support.IN_FAVOUR),
    (N_("Project managers"), 3, 5, Support.DOUBTFUL, Support.IN_FAVOUR),
    (N_("Heads of departments"), 4, 3, Support.DOUBTFUL, Support.NEUTRAL),
    (N_("Internal audit"), 3, 2, Support.NEUTRAL, Support.NEUTRAL),
    (N_("Staff representatives"), 2, 2, Support.NEUTRAL, Support.NEUTRAL),
)


def add_stakeholders(session: Session) -> None:
    """Add typical stakeholders of an office, with a first guess of where they stand."""
    session.add_all(
        Stakeholder(name=say(name), influence=influence, interest=interest, support=today, support_needed=needed)
        for name, influence, interest, today, needed in _STAKEHOLDERS
    )
    session.flush()

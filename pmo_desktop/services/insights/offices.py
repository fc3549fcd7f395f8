"""The offices beside each other, and how the four kinds of office differ, with this workspace's own answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Authority, CharterState, Extent, OfficeKind, ServiceGroup
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.service import Service, ServiceState
from pmo_desktop.services import charters, offices
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.wording import names, projects
from pmo_desktop.text import N_, say


@dataclass(frozen=True, slots=True)
class Answer:
    """What holds for a kind of office in general, and what this workspace says of its own offices of that kind."""

    general: str
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aspect:
    """One row of the comparison: an answer for each kind, in their order."""

    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Kinds of office side by side; `held` are the names of the offices of each kind, `notes` on their neutrality."""

    kinds: tuple[OfficeKind, ...]
    held: tuple[tuple[str, ...], ...]
    aspects: tuple[Aspect, ...]
    notes: tuple[tuple[str, str], ...]


_GENERAL: tuple[tuple[str, dict[OfficeKind, str]], ...] = (
    (
        N_("Responsibility"),
        {
            OfficeKind.PROJECT_OFFICE: N_("Plans, figures and papers of one project."),
            OfficeKind.PROGRAMME_OFFICE: N_("Plan, risks and benefit of one programme, across its projects."),
            OfficeKind.PMO: N_("The way all projects are run and reported: method, figures, decisions."),
            OfficeKind.PORTFOLIO_OFFICE: N_("Which projects there are: choice, order, balance of money and people."),
        },
    ),
    (
        N_("Duration"),
        {
            OfficeKind.PROJECT_OFFICE: N_("Ends with its project."),
            OfficeKind.PROGRAMME_OFFICE: N_("Ends with the programme, once its benefits are handed over."),
            OfficeKind.PMO: N_("Lasts as long as the organisation runs projects."),
            OfficeKind.PORTFOLIO_OFFICE: N_("Lasts, in the yearly round of planning."),
        },
    ),
    (
        N_("Reporting"),
        {
            OfficeKind.PROJECT_OFFICE: N_("To the project manager."),
            OfficeKind.PROGRAMME_OFFICE: N_("To the programme manager."),
            OfficeKind.PMO: N_("To the head of an organisation or department; project managers stay in their line."),
            OfficeKind.PORTFOLIO_OFFICE: N_("To the board, or to the head of strategy."),
        },
    ),
    (
        N_("Assistance"),
        {
            OfficeKind.PROJECT_OFFICE: N_("To one team, day by day."),
            OfficeKind.PROGRAMME_OFFICE: N_("To the project managers of the programme and the owners of its benefits."),
            OfficeKind.PMO: N_("To all project managers and sponsors: method, coaching, reviews."),
            OfficeKind.PORTFOLIO_OFFICE: N_("To those who choose: scores, scenarios, what fits into money and people."),
        },
    ),
    (
        N_("Strategic alignment"),
        {
            OfficeKind.PROJECT_OFFICE: N_("None of its own: the objective of the project is given."),
            OfficeKind.PROGRAMME_OFFICE: N_("Keeps its projects on one common benefit."),
            OfficeKind.PMO: N_("Links projects to objectives, and shows which serve none."),
            OfficeKind.PORTFOLIO_OFFICE: N_("Its very task: it proposes what to begin, to stop and to put first."),
        },
    ),
)  # fmt: skip
_KINDS = (OfficeKind.PROJECT_OFFICE, OfficeKind.PROGRAMME_OFFICE, OfficeKind.PMO, OfficeKind.PORTFOLIO_OFFICE)
_ACTS = {
    Authority.ADVISE: N_("advises corrective actions"),
    Authority.RECOMMEND: N_("recommends corrective actions"),
    Authority.IMPOSE: N_("imposes corrective actions"),
}
_FEW = 2


def comparison(session: Session) -> Comparison:
    """The four kinds of office beside each other, from the smallest reach to the largest."""
    every = offices.offices(session)
    told = {each.key: _own(session, each) for each in every}
    of_kind = [[each for each in every if each.kind is kind] for kind in _KINDS]
    return Comparison(
        _KINDS,
        tuple(tuple(each.name for each in here) for here in of_kind),
        tuple(
            Aspect(
                say(title),
                tuple(
                    Answer(say(general[kind]), tuple(_named(each, told[each.key][number], here) for each in here))
                    for kind, here in zip(_KINDS, of_kind, strict=True)
                ),
            )
            for number, (title, general) in enumerate(_GENERAL)
        ),
        tuple((each.name, each.neutrality_note()) for each in every if each.neutrality_note()),
    )


def _named(office: Office, words: str, here: Sequence[Office]) -> str:
    return f"{office.name}: {words}" if len(here) > 1 else words


def _own(session: Session, office: Office) -> tuple[str, ...]:
    """The answers of one office, in the order of the aspects."""
    return (
        _responsibility(session, office),
        _duration(office),
        _reporting(session, office),
        _assistance(session, office),
        _alignment(session, office),
    )


def _responsibility(session: Session, office: Office) -> str:
    count = len(offices.projects_of(session, office))
    return say("{scope}; {projects} in its scope", scope=office.scope.label, projects=projects(count))


def _duration(office: Office) -> str:
    ends = say("ends on {day}", day=show_date(office.ends_on)) if office.ends_on else say("permanent")
    return say("{ends}; {stage}", ends=ends, stage=office.stage.label.lower())


def _reporting(session: Session, office: Office) -> str:
    above = session.get(Office, office.overseen_by_key) if office.overseen_by_key else None
    managers = {
        Extent.YES: say("project managers report to it"),
        Extent.PARTLY: say("some project managers report to it"),
        Extent.NO: say("project managers stay in their line"),
    }[office.managers_report_here]
    parts = (
        say("to {who}", who=office.reports_to) if office.reports_to else "",
        say("overseen by the {office}", office=above.name) if above else "",
        managers,
    )
    return "; ".join(filter(None, parts))


def _assistance(session: Session, office: Office) -> str:
    found = session.scalars(
        select(Service.title)
        .where(
            Service.office_key == office.key,
            Service.state == ServiceState.LIVE,
            Service.group == ServiceGroup.SUPPORTIVE,
        )
        .order_by(Service.title)
    )
    helped = names(list(found), _FEW)
    acts = say(_ACTS[office.authority.over_actions])
    return f"{helped}; {acts}" if helped else acts


def _alignment(session: Session, office: Office) -> str:
    """How many objectives of the newest charter serve a strategic one, the approved version before a draft."""
    versions = charters.versions(session, office.key)
    newest = next((each for each in versions if each.state is CharterState.APPROVED), next(iter(versions), None))
    if newest is None:
        return say("no charter yet; {orientation} orientation", orientation=office.orientation.label.lower())
    every = charters.objectives(session, newest.key)
    return say(
        "{count} of {whole} objectives of its charter serve a strategic one; {orientation} orientation",
        count=sum(each.objective_key is not None for each in every),
        whole=len(every),
        orientation=office.orientation.label.lower(),
    )

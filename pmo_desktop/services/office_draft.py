"""From a recommendation to a draft: the office's type, its services with their people, the charter, and the plan."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.assessment import Assessment
from pmo_desktop.domain.charter import Charter, Section
from pmo_desktop.domain.choices import (
    CharterState,
    EntryKind,
    Extent,
    OfficeAuthority,
    OfficeKind,
    OfficeScope,
    OfficeStage,
    Orientation,
    ProjectStatus,
)
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.maturity import Answer
from pmo_desktop.domain.rules.office_draft import rounded, service_fte
from pmo_desktop.domain.service import Service, ServiceState
from pmo_desktop.domain.templates.office_draft import Proposal, proposals
from pmo_desktop.services import charters, deployment, row_rules
from pmo_desktop.services.formats import show_date, show_number
from pmo_desktop.services.insights.outcomes.office_type import (
    Recommendation,
    axis_word,
    change_sentence,
    neutrality_warning,
    option_word,
    recommend,
)
from pmo_desktop.services.insights.rounds import Round, round_of
from pmo_desktop.text import say

_OVER = {ProjectStatus.CLOSED, ProjectStatus.CANCELLED}
_MANAGERS = "authority-managers"


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    """What a recommendation proposes: the four choices, services with their FTE, roles, and the projects it serves."""

    office_key: int
    office: str
    scope: OfficeScope
    authority: OfficeAuthority
    orientation: Orientation
    kind: OfficeKind
    services: tuple[tuple[Proposal, float], ...]
    roles: tuple[str, ...]
    fte: float
    projects: int
    needs_end: bool


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was written: the version of the charter, how many services are new, and how many activities are planned."""

    charter_key: int
    version: int
    services: int
    activities: int


def draft(session: Session, assessment_key: int, language: str = "en") -> OfficeDraft:
    """What a closed recommendation proposes for its office.

    Raises:
        PmoError: not enough was answered to recommend a type.
    """
    found = round_of(session, assessment_key, language)
    advice = recommend(session, found)
    chosen = {each.axis: each.recommended for each in advice.choices if each.recommended}
    if len(chosen) < len(advice.choices):
        raise PmoError(say("Not enough is answered to recommend a type, so there is nothing to draft from."))
    office = session.get_one(Office, session.get_one(Assessment, assessment_key).office_key)
    running = select(Project.key).where(Project.kind == EntryKind.PROJECT, Project.status.not_in(_OVER))
    projects = len(list(session.scalars(running)))
    words = list(chosen.values())
    wanted = [each for each in proposals(language).services if each.suits(words)]
    services = tuple((each, service_fte(each.fte, each.fte_per_ten, projects)) for each in wanted)
    return OfficeDraft(
        office_key=office.key,
        office=office.name,
        scope=OfficeScope(chosen["scope"]),
        authority=OfficeAuthority(chosen["authority"]),
        orientation=Orientation(chosen["orientation"]),
        kind=OfficeKind(chosen["kind"]),
        services=services,
        roles=tuple(each.text for each in proposals(language).roles if each.suits(words)),
        fte=rounded(sum(fte for _, fte in services)),
        projects=projects,
        needs_end=OfficeScope(chosen["scope"]) is OfficeScope.SINGLE and office.ends_on is None,
    )


def draft_charter(
    session: Session, assessment_key: int, on: date, language: str = "en", ends_on: date | None = None
) -> Drafted:
    """Write a recommendation into its office: type, planned services, a charter in draft, and a deployment plan.

    What the charter says already stays, and what is proposed is added under it. Services of the same name and a
    deployment plan that is there already are left alone. `ends_on` is for an office that becomes a temporary one.

    Raises:
        PmoError: not enough was answered, the newest charter is in review, or a temporary office has no end.
    """
    found, proposed = round_of(session, assessment_key, language), draft(session, assessment_key, language)
    office = session.get_one(Office, proposed.office_key)
    office.scope, office.authority = proposed.scope, proposed.authority
    office.orientation, office.kind = proposed.orientation, proposed.kind
    office.managers_report_here = _extent(found)
    office.ends_on = ends_on or office.ends_on
    row_rules.check(session, office)
    if not charters.versions(session, office.key):
        office.stage = OfficeStage.INITIATION
    new = _add_services(session, proposed)
    charter = _open_charter(session, office.key, on)
    advice = recommend(session, found)
    for section, text in _sections(proposed, advice, found, language).items():
        before = charters.texts(session, charter.key)[section].strip()
        if text not in before:
            charters.write(session, charter.key, section, f"{before}\n\n{text}".strip())
    charters.write_figures(session, charter.key, {"fte": proposed.fte})
    activities = 0
    if not deployment.activities(session, office.key):
        choice = deployment.choice(session, office.key, language)
        cost = choice.cost_per_fte
        activities = deployment.begin(
            session, office.key, choice.template.key, on, cost_per_fte=cost, language=language
        )
    return Drafted(charter.key, charter.version, new, activities)


def _extent(found: Round) -> Extent:
    answer = next((each.mark for each in found.answers if each.statement.key == _MANAGERS), None)
    if answer is None or answer == Answer.FULLY:
        return Extent.NO
    return Extent.YES if answer == Answer.NO else Extent.PARTLY


def _add_services(session: Session, proposed: OfficeDraft) -> int:
    known = set(session.scalars(select(Service.title).where(Service.office_key == proposed.office_key)))
    new = [(each, fte) for each, fte in proposed.services if each.text not in known]
    session.add_all(
        Service(
            office_key=proposed.office_key,
            title=each.text,
            group=each.group,
            role=each.role,
            description=each.about,
            customers=each.customers,
            measure=each.measure,
            fte=fte,
            state=ServiceState.PLANNED,
        )
        for each, fte in new
    )
    session.flush()
    return len(new)


def _open_charter(session: Session, office_key: int, on: date) -> Charter:
    newest = next(iter(charters.versions(session, office_key)), None)
    if newest is not None and newest.state is CharterState.DRAFT:
        return newest
    return charters.begin(session, office_key, on)


def _sections(proposed: OfficeDraft, advice: Recommendation, found: Round, language: str) -> dict[Section, str]:
    words = proposals(language).words
    lines = [
        f"- {each.text} ({each.group.label.lower()}, {show_number(fte, 2)} {say('FTE')}): {each.about}"
        for each, fte in proposed.services
    ]
    per_year = say(
        "{fte} full-time equivalents for {projects} running projects: the sum of the services above, a first estimate.",
        fte=show_number(proposed.fte, 2),
        projects=proposed.projects,
    )
    changes = [f"- {change_sentence(advice, turn)}" for turn in advice.turns]
    return {
        Section.WHY: _why(advice, found),
        Section.SCOPE: words[proposed.scope.value],
        Section.FUNCTIONS: words[proposed.authority.value],
        Section.SERVICES: "\n".join(lines),
        Section.ROLES: "\n".join(f"- {each}" for each in proposed.roles),
        Section.RESOURCES: per_year,
        Section.ASSUMPTIONS: "\n".join([*_warned(advice), say("What would change the type of office:"), *changes])
        if changes
        else "\n".join([*_warned(advice), say("No single answer would change the type of office.")]),
    }


def _why(advice: Recommendation, found: Round) -> str:
    told = [
        say("The type follows from “{title}”, held on {day}:", title=found.title, day=show_date(found.held_on)),
        *(
            say(
                "- {axis}: {option}, {margin} points ahead of {second}",
                axis=axis_word(each.axis),
                option=option_word(each.axis, each.recommended),
                margin=show_number(each.margin, 1),
                second=option_word(each.axis, each.runner_up),
            )
            for each in advice.choices
        ),
    ]
    return "\n".join(told)


def _warned(advice: Recommendation) -> list[str]:
    return [] if advice.is_neutral else [neutrality_warning()]

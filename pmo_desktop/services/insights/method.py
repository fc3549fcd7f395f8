"""How far projects follow the method: what is done, what may be left out, and what deviates without leave."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import EntryKind, Extent, ProjectClass, ProjectStatus, Stage
from pmo_desktop.domain.gate import Gate, GateCriterion
from pmo_desktop.domain.method import (
    Compliance,
    DocumentTemplate,
    Lifecycle,
    MethodItem,
    MethodItemKind,
    Phase,
    TemplateIssue,
    Waiver,
)
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.compliance import Balance, ItemState, WaiverFacts, balance, item_state, together
from pmo_desktop.domain.rules.tailoring import is_asked
from pmo_desktop.services.formats import show_date, show_percent
from pmo_desktop.services.insights.shapes import MethodBalance, MethodBalanceRow
from pmo_desktop.services.wording import projects as counted
from pmo_desktop.text import say

Pair = tuple[int, int]
_STAGES = tuple(Stage)


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """One item as one project stands to it; `note` is its evidence, its waiver, or why it deviates."""

    key: int
    title: str
    kind: MethodItemKind
    phase: str
    state: ItemState
    note: str


@dataclass(frozen=True, slots=True)
class ProjectSeen:
    """A project that follows a lifecycle, and the balance of what its class asks for."""

    key: int
    label: str
    project_class: ProjectClass | None
    lifecycle: str
    balance: Balance


@dataclass(frozen=True, slots=True)
class MethodStanding:
    """All running projects against the method on a day: those that follow it, and how many follow none."""

    title: str
    projects: tuple[ProjectSeen, ...]
    without: tuple[str, ...]
    keys_without: tuple[int, ...]
    lifecycles: int
    together: Balance
    expired: int
    chart: MethodBalance


def method_standing(session: Session, on: date) -> MethodStanding:
    """Hold every project that has a lifecycle, cancelled ones apart, against what its class asks for by `on`."""
    facts = _Facts(session, on)
    query = _PROJECTS.where(Project.kind == EntryKind.PROJECT, Project.status != ProjectStatus.CANCELLED)
    every = [_Follower(*row) for row in session.execute(query.order_by(Project.reference, Project.name))]
    seen = [facts.seen(each) for each in every if each.lifecycle_key in facts.lifecycles]
    seen.sort(key=lambda each: (-each.balance.deviation, -each.balance.waived, each.label))
    without = [each for each in every if each.lifecycle_key is None and each.status is not ProjectStatus.CLOSED]
    whole = together(each.balance for each in seen)
    return MethodStanding(
        title=_title(seen, whole),
        projects=tuple(seen),
        without=tuple(map(_label, without)),
        keys_without=tuple(each.key for each in without),
        lifecycles=len(facts.lifecycles),
        together=whole,
        expired=facts.expired(every),
        chart=_chart(seen),
    )


def project_items(session: Session, project_key: int, on: date) -> tuple[ItemSeen, ...]:
    """What the method asks of one project by `on`, in the order of its phases; nothing if it follows no lifecycle."""
    row = session.execute(_PROJECTS.where(Project.key == project_key)).one()
    return _Facts(session, on).items(_Follower(*row))


class _Follower(NamedTuple):
    """What the method needs to know of a project, as read for many at once."""

    key: int
    reference: str
    name: str
    project_class: ProjectClass | None
    stage: Stage | None
    status: ProjectStatus
    lifecycle_key: int | None


_PROJECTS = select(
    Project.key, Project.reference, Project.name, Project.project_class, Project.stage, Project.status,
    Project.lifecycle_key,
)  # fmt: skip


def _label(project: _Follower) -> str:
    return f"{project.reference} {project.name}".strip()


class _Facts:
    """Everything the method knows, read once."""

    def __init__(self, session: Session, on: date) -> None:
        self.on = on
        self.lifecycles = {each.key: each.name for each in session.scalars(select(Lifecycle))}
        self._phases: dict[int, list[Phase]] = {}
        for phase in session.scalars(select(Phase).order_by(Phase.position, Phase.key)):
            self._phases.setdefault(phase.lifecycle_key, []).append(phase)
        self._items: dict[int, list[MethodItem]] = {}
        for item in session.scalars(select(MethodItem).order_by(MethodItem.key)):
            self._items.setdefault(item.phase_key, []).append(item)
        self._done: dict[Pair, str] = {
            (each.project_key, each.item_key): _shown_by(each) for each in session.scalars(select(Compliance))
        }
        self._done |= _met(session)
        self._waivers: dict[Pair, list[Waiver]] = {}
        for waiver in session.scalars(select(Waiver)):
            self._waivers.setdefault((waiver.project_key, waiver.item_key), []).append(waiver)
        self._noted = {project for project, _ in (*self._done, *self._waivers)}
        self._alike: dict[object, Balance] = {}

    def seen(self, project: _Follower) -> ProjectSeen:
        lifecycle = self.lifecycles[project.lifecycle_key or 0]
        return ProjectSeen(project.key, _label(project), project.project_class, lifecycle, self._balance(project))

    def items(self, project: _Follower) -> tuple[ItemSeen, ...]:
        return tuple(
            self._item(project, phase, item)
            for phase in self._phases.get(project.lifecycle_key or 0, [])
            for item in self._items.get(phase.key, [])
            if is_asked(item.from_class, project.project_class)
        )

    def _balance(self, project: _Follower) -> Balance:
        """The balance of a project; worked out once for all of which nothing is noted and that stand alike."""
        if project.key in self._noted:
            return balance(each.state for each in self.items(project))
        alike = project.lifecycle_key, project.project_class, project.stage, project.status is ProjectStatus.CLOSED
        if alike not in self._alike:
            self._alike[alike] = balance(each.state for each in self.items(project))
        return self._alike[alike]

    def _item(self, project: _Follower, phase: Phase, item: MethodItem) -> ItemSeen:
        pair = project.key, item.key
        waivers = self._waivers.get(pair, [])
        state = item_state(
            done=pair in self._done,
            waivers=[WaiverFacts(each.approver, each.approved_on, each.expires_on) for each in waivers],
            place=_place(project, phase),
            on=self.on,
        )
        note = self._done.get(pair, "") if state is ItemState.DONE else _waived(waivers, state)
        return ItemSeen(item.key, item.title, item.kind, phase.name, state, note)

    def expired(self, projects: Iterable[_Follower]) -> int:
        """How many deviations once had a waiver."""
        waived = {project for project, _ in self._waivers}
        return sum(
            each.state is ItemState.DEVIATION and (project.key, each.key) in self._waivers
            for project in projects
            if project.key in waived
            for each in self.items(project)
        )


def _met(session: Session) -> dict[Pair, str]:
    """Criteria that a gate found met, by project and item."""
    query = (
        select(Gate.project_key, GateCriterion.item_key, GateCriterion.evidence)
        .join(Gate, Gate.key == GateCriterion.gate_key)
        .where(GateCriterion.item_key.is_not(None), GateCriterion.is_met == Extent.YES)
    )
    return {(project, item): evidence for project, item, evidence in session.execute(query) if item is not None}


def _shown_by(each: Compliance) -> str:
    return each.evidence or (show_date(each.done_on) if each.done_on else "")


def _place(project: _Follower, phase: Phase) -> int:
    """−1 for a phase that is past, 0 for today's, 1 for one to come; all of a closed project is past."""
    if project.status is ProjectStatus.CLOSED and phase.stage is not Stage.BENEFITS:
        return -1
    if project.stage is None or phase.stage is None:
        return 0
    here, there = _STAGES.index(phase.stage), _STAGES.index(project.stage)
    return (here > there) - (here < there)


def _waived(waivers: Sequence[Waiver], state: ItemState) -> str:
    if not waivers:
        return say("its phase is over") if state is ItemState.DEVIATION else ""
    last = max(waivers, key=lambda each: each.expires_on or date.max)
    if state is ItemState.DEVIATION and last.expires_on is not None:
        return say("waiver expired on {day}", day=show_date(last.expires_on))
    if not last.approver.strip():
        return say("waiver not approved yet")
    until = say("until {day}", day=show_date(last.expires_on)) if last.expires_on else say("for good")
    return f"{last.approver}, {until}: {last.reason}"


def _title(seen: Sequence[ProjectSeen], whole: Balance) -> str:
    if not seen:
        return say("No project follows a lifecycle yet")
    if whole.standard_percent is None:
        return say("{projects} follow the method; nothing is due yet", projects=counted(len(seen)))
    share = show_percent(whole.standard_percent, 0)
    if not whole.deviation:
        return say("{share} of what is due is done as the method asks; every deviation is approved", share=share)
    deviating = sum(each.balance.deviation > 0 for each in seen)
    return (
        say(
            "{share} of what is due is done as the method asks; {projects} deviate without leave",
            share=share,
            projects=counted(deviating),
        )
        if deviating > 1
        else say("{share} of what is due is done as the method asks; 1 project deviates without leave", share=share)
    )


def _chart(seen: Sequence[ProjectSeen]) -> MethodBalance:
    shown = {each: show_percent(each.standard_percent, 0) for each in {each.balance for each in seen}}
    return MethodBalance(
        tuple(
            MethodBalanceRow(
                each.label,
                each.balance.done,
                each.balance.waived,
                each.balance.deviation,
                each.balance.open,
                shown[each.balance],
                str(each.key),
            )
            for each in seen
        )
    )


@dataclass(frozen=True, slots=True)
class TailoredItem:
    """One item of a lifecycle, and of which classes it is asked, in the order of the classes."""

    key: int
    title: str
    kind: MethodItemKind
    phase: str
    asked: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Tailoring:
    """A lifecycle by class: its items, and how many each class is asked for."""

    key: int
    name: str
    gates: int
    items: tuple[TailoredItem, ...]
    counts: Mapping[ProjectClass, int]


def tailoring(session: Session, lifecycle_key: int) -> Tailoring:
    """What a lifecycle asks of each class."""
    lifecycle = session.get_one(Lifecycle, lifecycle_key)
    query = (
        select(MethodItem, Phase)
        .join(Phase, Phase.key == MethodItem.phase_key)
        .where(Phase.lifecycle_key == lifecycle_key)
        .order_by(Phase.position, Phase.key, MethodItem.key)
    )
    items = tuple(
        TailoredItem(
            item.key, item.title, item.kind, phase.name, tuple(is_asked(item.from_class, each) for each in ProjectClass)
        )
        for item, phase in session.execute(query)
    )
    counts = {each: sum(item.asked[place] for item in items) for place, each in enumerate(ProjectClass)}
    gated = select(Phase.key).where(Phase.lifecycle_key == lifecycle_key, Phase.gate != "")
    return Tailoring(lifecycle_key, lifecycle.name, len(session.scalars(gated).all()), items, counts)


@dataclass(frozen=True, slots=True)
class TemplateSeen:
    """A document template: its version, how many projects have it, and the keys of those with only an older one."""

    key: int
    title: str
    version: str
    issued: int
    outdated: tuple[int, ...]


def templates_seen(session: Session) -> tuple[TemplateSeen, ...]:
    """Every document template and who has it."""
    held: dict[int, dict[int, set[str]]] = {}
    for issue in session.scalars(select(TemplateIssue)):
        held.setdefault(issue.template_key, {}).setdefault(issue.project_key, set()).add(issue.version)
    return tuple(
        TemplateSeen(
            each.key,
            each.title,
            each.version,
            len(held.get(each.key, {})),
            tuple(project for project, versions in held.get(each.key, {}).items() if each.version not in versions),
        )
        for each in session.scalars(select(DocumentTemplate).order_by(DocumentTemplate.title))
    )

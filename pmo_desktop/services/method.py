"""The method at work: lifecycles taken from templates, given to projects, complied with, waived; templates issued."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import new_key
from pmo_desktop.domain.choices import EntryKind, ProjectClass, ProjectStatus
from pmo_desktop.domain.errors import PmoError
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
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.tailoring import is_asked
from pmo_desktop.domain.templates.lifecycles import LifecycleTemplate, document_sketches, lifecycle_templates
from pmo_desktop.text import say


def take_lifecycle(session: Session, template: str, on: date, language: str = "en") -> int:
    """Add a lifecycle from a template, with its phases, what they ask for, and the documents; gives its key.

    A document template of the same title is used as it is.

    Raises:
        PmoError: there is a lifecycle of that name.
    """
    chosen = next(each for each in lifecycle_templates(language) if each.key == template)
    if session.scalars(select(Lifecycle).where(Lifecycle.name == chosen.name)).first():
        raise PmoError(
            say("There is a lifecycle “{name}” already. Change that one, or rename it.", name=chosen.name), "template"
        )
    lifecycle = Lifecycle(key=new_key(), name=chosen.name, description=chosen.about)
    session.add(lifecycle)
    session.flush()
    documents = _documents(session, chosen, on, language)
    for place, sketch in enumerate(chosen.phases, start=1):
        phase = Phase(
            key=new_key(),
            lifecycle_key=lifecycle.key,
            name=sketch.name,
            position=place,
            stage=sketch.stage,
            gate=sketch.gate,
        )
        session.add(phase)
        session.flush()
        session.add_all(
            MethodItem(
                phase_key=phase.key,
                kind=item.kind,
                title=item.title,
                from_class=item.from_class,
                template_key=documents.get(item.document),
            )
            for item in sketch.items
        )
    session.flush()
    return lifecycle.key


def _documents(session: Session, chosen: LifecycleTemplate, on: date, language: str) -> dict[str, int]:
    """The key of each document template that a lifecycle names, made where there is none of that title."""
    wanted = {item.document for phase in chosen.phases for item in phase.items if item.document}
    known = {title: key for key, title in session.execute(select(DocumentTemplate.key, DocumentTemplate.title))}
    found: dict[str, int] = {}
    for sketch in document_sketches(language):
        if sketch.key not in wanted:
            continue
        if sketch.title not in known:
            known[sketch.title] = new_key()
            session.add(
                DocumentTemplate(key=known[sketch.title], title=sketch.title, purpose=sketch.purpose, issued_on=on)
            )
        found[sketch.key] = known[sketch.title]
    session.flush()
    return found


def give_lifecycle(
    session: Session, project_keys: Collection[int], lifecycle_key: int, project_class: ProjectClass | None = None
) -> int:
    """Let projects follow a lifecycle, in a class if one is named, and give them its gates; gives how many gates."""
    added = 0
    for key in project_keys:
        project = session.get_one(Project, key)
        project.lifecycle_key = lifecycle_key
        if project_class is not None:
            project.project_class = project_class
        added += add_gates(session, project)
    return added


def add_gates(session: Session, project: Project) -> int:
    """Give a project the gates of its lifecycle with the criteria that its class asks for; gives how many are new.

    A gate of the same name is taken as the lifecycle's; criteria it has stay.
    """
    if project.lifecycle_key is None:
        return 0
    known = {
        gate.name.casefold(): gate for gate in session.scalars(select(Gate).where(Gate.project_key == project.key))
    }
    added = 0
    for phase in phases(session, project.lifecycle_key):
        if not phase.gate:
            continue
        gate = known.get(phase.gate.casefold())
        if gate is None:
            gate = _gate(session, project, phase)
            session.add(gate)
            session.flush()
            added += 1
        gate.phase_key = phase.key
        _add_criteria(session, project, phase, gate)
    return added


def phases(session: Session, lifecycle_key: int) -> list[Phase]:
    """The phases of a lifecycle in order."""
    found = select(Phase).where(Phase.lifecycle_key == lifecycle_key).order_by(Phase.position, Phase.key)
    return list(session.scalars(found))


def _gate(session: Session, project: Project, phase: Phase) -> Gate:
    """A new gate, on the day of the milestone of the same name if there is one."""
    same = select(Milestone).where(Milestone.project_key == project.key, Milestone.name == phase.gate)
    milestone = session.scalars(same).first()
    return Gate(
        key=new_key(),
        project_key=project.key,
        name=phase.gate,
        milestone_key=milestone.key if milestone else None,
        planned_on=(milestone.forecast_on or milestone.baseline_on) if milestone else None,
    )


def _add_criteria(session: Session, project: Project, phase: Phase, gate: Gate) -> None:
    here = select(GateCriterion.item_key).where(GateCriterion.gate_key == gate.key)
    known = set(session.scalars(here))
    wanted = select(MethodItem).where(MethodItem.phase_key == phase.key, MethodItem.kind == MethodItemKind.CRITERION)
    session.add_all(
        GateCriterion(gate_key=gate.key, item_key=item.key, title=item.title)
        for item in session.scalars(wanted.order_by(MethodItem.key))
        if item.key not in known and is_asked(item.from_class, project.project_class)
    )


def mark_done(session: Session, project_key: int, item_key: int, on: date, evidence: str = "") -> None:
    """Say that a project has done an item, and what shows it."""
    found = _compliance(session, project_key, item_key)
    if found is None:
        found = Compliance(project_key=project_key, item_key=item_key)
        session.add(found)
    found.done_on, found.evidence = on, evidence


def take_back(session: Session, project_key: int, item_key: int) -> None:
    """Drop what was said of a project and an item: that it is done, or its waivers."""
    found = _compliance(session, project_key, item_key)
    if found is not None:
        session.delete(found)
        return
    waivers = select(Waiver).where(Waiver.project_key == project_key, Waiver.item_key == item_key)
    for waiver in session.scalars(waivers):
        session.delete(waiver)


def _compliance(session: Session, project_key: int, item_key: int) -> Compliance | None:
    query = select(Compliance).where(Compliance.project_key == project_key, Compliance.item_key == item_key)
    return session.scalars(query).one_or_none()


def waive(
    session: Session,
    project_key: int,
    item_key: int,
    *,
    reason: str,
    approver: str,
    approved_on: date,
    expires_on: date | None,
) -> None:
    """Let a project do without an item.

    Raises:
        PmoError: there is no reason, nobody approved it, or it would expire before it begins.
    """
    if not reason.strip() or not approver.strip():
        raise PmoError(say("A waiver needs a reason and somebody who approved it. Fill both in."))
    if expires_on is not None and expires_on < approved_on:
        raise PmoError(say("The waiver would expire before it is approved. Correct one of the two days."), "expires_on")
    session.add(
        Waiver(
            project_key=project_key,
            item_key=item_key,
            reason=reason,
            approver=approver,
            approved_on=approved_on,
            expires_on=expires_on,
        )
    )


def issue_template(session: Session, template_key: int, project_keys: Collection[int], on: date) -> int:
    """Give projects a document template in its newest version; gives how many did not have it yet."""
    template = session.get_one(DocumentTemplate, template_key)
    query = select(TemplateIssue.project_key).where(
        TemplateIssue.template_key == template_key, TemplateIssue.version == template.version
    )
    have = set(session.scalars(query))
    new = [key for key in project_keys if key not in have]
    session.add_all(
        TemplateIssue(template_key=template_key, project_key=key, version=template.version, issued_on=on) for key in new
    )
    return len(new)


def running_projects(session: Session) -> tuple[int, ...]:
    """Keys of the projects that are not over, operations apart."""
    over = tuple(status for status in ProjectStatus if status.is_over)
    query = select(Project.key).where(Project.kind == EntryKind.PROJECT, Project.status.not_in(over))
    return tuple(session.scalars(query.order_by(Project.key)))


def new_version(session: Session, template_key: int, version: str, changes: str, on: date) -> None:
    """Put a new version of a document template in place of the one before.

    Raises:
        PmoError: it is called as the one before.
    """
    template = session.get_one(DocumentTemplate, template_key)
    if not version.strip() or version.strip() == template.version:
        raise PmoError(
            say("Version {version} is the one in use. Give the new one another name.", version=template.version),
            "version",
        )
    template.version, template.changes, template.issued_on = version.strip(), changes, on

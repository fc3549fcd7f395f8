"""The templates of a workspace: those that come with the product, and copies that were edited here."""

import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.assessment import Assessment, AssessmentTarget, AssessmentTemplate
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.templates import reader
from pmo_desktop.domain.templates.reader import Domain, Template
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class TemplateSeen:
    """A template to begin an assessment from; `row` is its key where it is kept here, none if never used."""

    key: str
    version: str
    kind: str
    title: str
    purpose: str
    is_own: bool
    row: int | None
    statements: int
    used: int


def known_templates(session: Session, language: str = "en") -> tuple[TemplateSeen, ...]:
    """Every template in its newest version: those of the product first, then the copies edited here."""
    own = [each.template for each in session.scalars(select(AssessmentTemplate).where(AssessmentTemplate.is_own))]
    return tuple(_seen(session, key, language) for key in (*reader.templates(), *dict.fromkeys(own)))


def _seen(session: Session, key: str, language: str) -> TemplateSeen:
    kept = _newest(session, key)
    found = reader.read(kept.content if kept else reader.content(key), language)
    used = select(Assessment.key).join(AssessmentTemplate, Assessment.template_key == AssessmentTemplate.key)
    return TemplateSeen(
        key=key,
        version=kept.version if kept else found.version,
        kind=found.kind,
        title=found.title,
        purpose=found.purpose,
        is_own=kept is not None and kept.is_own,
        row=kept.key if kept else None,
        statements=sum(len(domain.statements) for domain in found.domains),
        used=len(list(session.scalars(used.where(AssessmentTemplate.template == key)))),
    )


def _newest(session: Session, key: str) -> AssessmentTemplate | None:
    own = select(AssessmentTemplate).where(AssessmentTemplate.template == key, AssessmentTemplate.is_own)
    found = session.scalars(own.order_by(AssessmentTemplate.key.desc()).limit(1)).first()
    if found is None and key in reader.templates():
        version = reader.template(key).version
        found = session.scalars(
            select(AssessmentTemplate).where(AssessmentTemplate.template == key, AssessmentTemplate.version == version)
        ).one_or_none()
    return found


def kept_template(session: Session, key: str) -> AssessmentTemplate:
    """The newest version of a template, as the workspace keeps it; one of the product is kept when it is first used.

    Raises:
        PmoError: there is no such template.
    """
    found = _newest(session, key)
    if found is None:
        shipped = reader.template(key)
        found = AssessmentTemplate(
            template=key, version=shipped.version, kind=shipped.kind, content=reader.content(key)
        )
        session.add(found)
        session.flush()
    return found


def template_of(session: Session, assessment: Assessment, language: str = "en") -> Template:
    """The template an assessment was made with, in the version it was made with; each service is a domain of it."""
    kept = session.get_one(AssessmentTemplate, assessment.template_key)
    found = reader.read(kept.content, language, assessment.subject.value)
    if found.kind != reader.SERVICES:
        return found
    groups = {domain.key: domain for domain in found.domains}
    return replace(
        found,
        domains=tuple(
            _service_domain(each, groups[each.group])
            for each in targets(session, assessment.key)
            if each.group in groups
        ),
    )


def _service_domain(target: AssessmentTarget, group: Domain) -> Domain:
    return replace(
        group,
        key=target.domain,
        name=target.name,
        statements=tuple(
            replace(each, key=f"{target.domain}-{each.key.rpartition('-')[2]}", domain=target.domain)
            for each in group.statements
        ),
    )


def targets(session: Session, assessment_key: int) -> list[AssessmentTarget]:
    """The targets of an assessment, in the order they were set."""
    return list(
        session.scalars(
            select(AssessmentTarget)
            .where(AssessmentTarget.assessment_key == assessment_key)
            .order_by(AssessmentTarget.key)
        )
    )


def copy_template(session: Session, key: str, title: str, language: str = "en") -> AssessmentTemplate:
    """Copy a template under a title of its own, to edit it.

    Raises:
        PmoError: there is no such template, or the title is empty.
    """
    if not title.strip():
        raise PmoError(say("A copy needs a title of its own. Say what it is for."))
    source = _newest(session, key)
    raw: dict[str, Any] = json.loads(source.content if source else reader.content(key))
    taken = set(session.scalars(select(AssessmentTemplate.template))) | set(reader.templates())
    base = raw["key"]
    raw["key"] = next(name for number in range(2, len(taken) + 3) if (name := f"{base}-{number}") not in taken)
    raw["version"] = "1.0"
    raw["title"] = {**raw["title"], reader.spoken(language): title.strip()}
    return _keep(session, raw)


def _keep(session: Session, raw: dict[str, Any]) -> AssessmentTemplate:
    made = AssessmentTemplate(
        template=raw["key"],
        version=raw["version"],
        kind=raw["kind"],
        content=json.dumps(raw, ensure_ascii=False, indent=1),
        is_own=True,
    )
    session.add(made)
    session.flush()
    return made


def raw_template(session: Session, row: int) -> dict[str, Any]:
    """A kept template as the fields of its file, to be edited."""
    raw: dict[str, Any] = json.loads(session.get_one(AssessmentTemplate, row).content)
    return raw


def edit_template(session: Session, row: int, raw: dict[str, Any]) -> AssessmentTemplate:
    """Keep an edited copy, if it has no fault; once it was used it becomes the next version, so old assessments stay.

    New words alone give the next small version (1.1), which stays comparable; a statement, weight or level that changed
    gives the next whole one (2.0), which does not.

    Raises:
        PmoError: it is not a copy, or a fault of the template, each as a sentence.
    """
    kept = session.get_one(AssessmentTemplate, row)
    if not kept.is_own:
        raise PmoError(say("This template comes with the product and stays as it is. Copy it, then edit the copy."))
    if faults := reader.check(raw):
        raise PmoError(say("The template was not changed. {faults}", faults=" ".join(faults[:3])))
    before = json.loads(kept.content)
    if raw == before:
        return kept
    is_used = session.scalars(select(Assessment.key).where(Assessment.template_key == row).limit(1)).first() is not None
    if not is_used:
        kept.content = json.dumps(raw, ensure_ascii=False, indent=1)
        return kept
    whole, _, small = kept.version.partition(".")
    same = _shape(raw) == _shape(before)
    version = f"{whole}.{int(small or 0) + 1}" if same else f"{int(whole) + 1}.0"
    return _keep(session, {**raw, "key": kept.template, "version": version})


def _shape(raw: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What scores follow from: every statement's key, domain, level, weight, form and points; points of figures."""
    statements = [
        (domain["key"], each["key"], each["level"], each["weight"], each["short"], str(each.get("effects", "")))
        for domain in raw["domains"]
        for each in domain["statements"]
    ]
    return statements + [(fact["key"], str(fact["effects"])) for fact in raw.get("facts", ()) if "effects" in fact]

"""The two assessments of project management maturity."""

from sqlalchemy.orm import Session

from pmo_desktop.domain.assessment import Answer, Finding
from pmo_desktop.domain.choices import AssessmentSubject
from pmo_desktop.services import assessment_templates, assessments
from pmo_desktop.services.marevia.organisation import Keys
from pmo_desktop.services.marevia.tables import Row, tables, values

_TEMPLATE = "pm-maturity"


def write(session: Session, keys: Keys, number: int) -> None:
    """Write one assessment, number from 0: targets, answers, evidence and findings; then close it."""
    row: Row = tables("maturity")["assessment"][number]
    assessment = assessments.begin(
        session, _TEMPLATE, row["title"], AssessmentSubject.PROJECTS, row["held_on"], assessor=row["assessor"]
    )
    assessment.is_independent = row.get("is_independent", False)
    key = assessment.key
    session.flush()
    for domain, (level, importance) in row["targets"].items():
        assessments.set_target(session, key, domain, level, importance)
    for domain in assessment_templates.template_of(session, assessment).domains:
        digits = row["answers"][domain.key].replace(" ", "")
        asked = [statement.key for statement in domain.statements if statement.short]
        session.add_all(
            Answer(assessment_key=key, statement=statement, value=int(digit))
            for statement, digit in zip(asked, digits, strict=True)
        )
    session.flush()
    for seen in row["evidence"]:
        assessments.add_evidence(
            session, key, seen["statement"], seen["title"], location=seen["location"], seen_on=seen["seen_on"]
        )
    for found in row["finding"]:
        action_key = keys["action", found["action"]] if "action" in found else None
        session.add(Finding(assessment_key=key, action_key=action_key, **values(Finding, found, 0)))
    session.flush()
    assessments.close(session, key, row["closed_on"])

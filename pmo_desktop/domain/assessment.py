"""Assessments: a template, its answers, their evidence, targets and findings."""

from datetime import date

from sqlalchemy import Date, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import AssessmentState, AssessmentSubject, Choice, FindingSeverity
from pmo_desktop.domain.fields import shown
from pmo_desktop.text import N_


class RecheckOutcome(Choice):
    """What was found when a finding was looked at again."""

    OPEN = "open", N_("Still open")
    PARTLY = "partly", N_("Partly resolved")
    RESOLVED = "resolved", N_("Resolved")


class AssessmentTemplate(Base):
    """A template as it was when first used here, so that an old assessment keeps the version it was made with.

    A copy that was edited here is kept in the same way, `is_own`, under a key of its own.
    """

    __tablename__ = "assessment_template"
    __table_args__ = (UniqueConstraint("template", "version"),)

    template: Mapped[str] = mapped_column(info=shown("Template", width=16))
    version: Mapped[str] = mapped_column(info=shown("Version", width=8))
    kind: Mapped[str] = mapped_column(index=True, info=shown("Kind", width=10))
    content: Mapped[str] = mapped_column()
    is_own: Mapped[bool] = mapped_column(default=False, info=shown("Edited here", width=9))


class Assessment(Base):
    """One round of one template."""

    __tablename__ = "assessment"

    template_key: Mapped[int] = mapped_column(
        ForeignKey("assessment_template.key"), info=shown("Template", editable=False)
    )
    title: Mapped[str] = mapped_column(info=shown("Assessment", width=30, required=True))
    subject: Mapped[AssessmentSubject] = mapped_column(default=AssessmentSubject.PROJECTS, info=shown("Subject"))
    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28)
    )
    office_key: Mapped[int | None] = mapped_column(ForeignKey("office.key"), index=True, info=shown("Office", width=20))
    held_on: Mapped[date] = mapped_column(Date, info=shown("Held on", required=True))
    assessor: Mapped[str] = mapped_column(default="", info=shown("Assessor", width=18))
    is_independent: Mapped[bool] = mapped_column(default=False, info=shown("Independent", width=9))
    short_form: Mapped[bool] = mapped_column(default=True, info=shown("Short form", width=9))
    state: Mapped[AssessmentState] = mapped_column(default=AssessmentState.OPEN, info=shown("State", editable=False))
    closed_on: Mapped[date | None] = mapped_column(Date, info=shown("Closed on", editable=False))


class Answer(Base):
    """One respondent's answer to one statement: 0 no, 1 partly, 2 largely, 3 fully; none is not applicable.

    How well goes from 0 to 5, valued from 1 to 5. The assessor is the respondent without a name; an answer
    that `is_agreed` stands for all. `relevance` (0 none to 3 high) is none where it is the weight
    of the template.
    """

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("assessment_key", "statement", "respondent"),)

    assessment_key: Mapped[int] = mapped_column(ForeignKey("assessment.key"), info=shown("Assessment"))
    statement: Mapped[str] = mapped_column(info=shown("Statement", width=20))
    respondent: Mapped[str] = mapped_column(default="", info=shown("Respondent", width=18))
    value: Mapped[int | None] = mapped_column(info=shown("Answer"))
    comment: Mapped[str] = mapped_column(default="", info=shown("Comment", kind="long text", width=40))
    relevance: Mapped[int | None] = mapped_column(info=shown("Relevance", width=9, help="0 to 3."))
    is_agreed: Mapped[bool] = mapped_column(default=False, info=shown("Agreed", width=8))


class Remark(Base):
    """What a respondent said of a statement, and the documents named for it, without answering it."""

    __tablename__ = "remark"
    __table_args__ = (UniqueConstraint("assessment_key", "statement", "respondent"),)

    assessment_key: Mapped[int] = mapped_column(ForeignKey("assessment.key"), info=shown("Assessment"))
    statement: Mapped[str] = mapped_column(info=shown("Statement", width=20))
    respondent: Mapped[str] = mapped_column(info=shown("Respondent", width=18))
    comment: Mapped[str] = mapped_column(default="", info=shown("Comment", kind="long text", width=40))
    evidence: Mapped[str] = mapped_column(default="", info=shown("Evidence", width=30))


class Respondent(Base):
    """Somebody besides the assessor who answers, by a questionnaire that is sent out and read back."""

    __tablename__ = "respondent"
    __table_args__ = (UniqueConstraint("assessment_key", "name"),)

    assessment_key: Mapped[int] = mapped_column(ForeignKey("assessment.key"), info=shown("Assessment"))
    name: Mapped[str] = mapped_column(info=shown("Respondent", width=22, required=True))
    sent_on: Mapped[date | None] = mapped_column(Date, info=shown("Sent on"))
    returned_on: Mapped[date | None] = mapped_column(Date, info=shown("Returned on"))


class PlannedAssessment(Base):
    """An assessment that is due, and the one that was held for it."""

    __tablename__ = "planned_assessment"

    template: Mapped[str] = mapped_column(info=shown("Template", width=16, required=True))
    title: Mapped[str] = mapped_column(info=shown("Assessment", width=34, required=True))
    subject: Mapped[AssessmentSubject] = mapped_column(default=AssessmentSubject.ORGANISATION, info=shown("Subject"))
    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28)
    )
    due_on: Mapped[date] = mapped_column(Date, info=shown("Due", required=True))
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    assessment_key: Mapped[int | None] = mapped_column(
        ForeignKey("assessment.key"), info=shown("Held as", width=24, editable=False)
    )


class Evidence(Base):
    """A document or record that was seen for an answer; the file itself is kept where it has a document."""

    __tablename__ = "evidence"

    answer_key: Mapped[int] = mapped_column(ForeignKey("answer.key"), index=True, info=shown("Answer"))
    title: Mapped[str] = mapped_column(info=shown("Evidence", width=30, required=True))
    location: Mapped[str] = mapped_column(default="", info=shown("Where", width=30))
    seen_on: Mapped[date | None] = mapped_column(Date, info=shown("Seen on"))
    document_key: Mapped[int | None] = mapped_column(ForeignKey("document.key"), index=True, info=shown("Document"))


class AssessmentTarget(Base):
    """The level aimed at in one domain, 0 to 5, how much it matters and how easy it is to raise, 1 to 5 each.

    In an assessment of services each is a domain, with its `name` and `group` as they were, whatever became of it.
    """

    __tablename__ = "assessment_target"
    __table_args__ = (UniqueConstraint("assessment_key", "domain"),)

    assessment_key: Mapped[int] = mapped_column(ForeignKey("assessment.key"), info=shown("Assessment"))
    domain: Mapped[str] = mapped_column(info=shown("Domain", width=24))
    level: Mapped[float] = mapped_column(info=shown("Target level"))
    importance: Mapped[int] = mapped_column(default=3, info=shown("Importance"))
    ease: Mapped[int] = mapped_column(default=3, info=shown("Ease"))
    service_key: Mapped[int | None] = mapped_column(ForeignKey("service.key"), info=shown("Service now", width=28))
    name: Mapped[str] = mapped_column(default="", info=shown("Service", width=28, editable=False))
    group: Mapped[str] = mapped_column(default="", info=shown("Group", editable=False))


class Finding(Base):
    """What an assessment found, and the action it led to."""

    __tablename__ = "finding"

    assessment_key: Mapped[int] = mapped_column(
        ForeignKey("assessment.key"), index=True, info=shown("Assessment", width=24)
    )
    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28)
    )
    domain: Mapped[str] = mapped_column(default="", info=shown("Domain", width=20))
    statement: Mapped[str] = mapped_column(default="", info=shown("Statement", width=20))
    title: Mapped[str] = mapped_column(info=shown("Finding", width=40, required=True))
    recommendation: Mapped[str] = mapped_column(default="", info=shown("Recommendation", kind="long text", width=40))
    severity: Mapped[FindingSeverity] = mapped_column(default=FindingSeverity.GOOD_TO_DO, info=shown("Severity"))
    follow_up_on: Mapped[date | None] = mapped_column(Date, info=shown("Follow up"))
    action_key: Mapped[int | None] = mapped_column(ForeignKey("action.key"), info=shown("Action", width=24))
    outcome: Mapped[RecheckOutcome] = mapped_column(default=RecheckOutcome.OPEN, info=shown("Outcome", width=14))
    rechecked_on: Mapped[date | None] = mapped_column(Date, info=shown("Looked at again on"))
    recheck: Mapped[str] = mapped_column(default="", info=shown("What was found then", kind="long text", width=30))

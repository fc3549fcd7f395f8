"""The charter of an office: thirteen sections, in versions that are drafted, reviewed, approved and superseded."""

from datetime import date, datetime

from sqlalchemy import Date, DateTime, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import CharterState, Choice
from pmo_desktop.domain.fields import shown
from pmo_desktop.text import N_


class Section(Choice):
    """The sections of a charter, in the order they are read."""

    PURPOSE = "purpose", N_("Purpose and mission")
    WHY = "why", N_("Why a PMO here")
    SCOPE = "scope", N_("Scope and boundaries")
    OBJECTIVES = "objectives", N_("Objectives")
    FUNCTIONS = "functions", N_("Functions and authority")
    SERVICES = "services", N_("Services")
    ROLES = "roles", N_("Roles and responsibilities")
    GOVERNANCE = "governance", N_("Governance and escalation")
    RESOURCES = "resources", N_("Resources and budget")
    PROCESSES = "processes", N_("Processes")
    MEASURES = "measures", N_("Measures of success")
    ASSUMPTIONS = "assumptions", N_("Assumptions, constraints and risks")
    APPROVALS = "approvals", N_("Approvals")


class Charter(Base):
    """One version of an office's charter."""

    __tablename__ = "charter"
    __table_args__ = (UniqueConstraint("office_key", "version"),)

    office_key: Mapped[int] = mapped_column(ForeignKey("office.key"), info=shown("Office"))
    version: Mapped[int] = mapped_column(info=shown("Version", width=8, editable=False))
    state: Mapped[CharterState] = mapped_column(default=CharterState.DRAFT, info=shown("State", editable=False))
    begun_on: Mapped[date] = mapped_column(Date, info=shown("Begun on", editable=False))
    approved_on: Mapped[date | None] = mapped_column(Date, info=shown("Approved on", editable=False))
    approved_by: Mapped[str] = mapped_column(default="", info=shown("Approved by", width=20, editable=False))
    fte: Mapped[float | None] = mapped_column(info=shown("FTE", help="People in the office, full-time equivalents."))
    cost_per_year: Mapped[int | None] = mapped_column(info=shown("Cost per year", kind="money"))


class CharterSection(Base):
    """The text of one section of one version."""

    __tablename__ = "charter_section"
    __table_args__ = (UniqueConstraint("charter_key", "section"),)

    charter_key: Mapped[int] = mapped_column(ForeignKey("charter.key"), info=shown("Charter"))
    section: Mapped[Section] = mapped_column(info=shown("Section", width=26))
    text: Mapped[str] = mapped_column(default="", info=shown("Text", kind="long text", width=60))


class CharterObjective(Base):
    """A result the office answers for, tied to a strategic objective and a measure."""

    __tablename__ = "charter_objective"

    charter_key: Mapped[int] = mapped_column(ForeignKey("charter.key"), index=True, info=shown("Charter"))
    title: Mapped[str] = mapped_column(info=shown("Objective", width=32, required=True))
    objective_key: Mapped[int | None] = mapped_column(
        ForeignKey("strategic_objective.key"), info=shown("Serves", width=24)
    )
    measure: Mapped[str] = mapped_column(default="", info=shown("Measure", width=28))
    target: Mapped[str] = mapped_column(default="", info=shown("Target"))
    due_on: Mapped[date | None] = mapped_column(Date, info=shown("Due"))


class CharterReview(Base):
    """One step in the life of a charter version: who, when, which state it reached, what was said."""

    __tablename__ = "charter_review"

    charter_key: Mapped[int] = mapped_column(ForeignKey("charter.key"), index=True, info=shown("Charter"))
    state: Mapped[CharterState] = mapped_column(info=shown("State"))
    by: Mapped[str] = mapped_column(default="", info=shown("By", width=20))
    at: Mapped[datetime] = mapped_column(DateTime, info=shown("When"))
    comment: Mapped[str] = mapped_column(default="", info=shown("Comment", kind="long text", width=40))

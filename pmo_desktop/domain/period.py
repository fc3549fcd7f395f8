"""Reporting periods and the status reports projects make in them."""

from datetime import date

from sqlalchemy import Date, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import (
    Dimension,
    FindingSeverity,
    ForwardLook,
    PeriodEventKind,
    PeriodState,
    Rating,
    ReportState,
)
from pmo_desktop.domain.facts import Facts
from pmo_desktop.domain.fields import DERIVED, shown
from pmo_desktop.domain.rules.quality import Verdict


class ReportingPeriod(Base):
    """A month, quarter or year that projects report on."""

    __tablename__ = "reporting_period"

    name: Mapped[str] = mapped_column(unique=True, info=shown("Period", width=16, required=True))
    starts_on: Mapped[date] = mapped_column(Date, info=shown("Starts on", required=True))
    ends_on: Mapped[date] = mapped_column(Date, info=shown("Ends on", required=True))
    cut_off_on: Mapped[date] = mapped_column(
        Date, info=shown("Cut-off", required=True, help="The data date: what is known by the end of this day counts.")
    )
    state: Mapped[PeriodState] = mapped_column(default=PeriodState.OPEN, info=shown("State", editable=False))
    due_on: Mapped[date | None] = mapped_column(
        Date, info=shown("Reports due", help="When reports have to be in; empty means the cut-off.")
    )
    copy_sha256: Mapped[str] = mapped_column(default="", info=shown("Copy", width=20, editable=False))
    rules: Mapped[str] = mapped_column(default="")


class PeriodEvent(Base):
    """What was done with a period: frozen, or opened again with a reason. Nothing of it is ever changed."""

    __tablename__ = "period_event"

    period_key: Mapped[int] = mapped_column(ForeignKey("reporting_period.key"), index=True, info=shown("Period"))
    kind: Mapped[PeriodEventKind] = mapped_column(info=shown("What", editable=False))
    happened_on: Mapped[date] = mapped_column(Date, info=shown("On", editable=False))
    by: Mapped[str] = mapped_column(default="", info=shown("By", width=18, editable=False))
    reason: Mapped[str] = mapped_column(default="", info=shown("Reason", width=40, editable=False))


class PeriodCopy(Base):
    """The whole workspace as it stood when a period was frozen, compressed."""

    __tablename__ = "period_copy"
    __table_args__ = ({"info": {"journal": False}},)

    sha256: Mapped[str] = mapped_column(unique=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class StatusReport(Facts, Base):
    """What one project reports for one period: words, eight ratings, and its facts as they stood."""

    __tablename__ = "status_report"
    __table_args__ = (UniqueConstraint("project_key", "period_key"),)

    project_key: Mapped[int] = mapped_column(ForeignKey("project.key"), info=shown("Project", width=32, editable=False))
    period_key: Mapped[int] = mapped_column(
        ForeignKey("reporting_period.key"), index=True, info=shown("Period", editable=False)
    )
    state: Mapped[ReportState] = mapped_column(default=ReportState.MISSING, info=shown("Report", width=12))
    submitted_on: Mapped[date | None] = mapped_column(Date, info=shown("Submitted"))
    overall: Mapped[Rating | None] = mapped_column(info=shown("Reported rating", width=14))
    schedule: Mapped[Rating | None] = mapped_column(info=shown("Schedule", width=9, group="ratings"))
    cost: Mapped[Rating | None] = mapped_column(info=shown("Cost", width=9, group="ratings"))
    scope: Mapped[Rating | None] = mapped_column(info=shown("Scope", width=9, group="ratings"))
    quality: Mapped[Rating | None] = mapped_column(info=shown("Quality", width=9, group="ratings"))
    risk: Mapped[Rating | None] = mapped_column(info=shown("Risk", width=9, group="ratings"))
    benefits: Mapped[Rating | None] = mapped_column(info=shown("Benefits", width=9, group="ratings"))
    resources: Mapped[Rating | None] = mapped_column(info=shown("Resources", width=9, group="ratings"))
    overall_reason: Mapped[str] = mapped_column(default="", info=shown("Reason", kind="long text", width=30))
    summary: Mapped[str] = mapped_column(default="", info=shown("Summary", kind="long text", width=40))
    achieved: Mapped[str] = mapped_column(default="", info=shown("Achieved", kind="long text", width=40))
    next_steps: Mapped[str] = mapped_column(default="", info=shown("Next", kind="long text", width=40))
    path_to_green: Mapped[str] = mapped_column(default="", info=shown("Path to green", kind="long text", width=40))
    path_owner: Mapped[str] = mapped_column(default="", info=shown("Path owner", width=18))
    path_due_on: Mapped[date | None] = mapped_column(Date, info=shown("Back to green by"))
    forward_look: Mapped[ForwardLook | None] = mapped_column(info=shown("Forward look", width=11))
    schedule_note: Mapped[str] = mapped_column(default="", info=shown("Schedule note", kind="long text", width=40))
    cost_note: Mapped[str] = mapped_column(default="", info=shown("Cost note", kind="long text", width=40))
    open_risks: Mapped[int] = mapped_column(default=0, info=shown("Open risks", width=8, editable=False) | DERIVED)
    open_issues: Mapped[int] = mapped_column(default=0, info=shown("Open issues", width=8, editable=False) | DERIVED)
    top_risk: Mapped[str] = mapped_column(default="", info=shown("Top risk", width=24, editable=False) | DERIVED)
    top_risk_score: Mapped[int | None] = mapped_column(info=shown("Top risk score", width=8, editable=False) | DERIVED)
    top_risk_key: Mapped[int | None] = mapped_column(info=DERIVED)
    bare_risk: Mapped[str] = mapped_column(
        default="", info=shown("Red risk without owner", width=24, editable=False) | DERIVED
    )
    bare_risk_score: Mapped[int | None] = mapped_column(info=shown("Its score", width=8, editable=False) | DERIVED)
    bare_risk_key: Mapped[int | None] = mapped_column(info=DERIVED)
    late_milestone: Mapped[str] = mapped_column(
        default="", info=shown("Late key milestone", width=24, editable=False) | DERIVED
    )
    late_milestone_days: Mapped[int | None] = mapped_column(info=shown("Late by d", width=8, editable=False) | DERIVED)
    late_milestone_key: Mapped[int | None] = mapped_column(info=DERIVED)
    worst_benefit: Mapped[str] = mapped_column(
        default="", info=shown("Benefit most short", width=24, editable=False) | DERIVED
    )
    benefit_shortfall: Mapped[float | None] = mapped_column(
        info=shown("Benefit shortfall", kind="percent", width=9, editable=False) | DERIVED
    )
    worst_benefit_key: Mapped[int | None] = mapped_column(info=DERIVED)
    scope_money: Mapped[int | None] = mapped_column(
        info=shown("Change of scope", kind="money", width=9, editable=False) | DERIVED
    )
    scope_driver: Mapped[str] = mapped_column(
        default="", info=shown("Largest change", width=24, editable=False) | DERIVED
    )
    scope_is_overdue: Mapped[bool] = mapped_column(
        default=False, info=shown("Change past its decision date", width=9, editable=False) | DERIVED
    )
    scope_unpriced: Mapped[str] = mapped_column(
        default="", info=shown("Change without cost", width=24, editable=False) | DERIVED
    )
    scope_driver_key: Mapped[int | None] = mapped_column(info=DERIVED)
    scope_unpriced_key: Mapped[int | None] = mapped_column(info=DERIVED)
    findings: Mapped[int] = mapped_column(default=0, info=shown("Findings", width=8, editable=False) | DERIVED)
    worst_finding: Mapped[str] = mapped_column(
        default="", info=shown("Worst open finding", width=24, editable=False) | DERIVED
    )
    worst_finding_severity: Mapped[FindingSeverity | None] = mapped_column(
        info=shown("Its severity", width=12, editable=False) | DERIVED
    )
    worst_finding_key: Mapped[int | None] = mapped_column(info=DERIVED)
    last_gate: Mapped[str] = mapped_column(default="", info=shown("Last gate", width=20, editable=False) | DERIVED)
    last_gate_verdict: Mapped[Verdict | None] = mapped_column(
        info=shown("Last verdict", width=16, editable=False) | DERIVED
    )
    last_gate_key: Mapped[int | None] = mapped_column(info=DERIVED)
    capacity_gap_percent: Mapped[float | None] = mapped_column(
        info=shown("Demand without capacity", kind="percent", width=9, editable=False) | DERIVED
    )
    short_role: Mapped[str] = mapped_column(
        default="", info=shown("Role most short", width=20, editable=False) | DERIVED
    )
    unknown_roles: Mapped[str] = mapped_column(
        default="", info=shown("Roles of unknown capacity", width=20, editable=False) | DERIVED
    )
    short_role_key: Mapped[int | None] = mapped_column(info=DERIVED)
    budget_note: Mapped[str] = mapped_column(default="", info=shown("Budget note", kind="long text", width=40))


class RatingOverride(Base):
    """The PMO's own view of a rating, with its reason. No dimension means overall."""

    __tablename__ = "rating_override"
    __table_args__ = (UniqueConstraint("report_key", "dimension"),)

    report_key: Mapped[int] = mapped_column(ForeignKey("status_report.key"), info=shown("Report"))
    dimension: Mapped[Dimension | None] = mapped_column(info=shown("Dimension"))
    rating: Mapped[Rating | None] = mapped_column(info=shown("PMO view"))
    reason: Mapped[str] = mapped_column(default="", info=shown("Reason", width=40, required=True))
    by: Mapped[str] = mapped_column(default="", info=shown("By", width=18))
    made_on: Mapped[date] = mapped_column(Date, info=shown("On"))

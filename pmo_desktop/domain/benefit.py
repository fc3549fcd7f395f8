"""Benefit profiles: what a project is done for, measured."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice
from pmo_desktop.domain.fields import DERIVED, shown
from pmo_desktop.text import N_


class BenefitKind(Choice):
    """Whether a benefit is money, is not, or is a harm taken into account."""

    FINANCIAL = "financial", N_("Financial")
    NON_FINANCIAL = "non-financial", N_("Non-financial")
    DIS_BENEFIT = "dis-benefit", N_("Dis-benefit")


class Benefit(Base):
    """One measured effect, in its own unit, with the milestone that makes it possible."""

    __tablename__ = "benefit"

    project_key: Mapped[int] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28, required=True)
    )
    reference: Mapped[str] = mapped_column(default="", info=shown("Reference", width=10))
    title: Mapped[str] = mapped_column(info=shown("Benefit", width=34, required=True))
    kind: Mapped[BenefitKind] = mapped_column(default=BenefitKind.FINANCIAL, info=shown("Kind"))
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    measure: Mapped[str] = mapped_column(default="", info=shown("Measure", width=20, help="What is counted, and how."))
    unit: Mapped[str] = mapped_column(default="", info=shown("Unit", width=14))
    baseline: Mapped[float | None] = mapped_column(info=shown("Baseline"))
    target: Mapped[float | None] = mapped_column(info=shown("Target"))
    forecast: Mapped[float | None] = mapped_column(info=shown("Forecast"))
    actual: Mapped[float | None] = mapped_column(info=shown("Actual"))
    due_on: Mapped[date | None] = mapped_column(Date, info=shown("Target date"))
    milestone_key: Mapped[int | None] = mapped_column(
        ForeignKey("milestone.key"),
        info=shown("Enabling milestone", width=24, help="If it is late, so is the benefit."),
    )
    milestone_late_days: Mapped[int | None] = mapped_column(
        info=shown("Milestone late d", width=8, editable=False, help="The benefit is at risk where this is above 0.")
        | DERIVED
    )


class BenefitMeasure(Base):
    """What was measured of a benefit on one day. The newest is also kept on the benefit itself."""

    __tablename__ = "benefit_measure"

    benefit_key: Mapped[int] = mapped_column(
        ForeignKey("benefit.key"), index=True, info=shown("Benefit", width=30, required=True)
    )
    measured_on: Mapped[date] = mapped_column(Date, info=shown("Measured on", required=True))
    value: Mapped[float] = mapped_column(info=shown("Value", required=True))
    note: Mapped[str] = mapped_column(default="", info=shown("Note", kind="long text", width=30))

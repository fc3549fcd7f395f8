"""Baselines: what was approved of a project's dates and money, version by version."""

from datetime import date

from sqlalchemy import Date, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.fields import shown


class Baseline(Base):
    """One approved version. The newest is also kept on the project itself, where every rule reads it."""

    __tablename__ = "baseline"
    __table_args__ = (UniqueConstraint("project_key", "version"),)

    project_key: Mapped[int] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28, required=True)
    )
    version: Mapped[int] = mapped_column(info=shown("Version", width=8, required=True))
    approved_on: Mapped[date | None] = mapped_column(Date, info=shown("Approved on"))
    approver: Mapped[str] = mapped_column(default="", info=shown("Approved by", width=18))
    reason: Mapped[str] = mapped_column(default="", info=shown("Reason", kind="long text", width=34))
    start_on: Mapped[date | None] = mapped_column(Date, info=shown("Start"))
    finish_on: Mapped[date | None] = mapped_column(Date, info=shown("Finish"))
    bac: Mapped[int | None] = mapped_column(info=shown("BAC", kind="money"))
    contingency: Mapped[int | None] = mapped_column(info=shown("Contingency", kind="money"))
    price_base: Mapped[str] = mapped_column(default="", info=shown("Price base"))


class BaselineMilestone(Base):
    """The date of one milestone in one version."""

    __tablename__ = "baseline_milestone"
    __table_args__ = (UniqueConstraint("baseline_key", "milestone_key"),)

    baseline_key: Mapped[int] = mapped_column(ForeignKey("baseline.key"), info=shown("Baseline"))
    milestone_key: Mapped[int] = mapped_column(ForeignKey("milestone.key"), index=True, info=shown("Milestone"))
    planned_on: Mapped[date | None] = mapped_column(Date, info=shown("Date"))

"""Prioritisation: the criteria projects are compared by, and their points."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.fields import shown


class Criterion(Base):
    """Something projects are scored on, such as strategic fit."""

    __tablename__ = "criterion"

    title: Mapped[str] = mapped_column(info=shown("Criterion", width=28, required=True))
    weight: Mapped[float] = mapped_column(default=1.0, info=shown("Weight", width=8, required=True))
    guidance: Mapped[str] = mapped_column(default="", info=shown("What the points mean", kind="long text", width=40))


class CriterionScore(Base):
    """The points of one project on one criterion."""

    __tablename__ = "criterion_score"
    __table_args__ = (UniqueConstraint("project_key", "criterion_key"),)

    project_key: Mapped[int] = mapped_column(ForeignKey("project.key"), info=shown("Project", width=28, required=True))
    criterion_key: Mapped[int] = mapped_column(
        ForeignKey("criterion.key"), index=True, info=shown("Criterion", width=24, required=True)
    )
    points: Mapped[float | None] = mapped_column(info=shown("Points", width=8, help="0 to 5, more is better."))
    reason: Mapped[str] = mapped_column(default="", info=shown("Reason", kind="long text", width=30))

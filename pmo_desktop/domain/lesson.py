"""Lessons: what happened, why, and what to do the next time."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import ProjectClass
from pmo_desktop.domain.fields import shown


class Lesson(Base):
    """One lesson, from one project or from none, and which projects it applies to."""

    __tablename__ = "lesson"

    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("From project", width=28)
    )
    reference: Mapped[str] = mapped_column(default="", info=shown("Reference", width=10))
    title: Mapped[str] = mapped_column(info=shown("What happened", width=40, required=True))
    cause: Mapped[str] = mapped_column(default="", info=shown("Cause", kind="long text", width=30))
    effect: Mapped[str] = mapped_column(default="", info=shown("Effect", kind="long text", width=30))
    recommendation: Mapped[str] = mapped_column(default="", info=shown("Recommendation", kind="long text", width=36))
    category: Mapped[str] = mapped_column(
        default="", info=shown("Applies to category", width=18, help="Empty applies to every category.")
    )
    project_class: Mapped[ProjectClass | None] = mapped_column(
        info=shown("Applies to class", width=14, help="Empty applies to every class.")
    )
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    learnt_on: Mapped[date | None] = mapped_column(Date, info=shown("Learnt on"))

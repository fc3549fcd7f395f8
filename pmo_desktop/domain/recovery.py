"""Recovery: a project that is being brought back, by whom, and when it counts as brought back."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.fields import shown


class Recovery(Base):
    """One recovery of one project; it runs until it is ended. What is done for it are actions."""

    __tablename__ = "recovery"

    project_key: Mapped[int] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28, required=True)
    )
    title: Mapped[str] = mapped_column(info=shown("Trigger", kind="long text", width=34, required=True))
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    begun_on: Mapped[date | None] = mapped_column(Date, info=shown("Begun on"))
    exit_criteria: Mapped[str] = mapped_column(default="", info=shown("Exit criteria", kind="long text", width=34))
    review_on: Mapped[date | None] = mapped_column(Date, info=shown("Next review"))
    ended_on: Mapped[date | None] = mapped_column(Date, info=shown("Ended on"))
    outcome: Mapped[str] = mapped_column(default="", info=shown("Outcome", kind="long text", width=30))

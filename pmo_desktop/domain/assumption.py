"""Assumptions: what is taken for true until somebody has checked it."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import ItemState, Level
from pmo_desktop.domain.fields import shown


class Assumption(Base):
    """Something the plan rests on, and what happens if it is wrong."""

    __tablename__ = "assumption"

    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28)
    )
    reference: Mapped[str] = mapped_column(default="", info=shown("Reference", width=10))
    title: Mapped[str] = mapped_column(info=shown("Assumption", width=40, required=True))
    if_wrong: Mapped[str] = mapped_column(default="", info=shown("If it is wrong", kind="long text", width=34))
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    due_on: Mapped[date | None] = mapped_column(Date, info=shown("Check by"))
    state: Mapped[ItemState] = mapped_column(default=ItemState.OPEN, info=shown("State", width=9))
    level: Mapped[Level] = mapped_column(default=Level.PROJECT, info=shown("Escalated to", width=12))
    finding: Mapped[str] = mapped_column(default="", info=shown("What was found", kind="long text", width=34))

"""Dependencies: what one project gives to another, or gets from it, and when."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice, ItemState, Level
from pmo_desktop.domain.fields import computed, shown
from pmo_desktop.domain.rules.schedule import slip_days
from pmo_desktop.text import N_


class Direction(Choice):
    """Which way it goes, seen from the project that keeps it."""

    GETS = "gets", N_("Gets from")
    GIVES = "gives", N_("Gives to")


class Dependency(Base):
    """Something that has to pass between two projects, or between a project and somebody outside."""

    __tablename__ = "dependency"

    project_key: Mapped[int] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28, required=True)
    )
    reference: Mapped[str] = mapped_column(default="", info=shown("Reference", width=10))
    title: Mapped[str] = mapped_column(info=shown("Dependency", width=36, required=True))
    direction: Mapped[Direction] = mapped_column(default=Direction.GETS, info=shown("Direction", width=10))
    other_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Other project", width=28)
    )
    other_party: Mapped[str] = mapped_column(
        default="", info=shown("Or who else", width=18, help="Where the other side is no project of this register.")
    )
    milestone_key: Mapped[int | None] = mapped_column(
        ForeignKey("milestone.key"), info=shown("Delivered by milestone", width=24)
    )
    needed_by_on: Mapped[date | None] = mapped_column(Date, info=shown("Needed by"))
    promised_on: Mapped[date | None] = mapped_column(Date, info=shown("Promised for"))
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    state: Mapped[ItemState] = mapped_column(default=ItemState.OPEN, info=shown("State", width=9))
    level: Mapped[Level] = mapped_column(default=Level.PROJECT, info=shown("Escalated to", width=12))

    @computed("Late d", kind="integer", width=8, help="Calendar days from the day it is needed to the day promised.")
    def late_days(self) -> int | None:
        """Calendar days late (+) or early (−)."""
        return slip_days(self.needed_by_on, self.promised_on)

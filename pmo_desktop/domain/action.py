"""Actions: who does what by when, and whether it helped."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Authority, ItemState, Level
from pmo_desktop.domain.fields import shown


class Action(Base):
    """One thing to be done, by one owner, from a named source."""

    __tablename__ = "action"

    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28)
    )
    reference: Mapped[str] = mapped_column(default="", info=shown("Reference", width=10))
    title: Mapped[str] = mapped_column(info=shown("Action", width=40, required=True))
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    due_on: Mapped[date | None] = mapped_column(Date, info=shown("Due"))
    source: Mapped[str] = mapped_column(default="", info=shown("Source", width=24))
    authority: Mapped[Authority] = mapped_column(default=Authority.RECOMMEND, info=shown("Authority", width=11))
    state: Mapped[ItemState] = mapped_column(default=ItemState.OPEN, info=shown("State", width=9))
    level: Mapped[Level] = mapped_column(default=Level.PROJECT, info=shown("Escalated to", width=12))
    closed_on: Mapped[date | None] = mapped_column(Date, info=shown("Closed"))
    effect_checked_on: Mapped[date | None] = mapped_column(
        Date, info=shown("Effect checked", help="When somebody saw whether it helped.")
    )
    effect: Mapped[str] = mapped_column(default="", info=shown("Effect", kind="long text", width=30))
    gate_key: Mapped[int | None] = mapped_column(ForeignKey("gate.key"), info=shown("Condition of gate", width=24))
    recovery_key: Mapped[int | None] = mapped_column(ForeignKey("recovery.key"), info=shown("For recovery", width=24))

"""Returns: the questionnaires a project manager gets for a period, and what was in them when they went out."""

from datetime import date

from sqlalchemy import Date, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice
from pmo_desktop.domain.fields import shown
from pmo_desktop.text import N_


class ReturnState(Choice):
    """How far a return has come."""

    SENT = "sent", N_("Sent")
    RECEIVED = "received", N_("Received")


class ProjectReturn(Base):
    """One questionnaire, for one project manager and one period; what it was filled with tells later what changed."""

    __tablename__ = "project_return"
    __table_args__ = (UniqueConstraint("period_key", "manager"),)

    period_key: Mapped[int] = mapped_column(
        ForeignKey("reporting_period.key"), info=shown("Period", width=16, editable=False)
    )
    manager: Mapped[str] = mapped_column(default="", info=shown("Project manager", width=22, editable=False))
    state: Mapped[ReturnState] = mapped_column(default=ReturnState.SENT, info=shown("State", width=10, editable=False))
    projects: Mapped[int] = mapped_column(default=0, info=shown("Projects", width=8, editable=False))
    sent_on: Mapped[date] = mapped_column(Date, info=shown("Sent on", editable=False))
    due_on: Mapped[date] = mapped_column(Date, info=shown("Due", editable=False))
    received_on: Mapped[date | None] = mapped_column(Date, info=shown("Received on", editable=False))
    remarks: Mapped[str] = mapped_column(default="", info=shown("Remarks", kind="long text", width=36))
    digest: Mapped[str] = mapped_column(default="")  # of what is locked in the questionnaire
    filled: Mapped[str] = mapped_column(default="")  # the answers it went out with, as JSON

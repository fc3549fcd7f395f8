"""Issues: what has happened and has to be dealt with."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import ItemState, Level, Severity
from pmo_desktop.domain.fields import shown


class Issue(Base):
    """Something that is going wrong now."""

    __tablename__ = "issue"

    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28)
    )
    reference: Mapped[str] = mapped_column(default="", info=shown("Reference", width=10))
    title: Mapped[str] = mapped_column(info=shown("Issue", width=36, required=True))
    description: Mapped[str] = mapped_column(default="", info=shown("Description", kind="long text", width=36))
    severity: Mapped[Severity] = mapped_column(default=Severity.MEDIUM, info=shown("Severity", width=10))
    priority: Mapped[Severity] = mapped_column(default=Severity.MEDIUM, info=shown("Priority", width=10))
    owner: Mapped[str] = mapped_column(default="", info=shown("Owner", width=18))
    state: Mapped[ItemState] = mapped_column(default=ItemState.OPEN, info=shown("State", width=9))
    level: Mapped[Level] = mapped_column(default=Level.PROJECT, info=shown("Escalated to", width=12))
    raised_on: Mapped[date | None] = mapped_column(Date, info=shown("Raised"))
    due_on: Mapped[date | None] = mapped_column(Date, info=shown("Due"))
    resolution: Mapped[str] = mapped_column(default="", info=shown("Resolution", kind="long text", width=36))

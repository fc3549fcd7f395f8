"""Escalations: what was raised from one level to another, by whom and why. The history stays."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Level
from pmo_desktop.domain.fields import shown


class Escalation(Base):
    """One move of one record between levels. The record is told by its table and its key."""

    __tablename__ = "escalation"
    __table_args__ = (Index("ix_escalation_record", "record_table", "record_key"),)

    project_key: Mapped[int | None] = mapped_column(
        ForeignKey("project.key"), index=True, info=shown("Project", width=28)
    )
    record_table: Mapped[str] = mapped_column(info=shown("Register", editable=False))
    record_key: Mapped[int] = mapped_column(info=shown("Record", editable=False))
    from_level: Mapped[Level] = mapped_column(info=shown("From", editable=False))
    to_level: Mapped[Level] = mapped_column(info=shown("To", editable=False))
    raised_on: Mapped[date] = mapped_column(Date, info=shown("On"))
    by: Mapped[str] = mapped_column(default="", info=shown("By", width=18))
    reason: Mapped[str] = mapped_column(default="", info=shown("Reason", kind="long text", width=34))

"""Text of imported cells that could not be read as their column asks, or that no field takes: kept, never dropped."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.fields import shown


class KeptText(Base):
    """The text of one cell, beside the project and period it came with."""

    __tablename__ = "kept_text"

    project_key: Mapped[int] = mapped_column(ForeignKey("project.key"), index=True, info=shown("Project", width=28))
    period_key: Mapped[int] = mapped_column(ForeignKey("reporting_period.key"), info=shown("Period"))
    field: Mapped[str] = mapped_column(default="", info=shown("Field", help="Empty where no field takes the column."))
    header: Mapped[str] = mapped_column(info=shown("Column in the file", width=28))
    text: Mapped[str] = mapped_column(info=shown("Text", kind="long text", width=40))
    reason: Mapped[str] = mapped_column(default="", info=shown("Why it was not read", width=30))


class LogText(Base):
    """The text of one cell, beside the row of a log that it came with."""

    __tablename__ = "log_text"

    log: Mapped[str] = mapped_column(info=shown("Log", help="The table of the row."))
    row_key: Mapped[int] = mapped_column(index=True, info=shown("Row"))
    header: Mapped[str] = mapped_column(info=shown("Column in the file", width=28))
    text: Mapped[str] = mapped_column(info=shown("Text", kind="long text", width=40))
    reason: Mapped[str] = mapped_column(default="", info=shown("Why it was not read", width=30))

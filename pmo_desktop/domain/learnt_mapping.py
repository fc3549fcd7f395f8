"""What the columns of a file were said to stand for, kept for the next file with the same headers."""

from datetime import date

from sqlalchemy import Date
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.fields import shown


class LearntMapping(Base):
    """One set of headers, by the hash of its words, and what somebody decided about it."""

    __tablename__ = "learnt_mapping"

    header_set: Mapped[str] = mapped_column(unique=True)
    headers: Mapped[str] = mapped_column(default="", info=shown("Headers", kind="long text", width=40))
    target: Mapped[str] = mapped_column(default="", info=shown("Register", width=16))
    fields: Mapped[str] = mapped_column(default="")  # what was decided, as JSON: fields, orders and words by column
    learnt_on: Mapped[date] = mapped_column(Date, info=shown("Learnt on"))

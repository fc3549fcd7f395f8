"""Saved views: ways to look at a register that somebody gave a name; they travel with the workspace."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice
from pmo_desktop.domain.fields import shown
from pmo_desktop.text import N_


class Face(Choice):
    """How the rows of a register are laid out."""

    TABLE = "table", N_("Table")
    BOARD = "board", N_("Board")
    ROADMAP = "roadmap", N_("Roadmap")


class SavedView(Base):
    """A named view of a page. Names of columns stand one after the other, separated by spaces.

    In `sort` a column that falls has a minus before it; `filters` and `rules` are JSON, written and read by
    `services/saved_views.py`.
    """

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("place", "name"),)

    place: Mapped[str] = mapped_column(info=shown("Page", width=16, editable=False))
    name: Mapped[str] = mapped_column(info=shown("View", width=24, required=True))
    position: Mapped[int] = mapped_column(default=0, info=shown("Place"))
    face: Mapped[Face] = mapped_column(default=Face.TABLE, info=shown("Shown as"))
    columns: Mapped[str] = mapped_column(default="", info=shown("Columns", width=40))
    frozen: Mapped[int] = mapped_column(default=1, info=shown("Frozen columns"))
    sort: Mapped[str] = mapped_column(default="", info=shown("Sorted by", width=24))
    groups: Mapped[str] = mapped_column(default="", info=shown("Grouped by", width=24))
    filters: Mapped[str] = mapped_column(default="[]", info=shown("Filters", width=40))
    rules: Mapped[str] = mapped_column(default="[]", info=shown("Colour rules", width=40))

"""Recipes: which sections a board pack has, in which order, for whom."""

from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice
from pmo_desktop.domain.fields import shown
from pmo_desktop.text import N_


class OnePagerRule(Choice):
    """Which projects get a page of their own."""

    NONE = "none", N_("None")
    REDS = "reds", N_("Reds")
    REDS_AND_WORSENING = "reds and worsening", N_("Reds, then worsening and new")
    ALL = "all", N_("All")


class Recipe(Base):
    """A named pack. `sections` is their names, in order, separated by spaces."""

    __tablename__ = "recipe"

    name: Mapped[str] = mapped_column(unique=True, info=shown("Recipe", width=24, required=True))
    audience: Mapped[str] = mapped_column(default="", info=shown("Audience", width=20))
    sections: Mapped[str] = mapped_column(default="", info=shown("Sections", width=40))
    one_pagers: Mapped[OnePagerRule] = mapped_column(default=OnePagerRule.REDS, info=shown("One-pagers"))
    distribution: Mapped[str] = mapped_column(default="", info=shown("Distribution", kind="long text", width=30))

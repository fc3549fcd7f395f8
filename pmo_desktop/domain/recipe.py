"""Recipes: which sections a pack has, in which order, for whom, of which projects; brands, and packs that went out."""

from datetime import date

from sqlalchemy import Date, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice, Level
from pmo_desktop.domain.fields import shown
from pmo_desktop.text import N_


class OnePagerRule(Choice):
    """Which projects get a page of their own."""

    NONE = "none", N_("None")
    REDS = "reds", N_("Reds")
    REDS_AND_WORSENING = "reds and worsening", N_("Reds, then worsening and new")
    ALL = "all", N_("All")
    CHOSEN = "chosen", N_("Chosen by hand")


class Brand(Base):
    """How packs look for one organisation. `accent` is #RRGGBB or empty, `logo` a PNG or JPEG, `deck` a .pptx."""

    __tablename__ = "brand"

    name: Mapped[str] = mapped_column(unique=True, info=shown("Brand", width=20, required=True))
    accent: Mapped[str] = mapped_column(default="", info=shown("Accent", help="As #RRGGBB; empty is the house blue."))
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    deck: Mapped[bytes | None] = mapped_column(LargeBinary)


class Recipe(Base):
    """A named pack. `sections`, `scope` and `chosen` are names or keys in order, separated by spaces.

    `scope` are keys of portfolios, programmes and projects, none for everything; `chosen` those of projects that have
    a page by hand; `options` the choices of its sections, as JSON.
    """

    __tablename__ = "recipe"

    name: Mapped[str] = mapped_column(unique=True, info=shown("Recipe", width=24, required=True))
    level: Mapped[Level] = mapped_column(default=Level.BOARD, info=shown("Reports to", width=12))
    audience: Mapped[str] = mapped_column(default="", info=shown("Audience", width=20))
    sections: Mapped[str] = mapped_column(default="", info=shown("Sections", width=40))
    options: Mapped[str] = mapped_column(default="", info=shown("Options", width=40, editable=False))
    scope: Mapped[str] = mapped_column(default="", info=shown("Projects", width=30, editable=False))
    one_pagers: Mapped[OnePagerRule] = mapped_column(default=OnePagerRule.REDS, info=shown("One-pagers"))
    chosen: Mapped[str] = mapped_column(default="", info=shown("One-pagers of", width=30, editable=False))
    brand_key: Mapped[int | None] = mapped_column(ForeignKey("brand.key"), info=shown("Brand", width=20))
    classification: Mapped[str] = mapped_column(
        default="", info=shown("Classification", width=20, help="Empty takes that of the workspace.")
    )
    distribution: Mapped[str] = mapped_column(default="", info=shown("Distribution", kind="long text", width=30))


class PackWords(Base):
    """What the user writes on the pages of one section in one period: a title instead of ours, and words under it.

    `section` is the key of a section, or “project-” and the key of a project for its page.
    """

    __tablename__ = "pack_words"
    __table_args__ = (UniqueConstraint("recipe_key", "period_key", "section"),)

    recipe_key: Mapped[int] = mapped_column(ForeignKey("recipe.key"), info=shown("Recipe", width=24))
    period_key: Mapped[int] = mapped_column(
        ForeignKey("reporting_period.key"), index=True, info=shown("Period", width=16)
    )
    section: Mapped[str] = mapped_column(info=shown("Section", width=16, required=True))
    title: Mapped[str] = mapped_column(default="", info=shown("Title", width=40))
    words: Mapped[str] = mapped_column(default="", info=shown("Words", kind="long text", width=40))


class IssuedPack(Base):
    """A pack that went out, as it was. `asked` are the references of the decisions it asked for, after each other."""

    __tablename__ = "issued_pack"

    recipe: Mapped[str] = mapped_column(info=shown("Recipe", width=24, editable=False))
    recipe_key: Mapped[int] = mapped_column(info=shown("Recipe's key", kind="integer", editable=False))
    period: Mapped[str] = mapped_column(info=shown("Period", width=16, editable=False))
    period_ends_on: Mapped[date] = mapped_column(Date, info=shown("Period's end", editable=False))
    issued_on: Mapped[date] = mapped_column(Date, info=shown("Issued on", editable=False))
    is_final: Mapped[bool] = mapped_column(default=False, info=shown("Final", width=6, editable=False))
    pages: Mapped[int] = mapped_column(default=0, info=shown("Pages", width=6, editable=False))
    sha256: Mapped[str] = mapped_column(info=shown("SHA-256", width=60, editable=False))
    audience: Mapped[str] = mapped_column(default="", info=shown("Audience", width=20, editable=False))
    distribution: Mapped[str] = mapped_column(default="", info=shown("Distribution", kind="long text", width=30))
    asked: Mapped[str] = mapped_column(default="", info=shown("Decisions asked", width=24, editable=False))
    decided: Mapped[str] = mapped_column(default="", info=shown("What was decided", kind="long text", width=40))


class PackFile(Base):
    """The bytes of a pack that went out, under their SHA-256."""

    __tablename__ = "pack_file"
    __table_args__ = ({"info": {"journal": False}},)

    sha256: Mapped[str] = mapped_column(unique=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)

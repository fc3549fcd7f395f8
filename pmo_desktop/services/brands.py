"""Brands: the colour, the logo and the slide template of an organisation, for its packs."""

import re
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.recipe import Brand, Recipe
from pmo_desktop.text import say

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LARGEST = 4_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class BrandSeen:
    """A brand as it is shown."""

    key: int
    name: str
    accent: str
    has_logo: bool
    has_deck: bool


def brands(session: Session) -> tuple[BrandSeen, ...]:
    """Every brand, by name."""
    found = session.scalars(select(Brand).order_by(Brand.name))
    return tuple(
        BrandSeen(each.key, each.name, each.accent, each.logo is not None, each.deck is not None) for each in found
    )


def keep_brand(session: Session, key: int | None, *, name: str, accent: str) -> int:
    """Make a brand, or change one; gives its key.

    Raises:
        PmoError: it has no name, the name is another's, or the colour is none.
    """
    name, accent = name.strip(), accent.strip()
    if not name:
        raise PmoError(say("The brand has no name. Give it the name of the organisation."))
    others = session.scalars(select(Brand.name).where(Brand.key != (key or 0)))
    if name.casefold() in {each.casefold() for each in others}:
        raise PmoError(say("There is a brand “{name}” already. Choose another name.", name=name))
    if accent and not _COLOUR.fullmatch(accent):
        raise PmoError(say("“{text}” is no colour. Write it as #1F4E8C, or leave it empty.", text=accent))
    brand = session.get_one(Brand, key) if key else Brand()
    brand.name, brand.accent = name, accent
    session.add(brand)
    session.flush()
    return brand.key


def set_logo(session: Session, key: int, content: bytes | None) -> None:
    """Keep a picture as the logo of a brand, or none.

    Raises:
        PmoError: it is no PNG or JPEG, or too large.
    """
    if content is not None and not content.startswith(_PICTURES):
        raise PmoError(say("The logo is neither a PNG nor a JPEG picture. Choose another file."))
    session.get_one(Brand, key).logo = _small(content)


def set_deck(session: Session, key: int, content: bytes | None) -> None:
    """Keep a slide deck whose look the decks of a brand take, or none.

    Raises:
        PmoError: it is no .pptx file, or too large.
    """
    if content is not None and not content.startswith(_ZIP):
        raise PmoError(say("The template is no .pptx file. Save it as a PowerPoint presentation and choose it again."))
    session.get_one(Brand, key).deck = _small(content)


def _small(content: bytes | None) -> bytes | None:
    if content is not None and len(content) > _LARGEST:
        raise PmoError(say("The file is larger than 4 MB. Choose a smaller one."))
    return content


def remove_brand(session: Session, key: int) -> None:
    """Delete a brand; recipes that had it take the house style."""
    session.execute(update(Recipe).where(Recipe.brand_key == key).values(brand_key=None))
    session.flush()
    session.delete(session.get_one(Brand, key))

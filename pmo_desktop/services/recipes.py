"""Recipes of board packs: what each shows, of which projects, in which order, to whom and in whose colours."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Level
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.recipe import Brand, OnePagerRule, PackWords, Recipe
from pmo_desktop.services.workspaces import BOARD_PACK, SECTIONS
from pmo_desktop.text import N_, say

Options: TypeAlias = Mapping[str, Mapping[str, Any]]
TITLES: Mapping[Level, str] = {
    Level.BOARD: BOARD_PACK,
    Level.PORTFOLIO: N_("Portfolio report"),
    Level.PROGRAMME: N_("Programme report"),
    Level.PROJECT: N_("Project report"),
}
"""What a document of each level calls itself."""
REPORTS: Mapping[Level, str] = {
    Level.BOARD: SECTIONS,
    Level.PORTFOLIO: SECTIONS.replace("governance one_pagers ", ""),
    Level.PROGRAMME: "summary decisions dashboard movement schedule finance benefits raid resources one_pagers annex",
    Level.PROJECT: "one_pagers decisions schedule finance benefits raid resources annex",
}
"""The sections that a new recipe of each level starts with."""


@dataclass(frozen=True, slots=True)
class RecipeSeen:
    """A recipe as it is shown; `sections` are keys in order, `scope` and `chosen` keys as the entity explains."""

    key: int
    name: str
    level: Level
    audience: str
    sections: tuple[str, ...]
    options: Options
    scope: tuple[int, ...]
    one_pagers: OnePagerRule
    chosen: tuple[int, ...]
    brand_key: int | None
    classification: str
    distribution: str


@dataclass(frozen=True, slots=True)
class Written:
    """What the user wrote on the pages of a section: a title instead of ours, words under it; empty for none."""

    title: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class RecipeUsed:
    """A recipe in one period, with all a pack needs of it: its words by section, and its brand."""

    recipe: RecipeSeen
    written: Mapping[str, Written] = field(default_factory=dict[str, Written])
    brand: str = ""
    accent: str = ""
    logo: bytes | None = None
    deck: bytes | None = None


def recipes(session: Session) -> tuple[RecipeSeen, ...]:
    """Every recipe, in the order they were made."""
    return tuple(_seen(each) for each in session.scalars(select(Recipe).order_by(Recipe.key)))


def _seen(recipe: Recipe) -> RecipeSeen:
    return RecipeSeen(
        recipe.key,
        recipe.name,
        recipe.level,
        recipe.audience,
        tuple(recipe.sections.split()),
        json.loads(recipe.options or "{}"),
        tuple(map(int, recipe.scope.split())),
        recipe.one_pagers,
        tuple(map(int, recipe.chosen.split())),
        recipe.brand_key,
        recipe.classification,
        recipe.distribution,
    )


def recipe_named(session: Session, name: str = "") -> RecipeSeen:
    """The recipe called `name`, whatever its case; the first if none is named.

    Raises:
        PmoError: there is none of that name.
    """
    found = recipes(session)
    for recipe in found:
        if not name or recipe.name.casefold() == name.strip().casefold():
            return recipe
    names = ", ".join(recipe.name for recipe in found) or say("none yet")
    raise PmoError(say("There is no recipe “{name}”. The recipes are: {names}.", name=name, names=names))


def recipe_used(session: Session, key: int, period_key: int) -> RecipeUsed | None:
    """A recipe with its words of a period and its brand; none if there is no such recipe."""
    recipe = session.get(Recipe, key)
    if recipe is None:
        return None
    brand = session.get(Brand, recipe.brand_key) if recipe.brand_key else None
    own = PackWords.recipe_key == key, PackWords.period_key == period_key
    written = {each.section: Written(each.title, each.words) for each in session.scalars(select(PackWords).where(*own))}
    if brand is None:
        return RecipeUsed(_seen(recipe), written)
    return RecipeUsed(_seen(recipe), written, brand.name, brand.accent, brand.logo, brand.deck)


def add_recipe(session: Session, name: str, like: int | None = None, level: Level = Level.BOARD) -> int:
    """Make a recipe called `name`: with the choices of another, or the usual sections of a level; gives its key.

    Raises:
        PmoError: the name is empty or taken.
    """
    model = session.get(Recipe, like) if like is not None else None
    made = Recipe(name=_free_name(session, name), level=level, sections=REPORTS[level], one_pagers=_PAGES[level])
    for field_name in _COPIED if model else ():
        setattr(made, field_name, getattr(model, field_name))
    session.add(made)
    session.flush()
    return made.key


_COPIED = (
    "level", "audience", "sections", "options", "scope", "one_pagers", "chosen", "brand_key", "classification",
    "distribution",
)  # fmt: skip
_PAGES = {
    Level.BOARD: OnePagerRule.REDS_AND_WORSENING,
    Level.PORTFOLIO: OnePagerRule.REDS,
    Level.PROGRAMME: OnePagerRule.ALL,
    Level.PROJECT: OnePagerRule.ALL,
}


def rename_recipe(session: Session, key: int, name: str) -> None:
    """Call a recipe `name`.

    Raises:
        PmoError: the name is empty or another recipe's.
    """
    session.get_one(Recipe, key).name = _free_name(session, name, key)


def _free_name(session: Session, name: str, own: int | None = None) -> str:
    name = name.strip()
    if not name:
        raise PmoError(say("The recipe has no name. Give it one, for example “Executive board”."))
    if any(each.key != own and each.name.casefold() == name.casefold() for each in session.scalars(select(Recipe))):
        raise PmoError(say("There is a recipe “{name}” already. Choose another name.", name=name))
    return name


def set_sections(session: Session, key: int, sections: Iterable[str]) -> None:
    """Let a recipe show these sections, in this order, each once.

    Raises:
        PmoError: there is none left.
    """
    wanted = list(dict.fromkeys(sections))
    if not wanted:
        raise PmoError(say("A pack needs at least one section. Choose another one before you leave this one out."))
    session.get_one(Recipe, key).sections = " ".join(wanted)


_PLAIN = {"level", "audience", "one_pagers", "brand_key", "classification", "distribution"}


def edit_recipe(session: Session, key: int, **changes: Any) -> None:  # noqa: ANN401  fields of several kinds
    """Change what a recipe says of itself, such as `audience` or `one_pagers`; what is not given stays."""
    recipe = session.get_one(Recipe, key)
    for name in changes.keys() & _PLAIN:
        setattr(recipe, name, changes[name])


def set_scope(session: Session, key: int, keys: Iterable[int]) -> None:
    """Let a recipe tell only of these portfolios, programmes and projects; of everything if there are none."""
    session.get_one(Recipe, key).scope = _joined(keys)


def set_chosen(session: Session, key: int, keys: Iterable[int]) -> None:
    """Give these projects a page of their own, in this order, whatever their rating."""
    recipe = session.get_one(Recipe, key)
    recipe.chosen = _joined(keys)
    recipe.one_pagers = OnePagerRule.CHOSEN


def _joined(keys: Iterable[int]) -> str:
    return " ".join(map(str, dict.fromkeys(keys)))


def set_option(session: Session, key: int, section: str, name: str, value: str | int | bool) -> None:  # noqa: FBT001
    """Set one choice of a section of a recipe."""
    recipe = session.get_one(Recipe, key)
    options = json.loads(recipe.options or "{}")
    options.setdefault(section, {})[name] = value
    recipe.options = json.dumps(options, sort_keys=True, ensure_ascii=False)


def write_words(
    session: Session, key: int, period_key: int, section: str, *, title: str | None = None, words: str | None = None
) -> None:
    """Keep a title or words of the user's own for a section in a period; empty ones give way to ours again."""
    own = PackWords.recipe_key == key, PackWords.period_key == period_key, PackWords.section == section
    found = session.scalars(select(PackWords).where(*own)).one_or_none()
    if found is None:
        found = PackWords(recipe_key=key, period_key=period_key, section=section, title="", words="")
        session.add(found)
    found.title = found.title if title is None else " ".join(title.split())
    found.words = found.words if words is None else words.strip()
    if not found.title and not found.words:
        session.delete(found) if found in session and found.key else session.expunge(found)


def remove_recipe(session: Session, key: int) -> None:
    """Delete a recipe with the words written for it.

    Raises:
        PmoError: it is the only one.
    """
    if len(recipes(session)) == 1:
        raise PmoError(say("This is the only recipe, and a board pack needs one. Make another before you delete it."))
    session.execute(delete(PackWords).where(PackWords.recipe_key == key))
    session.delete(session.get_one(Recipe, key))

"""Recipes of board packs: what each shows, in which order and to whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.recipe import OnePagerRule, Recipe
from pmo_desktop.services.workspaces import SECTIONS
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class RecipeSeen:
    """A recipe as it is shown; `sections` are keys, in order."""

    key: int
    name: str
    audience: str
    sections: tuple[str, ...]
    one_pagers: OnePagerRule
    distribution: str


def recipes(session: Session) -> tuple[RecipeSeen, ...]:
    """Every recipe, in the order they were made."""
    return tuple(
        RecipeSeen(each.key, each.name, each.audience, tuple(each.sections.split()), each.one_pagers, each.distribution)
        for each in session.scalars(select(Recipe).order_by(Recipe.key))
    )


def add_recipe(session: Session, name: str, like: int | None = None) -> int:
    """Make a recipe called `name` with the choices of another, or every section in the usual order; gives its key.

    Raises:
        PmoError: the name is empty or taken.
    """
    model = session.get(Recipe, like) if like is not None else None
    made = Recipe(
        name=_free_name(session, name),
        audience=model.audience if model else "",
        sections=model.sections if model else SECTIONS,
        one_pagers=model.one_pagers if model else OnePagerRule.REDS,
        distribution=model.distribution if model else "",
    )
    session.add(made)
    session.flush()
    return made.key


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


def edit_recipe(
    session: Session,
    key: int,
    *,
    audience: str | None = None,
    one_pagers: OnePagerRule | None = None,
    distribution: str | None = None,
) -> None:
    """Change for whom a recipe is and which projects have a page of their own; what is not given stays."""
    recipe = session.get_one(Recipe, key)
    if audience is not None:
        recipe.audience = audience
    if one_pagers is not None:
        recipe.one_pagers = one_pagers
    if distribution is not None:
        recipe.distribution = distribution


def remove_recipe(session: Session, key: int) -> None:
    """Delete a recipe.

    Raises:
        PmoError: it is the only one.
    """
    if len(recipes(session)) == 1:
        raise PmoError(say("This is the only recipe, and a board pack needs one. Make another before you delete it."))
    session.delete(session.get_one(Recipe, key))

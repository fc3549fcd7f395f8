"""What a section of a pack is: a question asked of the workspace, a drawing of the answer, and its options."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from pmo_desktop.reports.paper import Paper
from pmo_desktop.services.insights.entries import Standing
from pmo_desktop.services.recipes import RecipeSeen
from pmo_desktop.text import say

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Material:
    """What every section may ask from: the open session, the standing in the period, and the recipe.

    `left_out` are the titles of sections that had nothing to say; only the control page, asked last, sees it filled.
    `against` is the day on which the pack before was issued.
    """

    session: Session
    standing: Standing
    recipe: RecipeSeen
    left_out: tuple[str, ...] = ()
    against: date | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a section: yes or no, or one of `choices` (value, word to be translated)."""

    name: str
    word: str
    default: Any = True
    choices: Sequence[tuple[Any, str]] = ()


@dataclass(frozen=True, slots=True)
class Section(Generic[Answer]):
    """One section of a pack. `ask` gives none where there is nothing to say: then the section is left out."""

    key: str
    word: str
    ask: Callable[[Material], Answer | None]
    draw: Callable[[Paper, Answer], None]
    options: tuple[Option, ...] = ()

    @property
    def title(self) -> str:
        """The section's name in the user's language."""
        return say(self.word)

    def choices(self, recipe: RecipeSeen) -> dict[str, Any]:
        """The value of every option in a recipe; what it does not know counts as the default."""
        own = recipe.options.get(self.key, {})
        return {each.name: _valid(each, own.get(each.name, each.default)) for each in self.options}


def _valid(option: Option, value: Any) -> Any:  # noqa: ANN401  the value of an option
    known = [choice for choice, _ in option.choices] or [True, False]
    return value if value in known else option.default

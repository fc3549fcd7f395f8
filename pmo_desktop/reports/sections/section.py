"""What a section of a pack is: a question asked of the workspace, and a drawing of the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from pmo_desktop.domain.recipe import OnePagerRule
from pmo_desktop.reports.paper import Paper
from pmo_desktop.services.insights.entries import Standing
from pmo_desktop.text import say

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Material:
    """What every section may ask from: the open session, the standing in the period, and the recipe's choices.

    `left_out` are the titles of sections that had nothing to say; only the control page, asked last, sees it filled.
    """

    session: Session
    standing: Standing
    recipe: str
    audience: str
    distribution: str
    one_pagers: OnePagerRule
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section(Generic[Answer]):
    """One section of a pack. `ask` gives none where there is nothing to say: then the section is left out."""

    key: str
    word: str
    ask: Callable[[Material], Answer | None]
    draw: Callable[[Paper, Answer], None]

    @property
    def title(self) -> str:
        """The section's name in the user's language."""
        return say(self.word)

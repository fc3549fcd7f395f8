"""Which lessons to look at before a project begins or passes a gate: by category, class and words.

Source: the product's definition of knowledge. Of 100 points, 40 go to the category, 20 to the class and 40 to words.
A lesson for every category or class gets a part of those points; three words in common count in full.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pmo_desktop.domain.choices import ProjectClass

OFFERED_FROM = 40
"""From so many points on a lesson is worth a look."""
_CATEGORY, _ANY_CATEGORY = 40, 15
_CLASS, _NEAR_CLASS, _ANY_CLASS = 20, 10, 5
_WORDS, _ENOUGH_WORDS = 40, 3
_SHORTEST = 4
_COMMON_TEXT = """
about after again also because been before between both cannot could each every first from have here into last less made
make more most much must need never next none nobody only other over same second should some such than that their them
then there these they this those three together under until very were what when where which while will with within
without would your project programme
ainsi alors apres aussi autre avant avec cette ceux chaque comme contre dans depuis deux donc dont elle encore entre
etre leur mais meme moins nous pour plus premier projet quand quel quelle sans selon sont sous tous tout toute trois
"""
_COMMON = frozenset(_COMMON_TEXT.split())


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of a project or a lesson; a lesson without category or class is for every one."""

    category: str
    project_class: ProjectClass | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Similarity:
    """Points, 0 to 100, and what they are for: the same category, the same class, the words in common."""

    points: int
    same_category: bool
    same_class: bool
    common: tuple[str, ...]


@lru_cache(20_000)
def words_of(text: str) -> frozenset[str]:
    """The words of a text that say what it is about: bare of accents, case and a final s, four letters or more."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    found = re.findall(r"[^\W\d_]+", "".join(sign for sign in bare if not unicodedata.combining(sign)))
    bare_words = (word[:-1] if word.endswith("s") and len(word) > _SHORTEST else word for word in found)
    return frozenset(word for word in bare_words if len(word) >= _SHORTEST and word not in _COMMON)


def similarity(project: Profile, lesson: Profile) -> Similarity:
    """How much a lesson has to say to a project."""
    common = tuple(sorted(project.words & lesson.words))
    same_category = bool(lesson.category) and project.category.casefold() == lesson.category.casefold()
    same_class = lesson.project_class is not None and project.project_class is lesson.project_class
    points = (
        (_CATEGORY if same_category else 0 if lesson.category else _ANY_CATEGORY)
        + _class_points(project.project_class, lesson.project_class)
        + round(_WORDS * min(len(common), _ENOUGH_WORDS) / _ENOUGH_WORDS)
    )
    return Similarity(points, same_category, same_class, common)


def _class_points(project: ProjectClass | None, lesson: ProjectClass | None) -> int:
    if lesson is None:
        return _ANY_CLASS
    if project is None:
        return 0
    every = tuple(ProjectClass)
    apart = abs(every.index(project) - every.index(lesson))
    return {0: _CLASS, 1: _NEAR_CLASS}.get(apart, 0)

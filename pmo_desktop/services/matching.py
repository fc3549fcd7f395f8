"""Which project of the workspace a row of somebody's file means."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pmo_desktop.services.drafts import Draft

_COMMON_WORDS = {"the", "and", "of", "for", "programme", "program", "project", "projects"}
_WORD = re.compile(r"\w+")
_BRACKETS = re.compile(r"\([^)]*\)")
_PARTED = re.compile(r"(\S{1,20})\s*[-–:|/]\s+(.+)")
_SHORTEST = 4  # characters of a name that is looked for in a longer text


class Known:
    """The projects of the workspace, found by reference or name, each given out once."""

    def __init__(self, projects: Iterable[Draft]) -> None:
        self._by_reference: dict[str, Draft] = {}
        self._by_name: dict[str, list[Draft]] = {}
        self._by_words: dict[str, list[Draft]] = {}
        self._taken: set[int] = set()
        for project in projects:
            self.add(project)

    def add(self, project: Draft) -> None:
        """Know one more project."""
        name, reference = str(project.value("name")), str(project.value("reference"))
        if reference:
            self._by_reference.setdefault(reference.casefold(), project)
        self._by_name.setdefault(plain_name(name), []).append(project)
        self._by_words.setdefault(_words(name), []).append(project)

    def begin_again(self) -> None:
        """Give every project out once more: for another period, or another table."""
        self._taken.clear()

    def take(self, reference: str, name: str) -> Draft | None:
        """The one project that is meant: by reference, then by name, then by its telling words if only one has them."""
        for found in self._candidates(reference, name):
            free = [each for each in found if each.key not in self._taken and _may_be(each, reference)]
            if len(free) == 1:
                self._taken.add(free[0].key)
                return free[0]
        return None

    def find(self, text: str) -> Draft | None:
        """The one project that a text names: its reference, its name, or both; it may be asked for many times."""
        if (found := self._by_reference.get(text.casefold())) is not None:
            return found
        for several in (self._by_name.get(plain_name(text), []), self._by_words.get(_words(text), [])):
            if len(several) == 1:
                return several[0]
        match = _PARTED.match(text)
        return (self._by_reference.get(match[1].casefold()) or self.find(match[2])) if match else None

    def named_in(self, text: str) -> Draft | None:
        """The one project whose name stands in a longer text, such as the name of a file."""
        plain = f" {plain_name(text.replace('_', ' '))} "
        found = [
            several[0]
            for name, several in self._by_name.items()
            if len(several) == 1 and len(name) > _SHORTEST and f" {name} " in plain
        ]
        return found[0] if len(found) == 1 else None

    def _candidates(self, reference: str, name: str) -> Iterator[list[Draft]]:
        if reference.casefold() in self._by_reference:
            yield [self._by_reference[reference.casefold()]]
        if self._by_name:
            yield self._by_name.get(plain_name(name), [])
            yield self._by_words.get(_words(name), [])


def _may_be(project: Draft, reference: str) -> bool:
    own = str(project.value("reference"))
    return not (own and reference) or own.casefold() == reference.casefold()


def plain_name(name: str) -> str:
    """The words of a name alone, in lower case."""
    return " ".join(_WORD.findall(name.casefold()))


@lru_cache(64)
def _words(name: str) -> str:
    """The telling words of a name: without what stands in brackets and without “programme”, “project” and the like."""
    bare = _WORD.findall(_BRACKETS.sub(" ", name).casefold())
    return " ".join(word for word in bare if word not in _COMMON_WORDS) or plain_name(name)

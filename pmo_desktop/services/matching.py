"""Which project of the workspace a row of somebody's file means."""

import re
from collections.abc import Iterable, Iterator

from pmo_desktop.services.drafts import Draft

_COMMON_WORDS = {"the", "and", "of", "for", "programme", "program", "project", "projects"}


class Known:
    """The projects of the workspace, found by reference or name, each given out once."""

    def __init__(self, projects: Iterable[Draft]) -> None:
        self._by_reference: dict[str, Draft] = {}
        self._by_name: dict[str, list[Draft]] = {}
        self._by_words: dict[str, list[Draft]] = {}
        self._taken: set[int] = set()
        for project in projects:
            name, reference = str(project.value("name")), str(project.value("reference"))
            if reference:
                self._by_reference.setdefault(reference.casefold(), project)
            self._by_name.setdefault(_plain(name), []).append(project)
            self._by_words.setdefault(_words(name), []).append(project)

    def take(self, reference: str, name: str) -> Draft | None:
        """The one project that is meant: by reference, then by name, then by its telling words if only one has them."""
        for found in self._candidates(reference, name):
            free = [each for each in found if each.key not in self._taken and _may_be(each, reference)]
            if len(free) == 1:
                self._taken.add(free[0].key)
                return free[0]
        return None

    def _candidates(self, reference: str, name: str) -> Iterator[list[Draft]]:
        if reference.casefold() in self._by_reference:
            yield [self._by_reference[reference.casefold()]]
        if self._by_name:
            yield self._by_name.get(_plain(name), [])
            yield self._by_words.get(_words(name), [])


def _may_be(project: Draft, reference: str) -> bool:
    own = str(project.value("reference"))
    return not (own and reference) or own.casefold() == reference.casefold()


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _words(name: str) -> str:
    """The telling words of a name: without what stands in brackets and without “programme”, “project” and the like."""
    bare = re.sub(r"\([^)]*\)", " ", name)
    return " ".join(word for word in re.findall(r"\w+", bare.casefold()) if word not in _COMMON_WORDS) or _plain(name)

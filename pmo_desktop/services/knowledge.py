"""Knowledge found again by its words: lessons, practices, training and templates; and practices to begin with."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from textwrap import shorten
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.capacity import Person
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.knowledge import Practice, Training
from pmo_desktop.domain.lesson import Lesson
from pmo_desktop.domain.method import DocumentTemplate
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.templates.reader import LANGUAGES
from pmo_desktop.services.registry import register_named
from pmo_desktop.storage.full_text import FullText
from pmo_desktop.text import say

_FIRST_WORDS = 120  # characters


@dataclass(frozen=True, slots=True)
class Found:
    """Something that holds the words asked for: its register and key, what it is called, and the words around them."""

    table: str
    key: int
    title: str
    excerpt: str
    source: str

    @property
    def kind(self) -> str:
        """The word for one row of its register."""
        return say(register_named(self.table).one).capitalize()


class KnowledgeIndex:
    """Everything that is known, as it stood when the index was made; `search` finds in it, best first."""

    def __init__(self, session: Session) -> None:
        self._documents = list(_documents(session))
        self._text = FullText((each.title, body, each.source) for each, body in self._documents)

    def search(self, words: str, most: int = 100) -> tuple[Found, ...]:
        """What holds every one of `words`, or words that begin so."""
        hits = self._text.search(words, most)
        found = ((self._documents[hit.place][0], hit.excerpt) for hit in hits)
        return tuple(Found(each.table, each.key, each.title, excerpt, each.source) for each, excerpt in found)

    def newest(self, most: int = 100) -> tuple[Found, ...]:
        """What was noted last, without a search, with the first words of each."""
        newest = sorted(self._documents, key=lambda document: -document[0].key)[:most]
        return tuple(replace(each, excerpt=shorten(body, _FIRST_WORDS, placeholder="…")) for each, body in newest)

    def close(self) -> None:
        """Let go of the memory."""
        self._text.close()


def _documents(session: Session) -> Iterator[tuple[Found, str]]:
    """What can be found, and its text beside its title."""
    projects = {
        key: f"{reference} {name}".strip()
        for key, reference, name in session.execute(select(Project.key, Project.reference, Project.name))
    }
    for lesson in session.scalars(select(Lesson).order_by(Lesson.key)):
        body = f"{lesson.recommendation}\n{lesson.cause}\n{lesson.effect}"
        source = projects.get(lesson.project_key or 0, "")
        yield Found("lesson", lesson.key, lesson.title, "", f"{source} {lesson.category}".strip()), body
    for practice in session.scalars(select(Practice).order_by(Practice.key)):
        yield Found("practice", practice.key, practice.title, "", practice.category), practice.text
    people = {person.key: person.name for person in session.scalars(select(Person))}
    for training in session.scalars(select(Training).order_by(Training.key)):
        who = people.get(training.person_key or 0, "")
        yield Found("training", training.key, training.title, "", who), f"{training.result}\n{training.led_by}"
    for template in session.scalars(select(DocumentTemplate).order_by(DocumentTemplate.key)):
        version = say("version {version}", version=template.version)
        yield Found("document_template", template.key, template.title, "", version), template.purpose


@cache
def _practices() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        files("pmo_desktop.domain.templates").joinpath("practices.json").read_text(encoding="utf-8")
    )
    return found


def take_practices(session: Session, language: str = "en") -> int:
    """Add the practices we begin with, those that are not there yet; gives how many.

    Raises:
        PmoError: all of them are there already.
    """
    spoken = language[:2] if language[:2] in LANGUAGES else LANGUAGES[0]
    known = set(session.scalars(select(Practice.title)))
    new = [each for each in _practices() if each["title"][spoken] not in known]
    if not new:
        raise PmoError(say("Our practices are all here already. Change them, or add your own."))
    session.add_all(Practice(title=each["title"][spoken], text=each["text"][spoken]) for each in new)
    return len(new)

"""Reading a file and trying the import out on a copy: what runs behind the window."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.project import Project
from pmo_desktop.interchange import read_book
from pmo_desktop.interchange.answers import Answers, keep_answers
from pmo_desktop.interchange.unknown import strange_names, unknown_words
from pmo_desktop.services.import_world import BookOutcome, Outcome
from pmo_desktop.services.imports import Plan, Wishes, nothing_in, plan_book, take_book
from pmo_desktop.services.learning import learnt

if TYPE_CHECKING:
    from pmo_desktop.domain.importing import ReadBook, ReadTable
    from pmo_desktop.storage.workspace import Workspace
    from pmo_desktop.ui.jobs import Job


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asks for: a file, what is said of its tables, and how to take it in."""

    path: Path
    answers: Answers = field(default_factory=Answers)
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What was read, and what taking it in would do; the plan is none where that is refused, with `why`."""

    book: "ReadBook"
    plan: Plan | None
    why: str = ""
    projects: tuple[str, ...] = ()  # the names of those that are there, where a row names one that is not
    words: Mapping[str, dict[int, dict[str, int]]] = field(default_factory=dict[str, "dict[int, dict[str, int]]"])

    def unknown(self, table: "ReadTable") -> dict[int, dict[str, int]]:
        """The words of a table that are not known, by the column's index: of closed lists, and names of projects."""
        return self.words.get(_key(table), {})

    @property
    def outcome(self) -> BookOutcome | None:
        """What taking it in would do."""
        return self.plan.outcome if self.plan else None


def rehearse(job: "Job", copy: "Workspace", asked: Asked, currency: str) -> Rehearsed:
    """Read the file and plan to take it into the workspace that `copy` is a copy of.

    Raises:
        PmoError: the file cannot be read, or holds nothing that can be taken in.
    """
    with copy.reading() as session:
        known = learnt(session)
    told, targets = asked.answers.told, asked.answers.targets
    book = read_book(asked.path, currency=currency, told=told, targets=targets, learnt=known)
    if not book.tables and book.content is None and not targets:
        raise PmoError(nothing_in(book))
    job.step(0.5)
    words = {_key(table): unknown_words(table) for table in book.tables}
    try:
        with copy.reading() as session:
            plan = plan_book(session, book, asked.wishes)
            strange = {_key(each): each.strange for each in plan.outcome.outcomes if each.strange}
            projects = tuple(session.scalars(select(Project.name).order_by(Project.name))) if strange else ()
    except PmoError as error:
        return Rehearsed(book, None, str(error), words=words)
    for table in book.tables if projects else ():  # where there are none, nothing can be meant by another name
        if table.header_set:
            words[_key(table)] |= strange_names(table, strange.get(_key(table), {}))
    return Rehearsed(book, plan, projects=projects, words=words)


def _key(table: "ReadTable | Outcome") -> str:
    return f"{table.target}/{table.header_row}/{table.sheet}"


def commit(session: Session, found: Rehearsed, asked: Asked, on: date) -> BookOutcome:
    """Take a file in as it was planned, and keep what was decided about its headers for the next one.

    Raises:
        PmoError: as `take_book`.
    """
    outcome = take_book(session, found.book, asked.wishes, on, found.plan)
    keep_answers(session, found.book, asked.answers, on)
    return outcome

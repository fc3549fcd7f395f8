"""Reading a file and trying the import out on a copy: what runs behind the window."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange import read_book
from pmo_desktop.interchange.told import NOTHING_TOLD, Told
from pmo_desktop.services.import_world import BookOutcome
from pmo_desktop.services.imports import Wishes, nothing_in, take_book
from pmo_desktop.services.learning import Learnt, learn, learnt

if TYPE_CHECKING:
    from pmo_desktop.domain.importing import ReadBook, ReadTable
    from pmo_desktop.interchange.dates import Order
    from pmo_desktop.storage.workspace import Workspace
    from pmo_desktop.ui.jobs import Job

Place = tuple[str, int]  # a sheet's name, and the row of its headers


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asks for: a file, what its tables are and what their columns stand for, and how to take it in."""

    path: Path
    told: Mapping[Place, Told] = field(default_factory=dict["Place", Told])
    targets: Mapping[Place, str | None] = field(default_factory=dict["Place", "str | None"])
    wishes: Wishes = field(default_factory=Wishes)

    def with_field(self, place: Place, index: int, name: str | None) -> "Asked":
        """The same, with one column of a table standing for a field, or for none."""
        told = self.told.get(place, NOTHING_TOLD)
        return self._with(place, replace(told, fields={**told.fields, index: name}))

    def with_unit(self, place: Place, index: int, unit: str) -> "Asked":
        """The same, with what the amounts of one column are in, such as "thousand"."""
        told = self.told.get(place, NOTHING_TOLD)
        return self._with(place, replace(told, units={**told.units, index: unit}))

    def with_order(self, place: Place, index: int, order: "Order") -> "Asked":
        """The same, with the order of day and month of one column."""
        told = self.told.get(place, NOTHING_TOLD)
        return self._with(place, replace(told, orders={**told.orders, index: order}))

    def with_target(self, place: Place, target: str | None) -> "Asked":
        """The same, with a table taken for a register, or left out; what was said of its columns is forgotten."""
        told = {each: said for each, said in self.told.items() if each != place}
        return replace(self, told=told, targets={**self.targets, place: target})

    def _with(self, place: Place, told: Told) -> "Asked":
        return replace(self, told={**self.told, place: told})


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What was read, and what taking it in would do; the outcome is none where that is refused, with `why`."""

    book: "ReadBook"
    outcome: BookOutcome | None
    why: str = ""


def rehearse(job: "Job", copy: "Workspace", asked: Asked, currency: str) -> Rehearsed:
    """Read the file and take it into `copy`.

    Raises:
        PmoError: the file cannot be read, or holds nothing that can be taken in.
    """
    with copy.reading() as session:
        known = learnt(session)
    book = read_book(asked.path, currency=currency, told=asked.told, targets=asked.targets, learnt=known)
    if not book.tables and book.content is None and not asked.targets:
        raise PmoError(nothing_in(book))
    job.step(0.5)
    try:
        outcome = copy.do("", lambda session: take_book(session, book, asked.wishes)).value
    except PmoError as error:
        return Rehearsed(book, None, str(error))
    return Rehearsed(book, outcome)


def commit(session: Session, book: "ReadBook", asked: Asked, on: date) -> BookOutcome:
    """Take a file in, and keep what was decided about its headers for the next one.

    Raises:
        PmoError: as `take_book`.
    """
    outcome = take_book(session, book, asked.wishes, on)
    for table in book.tables:
        place = place_of(table)
        told = asked.told.get(place, NOTHING_TOLD)
        decided = Learnt(asked.targets.get(place) or "", told.fields, dict(told.orders))
        if table.header_set:
            learn(session, table.header_set, ", ".join(filter(None, table.headers)), decided, on)
    return outcome


def place_of(table: "ReadTable") -> Place:
    """Where a table stands in its file."""
    return table.sheet, table.header_row

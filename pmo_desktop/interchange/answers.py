"""What the user says of the tables of a file: carried from one trial of an import to the next, and learnt at last."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, cast

from sqlalchemy.orm import Session

from pmo_desktop.domain.importing import ReadBook, ReadTable
from pmo_desktop.interchange.told import NOTHING_TOLD, Told
from pmo_desktop.services.learning import Learnt, learn

if TYPE_CHECKING:
    from pmo_desktop.interchange.dates import Order

Place = tuple[str, int]  # a sheet's name, and the row (or column) of its headers, from 1


@dataclass(frozen=True, slots=True)
class Answers:
    """What is said of tables by their places: how they are read, and which register each is; none leaves it out."""

    told: Mapping[Place, Told] = field(default_factory=dict["Place", Told])
    targets: Mapping[Place, str | None] = field(default_factory=dict["Place", "str | None"])

    def with_field(self, place: Place, index: int, name: str | None) -> "Answers":
        """The same, with one column standing for a field, or for none; what its words mean is forgotten."""
        told = self.at(place)
        words = {each: said for each, said in told.words.items() if each != index}
        return self._with(place, replace(told, fields={**told.fields, index: name}, words=words))

    def with_unit(self, place: Place, index: int, unit: str) -> "Answers":
        """The same, with what the amounts of one column are in, such as "thousand"."""
        told = self.at(place)
        return self._with(place, replace(told, units={**told.units, index: unit}))

    def with_order(self, place: Place, index: int, order: "Order") -> "Answers":
        """The same, with the order of day and month of one column."""
        told = self.at(place)
        return self._with(place, replace(told, orders={**told.orders, index: order}))

    def with_words(self, place: Place, index: int, words: Mapping[str, str]) -> "Answers":
        """The same, with what words of one column mean; the words are folded."""
        told = self.at(place)
        return self._with(place, replace(told, words={**told.words, index: words}))

    def with_currency(self, place: Place, currency: str) -> "Answers":
        """The same, with what the amounts of a table are in, by its ISO code."""
        return self._with(place, replace(self.at(place), currency=currency))

    def with_answer(self, place: Place, name: str, answer: str) -> "Answers":
        """The same, with what was chosen where the table asks a question."""
        told = self.at(place)
        return self._with(place, replace(told, answers={**told.answers, name: answer}))

    def with_target(self, place: Place, target: str | None) -> "Answers":
        """The same, with a table taken for a register, or left out; what was said of its columns is forgotten."""
        told = {each: said for each, said in self.told.items() if each != place}
        return Answers(told, {**self.targets, place: target})

    def at(self, place: Place) -> Told:
        """What is said of the table at a place."""
        return self.told.get(place, NOTHING_TOLD)

    def _with(self, place: Place, told: Told) -> "Answers":
        return replace(self, told={**self.told, place: told})


def place_of(table: ReadTable) -> Place:
    """Where a table stands in its file."""
    return table.sheet, table.header_row


def recalled(told: Told, known: Learnt) -> Told:
    """What is told of a table, and where that is silent what was learnt of earlier ones with the same headers."""
    known = known.then(Learnt(known.target, told.fields))
    return replace(
        told,
        orders={**{index: cast("Order", order) for index, order in known.orders.items()}, **told.orders},
        units={**known.units, **told.units},
        words={**known.words, **told.words},
        currency=told.currency or known.currency,
    )


def keep_answers(session: Session, book: ReadBook, answers: Answers, on: date) -> None:
    """Keep what was said of the tables of a file for the next one with the same headers."""
    for table in book.tables:
        if table.header_set:
            place = place_of(table)
            told = answers.at(place)
            target = answers.targets.get(place) or ""
            said = Learnt(target, told.fields, dict(told.orders), told.units, told.words, told.currency)
            learn(session, table.header_set, ", ".join(filter(None, table.headers)), said, on)

"""What the command line says of the tables of a file: the same answers that the window asks for."""

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say

if TYPE_CHECKING:
    from pmo_desktop.domain.importing import ColumnMatch, ReadBook, ReadTable
    from pmo_desktop.interchange.answers import Answers
    from pmo_desktop.interchange.dates import Order

_UNITS = ("one", "thousand", "million", "billion")
_ORDERS: "Mapping[str, Order]" = {
    "day": "day first", "month": "month first", "day first": "day first", "month first": "month first",
}  # fmt: skip
_SHOWN = 12


def take_answers(parser: argparse.ArgumentParser) -> None:
    """Let a command take what is said of tables and columns; each may be given again."""
    said = (
        ("--as", "[SHEET=]REGISTER", say("what a table is; “none” leaves it out")),
        ("--field", "HEADER=FIELD", say("what a column stands for; nothing keeps it as text")),
        ("--unit", "HEADER=UNIT", say("one, thousand, million or billion")),
        ("--order", "HEADER=ORDER", say("which of day and month comes first")),
        ("--word", "HEADER:WORD=MEANING", say("what a word of a column means; nothing for no value")),
    )
    for name, shape, words in said:
        parser.add_argument(name, action="append", default=[], metavar=shape, help=words)
    parser.add_argument("--currency", default="", metavar="CODE", help=say("what the amounts are in"))


def targets_said(book: "ReadBook", options: argparse.Namespace, answers: "Answers") -> "Answers":
    """The answers, with what the tables of a file are said to be.

    Raises:
        PmoError: there is no such sheet or register.
    """
    from pmo_desktop.interchange.answers import place_of
    from pmo_desktop.interchange.vocabulary import TARGETS, word_for

    tables = [place_of(table) for table in book.tables]
    tables += [(left.sheet, left.header_row) for left in book.left_out if left.header_row]
    names = {word_for(name): name for name in TARGETS} | {name: name for name in TARGETS}
    for sheet, said in map(_parted, getattr(options, "as")):
        target = None if said.casefold() == "none" else _named(said, names)
        places = [place for place in tables if sheet in {"", place[0]}]
        if not places:
            raise PmoError(say("“{name}” has no table in a sheet “{sheet}”.", name=book.source_name, sheet=sheet))
        for place in places:
            answers = answers.with_target(place, target)
    return answers


def columns_said(book: "ReadBook", options: argparse.Namespace, answers: "Answers") -> "Answers":
    """The answers, with what is said of columns and amounts, in every table that has a column of that header.

    Raises:
        PmoError: there is no such column, or it cannot be what is said.
    """
    from pmo_desktop.interchange.answers import place_of

    for header, said in map(_parted, options.field):
        for table, match in _columns(book, header):
            answers = answers.with_field(place_of(table), match.index, _field(table, said))
    for header, said in map(_parted, options.unit):
        for table, match in _columns(book, header):
            answers = answers.with_unit(place_of(table), match.index, _named(said, {each: each for each in _UNITS}))
    for header, said in map(_parted, options.order):
        for table, match in _columns(book, header):
            answers = answers.with_order(place_of(table), match.index, _named(said, _ORDERS))
    for table in book.tables if options.currency else ():
        answers = answers.with_currency(place_of(table), _currency(options.currency))
    return answers


def words_said(book: "ReadBook", options: argparse.Namespace, answers: "Answers") -> "Answers":
    """The answers, with what words of columns mean; `book` was read with what is said of its columns.

    Raises:
        PmoError: there is no such column, or a word in it cannot mean what is said.
    """
    from pmo_desktop.interchange.answers import place_of
    from pmo_desktop.interchange.unknown import meanings, names_project
    from pmo_desktop.interchange.words import fold

    for place, said in map(_parted, options.word):
        header, _, word = place.rpartition(":")
        for table, match in _columns(book, header):
            names = {text: meaning for meaning, label in meanings(match, table.target) for text in (label, meaning)}
            is_name = names_project(match, table.target)
            meaning = said if is_name or not said else _named(said, names)
            words = {**table.words.get(match.index, {}), **answers.at(place_of(table)).words.get(match.index, {})}
            answers = answers.with_words(place_of(table), match.index, {**words, fold(word): meaning})
    return answers


def _parted(text: str) -> tuple[str, str]:
    """What stands before and behind the last equals sign; all of it behind, where there is none."""
    before, _, behind = text.rpartition("=")
    return before.strip(), behind.strip()


def _columns(book: "ReadBook", header: str) -> "list[tuple[ReadTable, ColumnMatch]]":
    from pmo_desktop.interchange.words import fold

    found = [
        (table, match)
        for table in book.tables
        for match in table.matches
        if fold(header) in {fold(match.header), fold(match.column)}
    ]
    if not found:
        every = [" ".join(match.header.split()) for table in book.tables for match in table.matches if match.header]
        raise PmoError(say("There is no column “{header}”; there are {names}.", header=header, names=_few(every)))
    return found


def _field(table: "ReadTable", said: str) -> str | None:
    from pmo_desktop.interchange.vocabulary import target_named

    specs = target_named(table.target).specs
    called = {phrase: name for name, spec in specs.items() for phrase in spec.phrases}
    return _named(said, called | {name: name for name in specs}) if said else None


def _currency(code: str) -> str:
    from babel.numbers import list_currencies

    return _named(code, {each: each for each in list_currencies("en")})


Meaning = TypeVar("Meaning", bound=str)


def _named(said: str, names: Mapping[str, Meaning]) -> Meaning:
    """What a name stands for, however it is written.

    Raises:
        PmoError: nothing is called so.
    """
    from pmo_desktop.interchange.words import fold

    found = {fold(name): meaning for name, meaning in names.items()}.get(fold(said))
    if found is None:
        raise PmoError(say("“{said}” is none of {names}.", said=said, names=_few(list(names))))
    return found


def _few(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")

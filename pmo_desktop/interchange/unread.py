"""What a reader of cells answers where it cannot answer with a value."""

import re
from dataclasses import dataclass, field

from pmo_desktop.interchange.words import fold, lookup
from pmo_desktop.text import say

_LONGEST_WORD = 24  # characters; no word in the lists "nothing" and "later" is longer
_DIGITS = frozenset("0123456789£€$")
_ERROR = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|BLOCKED!|GETTING_DATA)")


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that could not be read, why, and what to do about it, in the user's language."""

    reason: str
    mend: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class NotRated:
    """A rating cell that holds a sentence: not rated, with that reason."""

    reason: str


def is_error(text: str) -> bool:
    """Whether `text` is what a spreadsheet shows where a formula failed."""
    return _ERROR.fullmatch(text) is not None


def is_nothing(text: str) -> bool:
    """Whether `text` says that there is no value: blank, a dash, "n/a" and its kin."""
    if not text or len(text) > _LONGEST_WORD or text[0] in _DIGITS:
        return not text
    return not text.strip() or fold(text) in lookup("nothing")


def says_nothing_yet(text: str) -> bool:
    """Whether `text` is an error value, or says that something is not known yet: neither tells what a column holds."""
    return is_error(text) or (len(text) <= _LONGEST_WORD and fold(text) in lookup("later"))


def why_unread(text: str, expected: str) -> Unread:
    """The reason why `text` is not what was `expected` ("a date", "an amount" …, already translated)."""
    if is_error(text):
        return Unread(say("an error value of the spreadsheet"), say("Mend the formula in the file, or leave it empty."))
    if len(text) <= _LONGEST_WORD and fold(text) in lookup("later"):
        return Unread(say("not known yet, says the file"), say("Nothing to do: fill it in when it is known."))
    return Unread(say("not {expected}", expected=expected), say("Correct the cell, or keep the column as text."))

"""Words as people type them, folded so that they compare; and the tables of words this package reads by."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

_SHOWN = 60  # characters
_SPACES = re.compile(r"\s+")
_DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | dict.fromkeys("\u2018\u2019`\u00b4", "'")
)


@cache
def table(name: str) -> Any:  # noqa: ANN401  the tables differ in shape; their readers know them
    """The data table `name` of this package: "synonyms" and "logs" (headers) or "words" (cells)."""
    return json.loads(Path(__file__).with_name(f"{name}.json").read_text("utf-8"))


def fold(text: str) -> str:
    """`text` in lower case without accents, with plain spaces, dashes and apostrophes."""
    if text.isascii():  # most texts are; an eighth of the time
        return " ".join(text.replace("`", "'").lower().split())
    plain = unicodedata.normalize("NFKD", text.translate(_DASHES)).casefold()
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return _SPACES.sub(" ", bare).strip()


@cache
def lookup(name: str) -> dict[str, str]:
    """The list `name` of the table "words", turned round: from each folded word to what it means."""
    return {fold(word): meaning for meaning, words in table("words").get(name, {}).items() for word in words}


def short(header: str) -> str:
    """A header in one line, cut to what a sentence bears."""
    line = _SPACES.sub(" ", header).strip()
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"


def column_letters(index: int) -> str:
    """The letters of the column at `index`, from 0: A to Z, AA and on."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

"""A full-text index (FTS5) in memory, made from what a session read.

It is never part of the file: the schema that is compared on opening, the journal, the seal and the migrations know
nothing of it, and no word of an encrypted workspace reaches a drive through it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pmo_desktop.storage.driver import driver

_TABLE = """CREATE VIRTUAL TABLE text USING fts5(
    place UNINDEXED, title, body, aside, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3')"""
_ENDING = re.compile(r"(?<=\w{4})(?:ings?|ed|es|s|e)$")  # “testing” finds “tested”, “contracts” finds “contract”
_FIND = """SELECT place, snippet(text, -1, '', '', '…', 18), bm25(text, 0, 8, 2, 1) AS rank
    FROM text WHERE text MATCH ? ORDER BY rank, place LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that holds every word asked for: the place it was added under, and the words around the first."""

    place: int
    excerpt: str


class FullText:
    """`FullText(documents)`: each is a title, a body and what stands beside; its place is its number from 0."""

    def __init__(self, documents: Iterable[tuple[str, str, str]]) -> None:
        self._connection = driver.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._connection.execute(_TABLE)
        rows = ((place, *document) for place, document in enumerate(documents))
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO text VALUES (?, ?, ?, ?)", rows)
        self._connection.execute("COMMIT")

    def search(self, words: str, most: int = 100) -> list[Hit]:
        """What holds every one of `words`, best first: in any form, or only begun; a word in a title counts most."""
        asked = " ".join(f'"{_ENDING.sub("", word)}"*' for word in re.findall(r"\w+", words))
        if not asked:
            return []
        found = self._connection.execute(_FIND, (asked, most)).fetchall()
        return [Hit(int(place), " ".join(str(excerpt).split())) for place, excerpt, _rank in found]

    def close(self) -> None:
        """Let go of the memory."""
        self._connection.close()

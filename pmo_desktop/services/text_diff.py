"""How one text differs from another, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_CONFETTI = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that is the same in both texts, was added, or was removed."""

    kind: Literal["same", "added", "removed"]
    text: str


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """What stayed, what came and what went, in reading order; what came stands before what it replaces.

    The pieces without "removed" give `after` exactly. Spaces and line ends alone are no difference. A word of up to
    four letters that stayed between two changes is told with them, so that a rewritten phrase reads as one.
    """
    old, new = _words(before), _words(after)
    matcher = SequenceMatcher(None, [each.strip() for each in old], [each.strip() for each in new], autojunk=False)
    pieces: list[Piece] = []
    for old_from, old_to, new_from, new_to, is_same in _runs(matcher, new):
        if is_same:
            pieces.append(Piece("same", "".join(new[new_from:new_to])))
            continue
        if new_to > new_from:
            pieces.append(Piece("added", "".join(new[new_from:new_to])))
        if old_to > old_from:
            pieces.append(Piece("removed", "".join(old[old_from:old_to])))
    return tuple(pieces)


Run = tuple[int, int, int, int, bool]


def _runs(matcher: SequenceMatcher[str], new: list[str]) -> Iterator[Run]:
    """Runs of old and new words, the ends exclusive, and whether they are the same; changes never touch."""
    steps = matcher.get_opcodes()
    changed: Run | None = None
    for place, (kind, *ends) in enumerate(steps):
        old_from, old_to, new_from, new_to = ends
        inside = 0 < place < len(steps) - 1
        if kind == "equal" and not (inside and _is_confetti(new[new_from:new_to])):
            if changed:
                yield changed
                changed = None
            yield old_from, old_to, new_from, new_to, True
        elif changed:
            changed = changed[0], old_to, changed[2], new_to, False
        else:
            changed = old_from, old_to, new_from, new_to, False
    if changed:
        yield changed


def _is_confetti(words: list[str]) -> bool:
    return len(words) == 1 and len(words[0].strip()) <= _CONFETTI and words[0].strip().isalnum()


def _words(text: str) -> list[str]:
    """Words and signs, each with the spaces after it."""
    return re.findall(r"\w+\s*|[^\w\s]\s*|\s+", text)

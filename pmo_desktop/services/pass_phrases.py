"""Giving a workspace a pass-phrase, changing it, taking it away. Its backups follow.

Use cases of a whole file: they take a path and not a session.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services.backups import every
from pmo_desktop.services.workspaces import open_workspace
from pmo_desktop.storage.backup import rewrite
from pmo_desktop.storage.secret import Secret, new_secret
from pmo_desktop.text import say

LEAST = 8
_FAIR_BITS, _STRONG_BITS = 30, 45


@dataclass(frozen=True, slots=True)
class Followed:
    """How many backups have the secret of their workspace again, and which could not be opened or written."""

    count: int
    left: list[Path]


def change_secret(
    path: Path, old: Secret | None, new: Secret | None, step: Callable[[float], object] = lambda _done: None
) -> Followed:
    """Write the closed workspace at `path`, and each of its backups, anew under another secret, or under none.

    `step` is told how much is done, 0 to 1.

    Raises:
        PmoError: the workspace is damaged or open elsewhere, or its folder cannot be written; it is as it was then.
    """
    if old is None and new is None:
        raise PmoError(say("“{name}” has no pass-phrase.", name=path.name))
    workspace = open_workspace(path, old)
    try:
        if found := workspace.faults():
            raise PmoError(
                say("The pass-phrase stays as it is, because the workspace is not sound: {fault}", fault=found[0])
            )
    finally:
        workspace.close()
    rewrite(path, old, new)
    others = every(path)
    left: list[Path] = []
    for number, backup in enumerate(others, start=1):
        step(number / (len(others) + 1))
        try:
            rewrite(backup, old, new)
        except PmoError:
            left.append(backup)
    return Followed(len(others) - len(left), left)


def fresh_secret(pass_phrase: str) -> Secret:
    """The secret of a file that is still to be written.

    Raises:
        PmoError: the pass-phrase is shorter than eight characters, or holds one that cannot be typed.
    """
    if len(pass_phrase) < LEAST:
        raise PmoError(say("Eight characters or more are needed."))
    return new_secret(pass_phrase)


def strength(pass_phrase: str) -> str:
    """How hard a pass-phrase is to guess, in a sentence; empty for none.

    A rule of thumb: two bits for a letter, as in words somebody chose, three for a digit, four for a sign, none for a
    space or for the same once more. A machine tries ten thousand in a second: 30 bits last a day, 45 a century.
    """
    if not pass_phrase:
        return ""
    unlike = [now for before, now in zip(f" {pass_phrase}", pass_phrase, strict=False) if now != before]
    bits = sum(2 if each.isalpha() else 3 if each.isdigit() else 4 for each in unlike if not each.isspace())
    if bits < _FAIR_BITS:
        return say(
            "Weak: whoever lets a computer guess finds it within days. Take five words that do not belong together."
        )
    if bits < _STRONG_BITS:
        return say("Fair: it keeps off the curious, but not somebody with time and many computers.")
    return say("Strong: guessing it takes longer than anybody has.")

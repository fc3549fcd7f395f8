"""Opening the file a command is given, and the pass-phrase of an encrypted one: never an argument, which others see."""

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say

if TYPE_CHECKING:
    from pmo_desktop.storage.secret import Secret
    from pmo_desktop.storage.workspace import Workspace

GIVEN = "PMO_PASSPHRASE"
NEW = "PMO_NEW_PASSPHRASE"


def open_file(path: Path) -> "Workspace":
    """Open the workspace at `path`, with its pass-phrase from the environment or the terminal if it is encrypted.

    Raises:
        PmoError: it cannot be opened, or there is nowhere to take its pass-phrase from.
    """
    from pmo_desktop.services.workspaces import open_workspace

    return open_workspace(path, secret_for(path))


def secret_for(path: Path) -> "Secret | None":
    """What opens the file at `path`; none if it is not encrypted.

    Raises:
        PmoError: there is nowhere to take the pass-phrase from.
    """
    from pmo_desktop.storage.secret import is_encrypted, secret_of

    if not is_encrypted(path):
        return None
    return secret_of(path, _given(GIVEN, path) or _asked(say("Pass-phrase of “{name}”: ", name=path.name)))


def secret_to_be(path: Path, variable: str) -> "Secret":
    """What the file at `path` is to be encrypted with, from a variable of the environment or twice from the terminal.

    Raises:
        PmoError: there is nowhere to take it from, it is too short, or the two are not the same.
    """
    from pmo_desktop.services.pass_phrases import fresh_secret

    given = _given(variable, path)
    if not given:
        given = _asked(say("New pass-phrase of “{name}”: ", name=path.name))
        if _asked(say("Once more: ")) != given:
            raise PmoError(say("The two are not the same; nothing was changed."))
    return fresh_secret(given)


def _asked(words: str) -> str:
    """What is typed, unseen; nothing if the input just ends."""
    try:
        return getpass(words)
    except EOFError:
        return ""


def _given(variable: str, path: Path) -> str:
    """What the environment says; empty if there is a terminal to ask at."""
    given = os.environ.get(variable, "")
    if not given and not sys.stdin.isatty():
        raise PmoError(
            say(
                "“{name}” needs its pass-phrase. Set {variable}, or run this in a terminal, which asks for it.",
                name=path.name,
                variable=variable,
            )
        )
    return given

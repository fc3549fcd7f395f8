"""The command line: headless commands, and the window when none is given. Each loads only what it needs."""

import argparse
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from pmo_desktop import __version__
from pmo_desktop.cli import assessments, charters, exporting, importing, merging, packs, returns, workspaces
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say

COMMANDS = (
    *workspaces.COMMANDS,
    *importing.COMMANDS,
    *exporting.COMMANDS,
    *returns.COMMANDS,
    *merging.COMMANDS,
    *packs.COMMANDS,
    *charters.COMMANDS,
    *assessments.COMMANDS,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit code 0; 1 after one sentence on stderr for what the user can mend; 2 for wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if _is_for_window(given):
        from pmo_desktop.app import main as show_window

        return show_window(given)
    options = _parser(given).parse_args(given)
    try:
        return int(options.run(options) or 0)
    except PmoError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1


def _is_for_window(given: list[str]) -> bool:
    """Whether no command is given: a bare start, a workspace to open, or the window's own self-test."""
    words = [word for word in given if not word.startswith("-")]
    return (
        given == []
        or "--self-test" in given
        or (bool(words) and not _is_command(words[0]) and words[0].endswith(".pmo"))
    )


def _is_command(word: str) -> bool:
    return any(command.name == word for command in COMMANDS)


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Knows every command, and what the given one takes."""
    parser = argparse.ArgumentParser(
        prog="pmo-desktop",
        description=say("PMO Desktop. Without a command it opens its window: pmo-desktop [FILE.pmo]"),
    )
    parser.add_argument("--version", action="version", version=f"PMO Desktop {__version__}")
    parser.add_argument(
        "--self-test", action="store_true", help=say("show every page offscreen, write a pack, and exit")
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        added = commands.add_parser(command.name, help=say(command.words), description=say(command.words))
        if command.name in given:
            command.takes(added)
        added.set_defaults(run=command.run)
    return parser

"""What a command of the command line is: its name, its words, what it takes and what it does."""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple


class Command(NamedTuple):
    """One command; `words` are marked for translation, `takes` adds its arguments, `run` gives an exit code or none."""

    name: str
    words: str
    takes: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int | None]


def as_json(value: object) -> str:
    """What a command tells under `--json`: UTF-8, two spaces for each level."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)


def take_files(parser: argparse.ArgumentParser, *names: str) -> None:
    """Let a command take these files, in this order."""
    for name in names:
        parser.add_argument(name, type=Path)


def is_named(path: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns, such as "P-001.*", names something; upper and lower case are the same."""
    from fnmatch import fnmatchcase

    plain = path.casefold()
    return any(each.casefold() == plain or fnmatchcase(plain, each.casefold()) for each in patterns)

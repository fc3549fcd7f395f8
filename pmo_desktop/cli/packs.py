"""The command that writes the board pack."""

import argparse
import sys
from pathlib import Path

from pmo_desktop.cli.command import Command, take_files
from pmo_desktop.cli.opening import open_file
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import N_, say


def _takes_pack(parser: argparse.ArgumentParser) -> None:
    take_files(parser, "FILE")
    parser.add_argument("--period", default="", metavar="NAME")
    parser.add_argument("--recipe", default="", metavar="NAME")
    parser.add_argument(
        "-o", "--output", type=Path, default=None, metavar="OUT", help=say("ends in .pdf, .pptx or .xlsx")
    )
    parser.add_argument(
        "--password-from",
        type=Path,
        default=None,
        metavar="FILE",
        help=say("protect the PDF by the password in the first line of FILE; - reads it from the input"),
    )


def _pack(options: argparse.Namespace) -> None:
    from pmo_desktop.reports.pack import write_pack

    workspace = open_file(options.FILE)
    try:
        out: Path = options.output or options.FILE.with_suffix(".pdf")
        pack = write_pack(workspace, out, options.period, options.recipe, _password(options.password_from))
    finally:
        workspace.close()
    print(say("The board pack of {pages} pages is in {path}.", pages=pack.pages, path=out))


def _password(source: Path | None) -> str:
    """The first line of a file, or of the input; empty for none."""
    if source is None:
        return ""
    try:
        text = sys.stdin.read() if str(source) == "-" else source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise PmoError(say("“{path}” cannot be read. Give a text file with the password.", path=source)) from None
    password = (text.splitlines() or [""])[0]
    if not password:
        raise PmoError(say("There is no password in “{path}”. Write it in the first line.", path=source))
    return password


COMMANDS = (Command("pack", N_("write the board pack"), _takes_pack, _pack),)

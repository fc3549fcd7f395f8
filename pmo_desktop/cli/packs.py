"""The command that writes the board pack."""

import argparse
from pathlib import Path

from pmo_desktop.cli.command import Command, take_files
from pmo_desktop.text import N_, say


def _takes_pack(parser: argparse.ArgumentParser) -> None:
    take_files(parser, "FILE")
    parser.add_argument("--period", default="", metavar="NAME")
    parser.add_argument("--recipe", default="", metavar="NAME")
    parser.add_argument("-o", "--output", type=Path, default=None, metavar="OUT.pdf")


def _pack(options: argparse.Namespace) -> None:
    from pmo_desktop.reports.pack import write_pack
    from pmo_desktop.services.workspaces import open_workspace

    workspace = open_workspace(options.FILE)
    try:
        out: Path = options.output or options.FILE.with_suffix(".pdf")
        pack = write_pack(workspace, out, options.period, options.recipe)
    finally:
        workspace.close()
    print(say("The board pack of {pages} pages is in {path}.", pages=pack.pages, path=out))


COMMANDS = (Command("pack", N_("write the board pack"), _takes_pack, _pack),)

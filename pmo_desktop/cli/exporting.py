"""The command that writes what a workspace holds for other programs."""

import argparse

from pmo_desktop.cli.command import Command, take_files
from pmo_desktop.cli.opening import open_file
from pmo_desktop.text import N_, say


def _takes_export(parser: argparse.ArgumentParser) -> None:
    take_files(parser, "FILE", "OUT")
    parser.add_argument("--log", default="", metavar="NAME", help=say("one log alone, such as risk or milestone"))


def _export(options: argparse.Namespace) -> None:
    from pmo_desktop.interchange.out import export

    workspace = open_file(options.FILE)
    try:
        with workspace.reading() as session:
            export(session, options.OUT, options.log)
    finally:
        workspace.close()
    print(say("Written to {path}.", path=options.OUT))


COMMANDS = (Command("export", N_("write the register as .xlsx, .csv, .json or .ics"), _takes_export, _export),)

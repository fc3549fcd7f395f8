"""The commands that write the charter of an office, and the page on its value."""

import argparse
from pathlib import Path

from pmo_desktop.cli.command import Command, take_files
from pmo_desktop.cli.opening import open_file
from pmo_desktop.text import N_, say


def _takes_charter(parser: argparse.ArgumentParser) -> None:
    take_files(parser, "FILE")
    parser.add_argument("--office", default="", metavar="NAME")
    parser.add_argument("-o", "--output", type=Path, default=None, metavar="OUT.pdf|OUT.docx")


def _charter(options: argparse.Namespace) -> None:
    from pmo_desktop.reports.charter import write_charter

    out: Path = options.output or options.FILE.with_name(f"{options.FILE.stem}-charter.pdf")
    workspace = open_file(options.FILE)
    try:
        write_charter(workspace, out, options.office)
    finally:
        workspace.close()
    print(say("The charter is in {path}.", path=out))


def _takes_value(parser: argparse.ArgumentParser) -> None:
    take_files(parser, "FILE")
    parser.add_argument("--office", default="", metavar="NAME")
    parser.add_argument("-o", "--output", type=Path, default=None, metavar="OUT.pdf")


def _value(options: argparse.Namespace) -> None:
    from pmo_desktop.reports.value import write_value

    out: Path = options.output or options.FILE.with_name(f"{options.FILE.stem}-value.pdf")
    workspace = open_file(options.FILE)
    try:
        write_value(workspace, out, options.office)
    finally:
        workspace.close()
    print(say("The page on the value of the office is in {path}.", path=out))


COMMANDS = (
    Command("charter", N_("write the charter of an office, as PDF or DOCX"), _takes_charter, _charter),
    Command("value", N_("write the page on what an office costs and is worth"), _takes_value, _value),
)

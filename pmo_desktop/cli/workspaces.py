"""Commands on a workspace as a whole: make one, tell what it holds, tell whether it is sound."""

import argparse
import sys
from typing import Any

from pmo_desktop.cli.command import Command, as_json, take_files
from pmo_desktop.cli.opening import GIVEN, NEW, open_file, secret_for, secret_to_be
from pmo_desktop.text import N_, say


def _takes_file(parser: argparse.ArgumentParser) -> None:
    take_files(parser, "FILE")


def _takes_new(parser: argparse.ArgumentParser) -> None:
    take_files(parser, "FILE")
    parser.add_argument("--organisation", default="")
    parser.add_argument("--currency", default="GBP", help=say("ISO code, GBP if not given"))
    parser.add_argument(
        "--encrypted", action="store_true", help=say("readable with a pass-phrase alone; forgotten, it is lost")
    )


def _takes_pass_phrase(parser: argparse.ArgumentParser) -> None:
    take_files(parser, "FILE")
    parser.add_argument("--remove", action="store_true", help=say("readable by anybody from now on"))


def _takes_info(parser: argparse.ArgumentParser) -> None:
    take_files(parser, "FILE")
    parser.add_argument("--json", action="store_true")


def _sample(options: argparse.Namespace) -> None:
    from pmo_desktop.services.sample import write_sample

    write_sample(options.FILE).close()
    print(say("The sample workspace is in {path}.", path=options.FILE))


def _new(options: argparse.Namespace) -> None:
    from pmo_desktop.services.workspaces import create

    secret = secret_to_be(options.FILE, GIVEN) if options.encrypted else None
    create(options.FILE, organisation=options.organisation, currency=options.currency.upper(), secret=secret).close()
    print(say("The new workspace is in {path}.", path=options.FILE))


def _info(options: argparse.Namespace) -> None:
    from pmo_desktop.services.insights.info import info

    workspace = open_file(options.FILE)
    try:
        with workspace.reading() as session:
            found = info(session)
    finally:
        workspace.close()
    print(as_json(found) if options.json else _told(found))


def _told(found: dict[str, Any]) -> str:
    lines = [
        say(
            "{projects} projects, {programmes} programmes, {portfolios} portfolios",
            projects=found["projects"],
            programmes=found["programmes"],
            portfolios=found["portfolios"],
        )
    ]
    for period in found["periods"]:
        ratings = ", ".join(f"{count} {word}" for word, count in period["ratings"].items() if count)
        lines.append(
            say(
                "{name}: {projects} projects; {ratings}; {not_rated} not rated",
                name=period["name"],
                projects=period["projects"],
                ratings=ratings or say("none rated"),
                not_rated=period["not_rated"],
            )
        )
    return "\n".join(lines)


def _check(options: argparse.Namespace) -> int:

    workspace = open_file(options.FILE)
    try:
        found = workspace.faults()
    finally:
        workspace.close()
    for fault in found:
        print(fault, file=sys.stderr)
    if not found:
        print(say("“{name}” is sound.", name=options.FILE.name))
    return 1 if found else 0


def _pass_phrase(options: argparse.Namespace) -> None:
    from pmo_desktop.services.pass_phrases import change_secret

    old = secret_for(options.FILE)
    new = None if options.remove else secret_to_be(options.FILE, NEW)
    followed = change_secret(options.FILE, old, new)
    if options.remove:
        print(say("“{name}” can be read without a pass-phrase now.", name=options.FILE.name))
    else:
        print(
            say("“{name}” can be read with the new pass-phrase alone. Forgotten, it is lost.", name=options.FILE.name)
        )
    for backup in followed.left:
        print(say("The backup “{name}” stays as it was: it cannot be opened or written.", name=backup.name))


COMMANDS = (
    Command("sample", N_("write the sample workspace"), _takes_file, _sample),
    Command("new", N_("make an empty workspace"), _takes_new, _new),
    Command("info", N_("tell what a workspace holds"), _takes_info, _info),
    Command(
        "pass-phrase", N_("give a workspace a pass-phrase, change it or take it away"), _takes_pass_phrase, _pass_phrase
    ),
    Command("check", N_("tell whether a workspace is sound"), _takes_file, _check),
)

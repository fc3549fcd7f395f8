"""The command line: headless commands, and the window when none is given. Each loads only what it needs."""

import argparse
import json
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pmo_desktop import __version__
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say

if TYPE_CHECKING:
    from pmo_desktop.services.imports import Outcome
    from pmo_desktop.storage.workspace import Workspace

_COMMANDS = ("sample", "new", "import", "pack", "info", "check")
_SHOWN_PROBLEMS = 20
_NOTE_LENGTH = 160


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit code 0; 1 after one sentence on stderr for what the user can mend; 2 for wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if _is_for_window(given):
        from pmo_desktop.app import main as show_window

        return show_window(given)
    options = _parser().parse_args(given)
    try:
        return int(_RUN[options.command](options) or 0)
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
        or (bool(words) and words[0] not in _COMMANDS and words[0].endswith(".pmo"))
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pmo-desktop",
        description=say("PMO Desktop. Without a command it opens its window: pmo-desktop [FILE.pmo]"),
    )
    parser.add_argument("--version", action="version", version=f"PMO Desktop {__version__}")
    parser.add_argument(
        "--self-test", action="store_true", help=say("show every page offscreen, write a pack, and exit")
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, words: str, *files: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=words, description=words)
        for file in files:
            added.add_argument(file, type=Path)
        return added

    command("sample", say("write the sample workspace"), "FILE")
    new = command("new", say("make an empty workspace"), "FILE")
    new.add_argument("--organisation", default="")
    new.add_argument("--currency", default="GBP", help=say("ISO code, GBP if not given"))
    taking = command("import", say("take a register into a workspace, which is made if need be"), "SOURCE", "FILE")
    taking.add_argument("--period", default="", metavar="NAME")
    taking.add_argument("--sheet", default=None, metavar="NAME")
    taking.add_argument("--dry-run", action="store_true", help=say("tell what would happen and change nothing"))
    taking.add_argument("--json", action="store_true")
    pack = command("pack", say("write the board pack"), "FILE")
    pack.add_argument("--period", default="", metavar="NAME")
    pack.add_argument("--recipe", default="", metavar="NAME")
    pack.add_argument("-o", "--output", type=Path, default=None, metavar="OUT.pdf")
    info = command("info", say("tell what a workspace holds"), "FILE")
    info.add_argument("--json", action="store_true")
    command("check", say("tell whether a workspace is sound"), "FILE")
    return parser


def _sample(options: argparse.Namespace) -> None:
    from pmo_desktop.services.sample import write_sample

    write_sample(options.FILE).close()
    print(say("The sample workspace is in {path}.", path=options.FILE))


def _new(options: argparse.Namespace) -> None:
    from pmo_desktop.services.workspaces import create

    create(options.FILE, organisation=options.organisation, currency=options.currency.upper()).close()
    print(say("The new workspace is in {path}.", path=options.FILE))


def _import(options: argparse.Namespace) -> None:
    from pmo_desktop.interchange import read_register
    from pmo_desktop.services.imports import foresee, take_register

    table = read_register(options.SOURCE, options.sheet)
    is_new = not options.FILE.exists()
    title = say("Import {name}", name=options.SOURCE.name)
    with TemporaryDirectory() as folder:
        workspace = _to_import_into(options.FILE, Path(folder), is_new=is_new, is_dry=options.dry_run)
        try:
            if options.dry_run:
                with workspace.reading() as session:
                    outcome = foresee(session, table, options.period)
            else:
                outcome = workspace.do(title, lambda session: take_register(session, table, options.period)).value
        except PmoError:
            workspace.close()
            if is_new and not options.dry_run:
                options.FILE.unlink()
            raise
        workspace.close()
    print(_as_json(outcome, options) if options.json else _in_words(outcome, options))


def _to_import_into(file: Path, folder: Path, *, is_new: bool, is_dry: bool) -> "Workspace":
    """The workspace to change or ask: the file's own, or where there is none yet a new one, which a dry run drops."""
    from pmo_desktop.services.workspaces import create, open_workspace

    if not is_new:
        return open_workspace(file)
    return create(folder / "dry run.pmo" if is_dry else file)


def _as_json(outcome: "Outcome", options: argparse.Namespace) -> str:
    return json.dumps(
        {
            "source": options.SOURCE.name,
            "period": outcome.period,
            "dry_run": options.dry_run,
            "created": outcome.created,
            "updated": outcome.updated,
            "unchanged": outcome.unchanged,
            "rejected": outcome.rejected,
            "not_rated": outcome.not_rated,
            "notes": outcome.notes,
            "problems": [
                {
                    "row": problem.row,
                    "column": problem.column,
                    "header": problem.header,
                    "value": problem.value,
                    "reason": problem.reason,
                }
                for problem in outcome.problems
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _in_words(outcome: "Outcome", options: argparse.Namespace) -> str:
    found = say("Would take") if options.dry_run else say("Took")
    lines = [
        say(
            "{took} {count} projects into period “{period}”: {created} new, {updated} updated, {unchanged} unchanged.",
            took=found,
            count=outcome.created + outcome.updated + outcome.unchanged,
            period=outcome.period,
            created=outcome.created,
            updated=outcome.updated,
            unchanged=outcome.unchanged,
        ),
        *(_short(note, _NOTE_LENGTH) for note in outcome.notes),
    ]
    if outcome.problems:
        lines.append(say("{count} cells could not be read; their text is kept:", count=len(outcome.problems)))
    for told in outcome.problems[:_SHOWN_PROBLEMS]:
        header, value = _short(told.header, 28), _short(told.value, 48)
        lines.append(f"  {told.column}{told.row}  {header}  “{value}”  {told.reason}")
    if len(outcome.problems) > _SHOWN_PROBLEMS:
        lines.append(say("  and {count} more; --json lists them all.", count=len(outcome.problems) - _SHOWN_PROBLEMS))
    return "\n".join(lines)


def _short(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


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


def _info(options: argparse.Namespace) -> None:
    from pmo_desktop.services.insights.info import info
    from pmo_desktop.services.workspaces import open_workspace

    workspace = open_workspace(options.FILE)
    try:
        with workspace.reading() as session:
            found = info(session)
    finally:
        workspace.close()
    print(json.dumps(found, ensure_ascii=False, indent=2) if options.json else _told(found))


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
    from pmo_desktop.services.workspaces import open_workspace

    workspace = open_workspace(options.FILE)
    try:
        found = workspace.faults()
    finally:
        workspace.close()
    for fault in found:
        print(fault, file=sys.stderr)
    if not found:
        print(say("“{name}” is sound.", name=options.FILE.name))
    return 1 if found else 0


_RUN = {"sample": _sample, "new": _new, "import": _import, "pack": _pack, "info": _info, "check": _check}

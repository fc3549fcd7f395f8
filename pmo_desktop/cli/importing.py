"""The command that takes other people's files into a workspace."""

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pmo_desktop.cli.command import Command, take_files
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import N_, say

if TYPE_CHECKING:
    from pmo_desktop.services.imports import Outcome
    from pmo_desktop.storage.workspace import Workspace

_SHOWN_PROBLEMS = 20
_NOTE_LENGTH = 160


def _takes_import(parser: argparse.ArgumentParser) -> None:
    take_files(parser, "SOURCE", "FILE")
    parser.add_argument("--period", default="", metavar="NAME")
    parser.add_argument("--sheet", default=None, metavar="NAME")
    parser.add_argument("--dry-run", action="store_true", help=say("tell what would happen and change nothing"))
    parser.add_argument("--json", action="store_true")


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


COMMANDS = (
    Command("import", N_("take a register into a workspace, which is made if need be"), _takes_import, _import),
)

"""The command that merges a copy of a workspace that was edited elsewhere."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo_desktop.cli.command import Command, as_json, take_files
from pmo_desktop.cli.opening import open_file
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import N_, say

if TYPE_CHECKING:
    from pmo_desktop.services.merging import Merge

_SHOWN = 40


def _takes_merge(parser: argparse.ArgumentParser) -> None:
    take_files(parser, "FILE", "OTHER")
    parser.add_argument("--dry-run", action="store_true", help=say("tell what would change and change nothing"))
    parser.add_argument(
        "--theirs", action="store_true", help=say("where both changed the same, take what the other copy says")
    )
    parser.add_argument("--json", action="store_true")


def _merge(options: argparse.Namespace) -> None:
    from tempfile import TemporaryDirectory

    from pmo_desktop.services import backups, merging

    workspace = open_file(options.FILE)
    try:
        with TemporaryDirectory() as folder:
            other = open_file(_copy(options.OTHER, Path(folder)))
            try:
                with workspace.reading() as session:
                    found = merging.compare(session, other)
            finally:
                other.close()
        if not options.dry_run:
            side: merging.Side = "theirs" if options.theirs else "ours"
            choices: dict[merging.FieldPlace, merging.Side] = dict.fromkeys(found.questions, side)
            title = say("Merge {name}", name=options.OTHER.name)
            backups.take(workspace, backups.BEFORE_MERGE)
            workspace.do(title, lambda session: merging.merge(session, found, choices))
    finally:
        workspace.close()
    print(as_json(_told(found)) if options.json else _in_words(found, options))


def _copy(path: Path, folder: Path) -> Path:
    """A copy to open, so that the other file itself is neither locked nor brought up to date."""
    import shutil

    try:
        return Path(shutil.copyfile(path, folder / path.name))
    except OSError as error:
        raise PmoError(
            say("“{name}” cannot be read: {reason}.", name=path, reason=error.strerror or str(error))
        ) from None


def _told(found: "Merge") -> dict[str, Any]:
    return {
        "new": found.count("new"),
        "changed": found.count("changed"),
        "removed": found.count("removed"),
        "contested": found.count("contested"),
        "rows": [
            {
                "table": row.table,
                "key": row.key,
                "kind": row.kind,
                "title": row.title,
                "fields": [
                    {
                        "field": each.column,
                        "base": _plain(each.base),
                        "ours": _plain(each.ours),
                        "theirs": _plain(each.theirs),
                        "contested": each.is_contested,
                    }
                    for each in row.fields
                ],
            }
            for row in found.rows
        ],
    }


def _plain(value: object) -> object:
    return f"{len(value)} bytes" if isinstance(value, bytes) else value


def _in_words(found: "Merge", options: argparse.Namespace) -> str:
    from pmo_desktop.services.merging import KINDS

    sentence = "{new} new, {changed} changed, {removed} removed there; {contested} changed on both sides."
    counts = {kind: found.count(kind) for kind in KINDS}
    lines = [say(sentence, **counts)]
    for row in found.rows[:_SHOWN]:
        lines.append(f"  {row.kind:9}  {row.table}  {row.title}")
        for each in row.fields if row.kind != "new" else ():
            mark = "!" if each.is_contested else " "
            lines.append(f"    {mark} {each.column}: {_plain(each.ours)} → {_plain(each.theirs)}")
    if len(found.rows) > _SHOWN:
        lines.append(say("  and {count} more; --json lists them all.", count=len(found.rows) - _SHOWN))
    if found.questions and not options.dry_run:
        kept = say("the other copy") if options.theirs else say("this workspace")
        lines.append(say("Where both changed the same, what {side} says counts.", side=kept))
    return "\n".join(lines)


COMMANDS = (Command("merge", N_("merge a copy that was edited elsewhere"), _takes_merge, _merge),)

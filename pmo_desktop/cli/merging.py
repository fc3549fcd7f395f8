"""The command that merges a copy of a workspace that was edited elsewhere."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo_desktop.cli.command import Command, as_json, is_named, take_files
from pmo_desktop.cli.opening import open_file
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import N_, say

if TYPE_CHECKING:
    from pmo_desktop.services.merge_words import Words
    from pmo_desktop.services.merging import FieldPlace, Merge, RowMerge, Side

_SHOWN = 40


def _takes_merge(parser: argparse.ArgumentParser) -> None:
    take_files(parser, "FILE", "OTHER")
    parser.add_argument("--dry-run", action="store_true", help=say("tell what would change and change nothing"))
    parser.add_argument(
        "--theirs", action="store_true", help=say("where both changed the same, take what the other copy says")
    )
    there = say("take what the other copy says of these, such as project.Bridge.sponsor or '*.sponsor'")
    parser.add_argument("--there", action="append", default=[], metavar="NAME", help=there)
    parser.add_argument("--json", action="store_true")


def _merge(options: argparse.Namespace) -> None:
    from tempfile import TemporaryDirectory

    from pmo_desktop.services import backups, merging
    from pmo_desktop.services.merge_words import words_of

    workspace = open_file(options.FILE)
    try:
        with TemporaryDirectory() as folder:
            other = open_file(_copy(options.OTHER, Path(folder)))
            try:
                with workspace.reading() as session:
                    found = merging.compare(session, other)
            finally:
                other.close()
        choices = _choices(found, options)
        with workspace.reading() as session:
            words = words_of(session, found)
            told = as_json(_told(found)) if options.json else _in_words(found, words, options)
        if not options.dry_run:
            title = say("Merge {name}", name=options.OTHER.name)
            backups.take(workspace, backups.BEFORE_MERGE)
            workspace.do(title, lambda session: merging.merge(session, found, choices))
    finally:
        workspace.close()
    print(told)


def _choices(found: "Merge", options: argparse.Namespace) -> "dict[FieldPlace, Side]":
    """Which side counts where both changed the same.

    Raises:
        PmoError: nothing that both changed is called so.
    """
    names = {place: _name(row, place[2]) for row in found.rows for place in row.questions}
    for pattern in options.there:
        if not any(is_named(name, [pattern]) for name in names.values()):
            every = ", ".join(sorted(names.values())[:_SHOWN]) or "—"
            raise PmoError(
                say("Nothing that both changed is called “{name}”; there are {names}.", name=pattern, names=every)
            )
    return {
        place: "theirs" if options.theirs or is_named(name, options.there) else "ours" for place, name in names.items()
    }


def _name(row: "RowMerge", column: str) -> str:
    return ".".join(filter(None, (row.table, row.title, column)))


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
                        "name": _name(row, each.column),
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


def _in_words(found: "Merge", words: "Words", options: argparse.Namespace) -> str:
    from pmo_desktop.services.merging import KINDS

    sentence = "{new} new, {changed} changed, {removed} removed there; {contested} changed on both sides."
    counts = {kind: found.count(kind) for kind in KINDS}
    lines = [say(sentence, **counts)]
    for row in found.rows[:_SHOWN]:
        lines.append(f"  {row.kind:9}  {row.table}  {row.title}")
        for each in row.fields if row.kind != "new" else ():
            mark = "!" if each.is_contested else " "
            ours, theirs = (words(row.table, each.column, side) for side in (each.ours, each.theirs))
            lines.append(f"    {mark} {each.column}: {ours} → {theirs}")
    if len(found.rows) > _SHOWN:
        lines.append(say("  and {count} more; --json lists them all.", count=len(found.rows) - _SHOWN))
    if found.questions and not options.dry_run:
        kept = say("the other copy") if options.theirs else say("this workspace")
        sentence = (
            "Where both changed the same, what {side} says counts."
            if not options.there
            else ("Where both changed the same, what {side} says counts, but for what was chosen.")
        )
        lines.append(say(sentence, side=kept))
    return "\n".join(lines)


COMMANDS = (Command("merge", N_("merge a copy that was edited elsewhere"), _takes_merge, _merge),)

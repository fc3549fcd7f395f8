"""The command that takes other people's files into a workspace."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo_desktop.cli.answers import columns_said, take_answers, targets_said, words_said
from pmo_desktop.cli.command import Command, as_json, take_files
from pmo_desktop.cli.opening import secret_for
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import N_, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pmo_desktop.domain.importing import CellProblem, ReadBook
    from pmo_desktop.interchange.answers import Answers
    from pmo_desktop.services.import_world import BookOutcome, Outcome
    from pmo_desktop.services.learning import Learnt
    from pmo_desktop.storage.secret import Secret
    from pmo_desktop.storage.workspace import Workspace

_SHOWN_PROBLEMS = 20
_SHOWN_WORDS = 6
_NOTE_LENGTH = 160


def _takes_import(parser: argparse.ArgumentParser) -> None:
    take_files(parser, "SOURCE", "FILE")
    parser.add_argument("--period", default="", metavar="NAME")
    parser.add_argument("--sheet", default=None, metavar="NAME")
    parser.add_argument(
        "--project", default="", metavar="NAME", help=say("whose rows these are, if they do not say so")
    )
    parser.add_argument("--dry-run", action="store_true", help=say("tell what would happen and change nothing"))
    parser.add_argument("--all-or-nothing", action="store_true", help=say("take nothing if one row cannot be taken"))
    parser.add_argument(
        "--known-projects", action="store_true", help=say("do not add projects that rows of a log name")
    )
    parser.add_argument("--leave-out-hidden", action="store_true", help=say("do not read rows that the file hides"))
    take_answers(parser)
    parser.add_argument("--rejects", type=Path, default=None, metavar="OUT.xlsx", help=say("write what is not taken"))
    parser.add_argument("--json", action="store_true")


def _import(options: argparse.Namespace) -> None:
    from datetime import datetime
    from tempfile import TemporaryDirectory

    from sqlalchemy.orm import Session

    from pmo_desktop.interchange.answers import keep_answers
    from pmo_desktop.services import backups
    from pmo_desktop.services.import_world import BookOutcome
    from pmo_desktop.services.imports import Wishes, foresee_book, take_book

    is_new = not options.FILE.exists()
    title = say("Import {name}", name=options.SOURCE.name)
    wishes = Wishes(
        period=options.period,
        project=options.project,
        adds_projects=not options.known_projects,
        all_or_nothing=options.all_or_nothing,
    )
    today = datetime.now().astimezone().date()
    with TemporaryDirectory() as folder:
        secret = secret_for(options.FILE)
        book, answers = _read(options, *_known(options.FILE, secret, is_new=is_new))

        def take(session: Session) -> BookOutcome:
            outcome = take_book(session, book, wishes, today)
            keep_answers(session, book, answers, today)
            return outcome

        workspace = _to_import_into(options.FILE, secret, Path(folder), is_new=is_new, is_dry=options.dry_run)
        try:
            if options.dry_run:
                with workspace.reading() as session:
                    outcome = foresee_book(session, book, wishes)
            else:
                if not is_new:
                    backups.take(workspace, backups.BEFORE_IMPORT)
                outcome = workspace.do(title, take).value
        except PmoError:
            workspace.close()
            if is_new and not options.dry_run:
                options.FILE.unlink()
            raise
        workspace.close()
    if options.rejects is not None:
        from pmo_desktop.interchange.rejects import write_rejects

        write_rejects(options.rejects, book, outcome)
    tell = _whole if options.json else _in_words
    print(tell(outcome, options, _open_words(book)))


def _read(
    options: argparse.Namespace, currency: str | None, known: "Mapping[str, Learnt]"
) -> "tuple[ReadBook, Answers]":
    """What the file holds, read by what the user says of it, and that; it is read again after each kind of answer.

    Raises:
        PmoError: it cannot be read, or holds nothing of which something is said.
    """
    from pmo_desktop.interchange import read_book
    from pmo_desktop.interchange.answers import Answers
    from pmo_desktop.interchange.hidden import LEAVE_OUT, QUESTION

    every = {QUESTION: LEAVE_OUT} if options.leave_out_hidden else {}

    def read(said: Answers) -> "ReadBook":
        return read_book(
            options.SOURCE, options.sheet, currency=currency, told=said.told, targets=said.targets, learnt=known,
            answers=every,
        )  # fmt: skip

    answers = Answers()
    book = read(answers)
    for say_more in (targets_said, columns_said, words_said):
        more = say_more(book, options, answers)
        if more != answers:
            answers = more
            book = read(answers)
    return book, answers


def _known(file: Path, secret: "Secret | None", *, is_new: bool) -> "tuple[str | None, dict[str, Learnt]]":
    """What the workspace knows before a file is read: its currency, and what was decided about earlier files."""
    from pmo_desktop.services.learning import learnt
    from pmo_desktop.services.settings import settings_of
    from pmo_desktop.services.workspaces import open_workspace

    if is_new:
        return None, {}
    workspace = open_workspace(file, secret)
    try:
        with workspace.reading() as session:
            return settings_of(session).currency, learnt(session)
    finally:
        workspace.close()


def _to_import_into(file: Path, secret: "Secret | None", folder: Path, *, is_new: bool, is_dry: bool) -> "Workspace":
    """The workspace to change or ask: the file's own, or where there is none yet a new one, which a dry run drops."""
    from pmo_desktop.services.workspaces import create, open_workspace

    if not is_new:
        return open_workspace(file, secret)
    return create(folder / "dry run.pmo" if is_dry else file)


def _open_words(book: "ReadBook") -> list[dict[str, Any]]:
    """Words of closed lists that are not known, and what each could be said to mean."""
    from pmo_desktop.interchange.unknown import meanings, unknown_words

    return [
        {
            "sheet": table.sheet,
            "header": match.header,
            "words": unknown[match.index],
            "meanings": [meaning for meaning, _ in meanings(match, table.target)],
        }
        for table in book.tables
        for unknown in [unknown_words(table)]
        for match in table.matches
        if match.index in unknown
    ]


def _whole(outcome: "BookOutcome", options: argparse.Namespace, open_words: list[dict[str, Any]]) -> str:
    tables = outcome.outcomes
    return as_json(
        {
            "source": options.SOURCE.name,
            "period": next((each.period for each in tables if each.period), ""),
            "dry_run": options.dry_run,
            "created": sum(each.created for each in tables),
            "updated": sum(each.updated for each in tables),
            "unchanged": sum(each.unchanged for each in tables),
            "rejected": sum(each.rejected for each in tables),
            "not_rated": sum(each.not_rated for each in tables),
            "notes": [note for each in tables for note in each.notes],
            "problems": [_problem(problem) for each in tables for problem in each.problems],
            "unknown_words": open_words,
            "tables": [_table(each) for each in tables],
            "left_out": [{"sheet": each.sheet, "reason": each.reason} for each in outcome.left_out],
        }
    )


def _table(outcome: "Outcome") -> dict[str, Any]:
    names = ("target", "sheet", "header_row", "period", "created", "updated", "unchanged", "rejected")
    return {name: getattr(outcome, name) for name in names} | {"problems": len(outcome.problems)}


def _problem(problem: "CellProblem") -> dict[str, Any]:
    return {
        "row": problem.row,
        "column": problem.column,
        "header": problem.header,
        "value": problem.value,
        "reason": problem.reason,
        "mend": problem.mend,
    }


def _in_words(outcome: "BookOutcome", options: argparse.Namespace, open_words: list[dict[str, Any]]) -> str:
    lines: list[str] = []
    for each in outcome.outcomes:
        lines += _table_in_words(each, is_dry=options.dry_run, is_one=len(outcome.outcomes) == 1)
    for left in outcome.left_out:
        what = left.sheet or options.SOURCE.name
        lines.append(say("“{sheet}” is left out: {reason}.", sheet=what, reason=left.reason))
    for unknown in open_words:
        header, meanings = _short(unknown["header"], 28), ", ".join(unknown["meanings"])
        words = ", ".join(f"“{word}”" for word in list(unknown["words"])[:_SHOWN_WORDS])
        sentence = "Not known in “{header}”: {words}. --word “{header}:WORD=MEANING” says what one means: {meanings}."
        lines.append(say(sentence, header=header, words=words, meanings=meanings))
    return "\n".join(lines)


def _table_in_words(outcome: "Outcome", *, is_dry: bool, is_one: bool) -> list[str]:
    from pmo_desktop.interchange.vocabulary import word_for

    counts = {
        "took": say("Would take") if is_dry else say("Took"),
        "count": outcome.taken,
        "what": word_for(outcome.target),
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
    }
    if outcome.period:
        sentence = (
            "{took} {count} {what} into period “{period}”: {created} new, {updated} updated, {unchanged} unchanged."
        )
        line = say(sentence, **counts, period=outcome.period)
    else:
        line = say("{took} {count} {what}: {created} new, {updated} updated, {unchanged} unchanged.", **counts)
    if outcome.sheet and not is_one:
        line = f"{outcome.sheet}: {line}"
    if outcome.rejected:
        line += " " + say("{count} rows are not taken.", count=outcome.rejected)
    lines = [line, *(_short(note, _NOTE_LENGTH) for note in outcome.notes)]
    if outcome.problems:
        lines.append(say("{count} cells could not be read; their text is kept:", count=len(outcome.problems)))
    for told in outcome.problems[:_SHOWN_PROBLEMS]:
        header, value = _short(told.header, 28), _short(told.value, 48)
        lines.append(f"  {told.column}{told.row}  {header}  “{value}”  {told.reason}")
    if len(outcome.problems) > _SHOWN_PROBLEMS:
        lines.append(say("  and {count} more; --json lists them all.", count=len(outcome.problems) - _SHOWN_PROBLEMS))
    return lines


def _short(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


COMMANDS = (
    Command("import", N_("take a register into a workspace, which is made if need be"), _takes_import, _import),
)

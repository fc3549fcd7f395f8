"""The commands that send questionnaires to project managers and read them back."""

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo_desktop.cli.command import Command, as_json, is_named, take_files
from pmo_desktop.cli.opening import open_file
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import N_, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmo_desktop.services.returned import Difference, FieldChange, Returned
    from pmo_desktop.storage.workspace import Workspace

_SHOWN = 12


def _takes_returns(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    send = steps.add_parser("send", help=say("write one questionnaire for each project manager"))
    take_files(send, "FILE")
    send.add_argument("--period", default="", metavar="NAME", help=say("the newest one if not given"))
    send.add_argument("--out", type=Path, required=True, metavar="DIR")
    send.set_defaults(run_step=_send)
    read = steps.add_parser("read", help=say("read questionnaires back"))
    take_files(read, "FILE")
    read.add_argument("SOURCE", type=Path, nargs="+")
    read.add_argument("--dry-run", action="store_true", help=say("tell what would change and change nothing"))
    read.add_argument(
        "--contested", action="store_true", help=say("also take answers where the workspace has changed since")
    )
    read.add_argument("--altered", action="store_true", help=say("also take answers whose line was altered"))
    take = say("take only these answers, such as P-001.eac or 'P-001.*', also if something speaks against it")
    read.add_argument("--take", action="append", default=[], metavar="ANSWER", help=take)
    leave = say("leave these answers, such as '*.eac'")
    read.add_argument("--leave", action="append", default=[], metavar="ANSWER", help=leave)
    read.add_argument("--json", action="store_true")
    read.set_defaults(run_step=_read)


def _returns(options: argparse.Namespace) -> int:

    workspace = open_file(options.FILE)
    try:
        return int(options.run_step(workspace, options))
    finally:
        workspace.close()


def _send(workspace: "Workspace", options: argparse.Namespace) -> int:
    from sqlalchemy.orm import Session

    from pmo_desktop.interchange.out.forms import write_forms
    from pmo_desktop.services import periods, returns
    from pmo_desktop.services.settings import settings_of

    def command(session: Session) -> list[returns.Form]:
        period = periods.period_named(session, options.period) if options.period else periods.current_period(session)
        if period is None:
            raise PmoError(say("There is no reporting period yet. Open one first."))
        return returns.send(session, period, settings_of(session).currency, _today())

    forms = workspace.do(say("Send returns"), command).value
    with workspace.reading() as session:
        scale = settings_of(session).scale
    written = write_forms(options.out, forms, scale)
    print(say("{count} questionnaires are in {folder}.", count=len(written), folder=options.out))
    for path in written:
        print(f"  {path.name}")
    return 0


def _today() -> Any:  # noqa: ANN401  a date
    from datetime import datetime

    return datetime.now().astimezone().date()


def _read(workspace: "Workspace", options: argparse.Namespace) -> int:
    from pmo_desktop.interchange.returned import read_return
    from pmo_desktop.services import returned as coming_back
    from pmo_desktop.services.settings import settings_of

    with workspace.reading() as session:
        currency = settings_of(session).currency
    told: list[dict[str, Any]] = []
    every: list[Returned] = []
    for source in options.SOURCE:
        try:
            returned = read_return(source, currency)
            with workspace.reading() as session:
                coming_back.difference(session, returned, _today())
        except PmoError as error:
            told.append({"source": source.name, "refused": str(error)})
        else:
            every.append(returned)
    refused = len(told)
    with workspace.reading() as session:
        _must_name_something([coming_back.difference(session, each, _today()) for each in every], options)
    for returned in every:
        with workspace.reading() as session:
            found = coming_back.difference(session, returned, _today())
        wanted = {change.name for change in found.changes if _is_wanted(change, options)}
        if not options.dry_run:
            title = say("Read the return of {manager}", manager=found.manager or found.source)
            workspace.do(title, partial(coming_back.take, returned=returned, wanted=wanted, on=_today()))
        told.append(_told(found, wanted, currency, is_taken=not options.dry_run))
    print(as_json(told) if options.json else "\n".join(map(_in_words, told)))
    return 1 if refused else 0


def _must_name_something(found: "Sequence[Difference]", options: argparse.Namespace) -> None:
    """Check what is to be taken and left before anything is.

    Raises:
        PmoError: no answer that differs is called so.
    """
    changes = [change for each in found for change in each.changes]
    for pattern in (*options.take, *options.leave):
        if not any(is_named(change.path, [pattern]) for change in changes):
            names = ", ".join(sorted(change.path for change in changes)[:_SHOWN]) or "—"
            raise PmoError(
                say("No answer that differs is called “{name}”; there are {names}.", name=pattern, names=names)
            )


def _is_wanted(change: "FieldChange", options: argparse.Namespace) -> bool:
    if is_named(change.path, options.leave):
        return False
    if options.take:
        return is_named(change.path, options.take)
    return (options.contested or not change.is_contested) and (options.altered or not change.is_altered)


def _told(found: "Difference", wanted: set[str], currency: str, *, is_taken: bool) -> dict[str, Any]:
    return {
        "source": found.source,
        "manager": found.manager,
        "period": found.period,
        "late": found.is_late,
        "altered": found.is_altered,
        "earlier": found.is_earlier,
        "again": found.is_again,
        "taken": is_taken,
        "projects": list(found.projects),
        "changes": [
            {
                "name": change.path,
                "project": change.project,
                "field": change.label,
                "now": _shown(change.now, change, currency),
                "sent": _shown(change.sent, change, currency),
                "answer": _shown(change.answer, change, currency),
                "contested": change.is_contested,
                "altered": change.is_altered,
                "wanted": change.name in wanted,
            }
            for change in found.changes
        ],
        "problems": [
            {"row": problem.row, "field": problem.header, "value": problem.value, "reason": problem.reason}
            for problem in found.problems
        ],
    }


def _shown(value: object, change: "FieldChange", currency: str) -> object:
    """A value as JSON holds it, amounts in whole units as they were typed."""
    from pmo_desktop.domain.money import to_major

    if isinstance(value, int) and change.field.kind == "money":
        return float(to_major(value, currency))
    return value if value is None or isinstance(value, int | float) else str(value)


def _in_words(told: dict[str, Any]) -> str:
    if "refused" in told:
        return str(told["refused"])
    words = {
        "late": say("late"),
        "altered": say("altered"),
        "earlier": say("not the newest one sent"),
        "again": say("again"),
    }
    signs = [word for sign, word in words.items() if told[sign]]
    head = say(
        "{source}: {manager}, {period}; {count} answers differ{signs}.",
        source=told["source"],
        manager=told["manager"] or "—",
        period=told["period"],
        count=len(told["changes"]),
        signs=f" ({', '.join(signs)})" if signs else "",
    )
    lines = [head]
    for change in told["changes"]:
        why = say("changed here since") if change["contested"] else say("altered line") if change["altered"] else ""
        marks = ", ".join(filter(None, (why, "" if change["wanted"] else say("left"))))
        now, answer = ("—" if change[each] in {None, ""} else change[each] for each in ("now", "answer"))
        line = f"  {change['name']}  {change['project']}: {change['field']}: {now} → {answer}"
        lines.append(f"{line}  ({marks})" if marks else line)
    lines += [f"  {each['row']}: {each['field']}: “{each['value']}”: {each['reason']}" for each in told["problems"]]
    return "\n".join(lines)


COMMANDS = (
    Command("returns", N_("send questionnaires to project managers and read them back"), _takes_returns, _returns),
)

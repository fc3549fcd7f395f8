"""The commands that send questionnaires to project managers and read them back."""

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo_desktop.cli.command import Command, as_json, take_files
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import N_, say

if TYPE_CHECKING:
    from pmo_desktop.services.returns import Difference
    from pmo_desktop.storage.workspace import Workspace


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
    read.add_argument("--altered", action="store_true", help=say("also take returns whose locked parts were altered"))
    read.add_argument("--json", action="store_true")
    read.set_defaults(run_step=_read)


def _returns(options: argparse.Namespace) -> int:
    from pmo_desktop.services.workspaces import open_workspace

    workspace = open_workspace(options.FILE)
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
    from pmo_desktop.services import returns
    from pmo_desktop.services.settings import settings_of

    with workspace.reading() as session:
        currency = settings_of(session).currency
    told: list[dict[str, Any]] = []
    refused = 0
    for source in options.SOURCE:
        try:
            returned = read_return(source, currency)
            with workspace.reading() as session:
                found = returns.difference(session, returned, _today())
        except PmoError as error:
            told.append({"source": source.name, "refused": str(error)})
            refused += 1
            continue
        wanted = {change.name for change in found.changes if options.contested or not change.is_contested}
        is_taken = not options.dry_run and (options.altered or not found.is_altered)
        if is_taken:
            title = say("Read the return of {manager}", manager=found.manager or source.name)
            workspace.do(title, partial(returns.take, returned=returned, wanted=wanted, on=_today()))
        told.append(_told(found, wanted, is_taken=is_taken))
    print(as_json(told) if options.json else "\n".join(map(_in_words, told)))
    return 1 if refused else 0


def _told(found: "Difference", wanted: set[str], *, is_taken: bool) -> dict[str, Any]:
    return {
        "source": found.source,
        "manager": found.manager,
        "period": found.period,
        "late": found.is_late,
        "altered": found.is_altered,
        "again": found.is_again,
        "taken": is_taken,
        "projects": list(found.projects),
        "changes": [
            {
                "project": change.project,
                "field": change.label,
                "now": _shown(change.now),
                "sent": _shown(change.sent),
                "answer": _shown(change.answer),
                "contested": change.is_contested,
                "wanted": change.name in wanted,
            }
            for change in found.changes
        ],
        "problems": [
            {"row": problem.row, "field": problem.header, "value": problem.value, "reason": problem.reason}
            for problem in found.problems
        ],
    }


def _shown(value: object) -> object:
    return value if value is None or isinstance(value, int | float) else str(value)


def _in_words(told: dict[str, Any]) -> str:
    if "refused" in told:
        return str(told["refused"])
    signs = [word for sign, word in (("late", say("late")), ("altered", say("altered")), ("again", say("again")))
             if told[sign]]  # fmt: skip
    head = say(
        "{source}: {manager}, {period}; {count} answers differ{signs}.",
        source=told["source"],
        manager=told["manager"] or "—",
        period=told["period"],
        count=len(told["changes"]),
        signs=f" ({', '.join(signs)})" if signs else "",
    )
    if told["altered"] and not told["taken"]:
        head += " " + say("Its locked parts were altered, so it is not taken; --altered takes it.")
    lines = [head]
    for change in told["changes"]:
        mark = "" if change["wanted"] else "  " + say("(changed here since; not taken)")
        lines.append(f"  {change['project']}: {change['field']}: {change['now']} → {change['answer']}{mark}")
    lines += [f"  {each['row']}: {each['field']}: “{each['value']}”: {each['reason']}" for each in told["problems"]]
    return "\n".join(lines)


COMMANDS = (
    Command("returns", N_("send questionnaires to project managers and read them back"), _takes_returns, _returns),
)

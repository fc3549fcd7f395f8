"""The sample workspace: half a year of an invented PMO, written month by month as its people would have done."""

from pathlib import Path

from sqlalchemy.orm import Session

from pmo_desktop.services import periods, workspaces
from pmo_desktop.services.freezing import freeze_period
from pmo_desktop.services.marevia import (
    assessed,
    charter,
    maturity,
    office,
    organisation,
    plans,
    practice,
    records,
    register,
    reports,
    resources,
    tables,
)
from pmo_desktop.services.marevia.organisation import Keys
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import say

_OCTOBER, _NOVEMBER = 4, 5


def write_sample(path: Path) -> Workspace:
    """Make the sample workspace at `path` and open it: the same content each time, apart from keys.

    Raises:
        PmoError: there is a file already, or the folder cannot be written.
    """
    ours = tables.tables("organisation")
    workspace = workspaces.create(
        path,
        organisation=ours["settings"]["organisation"],
        currency=ours["settings"]["currency"],
        office=ours["office"]["name"],
    )
    keys: Keys = {}
    workspace.do(say("Describe the office and its programmes"), lambda session: organisation.write(session, keys))
    workspace.do(say("Ask whether a PMO is needed, and which"), assessed.found)
    workspace.do(say("Approve charter version 1"), lambda session: charter.write(session, keys, 0))
    workspace.do(say("Record the maturity assessment of 2025"), lambda session: maturity.write(session, keys, 0))
    workspace.do(say("Approve charter version 2"), lambda session: charter.write(session, keys, 1))
    workspace.do(say("List services, bodies and stakeholders"), lambda session: office.write(session, keys))
    for number in range(len(tables.periods())):
        _live_through(workspace, keys, number)
    return workspace


def _live_through(workspace: Workspace, keys: Keys, number: int) -> None:
    """Open one period, take in what was reported, and freeze it unless it is the newest."""
    period = tables.periods()[number]
    name = period["name"]

    def open_it(session: Session) -> None:
        register.add(session, keys, number)
        opened = periods.open_period(session, name, period["starts_on"], period["ends_on"], period["cut_off_on"])
        opened.due_on = period["cut_off_on"] + reports.AFTER_WEEKEND

    def report(session: Session) -> None:
        register.update(session, keys, number)
        register.note_milestones(session, number)
        plans.update(session, keys, number)
        resources.update(session, keys, number)
        records.update(session, keys, number)
        session.flush()
        reports.take(session, keys, number)
        office.take_requests(session, keys, number)

    workspace.do(say("Open {period}", period=name), open_it)
    workspace.do(say("Take in the reports of {period}", period=name), report)
    if number == _OCTOBER:
        workspace.do(say("Record the maturity assessment of 2026"), lambda session: maturity.write(session, keys, 1))
    if number == _NOVEMBER:
        workspace.do(say("Record how the office itself works"), lambda session: practice.write(session, keys))
        workspace.do(say("Assess the services, and plan what is next"), assessed.look_ahead)
        workspace.do(say("Begin charter version 3"), lambda session: charter.write(session, keys, 2))
        return
    freeze_period(workspace, name, period["ends_on"])

"""Freezing a period: its reports become read-only, and the whole workspace is kept as it stood.

The only use cases that take a workspace and not a session: the copy has to be made of the file, not inside a change.
"""

import hashlib
from datetime import date

from sqlalchemy import select

from pmo_desktop.domain.choices import PeriodState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.period import PeriodCopy
from pmo_desktop.services import periods
from pmo_desktop.services.workspaces import renew
from pmo_desktop.storage.copy import packed, unpacked
from pmo_desktop.storage.journal import Change
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import say


def freeze_period(workspace: Workspace, name: str, on: date | None = None) -> Change | None:
    """Freeze the period called `name`; the copy kept already counts as frozen. It is logged for `on`, or else today.

    Raises:
        PmoError: there is no such period, or it is frozen already.
    """
    title = say("Freeze {period}", period=name)
    rehearsal = workspace.rehearsal()
    try:
        rehearsal.do(title, lambda session: periods.freeze(session, periods.period_named(session, name), on=on))
        content = packed(rehearsal)
    finally:
        rehearsal.close()
    sha256 = hashlib.sha256(content).hexdigest()
    return workspace.do(
        title, lambda session: periods.freeze(session, periods.period_named(session, name), content, sha256, on=on)
    ).change


def as_it_stood(workspace: Workspace, name: str) -> Workspace:
    """The workspace to report on a period from: for a frozen one the kept copy, for an open one a snapshot.

    Raises:
        PmoError: there is no such period, or its copy is damaged.
    """
    with workspace.reading() as session:
        period = periods.period_named(session, name)
        if period.state is PeriodState.OPEN:
            return workspace.snapshot()
        copy = session.scalars(select(PeriodCopy.content).where(PeriodCopy.sha256 == period.copy_sha256)).one_or_none()
        expected = period.copy_sha256
    if copy is None or hashlib.sha256(copy).hexdigest() != expected:
        raise PmoError(
            say(
                "The copy kept of “{period}” is missing or damaged. Reopen the period and freeze it again.", period=name
            )
        )
    return unpacked(copy, renew)

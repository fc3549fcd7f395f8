"""A new baseline of a project, and its recovery from the first day to the last."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pmo_desktop.domain.baseline import Baseline
from pmo_desktop.domain.choices import EntryKind
from pmo_desktop.domain.fields import asked, field_of
from pmo_desktop.domain.project import Project
from pmo_desktop.services import baselines, recoveries, registers
from pmo_desktop.services.baselines import Proposal
from pmo_desktop.text import N_, say
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.deeds.deed import Values, day, done, money_of, today, words
from pmo_desktop.ui.deeds.records import title_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmo_desktop.ui.document import Document

_FACTS = ("start_on", "finish_on", "bac", "contingency")
_BASELINE = (
    *(field_of(Baseline, name) for name in _FACTS),
    replace(field_of(Baseline, "approver"), required=True),
    asked("on", N_("Approved on"), kind="date"),
    replace(field_of(Baseline, "reason"), required=True),
)
_BEGIN = (
    asked("trigger", N_("Trigger"), kind="long text", required=True),
    asked("owner", N_("Owner"), width=18, required=True),
    asked("review_on", N_("Next review"), kind="date"),
    asked("exit_criteria", N_("Exit criteria"), kind="long text", required=True),
)
_END = (
    asked("outcome", N_("How it ended"), kind="long text", required=True),
    asked("on", N_("Ended on"), kind="date"),
)
_PROJECT = (asked("project", N_("Project"), kind="reference", width=30, required=True),)


def choosing(
    title: str, then: "Callable[[Document, int, QWidget], None]"
) -> "Callable[[Document, QWidget, Values], None]":
    """Ask for a project first, unless it is given, and go on with it."""

    def ask(document: "Document", parent: QWidget, given: Values) -> None:
        known = given.get("project_key")
        if isinstance(known, int):
            then(document, known, parent)
            return
        with document.reading() as session:
            running = {each.key for each in session.query(Project).where(Project.kind == EntryKind.PROJECT)}
            options = [each for each in registers.references(session, "project") if each[0] in running]

        def take(given: Values) -> bool:
            key = given["project"]
            if isinstance(key, int):
                then(document, key, parent)
            return isinstance(key, int)

        AskDialog(
            document, say(title), say("For which project?"), _PROJECT, take, parent, options={"project": options}
        ).open()

    return ask


def ask_baseline(
    document: "Document", key: int, parent: QWidget, wanted: Proposal | None = None, *, reason: str = ""
) -> None:
    """Ask for what was approved; the forecast of today is proposed, or `wanted`."""
    name = title_in(document, "project", key)
    with document.reading() as session:
        proposed = wanted or baselines.proposal(session.get_one(Project, key))

    def take(given: Values) -> bool:
        start_on, finish_on, bac, contingency = (given[each] for each in _FACTS)
        asked_for = Proposal(
            start_on if isinstance(start_on, date) else None,
            finish_on if isinstance(finish_on, date) else None,
            bac if isinstance(bac, int) else None,
            contingency if isinstance(contingency, int) else None,
        )
        return done(
            document,
            say("New baseline of “{name}”", name=name),
            lambda session: baselines.set_baseline(
                session,
                key,
                asked_for,
                approver=words(given["approver"]),
                reason=words(given["reason"]),
                on=day(given["on"]),
            ),
        )

    told = say(
        "From now on “{name}” and its milestones are measured against this. Earlier baselines stay, and milestones "
        "take their forecast dates.",
        name=name,
    )
    given = {each: getattr(proposed, each) for each in _FACTS} | {"on": today(), "reason": reason}
    AskDialog(
        document,
        say("Set a new baseline…"),
        told,
        _BASELINE,
        take,
        parent,
        given=given,
        money=money_of(document),
        columns=2,
    ).open()


def begin_recovery(document: "Document", key: int, parent: QWidget) -> None:
    """Ask why a project has to be brought back, by whom, and when it counts as brought back."""
    name = title_in(document, "project", key)

    def take(given: Values) -> bool:
        review_on = given["review_on"]
        return done(
            document,
            say("Begin the recovery of “{name}”", name=name),
            lambda session: recoveries.begin(
                session,
                key,
                trigger=words(given["trigger"]),
                owner=words(given["owner"]),
                exit_criteria=words(given["exit_criteria"]),
                on=today(),
                review_on=review_on if isinstance(review_on, date) else None,
            ),
        )

    told = say("“{name}” is shown as in recovery until this is ended.", name=name)
    AskDialog(document, say("Begin a recovery…"), told, _BEGIN, take, parent).open()


def end_recovery(document: "Document", key: int, parent: QWidget) -> None:
    """Ask how a recovery ended."""
    name = title_in(document, "recovery", key)

    def take(given: Values) -> bool:
        return done(
            document,
            say("End the recovery “{name}”", name=name),
            lambda session: recoveries.end(session, key, words(given["outcome"]), on=day(given["on"])),
        )

    AskDialog(document, say("End the recovery…"), name, _END, take, parent, given={"on": today()}).open()

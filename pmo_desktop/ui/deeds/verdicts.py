"""Deciding a decision, judging a change request and a gate."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from pmo_desktop.domain.change_request import ChangeRequest, ChangeVerdict
from pmo_desktop.domain.choices import DecisionOutcome
from pmo_desktop.domain.decision import DecisionOption
from pmo_desktop.domain.fields import asked
from pmo_desktop.domain.rules.quality import Verdict
from pmo_desktop.services import verdicts
from pmo_desktop.services.verdicts import Condition
from pmo_desktop.text import N_, say
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.deeds.deed import Values, day, done, today, words
from pmo_desktop.ui.deeds.projects import ask_baseline
from pmo_desktop.ui.deeds.records import title_in

if TYPE_CHECKING:
    from datetime import date

    from pmo_desktop.services.baselines import Proposal
    from pmo_desktop.ui.document import Document

_ON = asked("on", N_("Decided on"), kind="date")
_DECIDE = (
    asked("outcome", N_("Outcome"), kind="choice", choices=DecisionOutcome, required=True),
    asked("option", N_("Option taken"), kind="reference"),
    asked("text", N_("Outcome in words"), kind="long text"),
    _ON,
)
_CHANGE = (
    asked("verdict", N_("Verdict"), kind="choice", choices=ChangeVerdict, required=True),
    asked("text", N_("Verdict in words"), kind="long text"),
    _ON,
)
_GATE = (
    asked("verdict", N_("Verdict"), kind="choice", choices=Verdict, required=True),
    asked("text", N_("Verdict in words"), kind="long text"),
    asked("conditions", N_("Conditions, one in a line"), kind="long text", help=N_("Each becomes an action.")),
    asked("owner", N_("Owner of the conditions"), width=18),
    asked("due_on", N_("Due"), kind="date"),
    asked("on", N_("Held on"), kind="date"),
)


def decide(document: "Document", key: int, parent: QWidget) -> None:
    """Ask what was decided, and which option was taken."""
    name = title_in(document, "decision", key)
    with document.reading() as session:
        query = select(DecisionOption.key, DecisionOption.title, DecisionOption.is_recommended)
        found = session.execute(query.where(DecisionOption.decision_key == key).order_by(DecisionOption.key)).all()
    options = [(option, say("{title} (recommended)", title=title) if best else title) for option, title, best in found]

    def take(given: Values) -> bool:
        option = given["option"]
        return done(
            document,
            say("Decide “{name}”", name=name),
            lambda session: verdicts.decide(
                session,
                key,
                DecisionOutcome(str(given["outcome"])),
                option=option if isinstance(option, int) else None,
                text=words(given["text"]),
                on=day(given["on"]),
            ),
        )

    given = {"on": today(), "option": next((option for option, _, best in found if best), None)}
    AskDialog(document, say("Decide…"), name, _DECIDE, take, parent, given=given, options={"option": options}).open()


def judge_change(document: "Document", key: int, parent: QWidget) -> None:
    """Ask for the verdict on a change; an approved one that costs money or days offers to move the baseline."""
    with document.reading() as session:
        change = session.get_one(ChangeRequest, key)
        name, project = f"{change.reference} {change.title}".strip(), change.project_key

    def take(given: Values) -> bool:
        verdict = ChangeVerdict(str(given["verdict"]))
        moved: list[Proposal | None] = []
        is_done = done(
            document,
            say("Judge “{name}”", name=name),
            lambda session: moved.append(
                verdicts.judge_change(session, key, verdict, text=words(given["text"]), on=day(given["on"]))
            ),
        )
        if is_done and moved[0] is not None:
            ask_baseline(document, project, parent, moved[0], reason=name)
        return is_done

    told = say("“{name}”. Only an approved change moves the baseline; it is offered next.", name=name)
    AskDialog(document, say("Judge…"), told, _CHANGE, take, parent, given={"on": today()}).open()


def judge_gate(document: "Document", key: int, parent: QWidget) -> None:
    """Ask for the verdict of a gate and its conditions."""
    name = title_in(document, "gate", key)

    def take(given: Values) -> bool:
        owner, due_on = words(given["owner"]), given["due_on"]
        return done(
            document,
            say("Verdict on “{name}”", name=name),
            lambda session: verdicts.judge_gate(
                session,
                key,
                Verdict(str(given["verdict"])),
                text=words(given["text"]),
                on=day(given["on"]),
                conditions=_conditions(words(given["conditions"]), owner, due_on),
            ),
        )

    AskDialog(document, say("Give a verdict…"), name, _GATE, take, parent, given={"on": today()}).open()


def _conditions(text: str, owner: str, due_on: "date | object | None") -> list[Condition]:
    from datetime import date

    due = due_on if isinstance(due_on, date) else None
    return [Condition(line.strip(), owner, due) for line in text.splitlines() if line.strip()]

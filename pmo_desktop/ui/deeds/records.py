"""Raising a record to another level, checking the effect of an action, measuring a benefit."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pmo_desktop.domain.benefit import Benefit, BenefitMeasure
from pmo_desktop.domain.choices import Level
from pmo_desktop.domain.fields import asked, field_of
from pmo_desktop.services import actions, escalations, registers
from pmo_desktop.services.registry import BY_TABLE, register_named, title_of
from pmo_desktop.text import N_, say
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.deeds.deed import Values, day, done, today, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmo_desktop.ui.document import Document

_BY = asked("by", N_("By"), width=18)
_RAISE = (
    asked("level", N_("To"), kind="choice", choices=Level, required=True),
    asked("reason", N_("Reason"), kind="long text", required=True),
    _BY,
)
_EFFECT = (
    asked("effect", N_("What it did"), kind="long text", required=True),
    asked("on", N_("Checked on"), kind="date"),
)
_MEASURED = tuple(field_of(BenefitMeasure, name) for name in ("value", "measured_on", "note"))


def title_in(document: "Document", table: str, key: int) -> str:
    """What a record is called; empty if it is gone."""
    entity = BY_TABLE[table]
    with document.reading() as session:
        record = session.get(entity, key)
        return str(getattr(record, title_of(entity).key)) if record else ""


def raising(table: str) -> "Callable[[Document, int, QWidget], None]":
    """How a record of `table` is taken to another level."""

    def ask(document: "Document", key: int, parent: QWidget) -> None:
        name = title_in(document, table, key)

        def take(given: Values) -> bool:
            level = Level(str(given["level"]))
            return done(
                document,
                say("Escalate “{name}” to: {level}", name=name, level=level.label),
                lambda session: escalations.escalate(
                    session, table, key, level, reason=words(given["reason"]), by=words(given["by"]), on=today()
                ),
            )

        told = say("“{name}” is shown at the level it is taken to. Every step stays in its history.", name=name)
        AskDialog(document, say("Escalate…"), told, _RAISE, take, parent).open()

    return ask


def check_effect(document: "Document", key: int, parent: QWidget) -> None:
    """Ask what an action did."""
    name = title_in(document, "action", key)

    def take(given: Values) -> bool:
        return done(
            document,
            say("Check the effect of “{name}”", name=name),
            lambda session: actions.check_effect(session, key, words(given["effect"]), on=day(given["on"])),
        )

    told = say("An action is worth its effect. Say what became different since “{name}”.", name=name)
    AskDialog(document, say("Check the effect…"), told, _EFFECT, take, parent, given={"on": today()}).open()


def measure(document: "Document", key: int, parent: QWidget) -> None:
    """Ask for a measurement of a benefit."""
    with document.reading() as session:
        benefit = session.get_one(Benefit, key)
        name, unit = benefit.title, benefit.unit

    def take(given: Values) -> bool:
        read = {"benefit_key": key, **{each: value for each, value in given.items() if value not in {None, ""}}}
        return done(
            document,
            say("Measure “{name}”", name=name),
            lambda session: registers.add(session, register_named("benefit_measure"), read),
        )

    told = say(
        "What was measured of “{name}” ({unit}). The newest is its actual.", name=name, unit=unit or say("no unit")
    )
    AskDialog(document, say("Measure…"), told, _MEASURED, take, parent, given={"measured_on": today()}).open()

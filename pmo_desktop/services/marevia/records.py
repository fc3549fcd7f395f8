"""Risks, issues, actions, decisions, benefits, changes, dependencies and the rest, as they stand in each period."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assumption import Assumption
from pmo_desktop.domain.base import Base, new_key
from pmo_desktop.domain.benefit import Benefit, BenefitMeasure
from pmo_desktop.domain.change_request import ChangeRequest
from pmo_desktop.domain.choices import ItemState, Level
from pmo_desktop.domain.decision import Decision, DecisionOption
from pmo_desktop.domain.dependency import Dependency
from pmo_desktop.domain.document import Document
from pmo_desktop.domain.escalation import Escalation
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.lesson import Lesson
from pmo_desktop.domain.prioritisation import Criterion, CriterionScore
from pmo_desktop.domain.risk import Risk
from pmo_desktop.services.marevia.organisation import Keys, references
from pmo_desktop.services.marevia.tables import NONE, Row, at, begins, cut_offs, projects, tables, values

_REGISTERS: tuple[tuple[str, type[Base]], ...] = (
    ("risks", Risk),
    ("issues", Issue),
    ("actions", Action),
    ("decisions", Decision),
    ("benefits", Benefit),
    ("assumptions", Assumption),
    ("dependencies", Dependency),
    ("changes", ChangeRequest),
    ("lessons", Lesson),
    ("documents", Document),
)
_ESCALATED = {Risk, Issue, Action, Assumption, Dependency}
# What is only known once an item is closed or a decision taken.
_ENDING = {
    "closed_on",
    "effect_checked_on",
    "outcome",
    "outcome_text",
    "decided_on",
    "verdict",
    "verdict_text",
    "finding",
}
_SCORES = {"inherent": "inherent_", "now": "", "target": "target_"}


def update(session: Session, keys: Keys, period: int) -> None:
    """Add the records that first appear in a period and bring the others to where they stand in it."""
    for file, entity in _REGISTERS:
        known = {record.key: record for record in session.scalars(select(entity))}
        for row in tables(file)[entity.__tablename__]:
            if begins(row) <= period:
                _put(session, keys, entity, known, row, period)
        session.flush()
    for row in tables("decisions")["decision"]:
        if begins(row) == period:
            _add_options(session, keys["decision", row["reference"]], row.get("options", []))
    for row in tables("benefits")["benefit"]:
        _measure(session, keys, row, period)
    _score(session, keys, period)


def _put(session: Session, keys: Keys, entity: type[Base], known: Mapping[int, Base], row: Row, period: int) -> None:
    name = entity.__tablename__, row["reference"]
    found = {**values(entity, row, period), **_scores(row, period), **references(row, keys)}
    ends = row.get("closed", row.get("decided"))
    if ends is not None and period < ends:
        found = {attribute: value for attribute, value in found.items() if attribute not in _ENDING}
    elif "closed" in row:
        found["state"] = ItemState.CLOSED
    record = known.get(keys.get(name, 0))
    before = getattr(record, "level", Level.PROJECT)
    if record is None:
        keys[name] = new_key()
        session.add(entity(key=keys[name], **found))
    else:
        for attribute, value in found.items():
            if getattr(record, attribute) != value:
                setattr(record, attribute, value)
    level = Level(found.get("level", Level.PROJECT))
    if entity in _ESCALATED and level is not before:
        on = row.get("raised_on", cut_offs()[period]) if record is None else cut_offs()[period]
        _escalate(session, keys, name[0], row, (Level(before), level), on)


def _escalate(session: Session, keys: Keys, table: str, row: Row, levels: tuple[Level, Level], on: date) -> None:
    """Tell how a record came to its level, or back from it."""
    order = list(Level)
    is_back = order.index(levels[1]) < order.index(levels[0])
    why = "The project can deal with it again." if is_back else row.get("why", "Beyond what the project may decide.")
    session.add(
        Escalation(
            project_key=keys.get(("project", row.get("project", ""))),
            record_table=table,
            record_key=keys[table, row["reference"]],
            from_level=levels[0],
            to_level=levels[1],
            raised_on=on,
            by=row.get("owner", ""),
            reason=why,
        )
    )


def _measure(session: Session, keys: Keys, row: Row, period: int) -> None:
    """What was measured of a benefit by the data date, where it is another value than before."""
    value = at(row, "actual", period)
    if value is None or (period and at(row, "actual", period - 1) == value):
        return
    session.add(
        BenefitMeasure(
            benefit_key=keys["benefit", row["reference"]], measured_on=cut_offs()[period], value=float(value)
        )
    )


def _score(session: Session, keys: Keys, period: int) -> None:
    """Criteria, and the points on them of the projects that are new."""
    ours = tables("priorities")
    for row in ours["criterion"] if period == 0 else ():
        key = keys["criterion", row["id"]] = new_key()
        session.add(Criterion(key=key, **values(Criterion, row, 0)))
    session.flush()
    for row in projects():
        if begins(row) == period:
            for criterion, digit in zip(ours["criterion"], ours["scores"].get(row["reference"], ""), strict=False):
                session.add(
                    CriterionScore(
                        project_key=keys["project", row["reference"]],
                        criterion_key=keys["criterion", criterion["id"]],
                        points=float(digit),
                    )
                )


def _scores(row: Row, period: int) -> dict[str, int]:
    """Probability and impact from two digits: `now = "34"`."""
    found: dict[str, int] = {}
    for name, prefix in _SCORES.items() if "now" in row else ():
        digits = at(row, name, period, NONE)
        if digits is not None:
            found |= {f"{prefix}probability": int(digits[0]), f"{prefix}impact": int(digits[1])}
    return found


def _add_options(session: Session, decision_key: int, options: Iterable[Row]) -> None:
    for row in options:
        session.add(DecisionOption(decision_key=decision_key, **values(DecisionOption, row, 0)))

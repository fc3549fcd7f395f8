"""Risks, issues, actions, decisions and benefits, as they stand in each period."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.base import Base, new_key
from pmo_desktop.domain.benefit import Benefit
from pmo_desktop.domain.choices import ItemState
from pmo_desktop.domain.decision import Decision, DecisionOption
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.risk import Risk
from pmo_desktop.services.marevia.organisation import Keys, references
from pmo_desktop.services.marevia.tables import NONE, Row, at, begins, tables, values

_REGISTERS: tuple[tuple[str, type[Base]], ...] = (
    ("risks", Risk),
    ("issues", Issue),
    ("actions", Action),
    ("decisions", Decision),
    ("benefits", Benefit),
)
# What is only known once an item is closed or a decision taken.
_ENDING = {"closed_on", "effect_checked_on", "outcome", "outcome_text", "decided_on"}
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


def _put(session: Session, keys: Keys, entity: type[Base], known: Mapping[int, Base], row: Row, period: int) -> None:
    name = entity.__tablename__, row["reference"]
    found = {**values(entity, row, period), **_scores(row, period), **references(row, keys)}
    ends = row.get("closed", row.get("decided"))
    if ends is not None and period < ends:
        found = {attribute: value for attribute, value in found.items() if attribute not in _ENDING}
    elif "closed" in row:
        found["state"] = ItemState.CLOSED
    if name not in keys:
        keys[name] = new_key()
        session.add(entity(key=keys[name], **found))
        return
    record = known[keys[name]]
    for attribute, value in found.items():
        if getattr(record, attribute) != value:
            setattr(record, attribute, value)


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

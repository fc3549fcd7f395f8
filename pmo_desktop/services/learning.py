"""Mappings that were decided once and are used again for files with the same headers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.learnt_mapping import LearntMapping

_MOST_HEADERS = 400  # characters kept to show which file it was


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was decided about one set of headers.

    Attributes:
        target: The register the table is; empty where that was found out, not decided.
        fields: What columns stand for, by their index; none keeps a column as text.
        orders: Which of day and month comes first, by column.
    """

    target: str = ""
    fields: Mapping[int, str | None] = field(default_factory=dict[int, "str | None"])
    orders: Mapping[int, str] = field(default_factory=dict[int, str])


def learnt(session: Session) -> dict[str, Learnt]:
    """Everything learnt, by the hash of the headers."""
    found: dict[str, Learnt] = {}
    for each in session.scalars(select(LearntMapping)):
        kept: dict[str, Any] = json.loads(each.fields or "{}")
        fields = {int(index): name for index, name in kept.get("fields", {}).items()}
        orders = {int(index): order for index, order in kept.get("orders", {}).items()}
        found[each.header_set] = Learnt(each.target, fields, orders)
    return found


def learn(session: Session, header_set: str, headers: str, decided: Learnt, on: date) -> None:
    """Keep what was decided about a set of headers, instead of what was known of it; nothing if nothing was."""
    if not (decided.target or decided.fields or decided.orders):
        return
    kept = session.scalars(select(LearntMapping).where(LearntMapping.header_set == header_set)).first()
    if kept is None:
        kept = LearntMapping(header_set=header_set, learnt_on=on)
        session.add(kept)
    kept.headers, kept.target, kept.learnt_on = headers[:_MOST_HEADERS], decided.target, on
    kept.fields = json.dumps({"fields": dict(decided.fields), "orders": dict(decided.orders)}, ensure_ascii=False)

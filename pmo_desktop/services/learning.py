"""Mappings that were decided once and are used again for files with the same headers."""

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

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
        units: The scale of a money column, such as "thousand", by column.
        words: What words of a column mean, by column: a folded word of the file, and the one it is read as.
        currency: The ISO code of the amounts; empty for what the file shows.
    """

    target: str = ""
    fields: Mapping[int, str | None] = field(default_factory=dict[int, "str | None"])
    orders: Mapping[int, str] = field(default_factory=dict[int, str])
    units: Mapping[int, str] = field(default_factory=dict[int, str])
    words: Mapping[int, Mapping[str, str]] = field(default_factory=dict[int, "Mapping[str, str]"])
    currency: str = ""

    def then(self, newer: "Learnt") -> "Learnt":
        """Both, where the newer decision counts; another register or field drops what was said of the older one."""
        if newer.target and newer.target != self.target:
            return newer
        return Learnt(
            self.target,
            {**self.fields, **newer.fields},
            {**_without(self.orders, newer.fields), **newer.orders},
            {**_without(self.units, newer.fields), **newer.units},
            {**_without(self.words, newer.fields), **newer.words},
            newer.currency or self.currency,
        )


Said = TypeVar("Said")


def _without(said: Mapping[int, Said], columns: Container[int]) -> dict[int, Said]:
    return {index: each for index, each in said.items() if index not in columns}


def learnt(session: Session) -> dict[str, Learnt]:
    """Everything learnt, by the hash of the headers."""
    return {each.header_set: _read(each) for each in session.scalars(select(LearntMapping))}


def _read(kept: LearntMapping) -> Learnt:
    said: dict[str, Any] = json.loads(kept.fields or "{}")
    by_column = {
        name: {int(index): each for index, each in said.get(name, {}).items()}
        for name in ("fields", "orders", "units", "words")
    }
    return Learnt(kept.target, **by_column, currency=said.get("currency", ""))


def learn(session: Session, header_set: str, headers: str, decided: Learnt, on: date) -> None:
    """Keep what was decided about a set of headers, with what is known of it; nothing if nothing was."""
    if decided == Learnt():
        return
    kept = session.scalars(select(LearntMapping).where(LearntMapping.header_set == header_set)).first()
    if kept is None:
        kept = LearntMapping(header_set=header_set, learnt_on=on)
        session.add(kept)
    every = _read(kept).then(decided) if kept.fields else decided
    kept.headers, kept.target, kept.learnt_on = headers[:_MOST_HEADERS], every.target, on
    said = {
        "fields": dict(every.fields),
        "orders": dict(every.orders),
        "units": dict(every.units),
        "words": {index: dict(words) for index, words in every.words.items()},
        "currency": every.currency,
    }
    kept.fields = json.dumps(said, ensure_ascii=False)

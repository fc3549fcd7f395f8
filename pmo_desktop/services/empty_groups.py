"""The portfolios and programmes that no project stands in: a tree shows them all the same."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.project import Portfolio, Programme
from pmo_desktop.services.registry import PROJECTS, Register

_TREE = ("portfolio_key", "programme_key")


def empty_groups(
    session: Session, register: Register, by: Sequence[str], filled: Iterable[Sequence[Any]]
) -> list[tuple[Any, ...]]:
    """The values of the groups nobody is in, where projects are grouped by nothing but portfolio and programme.

    `filled` are the values of the groups that have rows. A portfolio with an empty programme stands with that one.
    """
    if register is not PROJECTS or not by or not set(by) <= set(_TREE):
        return []
    stand = {name: {values[at] for values in filled} for at, name in enumerate(by)}
    found: list[tuple[Any, ...]] = []
    for entity, name in ((Programme, "programme_key"), (Portfolio, "portfolio_key")):
        if name not in stand:
            continue
        for key, above in session.execute(select(entity.key, getattr(entity, "portfolio_key", entity.key))):
            if key in stand[name]:
                continue
            values = {"portfolio_key": above, "programme_key": key if entity is Programme else None}
            stand.get("portfolio_key", set()).add(above)
            found.append(tuple(values[each] for each in by))
    return found

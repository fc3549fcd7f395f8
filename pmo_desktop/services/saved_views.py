"""Views of a register that are kept in the workspace: saved, changed, renamed, moved and removed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.saved_view import Face, SavedView
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import Register, column_named
from pmo_desktop.text import say

_KINDS = {"contains", "one of", "between", "empty", "filled"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A colour rule: rows that pass `when` take the tint of the status `tone`, in that column or as a whole."""

    when: Filter
    tone: str
    whole_row: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """How a register is looked at: laid out, which columns, in which order, kept to what, in groups, coloured."""

    face: Face = Face.TABLE
    columns: tuple[str, ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()
    filters: tuple[Filter, ...] = ()
    groups: tuple[str, ...] = ()
    frozen: int = 1
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved view with its key and name."""

    key: int
    name: str
    view: View


def saved_views(session: Session, register: Register, place: str) -> tuple[Saved, ...]:
    """The views saved for a page, in their order. What names a column that is no more is left out."""
    found = session.scalars(
        select(SavedView).where(SavedView.place == place).order_by(SavedView.position, SavedView.key)
    )
    return tuple(Saved(each.key, each.name, _view(register, each)) for each in found)


def save_view(session: Session, place: str, name: str, view: View) -> int:
    """Keep a view under a new name, after the others; gives its key.

    Raises:
        PmoError: the name is empty or taken.
    """
    others = session.scalars(select(SavedView.position).where(SavedView.place == place)).all()
    made = SavedView(place=place, name=_free_name(session, place, name), position=max(others, default=0) + 1)
    _write(made, view)
    session.add(made)
    session.flush()
    return made.key


def change_view(session: Session, key: int, view: View) -> None:
    """Let a saved view show something else.

    Raises:
        PmoError: it is gone.
    """
    _write(_of(session, key), view)


def rename_view(session: Session, key: int, name: str) -> None:
    """Call a saved view `name`.

    Raises:
        PmoError: it is gone, or the name is empty or another view's.
    """
    view = _of(session, key)
    view.name = _free_name(session, view.place, name, key)


def move_view(session: Session, key: int, step: int) -> None:
    """Move a saved view one place towards the front (−1) or the end (1)."""
    place = _of(session, key).place
    found = list(
        session.scalars(select(SavedView).where(SavedView.place == place).order_by(SavedView.position, SavedView.key))
    )
    at = next(number for number, each in enumerate(found) if each.key == key)
    found.insert(max(0, at + step), found.pop(at))
    for number, each in enumerate(found, 1):
        each.position = number


def remove_view(session: Session, key: int) -> None:
    """Forget a saved view."""
    session.delete(_of(session, key))


def _of(session: Session, key: int) -> SavedView:
    found = session.get(SavedView, key)
    if found is None:
        raise PmoError(say("This view is gone; somebody removed it. Undo that first."))
    return found


def _free_name(session: Session, place: str, name: str, own: int | None = None) -> str:
    name = name.strip()
    if not name:
        raise PmoError(say("The view has no name. Give it one, for example “My projects”."))
    others = session.scalars(select(SavedView).where(SavedView.place == place))
    if any(each.key != own and each.name.casefold() == name.casefold() for each in others):
        raise PmoError(say("There is a view “{name}” already. Choose another name.", name=name))
    return name


# Written and read ----------------------------------------------------------------------------------------------------


def _write(row: SavedView, view: View) -> None:
    row.face, row.frozen = view.face, view.frozen
    row.columns, row.groups = " ".join(view.columns), " ".join(view.groups)
    row.sort = " ".join(name if rises else f"-{name}" for name, rises in view.sort)
    row.filters = _json([_told(each) for each in view.filters])
    row.rules = _json([{**_told(each.when), "tone": each.tone, "row": each.whole_row} for each in view.rules])


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False)


def _told(wanted: Filter) -> dict[str, object]:
    return {"column": wanted.column, "kind": wanted.kind, "values": [_plain(value) for value in wanted.values]}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _view(register: Register, row: SavedView) -> View:
    sort = ((name.removeprefix("-"), not name.startswith("-")) for name in row.sort.split())
    told = [(_filter(register, each), each) for each in _listed(row.rules)]
    return View(
        row.face,
        _known(register, row.columns.split()),
        tuple(each for each in sort if _known(register, [each[0]])),
        tuple(found for each in _listed(row.filters) if (found := _filter(register, each))),
        _known(register, row.groups.split()),
        row.frozen,
        tuple(Rule(when, str(each.get("tone")), bool(each.get("row"))) for when, each in told if when),
    )


def _known(register: Register, names: Sequence[str]) -> tuple[str, ...]:
    known: list[str] = []
    for name in names:
        try:
            known.append(column_named(register, name).name)
        except KeyError:
            continue
    return tuple(known)


def _listed(text: str) -> list[dict[str, Any]]:
    try:
        told = json.loads(text)
    except ValueError:
        return []
    return [cast("dict[str, Any]", each) for each in told if isinstance(each, dict)] if isinstance(told, list) else []


def _filter(register: Register, told: dict[str, Any]) -> Filter | None:
    """The filter that was written; none if it names a column or a value there is no longer."""
    try:
        column, kind = column_named(register, told["column"]), told["kind"]
        values = tuple(_value(column.field.kind, column.field.choices, each) for each in told["values"])
    except (KeyError, TypeError, ValueError):
        return None
    wanted = {"contains": 1, "between": 2}.get(kind, len(values))
    return Filter(column.name, kind, values) if kind in _KINDS and len(values) == wanted else None


def _value(kind: str, choices: type[Enum] | None, value: Any) -> Any:  # noqa: ANN401  whatever the column holds
    if value is None:
        return None
    if choices is not None:
        return choices(value)
    if kind == "moment":
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind == "date" else value

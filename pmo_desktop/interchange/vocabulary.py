"""What can be read out of a file: for each register the fields it has and the words by which other people head them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice
from pmo_desktop.domain.fields import Field, fields_of
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.schema import ENTITIES
from pmo_desktop.interchange.words import fold, table
from pmo_desktop.text import N_, say

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHER_FIELDS = (
    "project",
    "programme",
    "portfolio",
    "lifecycle",
    "period",
)  # what no column of the register itself holds


@dataclass(frozen=True, slots=True)
class Spec:
    """One field a column can stand for.

    Attributes:
        name: The field's name, as the mapped class has it, or one that the reader turns into others.
        kind: What its cells hold: one of the kinds of declared fields, or "scale", "month", "project" and the like.
        phrases: What people head it with, in several languages.
        barred: Words that a header of this field never holds.
        telling: Whether a column of this field speaks for this register and no other.
        choices: The closed list, for a choice.
        points_to: The table that a reference points to.
        required: Whether no row is kept without it.
    """

    name: str
    kind: str
    phrases: tuple[str, ...]
    barred: tuple[str, ...] = ()
    telling: bool = False
    choices: type[Choice] | None = None
    points_to: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """One register that can be read.

    Attributes:
        name: The table's name.
        word: What its rows are called, many of them; marked for translation.
        names: Words by which sheets of it are named.
        neutral: Words that any of its headers may have, such as "risk" in a register of risks.
        title: The field a row is called by; none where rows have no name.
        title_from: The fields a title is taken from where no column holds one.
        specs: Its fields by name.
    """

    name: str
    word: str
    names: tuple[str, ...]
    neutral: frozenset[str]
    title: str
    title_from: tuple[str, ...]
    specs: Mapping[str, Spec]


_WORDS = {
    "project": N_("projects"),
    "programme": N_("programmes"),
    "portfolio": N_("portfolios"),
    "person": N_("people"),
    "milestone": N_("milestones"),
    "baseline": N_("baselines"),
    "money_line": N_("amounts by month"),
    "risk": N_("risks"),
    "assumption": N_("assumptions"),
    "issue": N_("issues"),
    "dependency": N_("dependencies"),
    "change_request": N_("change requests"),
    "action": N_("actions"),
    "decision": N_("decisions"),
    "benefit": N_("benefits"),
    "stakeholder": N_("stakeholders"),
    "demand": N_("demand for resources"),
    "allocation": N_("allocations of people"),
    "lesson": N_("lessons"),
}
_ENTITIES = {entity.__tablename__: entity for entity in ENTITIES}
_ONLY_OURS = frozenset({"baseline"})  # come in plans and in workbooks of ours, and are looked for nowhere else
TARGETS = tuple(name for name in _WORDS if name in _ENTITIES and name not in _ONLY_OURS)


@cache
def target_named(name: str) -> Target:
    """The target of that name; a `KeyError` if nothing of that name can be read."""
    entity, told = _ENTITIES[name], _told(name)
    declared = {field.name: field for field in _declared(entity)}
    specs = {
        field: _spec(field, entry, declared.get(field))
        for field, entry in told.get("fields", {}).items()
        if field in declared or _is_virtual(field, entry)
    }
    for field in declared.values():
        if field.name not in specs:
            specs[field.name] = _spec(field.name, {}, field)
    title = next((each for each in ("name", "title") if each in specs), "")
    return Target(
        name=name,
        word=_WORDS.get(name, name),
        names=tuple(map(fold, told.get("names", ()))),
        neutral=frozenset(map(fold, told.get("neutral", ()))),
        title=title,
        title_from=tuple(each for each in told.get("title_from", ()) if each in specs),
        specs=specs,
    )


def _told(name: str) -> dict[str, Any]:
    """What the tables of words say of a target, with the fields that several have in common filled in."""
    if name == "project":
        found: dict[str, Any] = {**table("synonyms"), "names": table("synonyms")["names"]}
        return found
    logs = table("logs")
    told: dict[str, Any] = dict(logs["targets"].get(name, {}))
    told["fields"] = {
        field: logs["common"][field] if entry == 1 else entry for field, entry in told.get("fields", {}).items()
    }
    return told


def _declared(entity: type[Base]) -> list[Field]:
    own = [field for field in fields_of(entity) if not field.computed and field.editable]
    if entity.__tablename__ != "project":
        return own
    own = [field for field in own if field.kind != "reference"]  # programmes and portfolios are named, not pointed to
    names = {field.name for field in own}
    return own + [
        field
        for field in fields_of(StatusReport)
        if field.name not in {*names, "state"} and field.editable and field.kind != "reference"
    ]


def _is_virtual(field: str, entry: Mapping[str, Any]) -> bool:
    """Whether a field that is no column of the register is read nevertheless, because others follow from it."""
    return field in _OTHER_FIELDS or bool(entry.get("virtual")) or entry.get("kind") in {"money", "month", "person"}


def _spec(name: str, entry: Mapping[str, Any], field: Field | None) -> Spec:
    phrases = [phrase for words in entry.get("words", {}).values() for phrase in words]
    if field is not None:
        phrases += [field.word, field.label]
    kind = str(entry.get("kind") or (field.kind if field else "text"))
    return Spec(
        name=name,
        kind=kind,
        phrases=tuple(dict.fromkeys(phrases)),
        barred=tuple(entry.get("not", ())),
        telling=bool(entry.get("telling", False)),
        choices=field.choices if field else None,
        points_to=field.target if field else None,
        required=bool(field and field.required),
    )


def kind_of(field: str, target: str = "project") -> str:
    """What a field holds, such as "date" or "money"."""
    return target_named(target).specs[field].kind


def named_in(text: str, targets: Iterable[str] = TARGETS) -> list[str]:
    """The targets that the name of a sheet or a file speaks of, the longest words first."""
    apart = _CAMEL.sub(" ", text).replace("_", " ").replace("-", " ")
    plain = f" {' '.join(fold(apart).split())} "
    found = [(len(word), name) for name in targets for word in target_named(name).names if f" {word} " in plain]
    return [name for _, name in sorted(found, reverse=True)]


def word_for(table: str) -> str:
    """What the rows of a table are called, many of them, in the user's language."""
    return say(_WORDS[table]) if table in _WORDS else table.replace("_", " ")

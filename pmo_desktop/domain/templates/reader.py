"""Assessment templates read from their data files in one language, and checked against their schema."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias, cast

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say

TEMPLATES = ("need-check", "pm-maturity", "pmo-assessment", "pmo-type", "health-check", "post-project")
MATURITY, NEED, SERVICES, TYPE, HEALTH, EVALUATION = KINDS = (
    "maturity", "need", "services", "type", "health", "evaluation",
)  # fmt: skip
EXTENT, WELL, VALUED = SCALES = ("extent", "well", "valued")
VALUES = {EXTENT: range(4), WELL: range(6), VALUED: range(1, 6)}
"""What may be answered on each scale: no to fully, how well 0 to 5, and valued 1 to 5."""

ASKED_OF_SERVICES = ("needed", "delivered", "well", "valued")
LANGUAGES = ("en", "fr")

Item: TypeAlias = dict[str, Any]
Kinds: TypeAlias = dict[str, type]

_LEVELS = range(6)
_STAGES = range(1, 6)
_TEMPLATE: Kinds = {
    "key": str,
    "version": str,
    "kind": str,
    "title": dict,
    "purpose": dict,
    "levels": list,
    "scale": list,
    "domains": list,
}
_LEVEL: Kinds = {"level": int, "name": dict, "description": dict}
_ANSWER: Kinds = {"value": int, "label": dict, "score": int}
_DOMAIN: Kinds = {
    "key": str,
    "name": dict,
    "purpose": dict,
    "levels": object,
    "statements": list,
}
_AXIS: Kinds = {"key": str, "options": list}
_DESCRIBED: Kinds = {str(stage): dict for stage in _STAGES}
_STATEMENT: Kinds = {
    "key": str,
    "level": int,
    "short": bool,
    "text": dict,
    "evidence": dict,
    "guidance": dict,
    "weight": int,
}


@dataclass(frozen=True, slots=True)
class Level:
    """A maturity level, 0 to 5, in words."""

    level: int
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Effects:
    """Points for the options of an axis: in full where the answer is fully, or the others in full where it is no.

    `more` and `less` say in half a sentence what a higher or a lower answer would mean.
    """

    yes: tuple[tuple[str, int], ...]
    no: tuple[tuple[str, int], ...]
    more: str
    less: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What an assessor answers; level is 1 to 5, or 0 in a template without levels; weight 1 or more.

    Attributes:
        scale: How it is answered: extent (no to fully), well (0 to 5) or valued (1 to 5).
        effects: The points it gives in a recommendation.
        fills: What in the register answers it, such as "time first"; empty where only people can.
    """

    key: str
    domain: str
    level: int
    text: str
    evidence: str
    guidance: str
    weight: int
    short: bool
    scale: str = EXTENT
    effects: Effects | None = None
    fills: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """What a recommendation chooses on: its key and its options, in order."""

    key: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Another assessment's figure that counts in a recommendation."""

    key: str
    name: str
    effects: Effects


@dataclass(frozen=True, slots=True)
class Domain:
    """Statements scored together; levels describes the domain at levels 1 to 5, in that order, if there are any."""

    key: str
    name: str
    purpose: str
    levels: tuple[str, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """One version of an assessment, in one language."""

    key: str
    version: str
    kind: str
    title: str
    purpose: str
    levels: tuple[Level, ...]
    domains: tuple[Domain, ...]
    axes: tuple[Axis, ...] = ()
    facts: tuple[Fact, ...] = ()


def templates() -> tuple[str, ...]:
    """The keys of the templates that come with the product."""
    return TEMPLATES


@cache
def template(key: str, language: str = "en") -> Template:
    """The template of that key; a language it is not written in ("de", "fr_CA" is "fr") gives English.

    Raises:
        PmoError: no template has that key.
    """
    return read(content(key), language)


@cache
def read(content: str, language: str = "en", subject: str = "") -> Template:
    """The template that `content`, as `content()` gives it or a workspace has kept it, describes.

    Its statements are worded for a `subject`, such as "programmes", where they have words of their own for it.
    """
    return _template(json.loads(content), spoken(language), subject)


def spoken(language: str) -> str:
    """The language templates are written in that is nearest: "fr_CA" is "fr", and "de" is English."""
    return language[:2] if language[:2] in LANGUAGES else LANGUAGES[0]


@cache
def content(key: str) -> str:
    """The template of that key as text, the way a workspace keeps the version it used.

    Raises:
        PmoError: no template has that key.
    """
    if key not in TEMPLATES:
        known = ", ".join(TEMPLATES)
        raise PmoError(
            say(
                "There is no assessment template “{key}”. The templates are: {known}.",
                key=key,
                known=known,
            )
        )
    return files("pmo_desktop.domain.templates").joinpath(key.replace("-", "_") + ".json").read_text(encoding="utf-8")


def _template(raw: Item, language: str, subject: str) -> Template:
    return Template(
        key=raw["key"],
        version=raw["version"],
        kind=raw["kind"],
        title=raw["title"][language],
        purpose=raw["purpose"][language],
        levels=tuple(
            Level(level["level"], level["name"][language], level["description"][language]) for level in raw["levels"]
        ),
        domains=tuple(_domain(domain, language, subject) for domain in raw["domains"]),
        axes=tuple(Axis(axis["key"], tuple(axis["options"])) for axis in raw.get("axes", ())),
        facts=tuple(
            Fact(fact["key"], fact["name"][language], _effects(fact, language)) for fact in raw.get("facts", ())
        ),
    )


def _effects(raw: Item, language: str) -> Effects:
    effects = raw["effects"]
    return Effects(
        yes=tuple(effects["yes"].items()),
        no=tuple(effects["no"].items()),
        more=raw["more"][language],
        less=raw["less"][language],
    )


def _domain(raw: Item, language: str, subject: str) -> Domain:
    return Domain(
        key=raw["key"],
        name=raw["name"][language],
        purpose=raw["purpose"][language],
        levels=tuple(raw["levels"][str(stage)][language] for stage in _STAGES) if raw["levels"] else (),
        statements=tuple(_statement(statement, raw["key"], language, subject) for statement in raw["statements"]),
    )


def _statement(raw: Item, domain: str, language: str, subject: str) -> Statement:
    return Statement(
        key=raw["key"],
        domain=domain,
        level=raw["level"],
        text=raw.get("read_as", {}).get(subject, raw["text"])[language],
        evidence=raw["evidence"][language],
        guidance=raw["guidance"][language],
        weight=raw["weight"],
        short=raw["short"],
        scale=raw.get("scale", EXTENT),
        effects=_effects(raw, language) if "effects" in raw else None,
        fills=raw.get("fills", ""),
    )


def check(raw: object) -> list[str]:
    """Every fault of a parsed template file as a sentence; an empty list means it can be used."""
    return list(_template_faults(raw))


def _template_faults(raw: object) -> Iterator[str]:
    yield from _field_faults(say("The template"), raw, _TEMPLATE)
    kind = _item(raw).get("kind")
    if isinstance(kind, str) and kind not in KINDS:
        yield say("The template is of the unknown kind “{kind}”.", kind=kind)
    for level in _list(raw, "levels"):
        yield from _field_faults(say("A level of the template"), level, _LEVEL)
        yield from _range_faults(say("A level of the template"), level, _LEVELS)
    for answer in _list(raw, "scale"):
        yield from _field_faults(say("An answer of the scale"), answer, _ANSWER)
    domains = _list(raw, "domains")
    if isinstance(raw, dict) and not domains:
        yield say("The template has no domain.")
    for domain in domains:
        yield from _domain_faults(domain, str(kind))
    statements = [statement for domain in domains for statement in _list(domain, "statements")]
    for statement in statements:
        yield from _statement_faults(statement, str(kind))
    yield from _repeated_keys(domains)
    yield from _repeated_keys(statements)
    yield from _axis_faults(raw, statements)


def _domain_faults(raw: object, kind: str) -> Iterator[str]:
    where = say("Domain “{key}”", key=_item(raw).get("key"))
    yield from _field_faults(where, raw, _DOMAIN)
    if kind in {MATURITY, SERVICES}:
        yield from _field_faults(say("{where}, its levels,", where=where), _item(raw).get("levels"), _DESCRIBED)
    served = [_item(statement).get("level") for statement in _list(raw, "statements")]
    if not served:
        yield say("{where} has no statement.", where=where)
    ends = {str(_item(statement).get("key")).rpartition("-")[2] for statement in _list(raw, "statements")}
    for mark in ASKED_OF_SERVICES if kind == SERVICES else ():
        if mark not in ends:
            yield say("{where} has no statement whose key ends in “{mark}”.", where=where, mark=mark)
    for stage in _STAGES if kind == MATURITY and served else ():
        if stage not in served:
            yield say("{where} has no statement at level {stage}.", where=where, stage=stage)


def _statement_faults(raw: object, kind: str) -> Iterator[str]:
    item = _item(raw)
    where = say("Statement “{key}”", key=item.get("key"))
    yield from _field_faults(where, raw, _STATEMENT)
    if kind == MATURITY:
        yield from _range_faults(where, raw, _STAGES)
    elif isinstance(item.get("level"), int) and item["level"]:
        yield say("{where} names a level, but this template has none; put 0.", where=where)
    weight = item.get("weight")
    if isinstance(weight, int) and weight < 1:
        yield say("{where}: the weight {weight} is below 1.", where=where, weight=weight)
    for subject, words in _item(item.get("read_as")).items():
        yield from _language_faults(where, f"read_as {subject}", _item(words))
    if item.get("scale", EXTENT) not in SCALES:
        yield say("{where} is answered on the unknown scale “{scale}”.", where=where, scale=item["scale"])


def _axis_faults(raw: object, statements: list[object]) -> Iterator[str]:
    """Axes without options, and points given to an option that no axis has."""
    axes = [_item(axis) for axis in _list(raw, "axes")]
    for axis in axes:
        yield from _field_faults(say("An axis"), axis, _AXIS)
    known = {str(option) for axis in axes for option in _list(axis, "options")}
    for weighing in (*_list(raw, "facts"), *statements):
        where = say("Statement “{key}”", key=_item(weighing).get("key"))
        effects = _item(_item(weighing).get("effects"))
        if "effects" in _item(weighing):
            yield from _field_faults(where, weighing, {"more": dict, "less": dict})
        for option in {**_item(effects.get("yes")), **_item(effects.get("no"))}:
            if option not in known:
                yield say("{where} gives points to “{option}”, which no axis has.", where=where, option=option)


def _field_faults(where: str, raw: object, kinds: Kinds) -> Iterator[str]:
    """Fields that are missing, of another kind, or words (kind dict) without a language."""
    if not isinstance(raw, dict):
        yield say("{where} has no fields at all.", where=where)
        return
    item = _item(raw)
    for name, kind in kinds.items():
        if name not in item:
            yield say("{where} has no field “{name}”.", where=where, name=name)
        elif kind is dict:
            yield from _language_faults(where, name, _item(item[name]))
        elif not isinstance(item[name], kind):
            yield say(
                "{where} holds a wrong kind of value in the field “{name}”.",
                where=where,
                name=name,
            )


def _language_faults(where: str, name: str, words: Item) -> Iterator[str]:
    for language in LANGUAGES:
        text = words.get(language)
        if not isinstance(text, str) or not text.strip():
            yield say(
                "{where} has no text for the field “{name}” in the language “{language}”.",
                where=where,
                name=name,
                language=language,
            )


def _range_faults(where: str, raw: object, allowed: range) -> Iterator[str]:
    level = _item(raw).get("level")
    if isinstance(level, int) and level not in allowed:
        yield say(
            "{where}: the level {level} is not one from {first} to {last}.",
            where=where,
            level=level,
            first=allowed[0],
            last=allowed[-1],
        )


def _repeated_keys(items: Iterable[object]) -> Iterator[str]:
    for key, count in Counter(str(_item(item).get("key")) for item in items).items():
        if count > 1:
            yield say(
                "The key “{key}” is used {count} times; each must be used once.",
                key=key,
                count=count,
            )


def _item(raw: object) -> Item:
    """The fields of an object, none if it is anything else."""
    return cast("Item", raw) if isinstance(raw, dict) else {}


def _list(raw: object, name: str) -> list[object]:
    """The list in that field, empty if there is none."""
    found = _item(raw).get(name)
    return cast("list[object]", found) if isinstance(found, list) else []

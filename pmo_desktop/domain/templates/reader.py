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

TEMPLATES = ("pm-maturity",)
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
class Statement:
    """What an assessor answers with no, partly, largely or fully; level is 1 to 5, weight 1 or more."""

    key: str
    domain: str
    level: int
    text: str
    evidence: str
    guidance: str
    weight: int
    short: bool


@dataclass(frozen=True, slots=True)
class Domain:
    """Statements scored together; levels describes the domain at levels 1 to 5, in that order."""

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
def read(content: str, language: str = "en") -> Template:
    """The template that `content`, as `content()` gives it or a workspace has kept it, describes."""
    return _template(json.loads(content), language[:2] if language[:2] in LANGUAGES else LANGUAGES[0])


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


def _template(raw: Item, language: str) -> Template:
    return Template(
        key=raw["key"],
        version=raw["version"],
        kind=raw["kind"],
        title=raw["title"][language],
        purpose=raw["purpose"][language],
        levels=tuple(
            Level(level["level"], level["name"][language], level["description"][language]) for level in raw["levels"]
        ),
        domains=tuple(_domain(domain, language) for domain in raw["domains"]),
    )


def _domain(raw: Item, language: str) -> Domain:
    return Domain(
        key=raw["key"],
        name=raw["name"][language],
        purpose=raw["purpose"][language],
        levels=tuple(raw["levels"][str(stage)][language] for stage in _STAGES),
        statements=tuple(_statement(statement, raw["key"], language) for statement in raw["statements"]),
    )


def _statement(raw: Item, domain: str, language: str) -> Statement:
    return Statement(
        key=raw["key"],
        domain=domain,
        level=raw["level"],
        text=raw["text"][language],
        evidence=raw["evidence"][language],
        guidance=raw["guidance"][language],
        weight=raw["weight"],
        short=raw["short"],
    )


def check(raw: object) -> list[str]:
    """Every fault of a parsed template file as a sentence; an empty list means it can be used."""
    return list(_template_faults(raw))


def _template_faults(raw: object) -> Iterator[str]:
    yield from _field_faults(say("The template"), raw, _TEMPLATE)
    for level in _list(raw, "levels"):
        yield from _field_faults(say("A level of the template"), level, _LEVEL)
        yield from _range_faults(say("A level of the template"), level, _LEVELS)
    for answer in _list(raw, "scale"):
        yield from _field_faults(say("An answer of the scale"), answer, _ANSWER)
    domains = _list(raw, "domains")
    for domain in domains:
        yield from _domain_faults(domain)
    statements = [statement for domain in domains for statement in _list(domain, "statements")]
    for statement in statements:
        yield from _statement_faults(statement)
    yield from _repeated_keys(domains)
    yield from _repeated_keys(statements)


def _domain_faults(raw: object) -> Iterator[str]:
    where = say("Domain “{key}”", key=_item(raw).get("key"))
    yield from _field_faults(where, raw, _DOMAIN)
    yield from _field_faults(say("{where}, its levels,", where=where), _item(raw).get("levels"), _DESCRIBED)
    served = [_item(statement).get("level") for statement in _list(raw, "statements")]
    for stage in _STAGES:
        if stage not in served:
            yield say("{where} has no statement at level {stage}.", where=where, stage=stage)


def _statement_faults(raw: object) -> Iterator[str]:
    where = say("Statement “{key}”", key=_item(raw).get("key"))
    yield from _field_faults(where, raw, _STATEMENT)
    yield from _range_faults(where, raw, _STAGES)
    weight = _item(raw).get("weight")
    if isinstance(weight, int) and weight < 1:
        yield say("{where}: the weight {weight} is below 1.", where=where, weight=weight)


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

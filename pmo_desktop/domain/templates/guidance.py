"""What to write under each heading of a charter, read from its data file in one language."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pmo_desktop.domain.charter import Section
from pmo_desktop.domain.templates.reader import LANGUAGES


@dataclass(frozen=True, slots=True)
class Check:
    """A point of a check list; `rule` names what can be told from what is kept, empty where a reader has to judge."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """What belongs under a heading, what to leave out, an example, what boards ask, and what to check before review."""

    belongs: str
    leave_out: str
    example: str
    boards_ask: str
    checks: tuple[Check, ...]


@cache
def guidance(language: str = "en") -> dict[Section, Guidance]:
    """The guidance for every section; a language it is not written in ("de", "fr_CA" is "fr") gives English."""
    spoken = language[:2] if language[:2] in LANGUAGES else LANGUAGES[0]
    content = files("pmo_desktop.domain.templates").joinpath("charter_guidance.json").read_text(encoding="utf-8")
    items: list[dict[str, Any]] = json.loads(content)
    return {
        Section(item["section"]): Guidance(
            item["belongs"][spoken],
            item["leave_out"][spoken],
            item["example"][spoken],
            item["boards_ask"][spoken],
            tuple(Check(check["text"][spoken], check["rule"]) for check in item["checks"]),
        )
        for item in items
    }

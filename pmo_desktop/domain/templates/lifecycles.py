"""Lifecycles to start from, with their phases, gates and documents, read from their data file in one language."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pmo_desktop.domain.choices import ProjectClass, Stage
from pmo_desktop.domain.method import MethodItemKind
from pmo_desktop.domain.templates.reader import LANGUAGES


@dataclass(frozen=True, slots=True)
class DocumentSketch:
    """A document template to start from."""

    key: str
    title: str
    purpose: str


@dataclass(frozen=True, slots=True)
class ItemSketch:
    """What a phase asks for, from which class on, and the key of the document that it is written in, or nothing."""

    kind: MethodItemKind
    title: str
    from_class: ProjectClass
    document: str


@dataclass(frozen=True, slots=True)
class PhaseSketch:
    """A phase, the stage of the register it stands for, and the gate at its end, empty for none."""

    name: str
    stage: Stage
    gate: str
    items: tuple[ItemSketch, ...]


@dataclass(frozen=True, slots=True)
class LifecycleTemplate:
    """A lifecycle to start from."""

    key: str
    name: str
    about: str
    phases: tuple[PhaseSketch, ...]


@cache
def _content() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        files("pmo_desktop.domain.templates").joinpath("lifecycles.json").read_text(encoding="utf-8")
    )
    return found


def _spoken(language: str) -> str:
    return language[:2] if language[:2] in LANGUAGES else LANGUAGES[0]


def document_sketches(language: str = "en") -> tuple[DocumentSketch, ...]:
    """Every document template there is; a language they are not written in gives English."""
    spoken = _spoken(language)
    return tuple(
        DocumentSketch(item["key"], item["title"][spoken], item["purpose"][spoken]) for item in _content()["documents"]
    )


def lifecycle_templates(language: str = "en") -> tuple[LifecycleTemplate, ...]:
    """Every lifecycle there is; a language they are not written in gives English."""
    spoken = _spoken(language)
    return tuple(
        LifecycleTemplate(
            item["key"],
            item["name"][spoken],
            item["about"][spoken],
            tuple(_phase(phase, spoken) for phase in item["phases"]),
        )
        for item in _content()["lifecycles"]
    )


def _phase(item: dict[str, Any], spoken: str) -> PhaseSketch:
    return PhaseSketch(
        item["name"][spoken],
        Stage(item["stage"]),
        item["gate"][spoken],
        tuple(
            ItemSketch(
                MethodItemKind(each["kind"]),
                each["title"][spoken],
                ProjectClass(each["from_class"]),
                each.get("template", ""),
            )
            for each in item["items"]
        ),
    )

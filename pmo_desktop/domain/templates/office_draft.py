"""What an office of some type is proposed: services with their people, roles, and words, read from their data file."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pmo_desktop.domain.choices import ServiceGroup
from pmo_desktop.domain.service import ServiceRole
from pmo_desktop.domain.templates.reader import spoken


@dataclass(frozen=True, slots=True)
class Role:
    """A role in words, for offices of any of the types in `only`; for all where that is empty."""

    text: str
    only: tuple[str, ...]

    def suits(self, chosen: Iterable[str]) -> bool:
        """Whether it suits an office of these options."""
        return not self.only or bool({*self.only} & {*chosen})


@dataclass(frozen=True, slots=True)
class Proposal(Role):
    """A service: `text` is its name; `fte` is what it takes at least, `fte_per_ten` more for every ten projects."""

    group: ServiceGroup
    role: ServiceRole
    about: str
    customers: str
    measure: str
    fte: float
    fte_per_ten: float


@dataclass(frozen=True, slots=True)
class Proposals:
    """All services and roles, and a sentence for some options."""

    services: tuple[Proposal, ...]
    roles: tuple[Role, ...]
    words: dict[str, str]


@cache
def proposals(language: str = "en") -> Proposals:
    """Everything that may be proposed; a language it is not written in gives English."""
    content = files("pmo_desktop.domain.templates").joinpath("office_draft.json").read_text(encoding="utf-8")
    raw: dict[str, Any] = json.loads(content)
    tongue = spoken(language)
    return Proposals(
        services=tuple(_service(item, tongue) for item in raw["services"]),
        roles=tuple(Role(item["text"][tongue], tuple(item["only"])) for item in raw["roles"]),
        words={option: words[tongue] for option, words in raw["words"].items()},
    )


def _service(item: dict[str, Any], tongue: str) -> Proposal:
    return Proposal(
        text=item["title"][tongue],
        only=tuple(item["only"]),
        group=ServiceGroup(item["group"]),
        role=ServiceRole(item["role"]),
        about=item["about"][tongue],
        customers=item["customers"][tongue],
        measure=item["measure"][tongue],
        fte=item["fte"],
        fte_per_ten=item["fte_per_ten"],
    )

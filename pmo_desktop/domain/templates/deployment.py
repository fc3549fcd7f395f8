"""Deployment plans by type of office, read from their data file in one language."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pmo_desktop.domain.choices import OfficeAuthority, OfficeKind, OfficeScope, OfficeStage
from pmo_desktop.domain.templates.reader import LANGUAGES


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One activity: it begins in `week`, 1 or more, and takes `weeks`; `authority` names the offices it is for."""

    phase: OfficeStage
    title: str
    owner: str
    output: str
    week: int
    weeks: int
    fte: float
    authority: tuple[OfficeAuthority, ...]


@dataclass(frozen=True, slots=True)
class DeploymentTemplate:
    """A plan for offices of some kinds and scopes."""

    key: str
    name: str
    about: str
    kinds: tuple[OfficeKind, ...]
    scopes: tuple[OfficeScope, ...]
    steps: tuple[PlanStep, ...]

    def steps_for(self, authority: OfficeAuthority) -> tuple[PlanStep, ...]:
        """The steps for an office of that authority, in the order in which they begin."""
        asked = (step for step in self.steps if not step.authority or authority in step.authority)
        return tuple(sorted(asked, key=lambda step: (list(OfficeStage).index(step.phase), step.week)))


@cache
def deployment_templates(language: str = "en") -> tuple[DeploymentTemplate, ...]:
    """Every plan there is; a language they are not written in gives English."""
    spoken = language[:2] if language[:2] in LANGUAGES else LANGUAGES[0]
    content = files("pmo_desktop.domain.templates").joinpath("deployment.json").read_text(encoding="utf-8")
    items: list[dict[str, Any]] = json.loads(content)
    return tuple(
        DeploymentTemplate(
            item["key"],
            item["name"][spoken],
            item["about"][spoken],
            tuple(map(OfficeKind, item["kinds"])),
            tuple(map(OfficeScope, item["scopes"])),
            tuple(_step(step, spoken) for step in item["activities"]),
        )
        for item in items
    )


def _step(item: dict[str, Any], spoken: str) -> PlanStep:
    return PlanStep(
        OfficeStage(item["phase"]),
        item["title"][spoken],
        item["owner"][spoken],
        item["output"][spoken],
        item["week"],
        item["weeks"],
        item["fte"],
        tuple(map(OfficeAuthority, item.get("authority", ()))),
    )


def suited(kind: OfficeKind, scope: OfficeScope, language: str = "en") -> DeploymentTemplate:
    """The plan that suits an office best: one for its kind and scope, or else for its kind, or else the first."""
    every = deployment_templates(language)
    return max(every, key=lambda each: (kind in each.kinds) * 2 + (scope in each.scopes))

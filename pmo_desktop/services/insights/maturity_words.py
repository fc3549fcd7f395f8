"""Maturity as headlines tell it."""

from pmo_desktop.services.insights.governance import gaps
from pmo_desktop.services.insights.maturity import MaturityResult
from pmo_desktop.services.insights.ways_up import steps_to_next_level
from pmo_desktop.services.wording import names
from pmo_desktop.text import say

_LONGEST = 56
"""Characters of a title over half a page."""


def headline(result: MaturityResult) -> str:
    """Where the level stands and how far the next one is: “Projects: level 2; 4 steps would reach level 3”."""
    level, subject = result.summary.level, result.subject.label
    if level is None:
        return say("{subject}: nothing is scored yet", subject=subject)
    following = steps_to_next_level(result)
    if following is None:
        return say("{subject}: level {level}, the highest there is", subject=subject, level=level)
    told: dict[str, object] = {"subject": subject, "level": level, "steps": following[0], "next": following[1]}
    if following[0] == 1:
        return say("{subject}: level {level}; 1 step would reach level {next}", **told)
    return say("{subject}: level {level}; {steps} steps would reach level {next}", **told)


def radar_message(result: MaturityResult) -> str:
    """Which domains hold the level down, or that they are level with each other."""
    weakest = [domain.name for domain in result.domains if domain.key in result.summary.weakest_domains]
    if not weakest:
        return say("No domain is scored yet")
    if len(weakest) == len(result.domains):
        return say("All domains are level")
    return say("{names}: the lowest", names=_listed(weakest))


def gap_message(result: MaturityResult) -> str:
    """Which domains are furthest from target."""
    wide = [gap.label for gap in gaps(result).rows if round((gap.target or 0.0) - (gap.now or 0.0), 1) > 0]
    if result.summary.average is None:
        return say("Nothing is scored yet")
    if not wide:
        return say("Every target is reached")
    two = say("Furthest from target: {names}", names=", ".join(wide[:2]))
    return two if len(two) <= _LONGEST else say("Furthest from target: {names}", names=wide[0])


def _listed(domains: list[str]) -> str:
    """Names parted by commas, since many a domain has an “and” in its name."""
    return names(domains, 2) if len(domains) > 2 else ", ".join(domains)  # noqa: PLR2004  two fit into a title

"""Maturity as charts and headlines tell it."""

from pmo_desktop.services.formats import MINUS, NO_VALUE, show_number
from pmo_desktop.services.insights.maturity import DomainResult, MaturityResult
from pmo_desktop.services.insights.shapes import Gap, GapBars, MaturityRadar
from pmo_desktop.services.insights.ways_up import steps_to_next_level
from pmo_desktop.services.wording import names
from pmo_desktop.text import say

_LONGEST = 56
"""Characters of a title over half a page."""


def radar(result: MaturityResult) -> MaturityRadar:
    """Scores of all domains now, their targets, and the comparable assessment before."""
    domains = result.domains
    return MaturityRadar(
        axes=tuple(domain.name for domain in domains),
        now=tuple(domain.score.score for domain in domains),
        target=tuple(domain.target for domain in domains) if any(domain.target for domain in domains) else (),
        previous=tuple(domain.before for domain in domains) if result.before_title else (),
    )


def gap_bars(result: MaturityResult) -> GapBars:
    """Every domain with its target, the widest gap first."""
    return GapBars(
        tuple(
            Gap(domain.name, domain.score.score, domain.target, _shown(domain.gap), domain.key)
            for domain in widest_first(result)
        )
    )


def widest_first(result: MaturityResult) -> list[DomainResult]:
    """The domains, the widest gap to target first; what is not scored or has no target last."""
    return sorted(result.domains, key=lambda domain: (domain.gap is None, -(domain.gap or 0.0), domain.number))


def _shown(gap: float | None) -> str:
    if gap is None:
        return NO_VALUE
    return MINUS + show_number(gap, 1) if round(gap, 1) else show_number(0, 1)


def headline(result: MaturityResult) -> str:
    """Where the level stands and how far the next one is: “Projects are at level 2; 4 steps would reach level 3”."""
    level, subject = result.summary.level, result.subject.label
    if level is None:
        return say("{subject}: nothing is scored yet", subject=subject)
    following = steps_to_next_level(result)
    if following is None or following[1] <= level:
        return say("{subject} are at level {level}, the highest there is", subject=subject, level=level)
    steps, to_level = following
    if steps == 1:
        return say(
            "{subject} are at level {level}; 1 step would reach level {next}",
            subject=subject,
            level=level,
            next=to_level,
        )
    return say(
        "{subject} are at level {level}; {steps} steps would reach level {next}",
        subject=subject,
        level=level,
        steps=steps,
        next=to_level,
    )


def radar_message(result: MaturityResult) -> str:
    """Which domains hold the level down, or that they are level with each other."""
    weakest = [domain.name for domain in result.domains if domain.key in result.summary.weakest_domains]
    if not weakest:
        return say("No domain is scored yet")
    if len(weakest) == len(result.domains):
        return say("All domains are level")
    return say("{names}: the lowest", names=names(weakest, 2))


def gap_message(result: MaturityResult) -> str:
    """Which domains are furthest from target."""
    wide = [domain for domain in widest_first(result) if domain.gap and round(domain.gap, 1) > 0]
    if not wide:
        return say("Every target is reached")
    two = say("Furthest from target: {names}", names=names([domain.name for domain in wide[:2]]))
    return two if len(two) <= _LONGEST else say("Furthest from target: {names}", names=wide[0].name)

"""What would raise the maturity: the fewest statements of each domain, what they gain, and whether it is planned."""

from dataclasses import dataclass, replace
from statistics import fmean

from pmo_desktop.domain.rules import maturity as rule
from pmo_desktop.domain.rules.maturity import Raise
from pmo_desktop.services.insights.maturity import DomainResult, FindingSeen, MaturityResult
from pmo_desktop.services.insights.rounds import StatementAnswer, scored
from pmo_desktop.text import say

CLAIMS = "claims"
"""The key of the way that shows documents for what is only claimed."""


@dataclass(frozen=True, slots=True)
class WayUp:
    """A step up: what to do, in which domain, by which statements, and by how much the average (0 to 5) rises.

    `gain` is none where documents only make a level sure. `finding` is there once an action was made of it.
    """

    key: str
    title: str
    domain: str
    where: str
    statements: tuple[str, ...]
    numbers: tuple[str, ...]
    to_level: int | None
    gain: float | None
    finding: FindingSeen | None


def ways_up(result: MaturityResult) -> tuple[WayUp, ...]:
    """The domains that hold the level down first, then by what they gain; documents for mere claims come last."""
    ways = [
        _way(domain, domain.next_raise, result)
        for domain in result.domains
        if domain.score.level is not None and domain.next_raise is not None
    ]
    levels = {domain.key: domain.score.level or 0 for domain in result.domains}
    ways.sort(key=lambda way: (levels[way.key], -(way.gain or 0.0)))
    claimed = _claimed(result)
    return (*ways, _documents(result, claimed)) if claimed else tuple(ways)


def steps_to_next_level(result: MaturityResult) -> tuple[int, int] | None:
    """How many statements, fully done, raise every domain to the next staged level, and that level; none at the top."""
    level = result.summary.level
    lowest = [domain for domain in result.domains if domain.score.level is not None and domain.score.level == level]
    raises = [domain.next_raise for domain in lowest]
    if level is None or any(each is None for each in raises):
        return None
    steps = sum(len(each.keys) for each in raises if each)
    reached = min(each.level for each in raises if each)
    others = [
        domain.score.level for domain in result.domains if domain not in lowest and domain.score.level is not None
    ]
    return steps, min([reached, *others])


def _way(domain: DomainResult, up: Raise, result: MaturityResult) -> WayUp:
    asked = {each.statement.key: each for each in domain.answers}
    return WayUp(
        key=domain.key,
        title=asked[up.keys[0]].statement.text,
        domain=domain.name,
        where=domain.key,
        statements=up.keys,
        numbers=tuple(asked[key].number for key in up.keys),
        to_level=up.level,
        gain=_gain(domain, up, result),
        finding=_planned(result, domain.key, up.keys),
    )


def _gain(domain: DomainResult, up: Raise, result: MaturityResult) -> float:
    """By how much the average of all scored domains rises when these statements are fully done, 0 to 5."""
    done = [replace(each, answer=rule.Answer.FULLY) if each.key in up.keys else each for each in scored(domain.answers)]
    after = rule.domain_score(done).score
    scores = {each.key: each.score.score for each in result.domains if each.score.score is not None}
    return fmean({**scores, domain.key: after or 0.0}.values()) - fmean(scores.values())


def _claimed(result: MaturityResult) -> list[tuple[DomainResult, StatementAnswer]]:
    return [(domain, each) for domain in result.domains for each in domain.answers if each.is_claimed]


def _documents(result: MaturityResult, claimed: list[tuple[DomainResult, StatementAnswer]]) -> WayUp:
    domains = list(dict.fromkeys(domain.name for domain, _ in claimed))
    title = say("Show documents for {count} claimed answers", count=len(claimed))
    return WayUp(
        key=CLAIMS,
        title=say("Show the document for one claimed answer") if len(claimed) == 1 else title,
        domain=domains[0] if len(domains) == 1 else say("{count} domains", count=len(domains)),
        where="",
        statements=tuple(each.statement.key for _, each in claimed),
        numbers=tuple(each.number for _, each in claimed),
        to_level=None,
        gain=None,
        finding=next((each for each in result.findings if each.statement == CLAIMS and each.action_key), None),
    )


def _planned(result: MaturityResult, domain: str, keys: tuple[str, ...]) -> FindingSeen | None:
    """The finding with an action on one of the statements, or on the domain as a whole."""
    for each in result.findings:
        if each.action_key and each.domain == domain and (not each.statement or {*each.statement.split()} & {*keys}):
            return each
    return None

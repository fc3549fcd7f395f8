"""Maturity: staged level, fraction towards the next, claims without evidence, the shortest way up.

Source: the product's rules. Answers score 0, 33, 67 and 100 percent. Staged means that a level counts when it and all
below reach 80 percent; that a level rests on those below is the idea of every staged model since Humphrey, *Managing
the Software Process* (1989).

A statement that does not apply counts nowhere. A level where none applies is passed over: it neither helps nor blocks.
A statement without an answer counts as not done when a level has to be reached, and is left out of the percentage of
what was answered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from statistics import fmean

from pmo_desktop.domain.rules.ratio import exact, ratio

REACHED_PERCENT = 80
LEVELS = range(1, 6)
_NEEDS_EVIDENCE = 3
_APART = 2


class Answer(IntEnum):
    """How far a statement holds."""

    NOT_APPLICABLE = -1
    NO = 0
    PARTLY = 1
    LARGELY = 2
    FULLY = 3


SCORES = {Answer.NO: 0, Answer.PARTLY: 33, Answer.LARGELY: 67, Answer.FULLY: 100}


@dataclass(frozen=True, slots=True)
class AnsweredStatement:
    """A statement (level 1 to 5, weight 1 or more) with its answer, `None` where there is none yet."""

    key: str
    level: int
    answer: Answer | None
    has_evidence: bool = False
    weight: int = 1


@dataclass(frozen=True, slots=True)
class LevelScore:
    """How far one level is reached.

    Attributes:
        level: 1 to 5.
        percent: Weighted score of what was answered, 0 to 100; `None` where nothing was.
        secured_percent: The same with what is not answered counted as not done; `None` where nothing applies.
        answered: Statements that count.
        unanswered: Statements without an answer.
        not_applicable: Statements that do not apply.
        is_reached: Whether the secured percentage is 80 or more.
    """

    level: int
    percent: float | None
    secured_percent: float | None
    answered: int
    unanswered: int
    not_applicable: int
    is_reached: bool


@dataclass(frozen=True, slots=True)
class DomainScore:
    """How mature one domain is.

    Attributes:
        level: 0 to 5; `None` where nothing was answered that counts.
        score: The level plus the way already made towards the next, 0.0 to 5.0.
        fraction: That way, from 0 up to but without 1; 0 at the top.
        next_level: The level to reach next; `None` at the top.
        levels: The score of each level from 1 to 5.
        claimed: Keys of statements from level 3 up said to hold at least partly, for which no document was seen.
        is_claimed: Whether the level is 3 or more and rests on one of them.
        unanswered: Statements without an answer.
        not_applicable: Statements that do not apply.
    """

    level: int | None
    score: float | None
    fraction: float | None
    next_level: int | None
    levels: tuple[LevelScore, ...]
    claimed: tuple[str, ...]
    is_claimed: bool
    unanswered: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class Summary:
    """All domains together.

    Attributes:
        average: Mean of the domains' scores, 0.0 to 5.0; `None` where none is scored.
        weakest: The lowest score.
        weakest_domains: The domains that have it, in their order.
        level: The lowest level: what holds everywhere.
        not_scored: The domains without a score, in their order.
    """

    average: float | None
    weakest: float | None
    weakest_domains: tuple[str, ...]
    level: int | None
    not_scored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Raise:
    """The fewest statements that raise a domain once fully done, the largest gain first, and the level they lead to."""

    level: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pooled:
    """What several respondents say together.

    Attributes:
        answer: The median; the lower of the two middle ones of an even number. Not applicable only where all say so.
        spread: Steps between the highest and the lowest answer, 0 to 3, or 0 to 5 on a longer scale.
        is_disagreement: Whether they are two steps or more apart.
        respondents: How many gave an answer that counts.
    """

    answer: int | None
    spread: int
    is_disagreement: bool
    respondents: int


def answer_of(value: int | None) -> Answer:
    """The answer kept as 0 to 3, or `None` for not applicable."""
    return Answer.NOT_APPLICABLE if value is None else Answer(value)


def level_score(level: int, statements: Iterable[AnsweredStatement]) -> LevelScore:
    """How far `level` (1 to 5) is reached by its own statements; those of other levels are left out."""
    own = [each for each in statements if each.level == level]
    applicable = [each for each in own if each.answer is not Answer.NOT_APPLICABLE]
    answered = [each for each in applicable if each.answer is not None]
    points, weight = _points(answered), _weight(applicable)
    return LevelScore(
        level=level,
        percent=ratio(points, _weight(answered)),
        secured_percent=ratio(points, weight),
        answered=len(answered),
        unanswered=len(applicable) - len(answered),
        not_applicable=len(own) - len(applicable),
        is_reached=bool(applicable) and points >= REACHED_PERCENT * weight,
    )


def _points(statements: Iterable[AnsweredStatement]) -> int:
    return sum(each.weight * SCORES[each.answer] for each in statements if each.answer is not None)


def _weight(statements: Iterable[AnsweredStatement]) -> int:
    return sum(each.weight for each in statements)


def domain_score(statements: Iterable[AnsweredStatement]) -> DomainScore:
    """The staged level of one domain and all that goes with it."""
    every = list(statements)
    levels = tuple(level_score(level, every) for level in LEVELS)
    reached, following = _staged(levels)
    claimed = [each for each in every if _is_claimed(each)]
    is_scored = any(each.answered for each in levels)
    secured = following.secured_percent if following else None
    fraction = (secured or 0.0) / REACHED_PERCENT
    way = fraction * (following.level - reached) if following else 0.0
    return DomainScore(
        level=reached if is_scored else None,
        score=reached + way if is_scored else None,
        fraction=fraction if is_scored else None,
        next_level=following.level if following else None,
        levels=levels,
        claimed=tuple(each.key for each in sorted(claimed, key=lambda each: (each.level, each.key))),
        is_claimed=any(each.level <= reached for each in claimed),
        unanswered=sum(each.unanswered for each in levels),
        not_applicable=sum(each.not_applicable for each in levels),
    )


def _staged(levels: Sequence[LevelScore]) -> tuple[int, LevelScore | None]:
    """The level reached, 0 to 5, and the one that blocks, if any."""
    reached = 0
    for each in levels:
        if each.secured_percent is None:
            continue
        if not each.is_reached:
            return reached, each
        reached = each.level
    return reached, None


def _is_claimed(statement: AnsweredStatement) -> bool:
    says_so = statement.answer is not None and statement.answer > Answer.NO
    return says_so and statement.level >= _NEEDS_EVIDENCE and not statement.has_evidence


def shortest_raise(statements: Iterable[AnsweredStatement]) -> Raise | None:
    """What to do, and no more, to reach the next level; `None` at the top."""
    every = list(statements)
    _, following = _staged([level_score(level, every) for level in LEVELS])
    if following is None:
        return None
    own = [each for each in every if each.level == following.level and each.answer is not Answer.NOT_APPLICABLE]
    missing = REACHED_PERCENT * _weight(own) - _points(own)
    keys: list[str] = []
    for gain, key in sorted((-_gain(each), each.key) for each in own):
        if missing <= 0:
            break
        keys.append(key)
        missing += gain
    chosen = {(following.level, key) for key in keys}
    done = [replace(each, answer=Answer.FULLY) if (each.level, each.key) in chosen else each for each in every]
    reached, _ = _staged([level_score(level, done) for level in LEVELS])
    return Raise(reached, tuple(keys))


def _gain(statement: AnsweredStatement) -> int:
    return statement.weight * (SCORES[Answer.FULLY] - (0 if statement.answer is None else SCORES[statement.answer]))


def summary(domains: Mapping[str, DomainScore]) -> Summary:
    """Average and weakest link of the scored domains, both: the one flatters, the other decides."""
    scores = {name: domain.score for name, domain in domains.items() if domain.score is not None}
    levels = [domain.level for domain in domains.values() if domain.level is not None]
    weakest = min(scores.values(), default=None)
    return Summary(
        average=fmean(scores.values()) if scores else None,
        weakest=weakest,
        weakest_domains=tuple(name for name, score in scores.items() if score == weakest),
        level=min(levels, default=None),
        not_scored=tuple(name for name in domains if name not in scores),
    )


def gap(target: float | None, score: float | None) -> float | None:
    """Levels still missing to the target, 0 when it is reached; `None` where one of them is not known."""
    if target is None or score is None:
        return None
    return max(0.0, float(exact(target) - exact(score)))


def priority(gap: float | None, importance: int, ease: int) -> float | None:
    """Gap (0 to 5) × importance (1 to 5) × ease (1 to 5): what to do first; `None` where the gap is not known."""
    return None if gap is None else gap * importance * ease


def is_comparable(version: str, other: str) -> bool:
    """Whether two versions of a template give scores that can be compared: "1.0" and "1.3" do, "2.0" does not."""
    return version.partition(".")[0] == other.partition(".")[0]


def pooled(answers: Iterable[int | None]) -> Pooled:
    """The answers of several respondents to one statement as one; `None` for those who gave none."""
    given = [answer for answer in answers if answer is not None]
    counted = sorted(answer for answer in given if answer != Answer.NOT_APPLICABLE)
    if not counted:
        return Pooled(Answer.NOT_APPLICABLE if given else None, 0, is_disagreement=False, respondents=0)
    spread = counted[-1] - counted[0]
    return Pooled(counted[(len(counted) - 1) // 2], spread, spread >= _APART, len(counted))

"""What the money says in one claim: over or under, by how much, and which few projects make up most of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.services.formats import show_percent
from pmo_desktop.services.insights.entries import Entry, Standing
from pmo_desktop.services.wording import money, names, projects, share
from pmo_desktop.text import N_, say

_ENOUGH = 0.6  # the part of a variance that its named projects have to make up
_NAMED = 3


@dataclass(frozen=True, slots=True)
class MoneyMessage:
    """A claim, the sentences it rests on, and the variances in one short sentence."""

    title: str
    body: tuple[str, ...]
    short: str


@dataclass(frozen=True, slots=True)
class _Words:
    over: str
    under: str
    even: str
    short: str


_WHOLE = _Words(
    over=N_("Forecast at completion is {money} over baseline ({percent})"),
    under=N_("Forecast at completion is {money} under baseline ({percent})"),
    even=N_("Forecast at completion is on baseline"),
    short=N_("Forecast at completion {percent} on baseline."),
)
_YEAR = _Words(
    over=N_("This year’s forecast is {money} over budget ({percent})"),
    under=N_("This year’s forecast is {money} under budget ({percent})"),
    even=N_("This year’s forecast is on budget"),
    short=N_("This year’s forecast {percent} on budget."),
)


@dataclass(frozen=True, slots=True)
class _Variance:
    """What is now expected minus what was planned, over the projects that know both; minor units."""

    words: _Words
    total: int
    planned: int
    by_entry: tuple[tuple[Entry, int], ...]


def money_message(standing: Standing) -> MoneyMessage | None:
    """The claim about whole life where EAC and BAC are known, else about the year; none without either."""
    entries, currency = standing.entries, standing.currency
    known = [
        _variance(_WHOLE, entries, lambda entry: entry.eac, lambda entry: entry.bac),
        _variance(_YEAR, entries, lambda entry: entry.in_year_forecast, lambda entry: entry.in_year_budget),
    ]
    told = [each for each in known if each]
    if not told:
        return None
    body = _who(told[0], currency)
    body[1:1] = [f"{_title(each, currency)}." for each in told[1:]]
    short = [say(each.words.short, percent=_percent(each)) for each in told]
    return MoneyMessage(_title(told[0], currency), tuple(body), " ".join(short))


def _variance(
    words: _Words,
    entries: Sequence[Entry],
    expected: Callable[[Entry], int | None],
    planned: Callable[[Entry], int | None],
) -> _Variance | None:
    both = [(entry, step) for entry in entries if (step := difference(expected(entry), planned(entry))) is not None]
    base = sum(planned(entry) or 0 for entry, _ in both)
    return _Variance(words, sum(step for _, step in both), base, tuple(both)) if base > 0 else None


def _title(variance: _Variance, currency: str) -> str:
    if not variance.total:
        return say(variance.words.even)
    words = variance.words.over if variance.total > 0 else variance.words.under
    return say(words, money=money(abs(variance.total), currency), percent=_percent(variance))


def _percent(variance: _Variance) -> str:
    said = show_percent(percent(variance.total, variance.planned))
    return f"+{said}" if variance.total > 0 else said


def _who(variance: _Variance, currency: str) -> list[str]:
    """The fewest projects that make up most of it, and how many go the other way."""
    if not variance.total:
        return []
    sign = 1 if variance.total > 0 else -1
    same = [(entry, step) for entry, step in variance.by_entry if step * sign > 0]
    same.sort(key=lambda pair: (-abs(pair[1]), pair[0].name))
    gross = sum(abs(step) for _, step in same)
    count = next((n for n in range(1, _NAMED) if sum(abs(step) for _, step in same[:n]) >= _ENOUGH * gross), _NAMED)
    named = same[:count]
    part = share(sum(abs(step) for _, step in named), gross)
    template = say("{part} of the overspend: {names}.") if sign > 0 else say("{part} of the underspend: {names}.")
    listed = names([f"{entry.name} ({money(step, currency, signed=True)})" for entry, step in named])
    said = template.format(part=part, names=listed)
    other = _other_way(variance, sign, currency)
    return [said, other] if other else [said]


def _other_way(variance: _Variance, sign: int, currency: str) -> str:
    other = [step for _, step in variance.by_entry if step * sign < 0]
    if not other:
        return ""
    return say(
        "The other way: {projects}, {money} together.",
        projects=projects(len(other)),
        money=money(sum(other), currency, signed=True),
    )

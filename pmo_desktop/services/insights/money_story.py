"""What the money says in one claim: over or under, by how much, and which few projects make up most of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.services.formats import show_percent
from pmo_desktop.services.insights.entries import Entry, Standing
from pmo_desktop.services.wording import money, names, projects, share
from pmo_desktop.text import say

_ENOUGH = 0.6  # the part of a variance that its named projects have to make up
_NAMED = 3


@dataclass(frozen=True, slots=True)
class MoneyMessage:
    """A claim, what it rests on, and the same in one short sentence."""

    title: str
    body: str
    short: str


@dataclass(frozen=True, slots=True)
class _Variance:
    """What is now expected minus what was planned, over the projects that know both; minor units."""

    total: int
    planned: int
    by_entry: tuple[tuple[Entry, int], ...]

    @property
    def percent(self) -> float | None:
        return percent(self.total, self.planned)


def money_message(standing: Standing) -> MoneyMessage | None:
    """The claim about whole life where EAC and BAC are known, else about the year; none without either."""
    whole = _variance(standing.entries, lambda entry: entry.eac, lambda entry: entry.bac)
    year = _variance(standing.entries, lambda entry: entry.in_year_forecast, lambda entry: entry.in_year_budget)
    if whole is None and year is None:
        return None
    currency = standing.currency
    first = whole or year
    assert first is not None
    on_whole = whole is not None
    body = _who(first, currency)
    if whole and year:
        body = f"{body} {_year_title(year, currency)}.".strip()
    short = [_short(say("Whole-life forecast"), whole, say("baseline")), _short(say("in-year"), year, say("budget"))]
    said = "; ".join(part for part in short if part)
    return MoneyMessage(
        _whole_title(first, currency) if on_whole else _year_title(first, currency),
        body,
        f"{said[:1].upper()}{said[1:]}." if said else "",
    )


def _variance(
    entries: Sequence[Entry], expected: Callable[[Entry], int | None], planned: Callable[[Entry], int | None]
) -> _Variance | None:
    both = [(entry, step) for entry in entries if (step := difference(expected(entry), planned(entry))) is not None]
    base = sum(planned(entry) or 0 for entry, _ in both)
    return _Variance(sum(step for _, step in both), base, tuple(both)) if base > 0 else None


def _whole_title(variance: _Variance, currency: str) -> str:
    return _told(say("Whole-life forecast"), variance, currency, say("baseline"))


def _year_title(variance: _Variance, currency: str) -> str:
    return _told(say("This year’s forecast"), variance, currency, say("budget"))


def _told(what: str, variance: _Variance, currency: str, plan: str) -> str:
    if not variance.total:
        return say("{what} is on {plan}", what=what, plan=plan)
    template = say("{what} is {money} over {plan} ({percent})") if variance.total > 0 else say(
        "{what} is {money} under {plan} ({percent})"
    )
    return template.format(
        what=what, money=money(abs(variance.total), currency), plan=plan, percent=_signed(variance.percent)
    )


def _signed(value: float | None) -> str:
    said = show_percent(value)
    return f"+{said}" if value and value > 0 else said


def _short(what: str, variance: _Variance | None, plan: str) -> str:
    if variance is None:
        return ""
    return say("{what} {percent} on {plan}", what=what, percent=_signed(variance.percent), plan=plan)


def _who(variance: _Variance, currency: str) -> str:
    """The fewest projects that make up most of it, and how many go the other way."""
    if not variance.total:
        return ""
    sign = 1 if variance.total > 0 else -1
    same = sorted((pair for pair in variance.by_entry if pair[1] * sign > 0), key=lambda pair: (-abs(pair[1]), pair[0].name))
    gross = sum(abs(step) for _, step in same)
    named: list[tuple[Entry, int]] = []
    for pair in same[:_NAMED]:
        named.append(pair)
        if sum(abs(step) for _, step in named) >= _ENOUGH * gross:
            break
    listed = names([f"{entry.name} ({money(step, currency, signed=True)})" for entry, step in named])
    part = share(sum(abs(step) for _, step in named), gross)
    over = say("overspend") if sign > 0 else say("underspend")
    verb = say("makes up") if len(named) == 1 else say("make up")
    said = say("{listed} {verb} {part} of the {over}.", listed=listed, verb=verb, part=part, over=over)
    return f"{said} {_other_way(variance, sign, currency)}".strip()


def _other_way(variance: _Variance, sign: int, currency: str) -> str:
    other = [step for _, step in variance.by_entry if step * sign < 0]
    if not other:
        return ""
    return say(
        "The other way: {projects}, {money} together.",
        projects=projects(len(other)),
        money=money(sum(other), currency, signed=True),
    )

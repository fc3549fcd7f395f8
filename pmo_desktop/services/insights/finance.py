"""Money: this year against its budget, and the whole life against its baseline, which are never mixed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Scale
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.services.formats import show_number, show_percent
from pmo_desktop.services.insights.entries import Entry, Standing
from pmo_desktop.services.insights.message import that_fits
from pmo_desktop.services.insights.spend import Spend, spend
from pmo_desktop.services.wording import money, share
from pmo_desktop.text import say

_MOST_CARRIERS = 5
_YEAR_DAYS = 360
_LONGEST_HEADING = 80  # characters, beside a note on contingency
_TELLING = 0.1  # the least share of all that is worth naming


@dataclass(frozen=True, slots=True)
class Pair:
    """What was planned beside what is expected, in minor units; a sum holds only projects that know both.

    `step` is expected − planned, `before` the step as it was a period ago for the same projects, none if not known.
    """

    planned: int | None
    expected: int | None
    count: int = 1

    @property
    def step(self) -> int | None:
        """How much more is expected than planned; negative is less."""
        return difference(self.expected, self.planned)

    @property
    def percent(self) -> float | None:
        """The step in percent points of what was planned."""
        return percent(self.step, self.planned)


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One project, or several together: this year's budget and forecast, the whole life's baseline and estimate.

    Where no project has a baseline, the whole life is the cost told a period ago beside the cost told now. `cost` is
    what the whole life costs, known from one side too; `since` is how that changed since the period before. `is_rest`
    marks what has no row of its own.
    """

    label: str
    count: int
    year: Pair
    life: Pair
    cost: int | None
    since: int | None
    entry: Entry | None = None
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Finance:
    """Money of a period. `has_baseline`: the whole life is BAC and EAC, not only a cost; `since` is the period before.

    `year_since` is how this year's forecast changed since then, none where that period was of another year. `lacking`
    says how many projects give no figures.
    """

    title: str
    reason: str
    currency: str
    scale: Scale
    since: str
    has_baseline: bool
    rows: tuple[MoneyRow, ...]
    total: MoneyRow
    groups: tuple[MoneyRow, ...]
    group_word: str
    heading: str
    year_since: int | None
    contingency: int
    lacking: str
    group_title: str
    spend: Spend | None


def finance(session: Session, standing: Standing) -> Finance | None:
    """Money of a period; none if no project tells any."""
    entries = standing.entries
    has_baseline = any(entry.bac is not None and entry.eac is not None for entry in entries)
    rows = [_row(entry, has_baseline=has_baseline) for entry in entries]
    total = _sum(say("All"), rows)
    if not total.year.count and total.cost is None:
        return None
    word, groups = _groups(rows)
    return Finance(
        title=_title(total, rows, standing.currency, has_baseline=has_baseline),
        reason=" ".join(filter(None, _reasons(standing, total, rows, has_baseline=has_baseline))),
        currency=standing.currency,
        scale=standing.scale,
        since=standing.previous.name if standing.previous else "",
        has_baseline=has_baseline,
        rows=tuple(sorted(rows, key=_largest_first)),
        total=total,
        groups=groups,
        group_word=word,
        heading=_heading(rows, has_baseline=has_baseline),
        year_since=_year_since(session, standing),
        contingency=sum(entry.contingency or 0 for entry in entries),
        lacking=_lacking(rows, total, has_baseline=has_baseline),
        group_title=_group_title(word, groups, standing.currency),
        spend=spend(session, standing),
    )


def _row(entry: Entry, *, has_baseline: bool) -> MoneyRow:
    if has_baseline:
        life, since = _pair(entry.bac, entry.eac), difference(entry.eac, entry.eac_before)
    else:
        life = _pair(entry.whole_life_before, entry.whole_life_cost)
        since = life.step
    cost = entry.eac if has_baseline else entry.whole_life_cost
    return MoneyRow(entry.name, 1, _pair(entry.in_year_budget, entry.in_year_forecast), life, cost, since, entry)


def _pair(planned: int | None, expected: int | None) -> Pair:
    return Pair(planned, expected, int(planned is not None and expected is not None))


def _sum(label: str, rows: Sequence[MoneyRow]) -> MoneyRow:
    return MoneyRow(
        label,
        len(rows),
        _sum_pairs(row.year for row in rows),
        _sum_pairs(row.life for row in rows),
        _sum_known(row.cost for row in rows),
        _sum_known(row.since for row in rows),
    )


def _sum_pairs(pairs: Iterable[Pair]) -> Pair:
    known = [pair for pair in pairs if pair.count]
    if not known:
        return Pair(None, None, 0)
    return Pair(
        sum(pair.planned or 0 for pair in known),
        sum(pair.expected or 0 for pair in known),
        sum(pair.count for pair in known),
    )


def _sum_known(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def together(label: str, rows: Sequence[MoneyRow]) -> MoneyRow:
    """Several rows as one, under a label."""
    return replace(_sum(label, rows), count=sum(row.count for row in rows))


def _largest_first(row: MoneyRow) -> tuple[int, int, int, str]:
    return (-abs(row.year.step or 0), -abs(row.life.step or 0), -(row.cost or 0), row.label)


def _groups(rows: Sequence[MoneyRow]) -> tuple[str, tuple[MoneyRow, ...]]:
    """The rows by programme, or by organisation where there are no programmes; nothing where that is one group."""
    ways: tuple[tuple[str, str, Callable[[Entry], str]], ...] = (
        (say("Programme"), say("No programme"), lambda entry: entry.programme),
        (say("Organisation"), say("No organisation"), lambda entry: entry.organisation),
    )
    for word, none, name_of in ways:
        found: dict[str, list[MoneyRow]] = {}
        for row in rows:
            if row.entry:
                found.setdefault(name_of(row.entry), []).append(row)
        if len(found) > 1:
            made = [together(name or none, some) for name, some in found.items()]
            return word, tuple(sorted(made, key=lambda row: (-(row.cost or 0), row.label)))
    return "", ()


def _year_since(session: Session, standing: Standing) -> int | None:
    """How this year's forecast changed since the period before, over the projects whose budget is the same year's."""
    if standing.previous is None or (standing.period.ends_on - standing.previous.ends_on).days > _YEAR_DAYS:
        return None
    before = {
        report.project_key: report
        for report in session.scalars(select(StatusReport).where(StatusReport.period_key == standing.previous.key))
    }
    steps = [
        difference(entry.in_year_forecast, before[entry.key].in_year_forecast)
        for entry in standing.entries
        if entry.key in before and before[entry.key].in_year_budget == entry.in_year_budget
    ]
    return _sum_known(steps)


# Words ---------------------------------------------------------------------------------------------------------------


def leading(amounts: Iterable[tuple[str, int]]) -> tuple[list[str], int, int]:
    """The fewest names, largest first, that carry half of all `amounts` (above 0): names, their sum, the whole sum."""
    ordered = sorted(((name, amount) for name, amount in amounts if amount > 0), key=lambda row: (-row[1], row[0]))
    whole, carried = sum(amount for _, amount in ordered), 0
    carriers = list[str]()
    for name, amount in ordered:
        if 2 * carried >= whole:
            break
        carriers.append(name)
        carried += amount
    return carriers, carried, whole


def _carried(amounts: Iterable[tuple[str, int]], of_what: str) -> list[str]:
    """Who carries half of it or more, as parts of sentences, the longest first; nothing if too many do."""
    carriers, carried, whole = leading(amounts)
    if not carriers or len(carriers) > _MOST_CARRIERS:
        return []
    part = share(carried, whole)
    if len(carriers) == 1:
        return [
            say("{name} carries {share} of {what}", name=carriers[0], share=part, what=of_what),
            say("1 project carries {share} of {what}", share=part, what=of_what),
        ]
    return [say("{count} projects carry {share} of {what}", count=len(carriers), share=part, what=of_what)]


def _title(total: MoneyRow, rows: Sequence[MoneyRow], currency: str, *, has_baseline: bool) -> str:
    if total.year.step is not None:
        main = _against(total.year.step, currency, say("This year ends"), say("budget"))
        carried = _carried_steps([(row.label, row.year.step) for row in rows], total.year.step)
    elif has_baseline and total.life.step is not None:
        main = _against(total.life.step, currency, say("The whole life ends"), say("baseline"))
        carried = _carried_steps([(row.label, row.life.step) for row in rows], total.life.step)
    else:
        main = say("Whole-life cost is {money}", money=money(total.cost, currency))
        carried = _carried([(row.label, row.cost or 0) for row in rows], say("it"))
    return that_fits(*(f"{main}; {part}" for part in carried), main)


def _against(step: int, currency: str, who: str, what: str) -> str:
    if not step:
        return say("{who} on {what}", who=who, what=what)
    way = say("over") if step > 0 else say("under")
    return say("{who} {money} {way} {what}", who=who, money=money(abs(step), currency), way=way, what=what)


def _carried_steps(steps: Iterable[tuple[str, int | None]], net: int) -> list[str]:
    if not net:
        return []
    way = 1 if net > 0 else -1
    what = say("the overspend") if net > 0 else say("the underspend")
    return _carried([(name, way * (step or 0)) for name, step in steps], what)


def _reasons(standing: Standing, total: MoneyRow, rows: Sequence[MoneyRow], *, has_baseline: bool) -> Iterable[str]:
    over = [row.year.step for row in rows if (row.year.step or 0) > 0]
    under = [row.year.step for row in rows if (row.year.step or 0) < 0]
    if over and under:
        yield say(
            "This year {under} {less} under budget, {over} {more} over.",
            under=_end(len(under)),
            less=money(-sum(step or 0 for step in under), standing.currency),
            over=say("1 ends") if len(over) == 1 else say("{count} end", count=show_number(len(over))),
            more=money(sum(step or 0 for step in over), standing.currency),
        )
    yield _life(standing, total, has_baseline=has_baseline)


def _end(count: int) -> str:
    return say("1 project ends") if count == 1 else say("{count} projects end", count=show_number(count))


def _life(standing: Standing, total: MoneyRow, *, has_baseline: bool) -> str:
    if total.cost is None:
        return ""
    told = money(total.life.expected if has_baseline else total.cost, standing.currency)
    step = total.life.percent
    if has_baseline and step is not None:
        way = say("over") if step > 0 else say("under")
        if not step:
            return say("At completion: {money}, on baseline.", money=told)
        part = show_percent(abs(step))
        return say("At completion: {money}, {percent} {way} baseline.", money=told, percent=part, way=way)
    return say("Whole-life cost: {money}.", money=told)


def _heading(rows: Sequence[MoneyRow], *, has_baseline: bool) -> str:
    """What the table says: who is most of this year's difference, and of the whole life's."""
    year = _largest([(row.label, row.year.step) for row in rows])
    life = _largest([(row.label, row.life.step) for row in rows]) if has_baseline else None
    if year is None:
        return _plain_heading()
    told = say("{name} is {share} of this year’s {what}", name=year[0], share=year[1], what=year[2])
    if life is None:
        return told if len(told) <= _LONGEST_HEADING else _plain_heading()
    if life[0] == year[0]:
        both = say("{told} and {share} of the whole-life {what}", told=told, share=life[1], what=life[2])
    else:
        both = say(
            "{told}, {name} {share} of the whole-life {what}", told=told, name=life[0], share=life[1], what=life[2]
        )
    return next((each for each in (both, told) if len(each) <= _LONGEST_HEADING), _plain_heading())


def _plain_heading() -> str:
    return say("By project, the largest differences first")


def _largest(steps: Sequence[tuple[str, int | None]]) -> tuple[str, str, str] | None:
    """Who differs most, its share of all that differ so, and the word for that way; none if the share is small."""
    known = [(name, step) for name, step in steps if step]
    if not known:
        return None
    name, step = max(known, key=lambda row: (abs(row[1]), row[0]))
    whole = sum(abs(other) for _, other in known if (other > 0) == (step > 0))
    if abs(step) < _TELLING * whole:
        return None
    return name, share(abs(step), whole), say("overspend") if step > 0 else say("underspend")


def _group_title(word: str, groups: Sequence[MoneyRow], currency: str) -> str:
    """Which group is farthest from this year's budget, and which costs most over the whole life."""
    if not groups:
        return ""
    farthest, first = max(groups, key=lambda row: abs(row.year.step or 0)), groups[0]
    plain = say("Money by {group}", group=word.lower())
    part = share(first.cost or 0, sum(row.cost or 0 for row in groups))
    carries = say("{name} carries {share} of whole-life cost", name=first.label, share=part) if first.cost else ""
    if not farthest.year.step:
        return that_fits(carries or plain, plain)
    ends = _against(farthest.year.step, currency, say("{name} ends", name=farthest.label), say("budget"))
    if farthest is first and carries:
        return that_fits(say("{ends} and carries {share} of whole-life cost", ends=ends, share=part), ends, plain)
    return that_fits(*([f"{ends}; {carries}"] if carries else []), ends, plain)


def _lacking(rows: Sequence[MoneyRow], total: MoneyRow, *, has_baseline: bool) -> str:
    year = len(rows) - total.year.count
    life = len(rows) - total.life.count if has_baseline else sum(row.cost is None for row in rows)
    said = list[str]()
    if year and total.year.count:
        said.append(_without(year, len(rows), say("figures for this year")))
    if life and total.cost is not None:
        said.append(_without(life, len(rows), say("BAC and EAC") if has_baseline else say("whole-life cost")))
    return " ".join(said)


def _without(count: int, every: int, what: str) -> str:
    if count == 1:
        return say("1 of {all} projects gives no {what} and is left out of sums.", all=show_number(every), what=what)
    return say(
        "{count} of {all} projects give no {what} and are left out of sums.",
        count=show_number(count),
        all=show_number(every),
        what=what,
    )

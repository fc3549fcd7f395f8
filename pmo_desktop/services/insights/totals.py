"""Counts and money by rating, now and in the period before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pmo_desktop.domain.choices import Rating, ReportState
from pmo_desktop.services.insights.entries import Entry, Standing

ORDER: tuple[Rating | None, ...] = (*reversed(Rating), None)  # worst first, not rated last


@dataclass(frozen=True, slots=True)
class Slice:
    """One rating's share: how many projects, and their whole-life cost in minor units; closed ones are complete."""

    rating: Rating | None
    is_complete: bool
    count: int
    money: int


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over the projects that know the value, and how many those are."""

    count: int
    total: int

    @property
    def known(self) -> int | None:
        """The sum, or none where no project knows the value."""
        return self.total if self.count else None


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything a dashboard counts. Money in minor units; `before` is the period before, empty if there is none."""

    now: tuple[Slice, ...]
    before: tuple[Slice, ...]
    running: int
    rated: int
    red: int
    red_before: int | None
    red_money: int
    whole_life_cost: Sum
    whole_life_before: Sum
    in_year_budget: Sum
    in_year_forecast: Sum
    bac: Sum
    eac: Sum
    ac: Sum
    reports_in: int
    reports_expected: int


def totals(standing: Standing) -> Totals:
    """Counts and money of a period, beside those of the period before."""
    entries = standing.entries
    before = [entry for entry in entries if not entry.is_new] if standing.previous else []
    reds = [entry for entry in entries if entry.rating is Rating.RED and not entry.is_over]
    return Totals(
        now=slices((entry.rating, entry.is_over, entry.whole_life_cost) for entry in entries),
        before=slices(
            [(entry.overall.before, False, entry.whole_life_before) for entry in before]
            + [(entry.rating, entry.is_over, entry.whole_life_cost) for entry in standing.gone]
        ),
        running=sum(not entry.is_over for entry in entries),
        rated=sum(entry.rating is not None and not entry.is_over for entry in entries),
        red=len(reds),
        red_before=_red_before(standing) if standing.previous else None,
        red_money=sum(entry.whole_life_cost or 0 for entry in reds),
        whole_life_cost=sum_of(entries, lambda entry: entry.whole_life_cost),
        whole_life_before=sum_of(entries, lambda entry: entry.whole_life_before),
        in_year_budget=sum_of(entries, lambda entry: entry.in_year_budget),
        in_year_forecast=sum_of(entries, lambda entry: entry.in_year_forecast),
        bac=sum_of(entries, lambda entry: entry.bac),
        eac=sum_of(entries, lambda entry: entry.eac),
        ac=sum_of(entries, lambda entry: entry.ac),
        reports_in=sum(entry.state is ReportState.SUBMITTED for entry in entries),
        reports_expected=sum(not entry.is_over for entry in entries),
    )


def _red_before(standing: Standing) -> int:
    return sum(entry.overall.before is Rating.RED for entry in standing.entries) + sum(
        entry.rating is Rating.RED for entry in standing.gone
    )


def slices(rows: Iterable[tuple[Rating | None, bool, int | None]]) -> tuple[Slice, ...]:
    """Count and money by rating, worst first, then complete, then not rated; empty ones left out."""
    counts: dict[tuple[Rating | None, bool], list[int]] = {}
    for rating, is_over, money in rows:
        place = counts.setdefault((None if is_over else rating, is_over), [0, 0])
        place[0] += 1
        place[1] += money or 0
    order = [*((rating, False) for rating in reversed(Rating)), (None, True), (None, False)]
    return tuple(Slice(rating, over, *counts[rating, over]) for rating, over in order if (rating, over) in counts)


def sum_of(entries: Iterable[Entry], value: Callable[[Entry], int | None]) -> Sum:
    """The sum of a value over the projects that know it."""
    known = [found for entry in entries if (found := value(entry)) is not None]
    return Sum(len(known), sum(known))

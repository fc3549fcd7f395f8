"""The schedule: where finishes stand against baseline and against the last period, and the road ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Scale
from pmo_desktop.services.formats import show_change, show_number
from pmo_desktop.services.insights.entries import Entry, Standing
from pmo_desktop.services.insights.message import that_fits
from pmo_desktop.services.insights.milestones import KeyMilestones, key_milestones, marks
from pmo_desktop.services.insights.movement import movement
from pmo_desktop.services.insights.shapes import Roadmap, RoadmapRow
from pmo_desktop.services.wording import days, names
from pmo_desktop.text import say

_ROWS, _ROWS_WITH_TREND, _ROWS_ALONE = 10, 13, 24  # of the roadmap
_FAR_BEHIND = 90  # days behind baseline that the reason counts
_YEARS_AHEAD = 8
_MOST_NAMED = 3
_LONG = 70  # characters, for one of several sentences in a line


@dataclass(frozen=True, slots=True)
class Schedule:
    """Finishes and milestones.

    `has_baseline` tells what slips are measured against: a baseline, or `since`, the period before (empty if none).
    `late` are the projects behind it, the latest first, and `early` those that moved earlier since the period before;
    `shown_of` tells which of how many projects the roadmap shows.
    """

    title: str
    reason: str
    scale: Scale
    since: str
    has_baseline: bool
    roadmap: Roadmap
    roadmap_keys: tuple[int, ...]
    shown_of: str
    late: tuple[Entry, ...]
    early: tuple[Entry, ...]
    milestones: KeyMilestones


def schedule(session: Session, standing: Standing) -> Schedule | None:
    """The schedule of a period; none if no project that runs has a finish."""
    running = [entry for entry in standing.entries if not entry.is_over]
    dated = [entry for entry in running if entry.finish_on]
    if not dated:
        return None
    has_baseline = any(entry.slip_days is not None for entry in dated)
    moved = movement(standing)
    behind = sorted((each for each in dated if (each.slip_days or 0) > 0), key=lambda e: (-(e.slip_days or 0), e.name))
    milestones = key_milestones(session, standing)
    late, early = tuple(behind) if has_baseline else moved.slipped, moved.recovered
    rows = _ROWS_WITH_TREND if milestones.trend.lines else _ROWS if late or early else _ROWS_ALONE
    chosen = _chosen(dated, rows)
    return Schedule(
        title=_title(standing, dated),
        reason=" ".join(_reasons(standing, running, has_baseline=has_baseline)),
        scale=standing.scale,
        since=standing.previous.name if standing.previous else "",
        has_baseline=has_baseline,
        roadmap=roadmap(session, standing, chosen, has_baseline=has_baseline),
        roadmap_keys=tuple(entry.key for entry in chosen),
        shown_of=_shown_of(chosen, dated),
        late=late,
        early=early,
        milestones=milestones,
    )


# Words ---------------------------------------------------------------------------------------------------------------


def _title(standing: Standing, dated: Sequence[Entry]) -> str:
    compared = [entry for entry in dated if entry.slip_since_days is not None]
    if standing.previous and compared:
        return _since(standing.previous.name, compared, all_of_them=len(compared) == len(dated))
    planned = [entry for entry in dated if entry.slip_days is not None]
    if planned:
        return _against_baseline(planned)
    soon = sum(entry.finish_on <= standing.period.cut_off_on + timedelta(365) for entry in dated if entry.finish_on)
    if not soon:
        return say("No project finishes within a year")
    ends = say("1 of {count} projects finishes") if soon == 1 else say("{soon} of {count} projects finish")
    return say("{ends} within a year", ends=ends.format(soon=show_number(soon), count=show_number(len(dated))))


def _since(period: str, compared: Sequence[Entry], *, all_of_them: bool) -> str:
    later = [entry for entry in compared if (entry.slip_since_days or 0) > 0]
    if not later:
        early = sum((entry.slip_since_days or 0) < 0 for entry in compared)
        if not early:
            return say("No finish moved since {period}", period=period)
        return say("No finish moved later since {period}; {count} moved earlier", period=period, count=early)
    moved = {"count": show_number(len(later)), "all": show_number(len(compared)), "period": period}
    told = (
        say("{count} of {all} finishes moved later since {period}", **moved)
        if all_of_them
        else say("{count} of {all} compared finishes moved later since {period}", **moved)
    )
    typical = say("{told}, by a median of {days}", told=told, days=_median(later))
    if len(later) == 1:
        return that_fits(
            say("{told}: {name}, by {days}", told=told, name=later[0].name, days=_median(later)), typical, told
        )
    return that_fits(_by_name(told, later), typical, told) if len(later) <= _MOST_NAMED else that_fits(typical, told)


def _by_name(told: str, later: Sequence[Entry]) -> str:
    most = max(entry.slip_since_days or 0 for entry in later)
    worst = names([entry.name for entry in later if entry.slip_since_days == most])
    return say("{told}; {names} most, by {days}", told=told, names=worst, days=days(most))


def _median(later: Sequence[Entry]) -> str:
    return days(round(median(entry.slip_since_days or 0 for entry in later)))


def _against_baseline(planned: Sequence[Entry]) -> str:
    late = [entry.slip_days or 0 for entry in planned if (entry.slip_days or 0) > 0]
    if not late:
        return say("No project finishes later than its baseline")
    if len(planned) == 1:
        told = say("{name} finishes {days} later than its baseline", name=planned[0].name, days=days(late[0]))
        return that_fits(told, say("The one project finishes {days} later than its baseline", days=days(late[0])))
    later = (
        say("1 of {all} projects finishes later") if len(late) == 1 else say("{count} of {all} projects finish later")
    )
    return say(
        "{later} than baseline, by a median of {days}",
        later=later.format(count=show_number(len(late)), all=show_number(len(planned))),
        days=days(round(median(late))),
    )


def _reasons(standing: Standing, running: Sequence[Entry], *, has_baseline: bool) -> list[str]:
    said = list[str]()
    far = sum((entry.slip_days or 0) > _FAR_BEHIND for entry in running)
    if has_baseline and far:
        behind = say("1 project is") if far == 1 else say("{count} projects are", count=show_number(far))
        said.append(say("{who} over {days} days behind baseline.", who=behind, days=_FAR_BEHIND))
    early = [entry for entry in running if (entry.slip_since_days or 0) < 0]
    if early:
        said.append(_recovered(sorted(early, key=lambda entry: entry.slip_since_days or 0)))
    if not has_baseline and standing.previous:
        said.append(say("No baseline is recorded."))
    past = sum(entry.finish_on < standing.period.cut_off_on for entry in running if entry.finish_on)
    if past:
        lie = say("1 finish lies") if past == 1 else say("{count} finishes lie", count=show_number(past))
        said.append(say("{lie} before the data date.", lie=lie))
    without = sum(entry.finish_on is None for entry in running)
    if without:
        give = say("1 project gives") if without == 1 else say("{count} projects give", count=show_number(without))
        said.append(say("{give} no finish.", give=give))
    return said


def _recovered(early: Sequence[Entry]) -> str:
    told = ", ".join(f"{entry.name} {days(-(entry.slip_since_days or 0))}" for entry in early)
    named = say("Recovered time: {list}.", list=told)
    if len(early) <= _MOST_NAMED and len(named) <= _LONG:
        return named
    typical = days(round(median(-(entry.slip_since_days or 0) for entry in early)))
    return say("{count} moved earlier, by a median of {days}.", count=show_number(len(early)), days=typical)


# Roadmap -------------------------------------------------------------------------------------------------------------


def _chosen(dated: Sequence[Entry], rows: int) -> list[Entry]:
    """The dearest projects, or those that moved most where no money is known, in the order of every list."""
    if any(_size(entry) for entry in dated):
        largest = sorted(dated, key=lambda entry: (-_size(entry), entry.name))
    else:
        largest = sorted(dated, key=lambda entry: (-abs(entry.slip_days or entry.slip_since_days or 0), entry.name))
    kept = {entry.key for entry in largest[:rows]}
    return [entry for entry in dated if entry.key in kept]


def _size(entry: Entry) -> int:
    return entry.whole_life_cost or entry.eac or entry.bac or 0


def _shown_of(chosen: Sequence[Entry], dated: Sequence[Entry]) -> str:
    if len(chosen) == len(dated):
        return ""
    count = show_number(len(dated))
    if any(_size(entry) for entry in dated):
        return say("the {shown} dearest of {count} projects with dates", shown=len(chosen), count=count)
    return say("the {shown} of {count} projects whose finish moved most", shown=len(chosen), count=count)


def roadmap(session: Session, standing: Standing, chosen: Sequence[Entry], *, has_baseline: bool) -> Roadmap:
    """The chart of some projects, in the order given, with their gates and key milestones."""
    now = standing.period.cut_off_on
    first, last = _window(now, [entry.finish_on for entry in chosen if entry.finish_on])
    gates = marks(session, [entry.key for entry in chosen])
    most = max((abs(_slip(entry, has_baseline=has_baseline) or 0) for entry in chosen), default=0)
    rows = [
        RoadmapRow(
            label=entry.name,
            rating=entry.rating,
            start=entry.start_on,
            baseline_finish=(entry.baseline_finish_on if has_baseline else entry.finish_before_on) or entry.finish_on,
            forecast_finish=entry.finish_on,
            shown=show_change(_slip(entry, has_baseline=has_baseline)),
            strong=0 < most <= 2 * (_slip(entry, has_baseline=has_baseline) or 0),
            marks=gates.get(entry.key, ()),
            key=str(entry.key),
        )
        for entry in chosen
    ]
    heading = say("Slip, days") if has_baseline else say("Moved, days") if standing.previous else ""
    return Roadmap(first, last, now, tuple(rows), heading)


def _slip(entry: Entry, *, has_baseline: bool) -> int | None:
    return entry.slip_days if has_baseline else entry.slip_since_days


def _window(now: date, finishes: Sequence[date]) -> tuple[date, date]:
    """From the half-year before the data date to the end of the year in which most of what is shown is finished."""
    ordered = sorted(finishes)
    most = ordered[(len(ordered) * 4) // 5] if len(ordered) > 1 else ordered[-1]
    ahead = min(max(most.year, now.year + 1), now.year + _YEARS_AHEAD)
    back = now - timedelta(182)
    return back.replace(day=1), date(ahead + 1, 1, 1)

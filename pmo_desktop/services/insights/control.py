"""What to know before trusting a pack: its data date, who reported, who changed what, and what is amiss."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, Rating, ReportState
from pmo_desktop.domain.kept_text import KeptText
from pmo_desktop.services.formats import show_date, show_number
from pmo_desktop.services.insights.entries import Entry, PeriodName, Standing
from pmo_desktop.text import N_, say


@dataclass(frozen=True, slots=True)
class Overridden:
    """One rating the PMO changed: whose, which (none is overall), from what to what, and why."""

    project: str
    dimension: Dimension | None
    reported: Rating | None
    shown: Rating | None
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the data that a reader should know: what it is, what follows, and of which projects."""

    title: str
    meaning: str
    projects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """How a pack was made. Lists of projects are names, in the order of the register's worst first.

    `against` is the day on which the pack before, with which this one compares, was issued.
    """

    title: str
    reason: str
    organisation: str
    office: str
    period: PeriodName
    previous: PeriodName | None
    recipe: str
    audience: str
    distribution: str
    projects: int
    submitted: tuple[str, ...]
    carried: tuple[str, ...]
    drafts: tuple[str, ...]
    missing: tuple[str, ...]
    overridden: tuple[Overridden, ...]
    notes: tuple[Note, ...]
    unread_cells: int
    left_out: tuple[str, ...]
    against: date | None


def control(
    session: Session,
    standing: Standing,
    *,
    recipe: str,
    audience: str,
    distribution: str,
    left_out: tuple[str, ...],
    against: date | None = None,
) -> Control:
    """What to know before reading the pack of a period; there is always something to say."""
    reports = {state: _names(standing, lambda entry, s=state: entry.state is s) for state in ReportState}  # type: ignore[misc]
    notes = tuple(_notes(standing))
    return Control(
        title=_title(standing, reports),
        reason=" ".join(part for part in (_state(standing), _noted(notes)) if part),
        organisation=standing.organisation,
        office=standing.office,
        period=standing.period,
        previous=standing.previous,
        recipe=recipe,
        audience=audience,
        distribution=distribution,
        projects=len(standing.entries),
        submitted=reports[ReportState.SUBMITTED],
        carried=reports[ReportState.CARRIED_FORWARD],
        drafts=reports[ReportState.DRAFT],
        missing=reports[ReportState.MISSING],
        overridden=tuple(each for entry in standing.entries for each in _overridden(entry)),
        notes=notes,
        unread_cells=_unread(session, standing.period.key),
        left_out=left_out,
        against=against,
    )


def _names(standing: Standing, wanted: Callable[[Entry], bool]) -> tuple[str, ...]:
    return tuple(entry.name for entry in standing.entries if wanted(entry))


def _title(standing: Standing, reports: dict[ReportState, tuple[str, ...]]) -> str:
    total, submitted = len(standing.entries), len(reports[ReportState.SUBMITTED])
    if not total:
        return say("No project reports in {period}", period=standing.period.name)
    if submitted == total:
        return (
            say("The one report is in") if total == 1 else say("All {total} reports are in", total=show_number(total))
        )
    words = {
        ReportState.CARRIED_FORWARD: say("carried forward"),
        ReportState.DRAFT: say("in draft"),
        ReportState.MISSING: say("missing"),
    }
    rest = ", ".join(f"{show_number(len(reports[state]))} {word}" for state, word in words.items() if reports[state])
    return say(
        "{submitted} of {total} reports are in; {rest}",
        submitted=show_number(submitted),
        total=show_number(total),
        rest=rest,
    )


def _state(standing: Standing) -> str:
    if standing.period.is_frozen:
        return say("The period is frozen: the same pack comes out of it whenever it is written again.")
    return say("The period is still open: ratings, dates and money may change until it is frozen.")


def _noted(notes: tuple[Note, ...]) -> str:
    """How many projects have something amiss in their data."""
    count = len({name for note in notes for name in note.projects})
    if not count:
        return ""
    told = say("1 project has") if count == 1 else say("{count} projects have", count=show_number(count))
    return say("{projects} a note on data quality.", projects=told)


def _overridden(entry: Entry) -> Iterable[Overridden]:
    for dimension, view in [(None, entry.overall), *entry.dimensions.items()]:
        if view.override:
            given = view.override
            yield Overridden(entry.name, dimension, view.reported, given.rating, given.reason, given.by)


def _unread(session: Session, period_key: int) -> int:
    wanted = (KeptText.period_key == period_key, KeptText.reason != "")
    return session.scalar(select(func.count()).select_from(KeptText).where(*wanted)) or 0


# Data quality --------------------------------------------------------------------------------------------------------


_CHECKS: tuple[tuple[str, str, Callable[[Entry, PeriodName], bool]], ...] = (
    (
        N_("No report"),
        N_("Rated from the register's dates and money alone, or not at all."),
        lambda entry, _: entry.state is ReportState.MISSING,
    ),
    (
        N_("Stale report"),
        N_("Submitted before the period began."),
        lambda entry, _: entry.is_stale,
    ),
    (
        N_("Overridden without a reason"),
        N_("The PMO changed a rating and did not say why."),
        lambda entry, _: any(not each.reason.strip() for each in _overridden(entry)),
    ),
    (
        N_("Reported better than calculated"),
        N_("Dates, money or risks say worse than the report; nobody has explained it."),
        lambda entry, _: _is_flattering(entry),
    ),
    (
        N_("Finish before start"),
        N_("The dates contradict each other; slip is not worked out from them."),
        lambda entry, _: (
            _is_backwards(entry.start_on, entry.finish_on)
            or _is_backwards(entry.baseline_start_on, entry.baseline_finish_on)
        ),
    ),
    (
        N_("Finish has passed"),
        N_("Still running, though its finish lies before the cut-off."),
        lambda entry, period: not entry.is_over and entry.finish_on is not None and entry.finish_on < period.cut_off_on,
    ),
    (
        N_("No finish date"),
        N_("Left out of every figure of time."),
        lambda entry, _: entry.finish_on is None,
    ),
    (
        N_("No cost"),
        N_("Left out of every sum of money."),
        lambda entry, _: not entry.is_over and entry.whole_life_cost is None and entry.bac is None,
    ),
    (
        N_("Not rated"),
        N_("Neither reported nor calculated; never counted as green."),
        lambda entry, _: entry.rating is None and not entry.is_over,
    ),
)


def _notes(standing: Standing) -> Iterable[Note]:
    for title, meaning, is_amiss in _CHECKS:
        names = _names(standing, lambda entry, check=is_amiss: check(entry, standing.period))  # type: ignore[misc]
        if names:
            yield Note(say(title), say(meaning), names)


def _is_backwards(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and last < first


def _is_flattering(entry: Entry) -> bool:
    """Whether a rating was reported better than the calculated one, and the PMO has not given its own view."""
    return any(
        view.override is None
        and view.reported is not None
        and view.calculated is not None
        and view.reported.severity < view.calculated.severity
        for view in (entry.overall, *entry.dimensions.values())
    )


def span_of(period: PeriodName) -> str:
    """First and last day of a period, as one phrase."""
    return say("{first} to {last}", first=show_date(period.starts_on), last=show_date(period.ends_on))

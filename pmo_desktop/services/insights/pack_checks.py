"""What to mend before a board pack goes out: each check says what is amiss, and where."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Rating, ReportState
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.insights.decisions import counted, decisions
from pmo_desktop.services.insights.entries import Entry, Standing
from pmo_desktop.text import say


class CheckKind(StrEnum):
    """What is checked; a stable key."""

    REPORTS = "reports"
    STALE = "stale"
    OVERRIDES = "overrides"
    PATHS = "paths"
    DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `count` is how many fail it, and `projects` are their (key, name), worst first; none for decisions."""

    kind: CheckKind
    words: str
    count: int
    projects: tuple[tuple[int, str], ...] = ()


def pack_checks(session: Session, standing: Standing) -> tuple[Check, ...]:
    """Every check of a period's pack, the failed ones in the order to mend them."""
    return (
        _check(
            standing,
            CheckKind.REPORTS,
            lambda entry: entry.state in {ReportState.MISSING, ReportState.DRAFT},
            (say("Every report is in"), say("1 report missing"), say("{count} reports missing")),
        ),
        _check(
            standing,
            CheckKind.STALE,
            lambda entry: entry.is_stale and entry.state is not ReportState.MISSING,
            (say("No report is stale"), say("1 report is stale"), say("{count} reports are stale")),
        ),
        _check(
            standing,
            CheckKind.OVERRIDES,
            _is_unexplained,
            (
                say("Every override has a reason"),
                say("1 override without a reason"),
                say("{count} overrides without a reason"),
            ),
        ),
        _check(
            standing,
            CheckKind.PATHS,
            lambda entry: entry.rating is Rating.RED and not entry.path_to_green.strip(),
            (
                say("Every red has a path to green"),
                say("1 red without a path to green"),
                say("{count} reds without a path to green"),
            ),
        ),
        _decisions(session, standing),
    )


def _check(
    standing: Standing, kind: CheckKind, is_amiss: Callable[[Entry], bool], words: tuple[str, str, str]
) -> Check:
    """`words` are for none, for one and for more."""
    amiss = tuple((entry.key, entry.name) for entry in standing.entries if not entry.is_over and is_amiss(entry))
    told = words[min(len(amiss), 2)].format(count=show_number(len(amiss)))
    return Check(kind, told, len(amiss), amiss)


def _is_unexplained(entry: Entry) -> bool:
    views = (entry.overall, *entry.dimensions.values())
    return any(view.override is not None and not view.override.reason.strip() for view in views)


def _decisions(session: Session, standing: Standing) -> Check:
    """Whether every decision before the board says which option is asked for."""
    asked = decisions(session, standing)
    waiting = asked.to_decide if asked else ()
    bare = sum(not any(option.is_recommended for option in each.options) for each in waiting)
    if bare:
        words = say("{decisions} without a recommended option", decisions=counted(bare))
    else:
        words = say("Every decision has an ask") if waiting else say("No decision is asked for")
    return Check(CheckKind.DECISIONS, words, bare)

"""Quality: the worst open audit finding and the last gate verdict.

Source: the product's table of RAG rules. A finding to be dealt with now is major; one that can wait for the next gate,
or is merely good to do, is minor.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pmo_desktop.domain.choices import Choice, FindingSeverity, Rating
from pmo_desktop.text import N_


class Verdict(Choice):
    """How a gate ended."""

    PROCEED = "proceed", N_("Proceed")
    CONDITIONS = "proceed with conditions", N_("Proceed with conditions")
    HOLD = "hold", N_("Hold")
    STOP = "stop", N_("Stop")


FINDINGS = {
    FindingSeverity.NOW: Rating.RED,
    FindingSeverity.NEXT_GATE: Rating.AMBER_RED,
    FindingSeverity.GOOD_TO_DO: Rating.AMBER_GREEN,
}
VERDICTS = {
    Verdict.PROCEED: Rating.GREEN,
    Verdict.CONDITIONS: Rating.AMBER,
    Verdict.HOLD: Rating.RED,
    Verdict.STOP: Rating.RED,
}


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """One finding of an audit or health check."""

    name: str
    severity: FindingSeverity
    is_open: bool
    key: int = 0


@dataclass(frozen=True, slots=True)
class GateFacts:
    """The last gate held."""

    name: str
    verdict: Verdict


def worst_finding(findings: Iterable[FindingFacts]) -> FindingFacts | None:
    """The most severe open finding, the first by name among equals."""
    open_ones = (finding for finding in findings if finding.is_open)
    return min(open_ones, key=lambda each: (-FINDINGS[each.severity].severity, each.name, each.key), default=None)

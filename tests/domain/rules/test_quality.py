import pytest

from pmo_desktop.domain.choices import FindingSeverity, Rating
from pmo_desktop.domain.rules.quality import FINDINGS, VERDICTS, FindingFacts, Verdict, worst_finding


def test_every_severity_and_every_verdict_has_its_rating() -> None:
    assert set(FINDINGS) == set(FindingSeverity)
    assert set(VERDICTS) == set(Verdict)


@pytest.mark.parametrize(
    ("verdict", "rating", "label"),
    [
        (Verdict.PROCEED, Rating.GREEN, "Proceed"),
        (Verdict.CONDITIONS, Rating.AMBER, "Proceed with conditions"),
        (Verdict.HOLD, Rating.RED, "Hold"),
        (Verdict.STOP, Rating.RED, "Stop"),
    ],
)
def test_a_verdict_is_worth_a_rating(verdict: Verdict, rating: Rating, label: str) -> None:
    assert VERDICTS[verdict] is rating
    assert verdict.label == label


def test_only_open_findings_count_and_the_most_severe_one_first() -> None:
    now = FindingFacts("No business case", FindingSeverity.NOW, is_open=False)
    gate = FindingFacts("Risk log stale", FindingSeverity.NEXT_GATE, is_open=True)
    other = FindingFacts("Plan unreviewed", FindingSeverity.NEXT_GATE, is_open=True)
    good = FindingFacts("Add a glossary", FindingSeverity.GOOD_TO_DO, is_open=True)
    assert worst_finding([good, gate, now, other]) is other
    assert worst_finding([now]) is None
    assert worst_finding([]) is None

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import AssessmentSubject
from pmo_desktop.services import assessments, findings, workspaces
from pmo_desktop.services.insights.assessments import listed
from pmo_desktop.services.insights.maturity import MaturityResult, maturity, newest_maturity
from pmo_desktop.services.insights.maturity_words import gap_message, headline, radar_message
from pmo_desktop.services.insights.ways_up import CLAIMS, steps_to_next_level, ways_up
from pmo_desktop.storage.workspace import Workspace

NOVEMBER, DECEMBER = date(2025, 11, 6), date(2026, 12, 4)
ALL_FULLY = "33 33 33 33 33"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "test.pmo")
    yield made
    made.close()


def assess(
    workspace: Workspace,
    answers: Mapping[str, str],
    *,
    rest: str = "",
    held_on: date = DECEMBER,
    closes: bool = True,
    subject: AssessmentSubject = AssessmentSubject.PROJECTS,
) -> int:
    """Assess with two digits for each level of each domain, 0 to 3, `n` not applicable, `.` no answer."""
    key = workspace.do(
        "Begin", lambda s: assessments.begin(s, "pm-maturity", f"Review {held_on.year}", subject, held_on).key
    ).value
    asked = {domain.key: [each.statement.key for each in domain.answers] for domain in see(workspace, key).domains}

    def fill(session: Session) -> None:
        for domain, statements in asked.items():
            digits = answers.get(domain, rest).replace(" ", "")
            for statement, digit in zip(statements, digits, strict=False):
                if digit != ".":
                    value = None if digit == "n" else int(digit)
                    assessments.answer(session, key, statement, value)

    workspace.do("Answer", fill)
    if closes:
        workspace.do("Close", lambda s: assessments.close(s, key, held_on))
    return key


def see(workspace: Workspace, key: int, language: str = "en") -> MaturityResult:
    with workspace.reading() as session:
        return maturity(session, key, language)


def test_an_assessment_is_read_with_its_answers_numbered_by_domain(workspace: Workspace) -> None:
    key = assess(workspace, {"risk": "3n 1."}, closes=False)
    found = see(workspace, key)
    risk = found.domains[5]
    assert (found.asked, found.answered, found.is_open, found.closed_on) == (120, 3, True, None)
    assert [each.number for each in risk.answers][:4] == ["6.1", "6.2", "6.3", "6.4"]
    assert [(each.is_answered, each.value) for each in risk.answers][:4] == [
        (True, 3),
        (True, None),
        (True, 1),
        (False, None),
    ]
    assert (risk.answered, risk.score.unanswered, risk.score.not_applicable) == (3, 7, 1)
    assert (risk.target, risk.importance, risk.before) == (3.0, 3, None)


def test_the_long_form_asks_every_statement(workspace: Workspace) -> None:
    key = workspace.do(
        "Begin",
        lambda s: (
            assessments.begin(s, "pm-maturity", "Review", AssessmentSubject.PROJECTS, DECEMBER, short_form=False).key
        ),
    ).value
    assert see(workspace, key).asked == 240


def test_the_words_come_in_the_language_asked_for(workspace: Workspace) -> None:
    key = assess(workspace, {}, rest="3")
    assert see(workspace, key, "fr").domains[5].name == "Risques et problèmes"


def test_evidence_turns_a_claim_into_something_seen(workspace: Workspace) -> None:
    key = assess(workspace, {"risk": "33 33 33"}, closes=False)
    assert [each.is_claimed for each in see(workspace, key).domains[5].answers][:6] == [False] * 4 + [True] * 2
    statement = see(workspace, key).domains[5].answers[4].statement.key
    workspace.do("See", lambda s: assessments.add_evidence(s, key, statement, "Register", location="PMO/"))
    answers = see(workspace, key).domains[5].answers
    assert [each.is_claimed for each in answers][:6] == [False] * 5 + [True]
    assert [(each.title, each.location) for each in answers[4].evidence] == [("Register", "PMO/")]


def test_the_assessment_before_is_of_the_same_subject_and_closed(workspace: Workspace) -> None:
    assess(workspace, {"risk": "33"}, held_on=NOVEMBER)
    assess(workspace, {"risk": "00"}, held_on=date(2026, 2, 1), closes=False)
    assess(workspace, {"risk": "00"}, held_on=date(2026, 3, 1), subject=AssessmentSubject.PORTFOLIO)
    found = see(workspace, assess(workspace, {"risk": "33 33"}))
    assert (found.before_title, found.before_on) == ("Review 2025", NOVEMBER)
    assert found.domains[5].before == 1.0
    assert found.before_average == 1.0


def test_the_newest_closed_assessment_by_a_day(workspace: Workspace) -> None:
    with workspace.reading() as session:
        assert newest_maturity(session) is None
    first = assess(workspace, {"risk": "33"}, held_on=NOVEMBER)
    second = assess(workspace, {"risk": "33"})
    assess(workspace, {"risk": "33"}, held_on=date(2027, 1, 1), closes=False)
    with workspace.reading() as session:
        newest, older = newest_maturity(session), newest_maturity(session, date(2026, 1, 1))
    assert newest is not None
    assert older is not None
    assert (newest.key, older.key) == (second, first)


def test_the_list_hides_levels_of_what_is_open(workspace: Workspace) -> None:
    closed = assess(workspace, {}, rest="33", held_on=NOVEMBER)
    still = assess(workspace, {}, rest="33", closes=False)
    with workspace.reading() as session:
        found = listed(session)
    assert [(each.key, each.is_open, each.level, each.average) for each in found] == [
        (still, True, None, None),
        (closed, False, 1, 1.0),
    ]
    assert (found[0].answered, found[0].asked, found[0].title) == (24, 120, "Review 2026")


# Ways up -------------------------------------------------------------------------------------------------------------


def test_the_lowest_domains_come_first_with_what_they_gain(workspace: Workspace) -> None:
    found = see(workspace, assess(workspace, {"risk": "33 10", "people": "33 30"}, rest="33 33 00"))
    ways = ways_up(found)
    assert [way.key for way in ways[:2]] == ["risk", "people"]
    risk = ways[0]
    assert (risk.numbers, risk.to_level, risk.finding) == (("6.4", "6.3"), 2, None)
    assert risk.gain is not None
    assert risk.gain == pytest.approx((1 - 16.5 / 80) / 12)
    assert [way.to_level for way in ways[2:]] == [3] * 10


def test_documents_for_claims_are_a_way_of_their_own(workspace: Workspace) -> None:
    found = see(workspace, assess(workspace, {"risk": "33 33 30"}, rest="33 33 00"))
    assert ways_up(found)[-1].title == "Show the document for one claimed answer"
    assert ways_up(found)[-1].domain == "Risk and issue"
    found = see(workspace, assess(workspace, {"risk": "33 33 33", "people": "33 33 30"}, rest="33 33 00"))
    last = ways_up(found)[-1]
    assert (last.key, last.title) == (CLAIMS, "Show documents for 3 claimed answers")
    assert (last.domain, last.numbers, last.gain) == ("2 domains", ("6.5", "6.6", "9.5"), None)


@pytest.mark.parametrize(
    ("domain", "statement", "planned"),
    [("risk", "6.4", True), ("risk", "", True), ("risk", "6.9", False), ("people", "6.4", False)],
)
def test_a_way_is_planned_once_an_action_is_made_of_it(
    workspace: Workspace, domain: str, statement: str, *, planned: bool
) -> None:
    key = assess(workspace, {"risk": "33 10"}, rest="33 33 00")
    keys = {each.number: each.statement.key for each in see(workspace, key).domains[5].answers}
    workspace.do(
        "Make",
        lambda s: findings.make_action(
            s, key, title="Train", domain=domain, statement=keys.get(statement, ""), owner="L. Meyer"
        ),
    )
    risk = ways_up(see(workspace, key))[0]
    assert (risk.finding is not None) is planned
    if risk.finding:
        assert (risk.finding.owner, risk.finding.title) == ("L. Meyer", "Train")


def test_claims_are_planned_by_an_action_of_their_own(workspace: Workspace) -> None:
    key = assess(workspace, {"risk": "33 33 30"}, rest="33 33 00")
    workspace.do("Make", lambda s: findings.make_action(s, key, title="Collect", statement=CLAIMS))
    assert ways_up(see(workspace, key))[-1].finding is not None


def test_steps_to_the_next_level_count_every_domain_that_holds_it_down(workspace: Workspace) -> None:
    found = see(workspace, assess(workspace, {"risk": "33 10", "people": "33 30"}, rest="33 33 00"))
    assert steps_to_next_level(found) == (3, 2)
    assert headline(found) == "Projects: level 1; 3 steps would reach level 2"
    found = see(workspace, assess(workspace, {"risk": "33 30"}, rest="33 33 00"))
    assert headline(found) == "Projects: level 1; 1 step would reach level 2"


def test_a_level_that_jumps_ahead_is_held_by_the_other_domains(workspace: Workspace) -> None:
    found = see(workspace, assess(workspace, {"risk": "33 nn 30"}, rest="33 33 00"))
    assert steps_to_next_level(found) == (1, 2)


def test_at_the_top_there_is_no_way_up(workspace: Workspace) -> None:
    found = see(workspace, assess(workspace, {}, rest=ALL_FULLY))
    assert steps_to_next_level(found) is None
    assert headline(found) == "Projects: level 5, the highest there is"
    assert radar_message(found) == "All domains are level"
    assert gap_message(found) == "Every target is reached"
    assert [way.key for way in ways_up(found)] == [CLAIMS]


def test_nothing_answered_is_nothing_scored(workspace: Workspace) -> None:
    found = see(workspace, assess(workspace, {}, closes=False))
    assert headline(found) == "Projects: nothing is scored yet"
    assert (radar_message(found), gap_message(found)) == ("No domain is scored yet", "Nothing is scored yet")
    assert (ways_up(found), steps_to_next_level(found)) == ((), None)


def test_titles_name_what_is_lowest_and_what_is_furthest(workspace: Workspace) -> None:
    found = see(workspace, assess(workspace, {"risk": "33 00", "finance": "33 03"}, rest="33 33 33 33"))
    assert radar_message(found) == "Risk and issue: the lowest"
    assert gap_message(found) == "Furthest from target: Risk and issue, Cost and finance"
    found = see(workspace, assess(workspace, {"risk": "33 00", "finance": "33 00"}, rest="33 33 33 33"))
    assert radar_message(found) == "Cost and finance, Risk and issue: the lowest"
    found = see(workspace, assess(workspace, {"risk": "33 33"}, rest="33 00"))
    assert radar_message(found) == "Direction and strategy, Governance and roles and 9 more: the lowest"
    found = see(workspace, assess(workspace, {"people": "33 00", "benefits": "33 03"}, rest="33 33 33 33"))
    assert gap_message(found) == "Furthest from target: People and competence"

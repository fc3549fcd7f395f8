import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.responsibility import Assignment, Fault, Responsibility, findings

PARTIES = ("PMO", "Project manager", "Sponsor")
A, R, C, I = (  # noqa: E741  the letters of the matrix
    Responsibility.ACCOUNTABLE, Responsibility.RESPONSIBLE, Responsibility.CONSULTED, Responsibility.INFORMED,
)  # fmt: skip
cells = st.lists(
    st.builds(
        Assignment, activity=st.sampled_from(["Plan", "Report"]), party=st.sampled_from(PARTIES),
        role=st.sampled_from(Responsibility),
    )
)  # fmt: skip


def row(activity: str, **roles: Responsibility) -> list[Assignment]:
    parties = {"pmo": "PMO", "pm": "Project manager", "sponsor": "Sponsor"}
    return [Assignment(activity, parties[party], role) for party, role in roles.items()]


def test_a_complete_row_has_no_fault() -> None:
    assert findings(["Plan"], PARTIES, row("Plan", pm=R, sponsor=A, pmo=C)) == ()


@pytest.mark.parametrize(
    ("assignments", "fault", "sentence"),
    [
        (row("Plan", pm=R, pmo=C, sponsor=I), Fault.NO_ACCOUNTABLE, "Nobody answers for Plan."),
        (
            [*row("Plan", pm=A, sponsor=A, pmo=R), Assignment("Plan", "PMO", C)],
            Fault.SEVERAL_ACCOUNTABLE,
            "Several answer for Plan: Project manager, Sponsor.",
        ),
        (row("Plan", pm=A, pmo=C, sponsor=I), Fault.NO_RESPONSIBLE, "Nobody does Plan."),
        (
            [*row("Plan", pm=R, sponsor=A), Assignment("Plan", "PMO", R)],
            Fault.NOBODY_TOLD,
            "Nobody is asked about Plan or told of it.",
        ),
    ],
)
def test_each_fault_of_an_activity_is_found(assignments: list[Assignment], fault: Fault, sentence: str) -> None:
    (found,) = findings(["Plan"], PARTIES, assignments)
    assert (found.fault, found.activity, found.party, found.sentence) == (fault, "Plan", None, sentence)


def test_a_party_with_no_role_is_found() -> None:
    (found,) = findings(["Plan"], PARTIES, [*row("Plan", pm=R, sponsor=A), Assignment("Plan", "Sponsor", I)])
    assert (found.fault, found.activity, found.party) == (Fault.PARTY_WITHOUT_ROLE, None, "PMO")
    assert found.sentence == "PMO has no role in any activity."


def test_one_party_may_answer_for_what_it_does() -> None:
    alone = [*row("Plan", pm=R, pmo=C, sponsor=I), Assignment("Plan", "Project manager", A)]
    assert findings(["Plan"], PARTIES, alone) == ()


def test_the_same_letter_twice_in_a_cell_is_one_letter() -> None:
    assert findings(["Plan"], PARTIES, row("Plan", pm=R, sponsor=A, pmo=C) * 2) == ()


def test_an_empty_row_has_all_three_faults_and_rows_come_in_their_order() -> None:
    found = findings(["Report", "Plan"], (), [])
    assert [(each.activity, each.fault) for each in found] == [
        (activity, fault)
        for activity in ("Report", "Plan")
        for fault in (Fault.NO_ACCOUNTABLE, Fault.NO_RESPONSIBLE, Fault.NOBODY_TOLD)
    ]


@given(cells.flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))))
def test_the_order_of_assignments_never_matters(given: tuple[list[Assignment], list[Assignment]]) -> None:
    one, other = (findings(["Plan", "Report"], PARTIES, each) for each in given)
    assert one == other


@given(cells, st.builds(Assignment, st.just("Plan"), st.sampled_from(PARTIES), st.sampled_from(Responsibility)))
def test_one_more_letter_never_adds_a_fault_but_several_accountable(given: list[Assignment], more: Assignment) -> None:
    before, after = (set(findings(["Plan"], PARTIES, each)) for each in (given, [*given, more]))
    assert {each.fault for each in after - before} <= {Fault.SEVERAL_ACCOUNTABLE}

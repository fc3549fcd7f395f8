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


PLAN = (("Plan", "Plan"),)


def test_a_complete_row_has_no_fault() -> None:
    assert findings(PLAN, PARTIES, row("Plan", pm=R, sponsor=A, pmo=C)) == ()


@pytest.mark.parametrize(
    ("assignments", "fault", "parties"),
    [
        (row("Plan", pm=R, pmo=C, sponsor=I), Fault.NO_ACCOUNTABLE, ("Project manager",)),
        (
            [*row("Plan", pm=A, sponsor=A, pmo=R), Assignment("Plan", "PMO", C)],
            Fault.SEVERAL_ACCOUNTABLE,
            ("Project manager", "Sponsor"),
        ),
        (row("Plan", pm=A, pmo=C, sponsor=I), Fault.NO_RESPONSIBLE, ("Project manager",)),
        ([*row("Plan", pm=R, sponsor=A), Assignment("Plan", "PMO", R)], Fault.NOBODY_TOLD, ()),
    ],
)
def test_each_fault_of_an_activity_is_found(
    assignments: list[Assignment], fault: Fault, parties: tuple[str, ...]
) -> None:
    (found,) = findings(PLAN, PARTIES, assignments)
    assert (found.fault, found.activity, found.parties) == (fault, "Plan", parties)


def test_a_party_with_no_role_is_found() -> None:
    (found,) = findings(PLAN, PARTIES, [*row("Plan", pm=R, sponsor=A), Assignment("Plan", "Sponsor", I)])
    assert (found.fault, found.activity, found.parties) == (Fault.PARTY_WITHOUT_ROLE, None, ("PMO",))


def test_an_activity_named_twice_is_found_at_its_second_place() -> None:
    whole = [each for key in (1, 2) for each in (Assignment(key, "PMO", A), Assignment(key, "PMO", R))]
    told = [Assignment(key, "Sponsor", I) for key in (1, 2)]
    (found,) = findings(((1, "Plan the  work"), (2, "plan the work")), ("PMO", "Sponsor"), [*whole, *told])
    assert (found.fault, found.activity) == (Fault.SAME_ACTIVITY, 2)


def test_one_party_may_answer_for_what_it_does() -> None:
    alone = [*row("Plan", pm=R, pmo=C, sponsor=I), Assignment("Plan", "Project manager", A)]
    assert findings(PLAN, PARTIES, alone) == ()


def test_the_same_letter_twice_in_a_cell_is_one_letter() -> None:
    assert findings(PLAN, PARTIES, row("Plan", pm=R, sponsor=A, pmo=C) * 2) == ()


def test_an_empty_row_has_all_three_faults_and_rows_come_in_their_order() -> None:
    found = findings((("Report", "Report"), ("Plan", "Plan")), (), [])
    assert [(each.activity, each.fault) for each in found] == [
        (activity, fault)
        for activity in ("Report", "Plan")
        for fault in (Fault.NO_ACCOUNTABLE, Fault.NO_RESPONSIBLE, Fault.NOBODY_TOLD)
    ]


@given(cells.flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))))
def test_the_order_of_assignments_never_matters(given: tuple[list[Assignment], list[Assignment]]) -> None:
    one, other = (findings((("Plan", "Plan"), ("Report", "Report")), PARTIES, each) for each in given)
    assert one == other


@given(cells, st.builds(Assignment, st.just("Plan"), st.sampled_from(PARTIES), st.sampled_from(Responsibility)))
def test_one_more_letter_never_adds_a_fault_but_several_accountable(given: list[Assignment], more: Assignment) -> None:
    before, after = ({(f.fault, f.activity) for f in findings(PLAN, PARTIES, each)} for each in (given, [*given, more]))
    assert {fault for fault, _ in after - before} <= {Fault.SEVERAL_ACCOUNTABLE}

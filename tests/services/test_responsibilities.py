from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import CharterState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.responsibility import Activity
from pmo_desktop.domain.rules.responsibility import Fault
from pmo_desktop.services import beginnings, charters, responsibilities
from pmo_desktop.services.insights.responsibilities import Matrix, Repair, matrix
from pmo_desktop.services.workspaces import create
from pmo_desktop.storage.workspace import Workspace

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 21, 15, 30, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "blank.pmo", organisation="Harbour Trust", office="Harbour PMO")
    made.do("Begin", begin)
    yield made
    made.close()


def begin(session: Session) -> None:
    charters.begin(session, session.scalars(select(Office.key)).one(), DAY)


def newest(session: Session) -> int:
    return charters.versions(session, session.scalars(select(Office.key)).one())[0].key


def read(workspace: Workspace) -> Matrix:
    with workspace.reading() as session:
        return matrix(session, newest(session))


def fill(workspace: Workspace, rows: dict[str, str]) -> None:
    """Activities by title with a letter, or several, or a dot for each of three parties."""

    def command(session: Session) -> None:
        key = newest(session)
        columns = [responsibilities.add_party(session, key, name) for name in ("PMO", "Sponsor", "Finance")]
        for title, row in rows.items():
            activity = responsibilities.add_activity(session, key, title.strip("'"), "Plan")
            cells = {(activity, party): put for party, put in zip(columns, row.split(), strict=True) if put != "."}
            responsibilities.set_letters(session, key, cells)

    workspace.do("Fill", command)


def mend(workspace: Workspace, repair: Repair) -> None:
    def command(session: Session) -> None:
        key = newest(session)
        responsibilities.set_letters(session, key, repair.cells)
        if repair.join:
            responsibilities.join_activities(session, key, *repair.join)
        if repair.party:
            responsibilities.remove_party(session, key, repair.party)

    workspace.do("Mend", command)


def test_the_typical_matrix_has_no_fault_and_every_party_has_a_part(workspace: Workspace) -> None:
    workspace.do("Fill", lambda session: beginnings.add_matrix(session, newest(session)))
    found = read(workspace)
    assert (len(found.parties), len(found.activities), found.findings) == (7, 15, ())
    assert found.groups == ("Plan and approve", "Control", "Support")
    assert [party.is_pmo for party in found.parties] == [True, *[False] * 6]


def test_each_fault_is_told_with_repairs_that_mend_it(workspace: Workspace) -> None:
    fill(workspace, {"Case": "R A A", "Change": "R C .", "Check": "A . I", "Lessons": "A R .", "'Case": "AR I ."})
    found = read(workspace)
    assert [(each.fault, each.name, each.note) for each in found.findings] == [
        (Fault.SEVERAL_ACCOUNTABLE, "Case", "Sponsor and Finance"),
        (Fault.NO_ACCOUNTABLE, "Change", "done by PMO, nobody answers for it"),
        (Fault.NO_RESPONSIBLE, "Check", "PMO answers, nobody does it"),
        (Fault.NOBODY_TOLD, "Case", "no party is asked or told"),
        (Fault.NOBODY_TOLD, "Lessons", "no party is asked or told"),
        (Fault.SAME_ACTIVITY, "Case", "stands in the matrix twice"),
    ]
    assert [repair.title for repair in found.findings[0].repairs] == ["Keep Sponsor", "Keep Finance"]
    assert found.findings[1].repairs[0].title == "PMO answers"
    assert [repair.title for repair in found.findings[4].repairs] == ["Tell Finance"]
    for _ in range(9):
        left = read(workspace).findings
        if not left:
            break
        mend(workspace, left[0].repairs[0])
    found = read(workspace)
    assert found.findings == ()
    assert [(each.title, sorted(each.letters.values())) for each in found.activities] == [
        ("Case", ["A", "C", "R"]),
        ("Change", ["AR", "C"]),
        ("Check", ["AR", "I"]),
        ("Lessons", ["A", "I", "R"]),
    ]


def test_totals_count_what_a_party_does_or_answers_for_and_an_idle_party_can_be_taken_out(workspace: Workspace) -> None:
    fill(workspace, {"Case": "AR I .", "Plan": "R A ."})
    found = read(workspace)
    assert [(party.name, party.works) for party in found.parties] == [("PMO", 2), ("Sponsor", 1), ("Finance", 0)]
    (_, idle) = found.findings
    assert (idle.fault, idle.name) == (Fault.PARTY_WITHOUT_ROLE, "Finance")
    mend(workspace, idle.repairs[0])
    assert [party.name for party in read(workspace).parties] == ["PMO", "Sponsor"]


def test_a_fault_is_left_as_it_is_with_a_reason_and_taken_up_again(workspace: Workspace) -> None:
    fill(workspace, {"Case": "R A A", "Tell": "AR I C"})
    key, (fault, *_) = read(workspace).charter_key, read(workspace).findings
    about = (fault.activity, fault.party)
    with pytest.raises(PmoError, match="Say why"):
        workspace.do("Leave", lambda s: responsibilities.leave(s, key, fault.fault, about, " "))
    workspace.do("Leave", lambda s: responsibilities.leave(s, key, fault.fault, about, "Both sign by law."))
    found = read(workspace)
    assert [each.reason for each in found.left] == ["Both sign by law."]
    assert Fault.SEVERAL_ACCOUNTABLE not in {each.fault for each in found.findings}
    left_key = found.left[0].left_key
    assert left_key is not None
    workspace.do("Take up", lambda s: responsibilities.take_up(s, key, left_key))
    assert read(workspace).findings[0].fault is Fault.SEVERAL_ACCOUNTABLE


def test_a_new_version_takes_the_matrix_over_and_an_approved_one_is_read_only(workspace: Workspace) -> None:
    fill(workspace, {"Case": "R A A"})
    key, fault = read(workspace).charter_key, read(workspace).findings[0]
    workspace.do("Leave", lambda s: responsibilities.leave(s, key, fault.fault, (fault.activity, None), "By law."))

    def approve(session: Session) -> None:
        charters.advance(session, key, CharterState.IN_REVIEW, "A. Bell", NOW)
        charters.advance(session, key, CharterState.APPROVED, "A. Bell", NOW)
        begin(session)

    workspace.do("Approve", approve)
    found = read(workspace)
    assert found.charter_key != key
    assert [(each.title, sorted(each.letters.values())) for each in found.activities] == [("Case", ["A", "A", "R"])]
    assert [each.reason for each in found.left] == ["By law."]
    with pytest.raises(PmoError, match="read-only"):
        workspace.do("Add", lambda s: responsibilities.add_activity(s, key, "More"))
    with pytest.raises(PmoError, match="read-only"):
        workspace.do("Fill", lambda s: beginnings.add_matrix(s, key))
    workspace.do("Empty", lambda s: responsibilities.remove_activities(s, found.charter_key, [found.activities[0].key]))
    with workspace.reading() as session:
        assert [each.charter_key for each in session.scalars(select(Activity))] == [key]


def test_activities_move_within_their_group_and_parties_among_each_other(workspace: Workspace) -> None:
    fill(workspace, {"One": "AR I C", "Two": "AR I C", "Three": "AR I C"})
    found = read(workspace)
    key, rows, columns = found.charter_key, [each.key for each in found.activities], [p.key for p in found.parties]

    def command(session: Session) -> None:
        responsibilities.edit_activity(session, key, rows[2], title="Third", group="Control")
        responsibilities.move_activity(session, key, rows[0], 1)
        responsibilities.move_activity(session, key, rows[2], -1)
        responsibilities.move_party(session, key, columns[2], -1)
        responsibilities.rename_party(session, key, columns[0], "Project office")

    workspace.do("Move", command)
    found = read(workspace)
    assert [(each.group, each.title) for each in found.activities] == [
        ("Plan", "Two"), ("Plan", "One"), ("Control", "Third"),
    ]  # fmt: skip
    assert [party.name for party in found.parties] == ["Project office", "Finance", "Sponsor"]


def test_only_the_four_letters_stand_in_a_cell(workspace: Workspace) -> None:
    fill(workspace, {"One": "ra I C"})
    found = read(workspace)
    (row,) = found.activities
    assert row.letters[found.parties[0].key] == "AR"
    with pytest.raises(PmoError, match="A cell holds R, A, C or I"):
        workspace.do(
            "Type", lambda s: responsibilities.set_letters(s, found.charter_key, {(row.key, found.parties[0].key): "X"})
        )
    workspace.do(
        "Type", lambda s: responsibilities.set_letters(s, found.charter_key, {(row.key, found.parties[0].key): ""})
    )
    assert found.parties[0].key not in read(workspace).activities[0].letters

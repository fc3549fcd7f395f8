import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pmo_desktop.domain.choices import DecisionOutcome
from pmo_desktop.domain.decision import Decision
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.recipe import PackFile
from pmo_desktop.services import archive, periods, workspaces
from pmo_desktop.services.freezing import freeze_period
from pmo_desktop.services.recipes import RecipeSeen, recipe_named
from pmo_desktop.storage.workspace import Workspace

PDF = b"%PDF-1.4 the pack"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "w.pmo")
    for month in (4, 5):
        days = date(2026, month, 1), date(2026, month, 28), date(2026, month, 27)
        made.do("Open", lambda s, d=days: periods.open_period(s, f"{d[0]:%B}", *d))  # type: ignore[misc]
    made.do("Ask", lambda s: s.add(Decision(title="Fund the quay", reference="D-1", decide_by_on=date(2026, 6, 1))))
    yield made
    made.close()


def seen(workspace: Workspace) -> RecipeSeen:
    with workspace.reading() as session:
        return recipe_named(session)


def put(workspace: Workspace, period: str, content: bytes, on: date) -> int:
    recipe = seen(workspace)
    return workspace.do(
        "Issue",
        lambda s: archive.issue(
            s, recipe, periods.period_named(s, period).key, content, pages=3, is_final=True, issued_on=on,
            asked=archive.asked_for(s),
        ),
    ).value  # fmt: skip


def test_a_pack_is_kept_whole_with_its_hash_and_what_became_of_what_it_asked(workspace: Workspace) -> None:
    key = put(workspace, "May", PDF, date(2026, 6, 2))
    workspace.do("Note", lambda s: archive.note_decided(s, key, " Fund it in two steps. "))
    workspace.do("Note", lambda s: archive.note_distribution(s, key, "Board; audit"))
    workspace.do("Decide", lambda s: setattr(s.query(Decision).one(), "outcome", DecisionOutcome.AGREED))
    with workspace.reading() as session:
        (kept,) = archive.archive(session)
        assert archive.bytes_of(session, key) == PDF
    assert kept.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (kept.size, kept.pages, kept.period, kept.is_final) == (len(PDF), 3, "May", True)
    assert (kept.decided, kept.distribution) == ("Fund it in two steps.", "Board; audit")
    assert [(each.reference, each.outcome) for each in kept.asked] == [("D-1", DecisionOutcome.AGREED)]
    assert kept.against is None


def test_a_pack_names_the_last_one_of_an_earlier_period_it_compares_with(workspace: Workspace) -> None:
    put(workspace, "April", PDF, date(2026, 5, 2))
    put(workspace, "April", PDF + b"!", date(2026, 5, 6))
    put(workspace, "May", PDF, date(2026, 6, 2))
    with workspace.reading() as session:
        newest, *older = archive.archive(session)
    assert newest.against == date(2026, 5, 6)
    assert [each.against for each in older] == [None, None]


def test_a_pack_whose_bytes_changed_is_not_handed_out(workspace: Workspace) -> None:
    key = put(workspace, "May", PDF, date(2026, 6, 2))
    workspace.do("Spoil", lambda s: setattr(s.query(PackFile).one(), "content", b"%PDF- other"))
    with workspace.reading() as session, pytest.raises(PmoError, match="damaged"):
        archive.bytes_of(session, key)


def test_putting_a_pack_into_the_archive_can_be_taken_back_and_a_frozen_copy_does_not_hold_it(
    workspace: Workspace,
) -> None:
    with workspace.reading() as session:
        assert archive.asked_for(session) == ("D-1",)
    put(workspace, "April", PDF * 50_000, date(2026, 5, 2))
    freeze_period(workspace, "April")
    with workspace.reading() as session:
        copy = session.connection().exec_driver_sql("SELECT length(content) FROM period_copy").scalar()
    assert copy is not None
    assert copy < 50_000
    workspace.undo()
    workspace.undo()
    with workspace.reading() as session:
        assert archive.archive(session) == ()

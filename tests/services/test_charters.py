from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from pmo_desktop.domain.charter import Charter, Section
from pmo_desktop.domain.choices import CharterState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.services import charters, registers, workspaces
from pmo_desktop.services.registry import register_named
from pmo_desktop.storage.workspace import Workspace

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 14, 2, tzinfo=UTC)


class Book:
    """One office and its charter, written one step at a time."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        with workspace.reading() as session:
            self.office = session.scalars(select(Office.key)).one()

    def begin(self) -> int:
        return self.workspace.do("Begin", lambda s: charters.begin(s, self.office, TODAY).key).value

    def write(self, key: int, section: Section, text: str) -> None:
        self.workspace.do("Write", lambda s: charters.write(s, key, section, text))

    def advance(self, key: int, state: CharterState, by: str = "I. Solheim", comment: str = "") -> None:
        self.workspace.do("Advance", lambda s: charters.advance(s, key, state, by, NOW, comment))

    def approve(self, key: int) -> None:
        self.advance(key, CharterState.IN_REVIEW)
        self.advance(key, CharterState.APPROVED)

    def add(self, key: int, **values: object) -> int:
        return self.workspace.do("Add", lambda s: charters.write_objectives(s, key, (), [values])).value[0]

    def strategic(self, title: str) -> int:
        wanted = register_named("strategic_objective")
        return self.workspace.do("Add", lambda s: registers.add(s, wanted, {"title": title})).value

    def texts(self, key: int) -> dict[Section, str]:
        with self.workspace.reading() as session:
            return charters.texts(session, key)

    def gaps(self, key: int) -> dict[Section, str]:
        with self.workspace.reading() as session:
            return charters.gaps(session, key)

    def state(self, key: int) -> CharterState:
        with self.workspace.reading() as session:
            return session.get_one(Charter, key).state


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    workspace = workspaces.create(tmp_path / "test.pmo", office="Corporate PMO")
    yield Book(workspace)
    workspace.close()


def test_the_first_version_has_every_section_and_no_text(book: Book) -> None:
    key = book.begin()
    assert book.texts(key) == dict.fromkeys(Section, "")
    with book.workspace.reading() as session:
        charter = session.get_one(Charter, key)
        assert (charter.version, charter.state, charter.begun_on) == (1, CharterState.DRAFT, TODAY)


def test_a_new_version_starts_with_the_text_figures_and_objectives_of_the_one_before(book: Book) -> None:
    first = book.begin()
    served = book.strategic("Margin")
    book.write(first, Section.PURPOSE, "One truthful picture.")
    book.add(first, title="On time", objective_key=served, measure="Share", target="90 %", due_on=TODAY)
    book.workspace.do("Pay", lambda s: charters.write_figures(s, first, {"fte": 3.5, "cost_per_year": 310_000_00}))
    book.approve(first)
    second = book.begin()
    assert book.texts(second)[Section.PURPOSE] == "One truthful picture."
    with book.workspace.reading() as session:
        charter = session.get_one(Charter, second)
        (objective,) = charters.objectives(session, second)
        assert (charter.version, charter.fte, charter.cost_per_year) == (2, 3.5, 310_000_00)
        assert (objective.title, objective.objective_key, objective.measure) == ("On time", served, "Share")
        assert (objective.target, objective.due_on, objective.charter_key) == ("90 %", TODAY, second)
        assert [each.version for each in charters.versions(session, book.office)] == [2, 1]


@pytest.mark.parametrize("state", [CharterState.DRAFT, CharterState.IN_REVIEW])
def test_no_version_begins_while_another_is_being_written(book: Book, state: CharterState) -> None:
    key = book.begin()
    if state is CharterState.IN_REVIEW:
        book.advance(key, state)
    with pytest.raises(PmoError, match="Version 1 is still being written"):
        book.begin()


def test_text_is_kept_by_section_even_where_the_section_was_missing(book: Book) -> None:
    key = book.begin()
    with book.workspace.reading() as session:
        sections = session.connection().exec_driver_sql("SELECT count(*) FROM charter_section").scalar()
    assert sections == len(Section)
    book.workspace.do("Lose", lambda s: s.connection().exec_driver_sql("DELETE FROM charter_section"))
    book.write(key, Section.WHY, "Costs overran.")
    book.write(key, Section.WHY, "Costs overran twice.")
    assert book.texts(key)[Section.WHY] == "Costs overran twice."


def test_an_approved_version_is_read_only(book: Book) -> None:
    key = book.begin()
    objective = book.add(key, title="On time")
    book.approve(key)
    attempts: tuple[Any, ...] = (
        lambda s: charters.write(s, key, Section.WHY, "x"),
        lambda s: charters.write_figures(s, key, {"fte": 1.0}),
        lambda s: charters.write_objectives(s, key, [(objective, "title", "x")]),
        lambda s: charters.remove_objectives(s, key, [objective]),
    )
    for attempt in attempts:
        with pytest.raises(PmoError, match="Version 1 is approved, so it is read-only"):
            book.workspace.do("Try", attempt)


def test_figures_of_the_office_are_not_below_zero(book: Book) -> None:
    key = book.begin()
    with pytest.raises(PmoError, match="cannot be below zero"):
        book.workspace.do("Pay", lambda s: charters.write_figures(s, key, {"cost_per_year": -1}))
    book.workspace.do("Pay", lambda s: charters.write_figures(s, key, {"cost_per_year": 1, "fte": None}))
    with book.workspace.reading() as session:
        assert session.get_one(Charter, key).cost_per_year == 1


def test_objectives_are_added_changed_and_removed(book: Book) -> None:
    key = book.begin()
    first, second = book.add(key, title="On time"), book.add(key, title="In budget")
    book.workspace.do("Set", lambda s: charters.write_objectives(s, key, [(first, "measure", "Share decided")]))
    book.workspace.do("Drop", lambda s: charters.remove_objectives(s, key, [second]))
    with book.workspace.reading() as session:
        assert [(each.title, each.measure) for each in charters.objectives(session, key)] == [
            ("On time", "Share decided")
        ]


def test_an_objective_needs_a_title(book: Book) -> None:
    key = book.begin()
    with pytest.raises(PmoError, match="“Objective” cannot be empty"):
        book.add(key, title="")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (CharterState.DRAFT, CharterState.APPROVED),
        (CharterState.DRAFT, CharterState.DRAFT),
        (CharterState.IN_REVIEW, CharterState.SUPERSEDED),
        (CharterState.APPROVED, CharterState.DRAFT),
    ],
)
def test_a_charter_takes_one_step_at_a_time(book: Book, now: CharterState, then: CharterState) -> None:
    key = book.begin()
    for state in {CharterState.IN_REVIEW: [CharterState.IN_REVIEW], CharterState.DRAFT: []}.get(
        now, [CharterState.IN_REVIEW, CharterState.APPROVED]
    ):
        book.advance(key, state)
    with pytest.raises(PmoError, match="cannot become"):
        book.advance(key, then)


def test_who_approves_must_be_named_while_others_need_not(book: Book) -> None:
    key = book.begin()
    book.advance(key, CharterState.IN_REVIEW, by="")
    with pytest.raises(PmoError, match="Say who approves"):
        book.advance(key, CharterState.APPROVED, by="  ")
    assert book.state(key) is CharterState.IN_REVIEW


def test_approving_supersedes_the_version_approved_before(book: Book) -> None:
    first = book.begin()
    book.approve(first)
    second = book.begin()
    book.approve(second)
    assert (book.state(first), book.state(second)) == (CharterState.SUPERSEDED, CharterState.APPROVED)
    with book.workspace.reading() as session:
        charter = session.get_one(Charter, second)
        assert (charter.approved_on, charter.approved_by) == (TODAY, "I. Solheim")


def test_every_step_is_logged_with_who_and_what_was_said(book: Book) -> None:
    key = book.begin()
    book.advance(key, CharterState.IN_REVIEW, "K. Hudáková", "Sent to all.")
    book.advance(key, CharterState.DRAFT, "T. Zieliński", "Costs missing.")
    with book.workspace.reading() as session:
        found = [(each.state, each.by, each.comment) for each in charters.reviews(session, key)]
    assert found == [
        (CharterState.DRAFT, "T. Zieliński", "Costs missing."),
        (CharterState.IN_REVIEW, "K. Hudáková", "Sent to all."),
    ]


def test_an_empty_version_lacks_every_section(book: Book) -> None:
    found = book.gaps(book.begin())
    assert found[Section.APPROVALS] == "after review"
    assert {found[section] for section in Section if section is not Section.APPROVALS} == {"empty"}


def test_objectives_lack_a_list_then_a_measure_then_what_they_serve(book: Book) -> None:
    key = book.begin()
    book.write(key, Section.OBJECTIVES, "Four results.")
    assert book.gaps(key)[Section.OBJECTIVES] == "none listed"
    objective = book.add(key, title="On time")
    assert book.gaps(key)[Section.OBJECTIVES] == "1 without a measure"
    book.workspace.do("Set", lambda s: charters.write_objectives(s, key, [(objective, "measure", "Share")]))
    assert book.gaps(key)[Section.OBJECTIVES] == "1 without a strategic objective"
    served = book.strategic("Speed")
    book.workspace.do("Set", lambda s: charters.write_objectives(s, key, [(objective, "objective_key", served)]))
    assert book.gaps(key)[Section.OBJECTIVES] == ""


def test_resources_lack_the_cost_and_approvals_lack_nothing_once_approved(book: Book) -> None:
    key = book.begin()
    book.write(key, Section.RESOURCES, "Three posts.")
    book.write(key, Section.APPROVALS, "By the board.")
    assert book.gaps(key)[Section.RESOURCES] == "cost per year missing"
    assert book.gaps(key)[Section.APPROVALS] == ""
    book.write(key, Section.APPROVALS, "")
    book.workspace.do("Pay", lambda s: charters.write_figures(s, key, {"cost_per_year": 1}))
    book.approve(key)
    found = book.gaps(key)
    assert (found[Section.RESOURCES], found[Section.APPROVALS]) == ("", "")

"""Random work on a real file against a model in plain dictionaries: every step can be undone, redone and reverted."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import Base, new_key
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.project import Programme, Project
from pmo_desktop.domain.recipe import Recipe
from pmo_desktop.domain.risk import Risk
from pmo_desktop.storage import check, journal, seal
from pmo_desktop.storage.journal import Change
from pmo_desktop.storage.tables import LAYOUTS
from pmo_desktop.storage.workspace import Workspace

Place = tuple[str, int]
Values = tuple[str, int | None]  # its name and what it belongs to
State = dict[Place, Values]

# Class, the attribute of its name, and the reference it may have with the table that goes to.
KINDS: dict[str, tuple[type[Base], str, str, str]] = {
    "programme": (Programme, "name", "", ""),
    "project": (Project, "name", "programme_key", "programme"),
    "risk": (Risk, "title", "project_key", "project"),
    "recipe": (Recipe, "name", "", ""),  # whose name must be unique
}
WATCHED = {kind: LAYOUTS[kind] for kind in KINDS}  # nothing else is in the file while it is worked on
PARENTS = {"project": "programme", "risk": "project"}
NAMES = st.one_of(
    st.sampled_from(["A", "B", "C"]), st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
)
PLACES = st.integers(0, 1000)
STEPS = st.tuples(st.sampled_from(["add", "name", "move", "remove"]), st.sampled_from(sorted(KINDS)), NAMES, PLACES)


def is_allowed(state: State) -> bool:
    """Whether names that must be unique are, and nothing refers to what is not there."""
    recipes = [name for (kind, _), (name, _) in state.items() if kind == "recipe"]
    return len(recipes) == len(set(recipes)) and all(
        parent is None or (PARENTS[kind], parent) in state for (kind, _), (_, parent) in state.items()
    )


def still_stands(before: Values | None, after: Values | None, now: Values | None) -> bool:
    """Whether what a change made of a thing is still so: of all of it, or of the one value it changed."""
    if before is None or after is None or now is None:
        return now == after
    return all(made in (was, is_now) for was, made, is_now in zip(before, after, now, strict=True))


def put_back(before: Values | None, after: Values | None, now: Values | None) -> Values | None:
    """The thing as it was before a change, with what was changed since in its other value."""
    if before is None or after is None or now is None:
        return before
    return (before[0] if before[0] != after[0] else now[0], before[1] if before[1] != after[1] else now[1])


class Histories(RuleBasedStateMachine):
    """One workspace, what should be in it, and what each change did."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.workspace = Workspace.create(Path(self.folder.name) / "office.pmo")
        self.state: State = {}
        self.changes: dict[int, dict[Place, tuple[Values | None, Values | None]]] = {}
        self.undo_stack: list[int] = []
        self.redo_stack: list[int] = []
        self.first_seal = self.seal()

    def seal(self) -> str:
        with self.workspace.reading() as session:
            return seal.seal_of(session.connection())

    @rule(steps=st.lists(STEPS, min_size=1, max_size=4))
    def do(self, steps: list[tuple[str, str, str, int]]) -> None:
        expected = dict(self.state)
        try:
            change = self.workspace.do("Work", lambda session: work(session, expected, steps)).change
        except PmoError:
            assert not is_allowed(expected)
        else:
            self.note(expected, change)
            if change:
                self.undo_stack.append(change.seq)
                self.redo_stack.clear()

    @rule(steps=st.lists(STEPS, max_size=2))
    def fail(self, steps: list[tuple[str, str, str, int]]) -> None:
        def command(session: Session) -> None:
            work(session, dict(self.state), steps)
            msg = "on purpose"
            raise RuntimeError(msg)

        with pytest.raises((RuntimeError, PmoError)):
            self.workspace.do("Fail", command)

    @rule()
    def undo(self) -> None:
        change = self.workspace.undo()
        assert (change is None) == (not self.undo_stack)
        if change:
            self.note(self.reverted(self.undo_stack.pop()), change)
            self.redo_stack.append(change.seq)

    @rule()
    def redo(self) -> None:
        change = self.workspace.redo()
        assert (change is None) == (not self.redo_stack)
        if change:
            self.note(self.reverted(self.redo_stack.pop()), change)
            self.undo_stack.append(change.seq)

    @precondition(lambda self: self.changes)
    @rule(which=PLACES)
    def revert(self, which: int) -> None:
        seq = sorted(self.changes)[which % len(self.changes)]
        stands = all(still_stands(*values, self.state.get(place)) for place, values in self.changes[seq].items())
        expected = self.reverted(seq)
        if stands and is_allowed(expected):
            change = self.workspace.revert(seq)
            assert change is not None
            self.note(expected, change)
            self.undo_stack.append(change.seq)
            self.redo_stack.clear()
        else:
            with pytest.raises(PmoError, match="cannot be taken back"):
                self.workspace.revert(seq)

    @rule(title=NAMES)
    def mark(self, title: str) -> None:
        assert self.workspace.mark(title).title == title

    @precondition(lambda self: len(self.changes) % 4 == 3)  # it takes as long as several changes
    @rule()
    def open_again(self) -> None:
        self.workspace.close()
        self.workspace = Workspace.open(self.workspace.path)

    def reverted(self, seq: int) -> State:
        """The state with one change taken back."""
        back = {place: put_back(*values, self.state.get(place)) for place, values in self.changes[seq].items()}
        return {place: values for place, values in {**self.state, **back}.items() if values is not None}

    def note(self, expected: State, change: Change | None) -> None:
        """Take `expected` for what is there now, and keep what `change` must have done."""
        places = {place for place in self.state | expected if self.state.get(place) != expected.get(place)}
        told = {(table, key) for table, keys in change.keys.items() for key in keys} if change else set[Place]()
        assert told == places
        if change:
            self.changes[change.seq] = {place: (self.state.get(place), expected.get(place)) for place in places}
        self.state = expected

    @invariant()
    def the_file_holds_what_it_should(self) -> None:
        with self.workspace.reading() as session:
            assert found_in(session) == self.state
            assert seal.seal_of(session.connection(), WATCHED) == journal.head(session.connection())[2]
            assert check.broken_link(session.connection()) == 0

    def teardown(self) -> None:
        last = self.seal()
        undone = sum(1 for _ in iter(self.workspace.undo, None))
        assert undone == len(self.undo_stack)
        assert self.seal() == self.first_seal
        for _ in range(undone):
            self.workspace.redo()
        assert self.seal() == last
        assert self.workspace.faults() == []
        self.workspace.close()
        self.folder.cleanup()


def work(session: Session, expected: State, steps: list[tuple[str, str, str, int]]) -> None:
    """Do every step in the session and in `expected`; what is not allowed must be refused at once."""
    for what, kind, name, place in steps:
        entity, named, reference, parent_kind = KINDS[kind]
        there = [key for other, key in expected if other == kind]
        parents = [None, *(key for other, key in expected if other == parent_kind)]
        parent = parents[place % len(parents)]
        if what == "add":
            key = new_key()
            session.add(entity(**{"key": key, named: name} | ({reference: parent} if reference else {})))
            expected[kind, key] = (name, parent)
        elif there:
            key = there[place % len(there)]
            old_name, old_parent = expected[kind, key]
            found = session.get_one(entity, key)
            if what == "name":
                setattr(found, named, name)
                expected[kind, key] = (name, old_parent)
            elif what == "remove":
                session.delete(found)
                del expected[kind, key]
            elif reference:
                setattr(found, reference, parent)
                expected[kind, key] = (old_name, parent)
        session.flush()
        assert is_allowed(expected)


def found_in(session: Session) -> State:
    """Everything in the file."""
    state: State = {}
    for kind, (entity, named, reference, _) in KINDS.items():
        sql = f"SELECT key, {named}, {reference or 'NULL'} FROM {entity.__tablename__}"
        for key, name, parent in session.connection().exec_driver_sql(sql):
            state[kind, key] = (name, parent)
    return state


IS_LONG = settings.default is not None and settings.default.max_examples > 1000
Histories.TestCase.settings = settings(max_examples=200 if IS_LONG else 40, stateful_step_count=50)
TestHistories = pytest.mark.timeout(1800 if IS_LONG else 300)(Histories.TestCase)

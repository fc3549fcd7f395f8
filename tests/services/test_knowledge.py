from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import ProjectClass, Rating
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.knowledge import Competence, Practice, Training, TrainingKind
from pmo_desktop.domain.method import DocumentTemplate
from pmo_desktop.services import knowledge, registers, workspaces
from pmo_desktop.services.insights.knowledge import (
    competence_map,
    knowledge_figures,
    lessons_for,
    lessons_for_gate,
    lessons_for_project,
)
from pmo_desktop.services.knowledge import KnowledgeIndex
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.storage.workspace import Workspace

ON = date(2026, 11, 27)


def fill(session: Session) -> dict[str, int]:
    def add(table: str, **values: object) -> int:
        return registers.add(session, register_named(table), values)

    depot = registers.add(session, PROJECTS, {"reference": "P-1", "name": "Depot conversion", "category": "Energy"})
    bridge = registers.add(
        session, PROJECTS, {"name": "Bridge", "category": "Track", "description": "A crane lifts it"}
    )
    lesson = register_named("lesson")
    grid = registers.add(
        session,
        lesson,
        {
            "title": "The grid connection came late",
            "project_key": depot,
            "category": "Energy",
            "recommendation": "Order the connection first",
            "learnt_on": date(2026, 8, 1),
        },
    )
    add(
        "lesson",
        title="The crane was booked twice",
        recommendation="Book the crane by name",
        learnt_on=date(2024, 1, 1),
    )
    add("practice", title="Order first what takes longest", text="Five parts, in week one.")
    role = add("role", name="Buyer")
    ada, ben = add("person", name="Ada", role_key=role), add("person", name="Ben")
    for person, level, needed in ((ada, 2, 3), (ben, 4, 3)):
        session.add(Competence(person_key=person, title="Contracts", level=level, needed=needed))
    session.add(Competence(person_key=ada, title="Risk", level=3, needed=3))
    session.add(Training(person_key=ada, title="Contracts in a day", hours=7.0, held_on=date(2026, 3, 1)))
    session.add(Training(title="Long ago", kind=TrainingKind.COACHING, hours=9.0, held_on=date(2020, 3, 1)))
    session.add(DocumentTemplate(title="Business case", purpose="Options with cost", version="3"))
    gate = add("gate", name="Gate 2", project_key=bridge)
    add("gate_criterion", gate_key=gate, title="The grid connection is ordered, the crane is booked")
    return {"depot": depot, "bridge": bridge, "grid": grid, "gate": gate}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "knowledge.pmo", currency="EUR")
    yield made
    made.close()


@pytest.fixture
def keys(workspace: Workspace) -> dict[str, int]:
    return workspace.do("Fill", fill).value


def test_lessons_practices_training_and_templates_are_found_by_their_words(
    workspace: Workspace, keys: dict[str, int]
) -> None:
    with workspace.reading() as session:
        index = KnowledgeIndex(session)
    found = {
        words: [(each.table, each.title) for each in index.search(words)] for words in ("order", "contract", "option")
    }
    assert found["order"] == [
        ("practice", "Order first what takes longest"),
        ("lesson", "The grid connection came late"),
    ]
    assert found["contract"] == [("training", "Contracts in a day")]
    assert found["option"] == [("document_template", "Business case")]
    first = index.search("grid")[0]
    assert (first.key, first.kind, first.source) == (keys["grid"], "Lesson", "P-1 Depot conversion Energy")
    assert len(index.newest()) == 6
    assert len(index.newest(2)) == 2
    assert all(each.excerpt for each in index.newest() if each.table == "lesson")
    index.close()


def test_searching_leaves_the_file_as_it_is_compared_on_opening(workspace: Workspace, keys: dict[str, int]) -> None:
    with workspace.reading() as session:
        index = KnowledgeIndex(session)
        assert [each.key for each in index.search("grid")] == [keys["grid"]]
        assert set(session.scalars(text("SELECT name FROM sqlite_temp_schema"))).isdisjoint({"text"})
    index.close()
    path = workspace.path
    workspace.close()
    opened = workspaces.open_workspace(path)
    assert opened.faults() == []
    opened.close()


def test_a_new_project_is_offered_what_was_learnt_by_category_and_words(
    workspace: Workspace, keys: dict[str, int]
) -> None:
    del keys
    with workspace.reading() as session:
        by_category = lessons_for(session, category="energy", project_class=ProjectClass.SMALL, text="")
        by_words = lessons_for(session, category="", project_class=None, text="Book a crane and a lorry")
        nothing = lessons_for(session, category="", project_class=None, text="")
    assert [(each.title, each.points, each.why) for each in by_category] == [
        ("The grid connection came late", 45, "same category")
    ]
    assert [(each.title, each.source, each.why) for each in by_words] == [
        ("The crane was booked twice", "", "words: book and crane")
    ]
    assert nothing == ()


def test_a_project_is_not_offered_its_own_lessons_and_a_gate_looks_at_its_criteria(
    workspace: Workspace, keys: dict[str, int]
) -> None:
    with workspace.reading() as session:
        assert lessons_for_project(session, keys["depot"]) == ()
        assert lessons_for_project(session, keys["bridge"]) == ()
        assert [each.title for each in lessons_for_gate(session, keys["gate"])] == ["The crane was booked twice"]


def test_the_figures_count_the_last_year(workspace: Workspace, keys: dict[str, int]) -> None:
    with workspace.reading() as session:
        assert not knowledge_figures(session, ON).is_empty
        found = knowledge_figures(session, ON)
    assert (found.lessons, found.new_lessons, found.practices) == (2, 1, 1)
    assert (found.hours, found.people, found.gaps) == (7.0, 1, 1)
    assert keys


def test_competence_is_averaged_by_role_against_what_is_needed(workspace: Workspace, keys: dict[str, int]) -> None:
    del keys
    with workspace.reading() as session:
        found = competence_map(session)
    assert found.competences == ("Contracts", "Risk")
    assert [(row.label, row.note, [cell.shown for cell in row.cells]) for row in found.rows] == [
        ("Buyer", "1 person", ["2.0", "3.0"]),
        ("Without a role", "1 person", ["4.0", "—"]),
    ]
    assert [cell.rating for cell in found.rows[0].cells] == [Rating.RED, Rating.GREEN]
    assert found.rows[1].cells[1].rating is None


def test_our_practices_are_taken_once(workspace: Workspace) -> None:
    assert workspace.do("Practices", knowledge.take_practices).value == 6
    with pytest.raises(PmoError, match="all here already"):
        workspace.do("Practices", knowledge.take_practices)
    assert workspace.do("Practices", lambda session: knowledge.take_practices(session, "fr")).value == 6
    with workspace.reading() as session:
        assert len(set(session.scalars(select(Practice.title)))) == 12

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from pmo_desktop.domain.assessment import Answer, Evidence, Remark, Respondent
from pmo_desktop.domain.choices import AssessmentSubject
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange.questionnaire import (
    ANSWER,
    COMMENT,
    EVIDENCE,
    KEY,
    LAST,
    read_questionnaire,
    write_questionnaire,
)
from pmo_desktop.services import assessments, questionnaires, workspaces
from pmo_desktop.services.insights.rounds import round_of
from pmo_desktop.services.questionnaires import Merged, merge
from pmo_desktop.storage.workspace import Workspace

MARCH, APRIL = date(2026, 3, 10), date(2026, 4, 2)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "office.pmo", organisation="Meridian", currency="EUR")
    yield made
    made.close()


@pytest.fixture
def key(workspace: Workspace) -> int:
    subject = AssessmentSubject.ORGANISATION
    return workspace.do("Begin", lambda s: assessments.begin(s, "need-check", "Need 2026", subject, MARCH).key).value


def sent(workspace: Workspace, key: int, path: Path, name: str = "Anna Weiß") -> Path:
    with workspace.reading() as session:
        write_questionnaire(path, questionnaires.questionnaire(session, key, name))
    workspace.do("Send", lambda s: questionnaires.send(s, key, name, MARCH))
    return path


def fill(path: Path, said: dict[str, tuple[str | int, str, str]]) -> None:
    """Answer statements by their keys with an answer, a comment and evidence."""
    book = load_workbook(path)
    page = book.worksheets[0]
    for row in page.iter_rows():
        if row[KEY].value in said:
            for column, words in zip((ANSWER, COMMENT, EVIDENCE), said[str(row[KEY].value)], strict=True):
                page.cell(row[KEY].row or 0, column + 1, words)
    book.save(path)


def taken(workspace: Workspace, path: Path) -> Merged:
    return workspace.do("Merge", lambda s: merge(s, read_questionnaire(path), APRIL)).value


def test_answers_go_out_and_come_back_whole(workspace: Workspace, key: int, tmp_path: Path) -> None:
    path = sent(workspace, key, tmp_path / "anna.xlsx")
    fill(
        path,
        {
            "volume-1": ("2 Largely", "About fifteen", "List of projects; Budget 2026"),
            "volume-2": ("n/a", "", ""),
            "volume-3": ("fully", "", ""),
            "finance-1": (1, "", ""),
            "finance-2": ("", "No answer yet", ""),
        },
    )
    told = ("Row 13: “No answer yet” is kept, but stands without an answer.",)
    assert taken(workspace, path) == Merged("Anna Weiß", new=4, changed=0, same=0, kept=0, problems=told)
    with workspace.reading() as session:
        given = {each.statement: each for each in session.scalars(select(Answer))}
        assert {name: each.value for name, each in given.items()} == {
            "volume-1": 2, "volume-2": None, "volume-3": 3, "finance-1": 1,
        }  # fmt: skip
        assert {each.respondent for each in given.values()} == {"Anna Weiß"}
        assert given["volume-1"].comment == "About fifteen"
        assert set(session.scalars(select(Evidence.title))) == {"List of projects", "Budget 2026"}
        person = session.scalars(select(Respondent)).one()
        assert (person.sent_on, person.returned_on) == (MARCH, APRIL)
        (seen,) = questionnaires.respondents(session, key)
    assert (seen.answered, seen.asked) == (4, 24)


def test_what_was_said_before_is_filled_in_and_an_empty_cell_takes_nothing_back(
    workspace: Workspace, key: int, tmp_path: Path
) -> None:
    first = sent(workspace, key, tmp_path / "first.xlsx")
    fill(first, {"volume-1": ("3 Fully", "Sure", "List"), "volume-2": ("0 No", "", "")})
    taken(workspace, first)
    second = sent(workspace, key, tmp_path / "second.xlsx")
    page = load_workbook(second).worksheets[0]
    filled = {row[KEY].value: row[ANSWER].value for row in page.iter_rows() if row[ANSWER].value}
    assert (filled["volume-1"], filled["volume-2"]) == ("3 Fully", "0 No")
    fill(second, {"volume-1": ("", "", ""), "volume-2": ("1 Partly", "", "")})
    assert taken(workspace, second) == Merged("Anna Weiß", new=0, changed=1, same=0, kept=1, problems=())
    assert taken(workspace, second) == Merged("Anna Weiß", new=0, changed=0, same=1, kept=1, problems=())
    with workspace.reading() as session:
        kept = session.scalars(select(Answer).where(Answer.statement == "volume-1")).one()
        assert (kept.value, kept.comment) == (3, "Sure")
        assert session.scalars(select(Evidence.title)).all() == ["List"]


def test_words_without_an_answer_are_kept_shown_and_filled_in_till_it_is_given(
    workspace: Workspace, key: int, tmp_path: Path
) -> None:
    first = sent(workspace, key, tmp_path / "first.xlsx")
    fill(first, {"volume-1": ("", "Ask the board", "Minutes"), "volume-2": ("2", "Not sure", "")})
    for _ in range(2):
        assert len(taken(workspace, first).problems) == 1
    with workspace.reading() as session:
        one, two = round_of(session, key).answers[:2]
    assert (one.said, one.settled) == ((("Anna Weiß", "Ask the board · Minutes"),), None)
    assert two.comments == "Anna Weiß: Not sure"
    second = sent(workspace, key, tmp_path / "second.xlsx")
    page = (book := load_workbook(second)).worksheets[0]
    assert [page.cell(8, column + 1).value for column in (COMMENT, EVIDENCE)] == ["Ask the board", "Minutes"]
    page.cell(8, ANSWER + 1, "3")
    book.save(second)
    taken(workspace, second)
    with workspace.reading() as session:
        given = session.scalars(select(Answer).where(Answer.statement == "volume-1")).one()
        assert (given.value, given.comment) == (3, "Ask the board")
        assert session.scalars(select(Evidence.title)).all() == ["Minutes"]
        assert session.scalars(select(Remark)).all() == []


def test_respondents_stay_apart_and_their_spread_is_told(workspace: Workspace, key: int, tmp_path: Path) -> None:
    for name, word in (("Anna", "0 No"), ("Ben", "3 Fully"), ("Chloe", "3 Fully")):
        path = sent(workspace, key, tmp_path / f"{name}.xlsx", name)
        fill(path, {"volume-1": (word, "", "")})
        taken(workspace, path)
    with workspace.reading() as session:
        first = round_of(session, key).answers[0]
    assert (first.settled, first.pooled.spread, first.is_disputed) == (3, 3, True)


def test_what_is_no_answer_is_told_with_its_row_and_the_rest_is_taken(
    workspace: Workspace, key: int, tmp_path: Path
) -> None:
    path = sent(workspace, key, tmp_path / "anna.xlsx")
    fill(path, {"volume-1": ("perhaps", "", ""), "volume-2": ("1", "", "")})
    found = taken(workspace, path)
    assert found.new == 1
    assert found.problems == ("Row 8: “perhaps” is none of 0 No, 1 Partly, 2 Largely, 3 Fully, n/a.",)


def test_the_sheet_offers_the_answers_and_locks_the_rest(workspace: Workspace, key: int, tmp_path: Path) -> None:
    page = load_workbook(sent(workspace, key, tmp_path / "anna.xlsx")).worksheets[0]
    rules = page.data_validations.dataValidation
    assert {rule.formula1 for rule in rules} == {'"0 No,1 Partly,2 Largely,3 Fully,n/a"'}
    assert len(rules) == 24
    assert page.protection.sheet
    assert not page.cell(8, ANSWER + 1).protection.locked
    assert page.cell(8, KEY + 1).protection.locked


def test_the_answers_of_last_time_stand_beside(workspace: Workspace, key: int, tmp_path: Path) -> None:
    workspace.do("Answer", lambda s: assessments.answer(s, key, "volume-1", 2))
    workspace.do("Close", lambda s: assessments.close(s, key, MARCH))
    subject = AssessmentSubject.ORGANISATION
    later = workspace.do("Begin", lambda s: assessments.begin(s, "need-check", "Later", subject, APRIL).key).value
    page = load_workbook(sent(workspace, later, tmp_path / "anna.xlsx")).worksheets[0]
    assert page.cell(8, LAST + 1).value == "Largely"


def test_formulas_stay_text(workspace: Workspace, key: int, tmp_path: Path) -> None:
    path = sent(workspace, key, tmp_path / "anna.xlsx", '=HYPERLINK("http://evil")')
    cells = [cell for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)


def test_other_files_and_closed_or_unknown_assessments_are_refused(
    workspace: Workspace, key: int, tmp_path: Path
) -> None:
    other = tmp_path / "other.xlsx"
    Workbook().save(other)
    with pytest.raises(PmoError, match="is no questionnaire"):
        read_questionnaire(other)
    path = sent(workspace, key, tmp_path / "anna.xlsx")
    with pytest.raises(PmoError, match="name of the respondent"), workspace.reading() as session:
        questionnaires.questionnaire(session, key, "  ")
    workspace.do("Answer", lambda s: assessments.answer(s, key, "volume-1", 2))
    workspace.do("Close", lambda s: assessments.close(s, key, MARCH))
    with pytest.raises(PmoError, match="is closed"):
        taken(workspace, path)
    elsewhere = workspaces.create(tmp_path / "elsewhere.pmo")
    with pytest.raises(PmoError, match="not in this workspace"):
        taken(elsewhere, path)
    elsewhere.close()

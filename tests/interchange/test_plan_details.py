"""Plans worked out by hand: what a plan says in its odd corners, and what must come of it."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.baseline import Baseline, BaselineMilestone
from pmo_desktop.domain.importing import ReadBook
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.project import Project
from pmo_desktop.interchange import read_book
from pmo_desktop.interchange.bare_plan import BarePlan
from pmo_desktop.interchange.plans import read_plan
from pmo_desktop.services.imports import Wishes, take_book
from pmo_desktop.services.workspaces import create
from pmo_desktop.storage.workspace import Workspace


def task(name: str, **values: str | int) -> str:
    """One task of an MSPDI document; a value that is more XML stands under `more`."""
    more = str(values.pop("more", ""))
    return (
        f"<Task><Name>{name}</Name>"
        + "".join(f"<{key}>{value}</{key}>" for key, value in values.items())
        + f"{more}</Task>"
    )


def baseline(number: int, start: str, finish: str, cost: int = 0) -> str:
    """One baseline of a task: days, and money in hundredths."""
    return (
        f"<Baseline><Number>{number}</Number><Start>{start}T08:00:00</Start><Finish>{finish}T17:00:00</Finish>"
        f"<Cost>{cost}</Cost></Baseline>"
    )


def project(*tasks: str, head: str = "") -> bytes:
    """A whole document."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project">'
        f"<Title>Quay</Title>{head}<Tasks>{''.join(tasks)}</Tasks></Project>"
    ).encode()


def bare(content: bytes) -> BarePlan:
    """The plan in a document."""
    found = read_plan(content)
    assert isinstance(found, BarePlan)
    return found


def book(folder: Path, content: bytes, name: str = "plan.xml") -> ReadBook:
    """What is read from a document."""
    (folder / name).write_bytes(content)
    return read_book(folder / name)


def values(read: ReadBook, target: str) -> list[dict[str, object]]:
    """The values of the rows of one register."""
    return [dict(row.values) for table in read.tables if table.target == target for row in table.rows]


def test_flags_may_be_words_and_tasks_of_other_plans_are_left_out(tmp_path: Path) -> None:
    read = book(
        tmp_path,
        project(
            task("Quay", UID=0, OutlineLevel=0, Summary="true", Start="2026-01-05T08:00:00"),
            task("Build", UID=1, OutlineLevel=1, Summary="true", Milestone="false", IsNull="false", Active="true"),
            task(
                "Wall",
                UID=2,
                OutlineLevel=2,
                Summary="false",
                Start="2026-01-05T08:00:00",
                Finish="2026-02-06T17:00:00",
            ),
            task("Dropped", UID=3, OutlineLevel=2, Active="false", Finish="2029-01-01T17:00:00"),
            task("", UID=4, IsNull="true"),
            task("Theirs", UID=5, OutlineLevel=2, ExternalTask="true", Finish="2030-01-01T17:00:00"),
            task("Handed over", UID=6, OutlineLevel=2, Milestone="true", Finish="2026-02-09T17:00:00"),
        ),
    )
    assert [row["name"] for row in values(read, "milestone")] == ["Handed over"]
    assert values(read, "project")[0]["forecast_finish_on"] == date(2026, 2, 9)
    assert any("left out: 3" in note for note in read.tables[0].notes)


def test_what_ends_at_midnight_ended_on_the_day_before(tmp_path: Path) -> None:
    read = book(
        tmp_path,
        project(
            task("Watch", UID=1, OutlineLevel=1, Start="2026-03-01T00:00:00", Finish="2026-03-04T00:00:00"),
            task(
                "Opened", UID=2, OutlineLevel=1, Milestone=1, Start="2026-03-02T00:00:00", Finish="2026-03-02T00:00:00"
            ),
        ),
    )
    assert values(read, "project")[0]["forecast_finish_on"] == date(2026, 3, 3)
    assert values(read, "milestone")[0]["forecast_on"] == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("duration", "form", "days"),
    [
        ("PT70H0M0S", 7, 10),
        ("PT72H0M0S", 8, 3),
        ("PT72H0M0S", 40, 3),
        ("PT3H30M0S", 5, 0.5),
        ("P2DT0H", 8, 2),
        ("P1Y", 7, None),
    ],
)
def test_a_day_of_work_has_seven_hours_here_and_an_elapsed_one_twenty_four(
    duration: str, form: int, days: float | None
) -> None:
    plan = bare(project(task("Dig", Duration=duration, DurationFormat=form), head="<MinutesPerDay>420</MinutesPerDay>"))
    assert plan.tasks[0].days == days


def test_earned_value_is_of_the_leaves_where_the_whole_says_nothing(tmp_path: Path) -> None:
    money: list[dict[str, str | int]] = [
        # cost, ActualCost, BCWS, BCWP, ACWP in hundredths: 10 000.00 planned, of which 6 000 due and 4 000 earned
        {"Cost": 700_000, "ActualCost": 500_000, "BCWS": 400_000, "BCWP": 300_000, "ACWP": 450_000},
        {"Cost": 500_000, "ActualCost": 0, "BCWS": 200_000, "BCWP": 100_000, "ACWP": 0},
    ]
    days: dict[str, str | int] = {"Start": "2026-01-05T08:00:00", "Finish": "2026-06-05T17:00:00", "Summary": 0}
    leaves = [
        task(name, UID=uid, OutlineLevel=2, more=baseline(0, "2026-01-05", "2026-05-29", cost), **days, **figures)
        for name, uid, cost, figures in (("Wall", 2, 600_000, money[0]), ("Crane", 3, 400_000, money[1]))
    ]
    upper = task("Build", UID=1, OutlineLevel=1, Summary=1, Cost=1_200_000, BCWS=600_000)
    read = book(tmp_path, project(task("Quay", UID=0, OutlineLevel=0, Summary=1), upper, *leaves))
    found = values(read, "project")[0]
    assert {name: found.get(name) for name in ("bac", "eac", "ac", "pv", "ev")} == {
        "bac": 1_000_000, "eac": 1_200_000, "ac": 450_000, "pv": 600_000, "ev": 400_000,
    }  # fmt: skip
    bare_money = book(
        tmp_path,
        project(*(each.replace("<Baseline>", "<Other>").replace("</Baseline>", "</Other>") for each in leaves)),
    )
    found = values(bare_money, "project")[0]
    assert {name: found.get(name) for name in ("bac", "eac", "ac", "pv", "ev")} == {
        "bac": None, "eac": 1_200_000, "ac": 500_000, "pv": None, "ev": None,
    }  # fmt: skip


_VERSIONS = project(
    task("Quay", UID=0, OutlineLevel=0, Summary=1),
    task(
        "Wall", UID=1, OutlineLevel=1, Summary=0, Start="2026-01-12T08:00:00", Finish="2026-09-30T17:00:00",
        more=baseline(0, "2026-01-12", "2026-08-31", 900_000) + baseline(1, "2026-01-05", "2026-06-30", 700_000)
        + baseline(2, "2026-01-05", "2026-07-31", 800_000),
    ),
    task(
        "Opened", UID=2, OutlineLevel=1, Summary=0, Milestone=1, Finish="2026-09-30T17:00:00",
        more=baseline(0, "2026-08-31", "2026-08-31") + baseline(1, "2026-06-30", "2026-06-30"),
    ),
)  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "a.pmo")
    yield made
    made.close()


def versions(workspace: Workspace) -> list[tuple[int, date | None, int | None, str]]:
    with workspace.reading() as session:
        found = session.scalars(select(Baseline).order_by(Baseline.version))
        return [(each.version, each.finish_on, each.bac, each.reason) for each in found]


def test_every_baseline_is_kept_as_a_version_and_the_current_one_counts(tmp_path: Path, workspace: Workspace) -> None:
    read = book(tmp_path, _VERSIONS)
    workspace.do("Import", lambda session: take_book(session, read))
    assert versions(workspace) == [
        (1, date(2026, 6, 30), 700_000, "Baseline 1 of Microsoft Project."),
        (2, date(2026, 7, 31), 800_000, "Baseline 2 of Microsoft Project."),
        (3, date(2026, 8, 31), 900_000, "Baseline 0 of Microsoft Project."),
    ]
    with workspace.reading() as session:
        kept = session.scalars(select(Project)).one()
        assert (kept.baseline_finish_on, kept.bac) == (date(2026, 8, 31), 900_000)
        assert session.scalars(select(Milestone.baseline_on)).one() == date(2026, 8, 31)
        days = session.execute(select(Baseline.version, BaselineMilestone.planned_on).join(BaselineMilestone))
        assert sorted((version, day) for version, day in days) == [(1, date(2026, 6, 30)), (3, date(2026, 8, 31))]
    again = workspace.do("Import", lambda session: take_book(session, read)).value
    assert {(each.created, each.updated) for each in again.outcomes} == {(0, 0)}
    newer = _VERSIONS.replace(b"2026-08-31T17", b"2026-10-31T17")
    workspace.do("Import", lambda session: take_book(session, book(tmp_path, newer)))
    assert [(version, finish) for version, finish, _, _ in versions(workspace)][2:] == [
        (3, date(2026, 8, 31)), (4, date(2026, 10, 31)),
    ]  # fmt: skip
    workspace.undo()
    assert len(versions(workspace)) == 3


def test_the_baseline_that_earned_value_is_measured_by_counts(tmp_path: Path) -> None:
    measured = _VERSIONS.replace(b"<Tasks>", b"<BaselineForEarnedValue>2</BaselineForEarnedValue><Tasks>")
    read = book(tmp_path, measured)
    assert values(read, "project")[0]["baseline_finish_on"] == date(2026, 7, 31)
    assert [row["finish_on"] for row in values(read, "baseline")][-1] == date(2026, 7, 31)
    without = _VERSIONS.replace(b"<Number>0</Number>", b"<Number>5</Number>")
    assert values(book(tmp_path, without), "project")[0]["baseline_finish_on"] == date(2026, 8, 31)


def test_a_plan_of_an_earlier_time_adds_no_baselines(tmp_path: Path, workspace: Workspace) -> None:
    workspace.do("Import", lambda session: take_book(session, book(tmp_path, _VERSIONS), Wishes(period="2026-06")))
    old = book(tmp_path, _VERSIONS.replace(b"2026-08-31T17", b"2026-05-31T17"))
    done = workspace.do("Import", lambda session: take_book(session, old, Wishes(period="2026-01"))).value
    assert any("older" in note for each in done.outcomes for note in each.notes)
    assert len(versions(workspace)) == 3


def test_a_plan_may_belong_to_a_project_of_another_name(tmp_path: Path, workspace: Workspace) -> None:
    def add(session: Session) -> None:
        session.add(Project(name="Harbour extension", reference="P-004"))

    workspace.do("Add", add)
    workspace.do("Import", lambda session: take_book(session, book(tmp_path, _VERSIONS), Wishes(project="p-004")))
    with workspace.reading() as session:
        kept = session.scalars(select(Project)).one()
        assert (kept.name, kept.forecast_finish_on) == ("Harbour extension", date(2026, 9, 30))
        assert session.scalars(select(Milestone.project_key)).one() == kept.key
    assert len(versions(workspace)) == 3


def test_ten_thousand_tasks_are_read_in_seconds(tmp_path: Path) -> None:
    many = [
        task(f"Task {number}", UID=number, Summary=0, OutlineLevel=1 + number % 4, Finish="2026-05-29T17:00:00",
             Milestone=int(number % 100 == 0), more=baseline(0, "2026-01-05", "2026-05-01", 100))
        for number in range(1, 10_001)
    ]  # fmt: skip
    (tmp_path / "plan.xml").write_bytes(project(*many))
    start = time.perf_counter()
    read = read_book(tmp_path / "plan.xml")
    assert time.perf_counter() - start < 20  # it takes about two seconds on a machine with nothing else to do
    assert len(values(read, "milestone")) == 100


@pytest.mark.parametrize("content", [
    _VERSIONS, b"\xef\xbb\xbf" + _VERSIONS, _VERSIONS.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    _VERSIONS.decode().replace("UTF-8", "UTF-16").encode("utf-16-be").join((b"\xfe\xff", b"")),
    _VERSIONS.replace(b"UTF-8", b"ISO-8859-1"),
], ids=["plain", "mark", "utf-16", "utf-16-be", "latin-1"])  # fmt: skip
def test_a_plan_is_read_in_any_encoding(content: bytes, tmp_path: Path) -> None:
    assert len(values(book(tmp_path, content), "baseline")) == 3


_GANTT = """<?xml version="1.0" encoding="UTF-8"?><project name="House" company="" version="3.3">
<calendars base-id="none"><day-types>
<default-week id="1" name="default" sun="1" mon="0" tue="0" wed="0" thu="0" fri="0" sat="1"/>
<only-show-weekends value="false"/></day-types>
<date year="2026" month="1" date="12" type="HOLIDAY"/><date year="" month="1" date="13" type="HOLIDAY"/>
<date year="2026" month="1" date="17" type="WORKING_DAY"/></calendars>
<tasks><task id="1" name="Floor" meeting="false" start="2026-01-09" duration="6" complete="0"
 cost-manual-value="1250.5" cost-calculated="false"/>
<task id="2" name="Roof" meeting="false" start="2026-01-05" duration="1" cost-manual-value="99" cost-calculated="true"/>
<task id="3" name="Handed over" meeting="true" start="2026-01-19" duration="0"/></tasks>
<previous><previous-tasks name="First"><previous-task id="3" start="2026-01-12" duration="0" meeting="true"/>
</previous-tasks><previous-tasks name="Second"><previous-task id="1" start="2026-01-09" duration="2" meeting="false"/>
<previous-task id="3" start="2026-01-16" duration="0" meeting="true"/></previous-tasks></previous></project>"""


def test_gantt_project_knows_holidays_typed_costs_and_earlier_states(tmp_path: Path, workspace: Workspace) -> None:
    read = book(tmp_path, _GANTT.encode(), "house.gan")
    found = values(read, "project")[0]
    # Fr 9, We 14, Th 15, Fr 16, Sa 17 (worked on), Mo 19: the 12th is a holiday, the 13th one of every year
    plan = bare(_GANTT.encode())
    assert [each.finish for each in plan.tasks] == [date(2026, 1, 19), date(2026, 1, 5), date(2026, 1, 19)]
    assert found["eac"] == 125_050
    assert values(read, "milestone")[0]["baseline_on"] == date(2026, 1, 16)
    workspace.do("Import", lambda session: take_book(session, read))
    assert [(version, finish, reason) for version, finish, _, reason in versions(workspace)] == [
        (1, date(2026, 1, 12), "Baseline “First” of GanttProject."),
        (2, date(2026, 1, 16), "Baseline “Second” of GanttProject."),
    ]


def test_a_calendar_without_a_working_day_ends_no_task_late() -> None:
    every_day_off = _GANTT.replace('="0"', '="1"')
    assert bare(every_day_off.encode()).tasks[0].finish == date(2026, 1, 9)  # the day it begins on

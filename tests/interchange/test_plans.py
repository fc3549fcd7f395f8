from datetime import date
from pathlib import Path

import pytest

from pmo_desktop.domain.choices import MilestoneKind
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange import read_book
from pmo_desktop.interchange.bare_plan import BarePlan
from pmo_desktop.interchange.plans import read_plan
from pmo_desktop.interchange.sniff import POD_MARK

_FILES = Path(__file__).parents[1] / "files" / "registers"


def _task(uid: int, name: str, more: str, level: int = 1) -> str:
    return f"<Task><UID>{uid}</UID><Name>{name}</Name><OutlineLevel>{level}</OutlineLevel>{more}</Task>"


_WHOLE = (
    "<Start>2026-01-01T08:00:00</Start><Finish>2026-12-01T17:00:00</Finish><Cost>1000000</Cost><BCWS>500000</BCWS>"
    "<ActualCost>400000</ActualCost><BCWP>450000</BCWP><Baseline><Number>0</Number><Start>2026-01-01T08:00:00</Start>"
    "<Finish>2026-11-01T17:00:00</Finish><Cost>900000</Cost></Baseline>"
)
_DESIGN = (
    "<Start>2026-01-01T08:00:00</Start><Finish>2026-03-01T17:00:00</Finish><Duration>PT280H0M0S</Duration>"
    "<ActualStart>2026-01-02T08:00:00</ActualStart><PercentComplete>100</PercentComplete>"
)
_GATE = (
    "<Finish>2026-03-01T17:00:00</Finish><Duration>PT0H0M0S</Duration><PercentComplete>100</PercentComplete>"
    "<Baseline><Number>0</Number><Finish>2026-02-20T17:00:00</Finish></Baseline>"
    "<Baseline><Number>3</Number><Finish>2026-02-25T17:00:00</Finish></Baseline>"
)
PLAN = (
    '<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project"><Title>Harbour</Title>'
    "<Manager>A. Doe</Manager><CurrencyCode>EUR</CurrencyCode><MinutesPerDay>420</MinutesPerDay>"
    "<StatusDate>2026-06-30T17:00:00</StatusDate><Tasks>"
    + _task(0, "Harbour", _WHOLE, 0) + _task(1, "Design", _DESIGN) + _task(2, "Gate 2", _GATE)
    + _task(3, "", "<IsNull>1</IsNull>") + _task(4, "Dropped", "<Active>0</Active>")
    + _task(5, "Opening", "<Milestone>1</Milestone><Finish>2026-12-01T17:00:00</Finish>")
    + "</Tasks><Resources><Resource><UID>1</UID><Name>B. Roe</Name><Type>1</Type><Group>Engineer</Group><MaxUnits>0.5"
    "</MaxUnits></Resource><Resource><UID>2</UID><Name>Steel</Name><Type>0</Type></Resource></Resources></Project>"
)  # fmt: skip


@pytest.mark.parametrize(("name", "content"), [
    ("plan.xml", PLAN.encode()), ("wide.xml", PLAN.replace("UTF-8", "UTF-16").encode("utf-16")),
    ("plan.pod", b"\xac\xed\x00\x05sr\x00" + b"\0" * 50 + POD_MARK + PLAN.encode()),
])  # fmt: skip
def test_a_plan_is_a_project_its_milestones_and_its_people(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    project, milestones, baselines, people = read_book(tmp_path / name).tables
    assert project.rows[0].values == {
        "name": "Harbour", "project_manager": "A. Doe", "baseline_start_on": date(2026, 1, 1),
        "baseline_finish_on": date(2026, 11, 1), "forecast_start_on": date(2026, 1, 1),
        "forecast_finish_on": date(2026, 12, 1), "actual_start_on": date(2026, 1, 2), "bac": 900_000,
        "eac": 1_000_000, "ac": 400_000, "pv": 500_000, "ev": 450_000,
    }  # fmt: skip
    assert (project.period_hint, project.currency) == ("2026-06", "EUR")
    assert any("baselines 0, 3; 0 counts" in note for note in project.notes)
    assert any("left out: 2" in note for note in project.notes)
    names = ("name", "kind", "baseline_on", "forecast_on", "actual_on")
    assert [tuple(row.values[each] for each in names) for row in milestones.rows] == [
        ("Gate 2", MilestoneKind.GATE, date(2026, 2, 20), date(2026, 3, 1), date(2026, 3, 1)),
        ("Opening", MilestoneKind.DELIVERY, None, date(2026, 12, 1), None),
    ]
    assert [row.values["finish_on"] for row in baselines.rows] == [date(2026, 2, 25), date(2026, 11, 1)]
    assert people.rows[0].values == {"name": "B. Roe", "role_key": "Engineer", "fte": 0.5}


def test_a_day_has_as_many_minutes_as_the_plan_says() -> None:
    plan = read_plan(PLAN.encode())
    assert isinstance(plan, BarePlan)
    assert [task.days for task in plan.tasks if task.name == "Design"] == [40]


def test_a_task_above_deeper_ones_sums_them_up_where_nothing_says_so() -> None:
    text = PLAN.replace(_task(5, "Opening", ""), "").replace("</Tasks>", _task(6, "Below", "", 2) + "</Tasks>")
    plan = read_plan(text.encode())
    assert isinstance(plan, BarePlan)
    assert [task.name for task in plan.tasks if task.is_summary] == ["Harbour", "Opening"]


def test_a_plan_of_gantt_project_counts_working_days(tmp_path: Path) -> None:
    (tmp_path / "a.gan").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><project name="House" company="ACME" version="3.2"><tasks>'
        '<task id="0" name="Build" start="2026-01-05" duration="10"><task id="1" name="Floor" start="2026-01-09" '
        'duration="2" complete="100"/><task id="2" name="Roof on" meeting="true" start="2026-01-16" duration="0"/>'
        '</task></tasks><previous><previous-tasks name="B">'
        '<previous-task id="2" start="2026-01-14" duration="0" meeting="true"/>'
        "</previous-tasks></previous></project>"
    )
    project, milestones, _baselines = read_book(tmp_path / "a.gan").tables
    assert project.rows[0].values["forecast_finish_on"] == date(2026, 1, 16)
    assert [milestones.rows[0].values[each] for each in ("name", "baseline_on", "forecast_on")] == [
        "Roof on", date(2026, 1, 14), date(2026, 1, 16),
    ]  # fmt: skip
    plan = read_plan((tmp_path / "a.gan").read_bytes())
    assert isinstance(plan, BarePlan)
    assert [task.finish for task in plan.tasks if task.name == "Floor"] == [date(2026, 1, 12)]  # Friday and Monday


@pytest.mark.parametrize("content", [
    PLAN.replace("<Project ", '<!DOCTYPE p [<!ENTITY a "aaaa">]><Project ').encode(), PLAN[:900].encode(),
    b'<?xml version="1.0"?><Project><a', b"\xac\xed\x00\x05sr\x00" + b"\0" * 50,
])  # fmt: skip
def test_a_plan_with_a_document_type_a_cut_one_and_bare_objects_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xml").write_bytes(content)
    with pytest.raises(PmoError, match=r"a\.xml"):
        read_book(tmp_path / "a.xml")


def test_a_plan_without_tasks_has_nothing_to_import() -> None:
    with pytest.raises(PmoError, match="without a task"):
        read_book(_FILES / "empty_plan.xml")

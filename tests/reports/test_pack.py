import hashlib
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.benefit import Benefit
from pmo_desktop.domain.choices import Level, Rating
from pmo_desktop.domain.decision import Decision
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Programme, Project
from pmo_desktop.domain.recipe import OnePagerRule, PackWords, Recipe
from pmo_desktop.domain.risk import Risk
from pmo_desktop.reports.pack import make_pack, write_pack
from pmo_desktop.reports.sections import SECTIONS
from pmo_desktop.services import periods, recipes, registers, workspaces
from pmo_desktop.services.files import save
from pmo_desktop.services.freezing import freeze_period
from pmo_desktop.services.recipes import recipe_named
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.services.sample import write_sample
from pmo_desktop.storage.workspace import Workspace

NASTY = (
    "R&D <b>bold</b> $\\frac{1}{2}$",
    "_hidden & <i>",
    "=1+1",
    "A" * 200,
    "many words " * 30,
    "Übung “quoted” – dash — Ω ✓",
    "项目办公室",
    "مكتب المشاريع",
    "line\nbreak\ttab",
    "%s {braces} {0}",
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = write_sample(tmp_path_factory.mktemp("sample") / "sample.pmo")
    yield workspace
    workspace.close()


def _workspace(path: Path) -> Workspace:
    made = workspaces.create(path, organisation="Harbour Trust")
    made.do(
        "Open", lambda s: periods.open_period(s, "May 2026", date(2026, 5, 1), date(2026, 5, 31), date(2026, 5, 27))
    )
    return made


def _text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_a_section_is_in_the_registry_once_and_under_its_own_name() -> None:
    keys = [section.key for section in SECTIONS]
    assert len(keys) == len(set(keys))
    assert set(workspaces.SECTIONS.split()) == set(keys)


def test_the_pack_of_the_sample_has_every_section_its_projects_and_its_imprint(sample: Workspace) -> None:
    pack = make_pack(sample)
    reader = PdfReader(BytesIO(pack.content))
    text = _text(pack.content)
    assert [key for key, _ in pack.first_pages] == workspaces.SECTIONS.split()
    assert len(reader.pages) == pack.pages
    assert pack.left_out == ()
    with sample.reading() as session:
        newest = periods.current_period(session)
        assert newest is not None
        names = registers.rows(
            session, PROJECTS, registers.keys(session, PROJECTS), ["name", "report.state", "kind", "status"]
        )
        assert all(name in text for name, state, _, _ in names if state is not None)
        assert newest.name in text
    head = sample.chain_head()[:12]
    assert f"{head[:4]} {head[4:8]} {head[8:]}" in text
    assert "DRAFT" in text
    assert reader.metadata is not None
    assert "Board pack" in str(reader.metadata.title)
    assert len(reader.outline) >= len(SECTIONS)


def test_the_same_workspace_gives_the_same_bytes_in_another_process(sample: Workspace, tmp_path: Path) -> None:
    copy = tmp_path / "copy.pmo"
    sample.copy_to(copy)
    digests = set()
    for number in range(2):
        out = tmp_path / f"{number}.pdf"
        ran = subprocess.run(
            [sys.executable, "-m", "pmo_desktop", "pack", str(copy), "-o", str(out)],
            capture_output=True, text=True, check=False, env={"PYTHONHASHSEED": str(number), "PATH": ""},
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        digests.add(hashlib.sha256(out.read_bytes()).hexdigest())
    digests.add(hashlib.sha256(make_pack(sample).content).hexdigest())
    assert len(digests) == 1


def test_a_frozen_period_gives_the_same_bytes_whatever_happens_later(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path / "w.pmo")
    key = workspace.do("Add", lambda s: registers.add(s, PROJECTS, {"name": "Quay", "bac": 100, "eac": 120})).value
    assert make_pack(workspace).is_draft
    freeze_period(workspace, "May 2026")
    before = make_pack(workspace, "May 2026")
    assert not before.is_draft
    workspace.do("Rename", lambda s: registers.edit(s, PROJECTS, key, "name", "Other"))
    workspace.do(
        "Open", lambda s: periods.open_period(s, "June 2026", date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 27))
    )
    assert make_pack(workspace, "May 2026").content == before.content
    assert "Other" in _text(make_pack(workspace).content)
    workspace.close()


_TWO_DAYS_LATER = """
import datetime, sys, time
class Date(datetime.date):
    @classmethod
    def today(cls):
        return datetime.date(2031, 3, 2)
class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.datetime(2031, 3, 2, 11, 7, tzinfo=tz)
datetime.date, datetime.datetime = Date, Moment
seconds = datetime.datetime(2031, 3, 2).timestamp()
time.time = lambda: seconds
from pmo_desktop.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_frozen_pack_is_the_same_in_another_process_on_another_day_whatever_became_of_its_recipe(
    tmp_path: Path,
) -> None:
    path, out = tmp_path / "w.pmo", tmp_path / "later.pdf"
    workspace = _workspace(path)
    workspace.do("Add", lambda s: registers.add(s, PROJECTS, {"name": "Quay", "bac": 100, "eac": 120}))
    with workspace.reading() as session:
        recipe, period = recipe_named(session), periods.period_named(session, "May 2026")
        key, period_key = recipe.key, period.key
    workspace.do("Say", lambda s: recipes.write_words(s, key, period_key, "dashboard", title="Ours", words="Why so."))
    freeze_period(workspace, "May 2026")
    first = make_pack(workspace, "May 2026", "Board pack")
    assert {"Ours", "Why so."} <= set(_text(first.content).split("\n"))
    assert first.titles["dashboard"] != "Ours"
    workspace.do("Say", lambda s: recipes.write_words(s, key, period_key, "dashboard", title="Other", words=""))
    workspace.do("Cut", lambda s: recipes.set_sections(s, key, ["annex"]))
    workspace.do("Name", lambda s: recipes.rename_recipe(s, key, "Renamed"))
    assert make_pack(workspace, "May 2026", "Renamed").content == first.content
    workspace.do("Add", lambda s: recipes.add_recipe(s, "New", key))
    assert make_pack(workspace, "May 2026", "New").pages < first.pages
    workspace.do("Delete", lambda s: recipes.remove_recipe(s, key))
    workspace.close()
    ran = subprocess.run(
        [sys.executable, "-c", _TWO_DAYS_LATER, "pack", str(path), "--period", "May 2026", "--recipe", "Board pack",
         "-o", str(out)],
        capture_output=True, text=True, check=False, env={"PYTHONHASHSEED": "7", "PATH": "", "TZ": "Asia/Tokyo"},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert out.read_bytes() == first.content


def test_a_pack_of_a_programme_tells_of_its_projects_alone(sample: Workspace) -> None:
    copy = sample.rehearsal()
    with copy.reading() as session:
        programme = session.scalars(select(Programme).order_by(Programme.key)).first()
        assert programme is not None
        inside = {each.name for each in session.scalars(select(Project)) if each.programme_key == programme.key}
        outside = {each.name for each in session.scalars(select(Project)) if each.programme_key != programme.key}
        named, scope = programme.name, programme.key
    key = copy.do("Add", lambda s: recipes.add_recipe(s, "Steering", level=Level.PROGRAMME)).value
    copy.do("Scope", lambda s: recipes.set_scope(s, key, [scope]))
    pack = make_pack(copy, recipe="Steering")
    text = " ".join(_text(pack.content).split())
    assert all(name in text for name in inside)
    assert not [name for name in outside if name in text]
    reader = PdfReader(BytesIO(pack.content))
    assert reader.metadata is not None
    assert reader.metadata.title == f"Programme report, {named}, November 2026"
    copy.close()


def test_one_pagers_by_hand_stand_in_the_order_they_were_chosen_in(sample: Workspace) -> None:
    copy = sample.rehearsal()
    with copy.reading() as session:
        recipe = recipe_named(session)
        keys = list(session.scalars(select(StatusReport.project_key).order_by(StatusReport.project_key.desc())))
    chosen = list(dict.fromkeys(keys))[:2]
    copy.do("Choose", lambda s: recipes.set_chosen(s, recipe.key, chosen))
    pack = make_pack(copy)
    assert [key for key in pack.titles if key.startswith("project-")] == [f"project-{key}" for key in chosen]
    copy.close()


def test_a_text_that_does_not_fit_its_page_stands_whole_at_the_end(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path / "w.pmo")
    key = workspace.do("Add", lambda s: registers.add(s, PROJECTS, {"name": "Quay"})).value
    sentences = [f"Sentence {number} says what happened." for number in range(400)]
    workspace.do("Rate", lambda s: registers.edit(s, PROJECTS, key, "report.overall", Rating.RED))
    workspace.do("Say", lambda s: registers.edit(s, PROJECTS, key, "report.path_to_green", " ".join(sentences)))
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(make_pack(workspace).content)).pages]
    own = next(at for at, page in enumerate(pages) if "ONE-PAGERS" in page)
    assert "happened. …" in pages[own]
    whole = " ".join(pages[next(at for at, page in enumerate(pages) if "TEXTS IN FULL" in page) :])
    assert whole.count("says what happened.") >= len(sentences) - 2  # some run on over the end of a page
    assert sentences[0] in whole
    assert sentences[-1] in whole
    workspace.close()


def test_a_one_pager_takes_one_page_however_much_it_has_to_say(sample: Workspace) -> None:
    copy = sample.rehearsal()
    long = " ".join(f"Sentence {number} tells at some length what happened." for number in range(60))

    def overfill(session: Session) -> None:
        for project in session.scalars(select(Project)):
            project.name = (
                f"{project.name}, of which nobody ever dared to shorten the name before the board met {long[:99]}"
            )
        for report in session.scalars(select(StatusReport)):
            report.summary = report.achieved = report.next_steps = report.path_to_green = long
        for entity in (Milestone, Risk, Issue, Benefit, Decision):
            for record in session.scalars(select(entity)):
                title = "name" if entity is Milestone else "title"
                setattr(record, title, f"{getattr(record, title)} {long[:200]}")
        recipe = session.scalars(select(Recipe)).one()
        recipe.one_pagers, recipe.sections = OnePagerRule.ALL, "one_pagers"
        periods_now = periods.current_period(session)
        assert periods_now is not None
        for project in session.scalars(select(Project)):
            session.add(
                PackWords(
                    recipe_key=recipe.key,
                    period_key=periods_now.key,
                    section=f"project-{project.key}",
                    words=long[:600],
                )
            )

    copy.do("Overfill", overfill)
    pack = make_pack(copy)
    own = [number for name, number in pack.starts.items() if name.startswith("project-")]
    assert own == list(range(1, len(own) + 1))
    assert pack.starts["carried"] in {len(own) + 1, len(own) + 2}
    copy.close()


def test_names_stay_names_and_nothing_raises(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path / "w.pmo")
    for number, name in enumerate(NASTY):
        key = workspace.do(
            "Add",
            lambda s, n=name, at=number: registers.add(  # type: ignore[misc]
                s, PROJECTS,
                {"name": n, "sponsor": n, "organisation": n, "description": n, "whole_life_cost": 10**at,
                 "forecast_finish_on": date(2027, 1, 1 + at)},
            ),
        ).value  # fmt: skip
        workspace.do("Rate", lambda s, k=key: registers.edit(s, PROJECTS, k, "report.overall", Rating.RED))  # type: ignore[misc]
        workspace.do("Say", lambda s, k=key, n=name: registers.edit(s, PROJECTS, k, "report.summary", n * 9))  # type: ignore[misc]
    pack = make_pack(workspace)
    text = _text(pack.content)
    for name in NASTY[:3]:
        assert name in text
    workspace.close()


@pytest.mark.parametrize("count", [0, 1, 120])
def test_a_pack_of_no_one_or_many_projects_without_any_figure_is_written(tmp_path: Path, count: int) -> None:
    workspace = _workspace(tmp_path / "w.pmo")
    workspace.do("Add", lambda s: [registers.add(s, PROJECTS, {"name": f"Project {n}"}) for n in range(count)])
    pack = make_pack(workspace)
    text = _text(pack.content)
    assert pack.pages >= 1
    assert all(f"Project {number}" in text for number in range(count))
    assert set(pack.left_out) <= {section.title for section in SECTIONS}
    workspace.close()


def test_a_recipe_chooses_the_sections_their_order_and_the_one_pagers(sample: Workspace) -> None:
    copy = sample.rehearsal()
    copy.do(
        "Recipe",
        lambda s: s.add(Recipe(name="Short", sections="dashboard summary one_pagers", one_pagers=OnePagerRule.NONE)),
    )
    pack = make_pack(copy, recipe="short")
    assert [key for key, _ in pack.first_pages] == ["dashboard", "summary"]
    assert len(pack.left_out) == 1
    with pytest.raises(PmoError, match="Short"):
        make_pack(copy, recipe="Long")
    copy.close()


def test_progress_rises_from_start_to_end_and_may_end_the_work(sample: Workspace) -> None:
    told: list[float] = []
    make_pack(sample, progress=lambda fraction, _: told.append(fraction))
    assert told == sorted(told)
    assert told[-1] == 1.0

    def cancel(fraction: float, words: str) -> None:
        del words
        if fraction > 0.3:
            raise PmoError("cancelled")  # noqa: EM101

    with pytest.raises(PmoError, match="cancelled"):
        make_pack(sample, progress=cancel)
    assert sample.faults() == []


def test_a_pack_is_written_whole_or_not_at_all(sample: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    pack = write_pack(sample, out)
    assert out.read_bytes() == pack.content
    with pytest.raises(PmoError, match="cannot be written"):
        save(b"new", tmp_path / "nowhere" / "pack.pdf")
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(PmoError, match="cannot be written"):
        save(b"new", tmp_path / "folder.pdf")
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".part")] == []

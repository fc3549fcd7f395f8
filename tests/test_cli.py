import csv
import json
import subprocess
import sys
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from pmo_desktop.cli import main
from pmo_desktop.domain.kept_text import KeptText
from pmo_desktop.domain.project import Project
from pmo_desktop.resources import resource
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.workspaces import open_workspace

GMPP_2021 = resource("sample", "gmpp", "uk_2021.csv")
GMPP_2019 = resource("sample", "gmpp", "uk_2019.csv")
FILES = Path(__file__).parent / "files"


def _info(file: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["info", str(file), "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def _recount(rows: list[dict[str, str]], column: str) -> tuple[int, Decimal]:
    """How many cells of a column are an amount in millions, and their sum in pounds: a parser of its own."""
    amounts = [row[column] for row in rows]
    millions = [Decimal(cell.strip()[1:].replace(",", "")) for cell in amounts if cell.strip().startswith("£")]
    return len(millions), sum(millions, Decimal(0)) * 1_000_000


def _rows_2021() -> list[dict[str, str]]:
    with GMPP_2021.open(encoding="cp1252", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _rows_2019() -> list[dict[str, str]]:
    with GMPP_2019.open(encoding="cp1252", newline="") as file:
        table = list(csv.reader(file))
    return [{row[0]: row[place] for row in table} for place in range(1, len(table[0]))]


@pytest.fixture(scope="module")
def gmpp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("gmpp") / "gmpp.pmo"
    assert main(["import", str(GMPP_2021), str(file)]) == 0
    assert main(["import", str(GMPP_2019), str(file), "--period", "2019"]) == 0
    return file


def test_the_register_of_2021_has_the_184_projects_and_sums_of_a_plain_recount(
    gmpp: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _info(gmpp, capsys)["periods"][-1]
    rows = _rows_2021()
    assert told["name"] == "2021"
    assert told["projects"] == len(rows) == 184
    for name, column in (
        ("whole_life_cost", "wlc_baseline_incl_NCG"),
        ("in_year_budget", "total_baseline"),
        ("in_year_forecast", "yearly_forecast"),
    ):
        count, total = _recount(rows, column)
        assert (told[name]["count"], told[name]["sum"], told[name]["currency"]) == (count, total, "GBP")
    words = Counter(row["colour_rating"].title() for row in rows)
    assert told["ratings"] == {word: words[word] for word in ("Green", "Amber/Green", "Amber", "Amber/Red", "Red")}
    assert told["not_rated"] == 184 - sum(told["ratings"].values())
    assert told["departments"] == len({row["department"] for row in rows})
    assert told["earliest_start"] == min(row["start_date"] for row in rows if row["start_date"][:1].isdigit())
    assert told["latest_finish"] == max(row["end_date"] for row in rows if row["end_date"][:1].isdigit())


def test_the_register_of_2019_becomes_an_earlier_period_of_133_projects(
    gmpp: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _info(gmpp, capsys)
    assert [period["name"] for period in told["periods"]] == ["2019", "2021"]
    earlier, rows = told["periods"][0], _rows_2019()
    assert earlier["projects"] == len(rows) == 133
    column = next(header for header in rows[0] if header.startswith("Whole Life Cost TOTAL Baseline"))
    assert (earlier["whole_life_cost"]["count"], earlier["whole_life_cost"]["sum"]) == _recount(rows, column)
    assert earlier["departments"] == len({row["Department"] for row in rows})
    assert told["projects"] < 184 + 133


def test_importing_the_same_file_again_changes_nothing(gmpp: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["import", str(GMPP_2021), str(gmpp), "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["created"], told["updated"], told["unchanged"]) == (0, 0, 184)


def test_a_dry_run_tells_what_the_import_then_does_and_makes_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new.pmo"
    assert main(["import", str(GMPP_2021), str(file), "--dry-run", "--json"]) == 0
    rehearsed = json.loads(capsys.readouterr().out)
    assert not file.exists()
    assert main(["import", str(GMPP_2021), str(file), "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert {**rehearsed, "dry_run": False} == done
    assert done["created"] == 184


def test_every_cell_that_could_not_be_read_is_told_with_its_place_and_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(GMPP_2021), str(tmp_path / "new.pmo"), "--dry-run", "--json"]) == 0
    problems = json.loads(capsys.readouterr().out)["problems"]
    rows = _rows_2021()
    odd = sum(
        not row[column].strip().startswith("£")
        for row in rows
        for column in ("wlc_baseline_incl_NCG", "total_baseline", "yearly_forecast")
        if row[column].strip()
    )
    told = [each for each in problems if each["column"] in {"L", "M", "O"}]
    assert len(told) == odd > 0
    assert all(each["row"] > 1 and each["value"] and each["reason"] and each["header"] for each in problems)


def test_a_text_file_has_no_sheet_to_choose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(GMPP_2021), str(tmp_path / "new.pmo"), "--sheet", "Nope"]) == 1
    assert "no sheets" in _one_sentence(capsys)


def _one_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr().err
    assert said.strip()
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1
    return said


def _awkward(folder: Path) -> dict[str, Path]:
    unknown = folder / "unknown.csv"
    unknown.write_text("alpha;beta\n1;2\n3;4\n", encoding="utf-8")
    empty = folder / "empty.csv"
    empty.write_bytes(b"")
    a_folder = folder / "folder.xlsx"
    a_folder.mkdir()
    return {"unknown": unknown, "empty": empty, "folder": a_folder, "missing": folder / "missing.xlsx"}


@pytest.mark.parametrize("kind", ["unknown", "empty", "folder", "missing"])
def test_a_source_that_is_no_register_is_refused_in_one_sentence_and_nothing_changes(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kept.pmo"
    assert main(["new", str(file)]) == 0
    before = file.read_bytes()
    capsys.readouterr()
    assert main(["import", str(_awkward(tmp_path)[kind]), str(file)]) == 1
    _one_sentence(capsys)
    assert file.read_bytes() == before
    assert main(["import", str(tmp_path / f"{kind}.none"), str(tmp_path / "none.pmo")]) == 1
    assert not (tmp_path / "none.pmo").exists()


@pytest.mark.parametrize("command", ["info", "check", "pack"])
def test_a_damaged_workspace_is_refused_in_one_sentence(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "damaged.pmo"
    assert main(["new", str(file)]) == 0
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    capsys.readouterr()
    assert main([command, str(file)]) == 1
    _one_sentence(capsys)
    assert file.read_bytes() == bytes(content)


def test_a_new_workspace_is_sound_and_does_not_overwrite(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "new.pmo"
    assert main(["new", str(file), "--organisation", "Harbour Trust", "--currency", "eur"]) == 0
    assert main(["check", str(file)]) == 0
    assert main(["new", str(file)]) == 1
    assert "exists already" in _one_sentence(capsys)


def test_a_pack_never_overwrites_a_file_of_another_kind(gmpp: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = gmpp.read_bytes()
    capsys.readouterr()
    assert main(["pack", str(gmpp), "-o", str(gmpp)]) == 1
    assert ".pdf" in _one_sentence(capsys)
    other = gmpp.with_suffix(".pdf")
    other.write_bytes(b"a letter")
    assert main(["pack", str(gmpp), "-o", str(other)]) == 1
    assert "not overwritten" in _one_sentence(capsys)
    assert other.read_bytes() == b"a letter"
    other.unlink()
    assert gmpp.read_bytes() == before


def test_rows_without_a_name_are_called_by_their_reference_and_a_file_that_names_nothing_takes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "w.pmo"
    source = tmp_path / "register.csv"
    source.write_text("Project ID,Project name,Status\nP-1,,active\nP-2,Quay,active\n", encoding="utf-8")
    assert main(["import", str(source), str(file), "--period", "FY26", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["created"] == 2
    source.write_text("Project name,Status\n,active\n,closed\n", encoding="utf-8")
    assert main(["import", str(source), str(tmp_path / "none.pmo")]) == 1
    _one_sentence(capsys)
    assert not (tmp_path / "none.pmo").exists()


def test_the_text_of_an_unread_cell_is_kept_under_its_own_column(gmpp: Path) -> None:
    workspace = open_workspace(gmpp)
    with workspace.reading() as session:
        kept = session.execute(select(KeptText.project_key, KeptText.period_key, KeptText.header)).all()
    workspace.close()
    assert len(kept) == len(set(kept)) > 50


@pytest.mark.parametrize("currency", ["XXX1", "QQQ", "€"])
def test_a_currency_that_is_none_is_refused(currency: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "new.pmo"), "--currency", currency]) == 1
    assert "currency" in _one_sentence(capsys)
    assert not (tmp_path / "new.pmo").exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "nowhere" / "new.pmo")]) == 1
    assert "no folder" in _one_sentence(capsys)


def test_a_pack_of_a_workspace_without_periods_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "new.pmo")]) == 0
    capsys.readouterr()
    assert main(["pack", str(tmp_path / "new.pmo")]) == 1
    assert "period" in _one_sentence(capsys)


@pytest.mark.parametrize("arguments", [["import"], ["pack"], ["nonsense"], ["info", "a", "b"]])
def test_wrong_usage_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_the_headless_commands_never_load_qt(tmp_path: Path) -> None:
    file, out = tmp_path / "gmpp.pmo", tmp_path / "pack.pdf"
    commands = [
        ["import", str(GMPP_2021), str(file)],
        ["info", str(file), "--json"],
        ["check", str(file)],
        ["pack", str(file), "-o", str(out)],
        ["sample", str(tmp_path / "sample.pmo")],
    ]
    script = f"""
import sys
from pmo_desktop.cli import main
for arguments in {commands!r}:
    assert main(arguments) == 0, arguments
assert not [name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))]
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert out.read_bytes().startswith(b"%PDF")


def test_assessment_templates_are_listed_with_every_statement(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assessment", "templates", "--json"]) == 0
    told: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    keys = ["need-check", "pm-maturity", "pmo-assessment", "pmo-type", "health-check", "post-project"]
    assert [each["key"] for each in told] == keys
    assert all(each["version"] and each["statements"] for each in told)
    for statement in (statement for each in told for statement in each["statements"]):
        assert {"domain", "level", "text", "evidence", "weight"} <= statement.keys()
    domains = Counter((s["domain"], s["level"]) for s in told[1]["statements"] if s["short"])
    assert (len(domains), set(domains.values())) == (60, {2})
    first = told[1]["statements"][0]
    assert len({first["text"], first["programmes"], first["portfolio"]}) == 3
    assert main(["assessment", "templates"]) == 0
    assert "PMO need check, version 1.0: 7 domains, 24 statements" in capsys.readouterr().out
    assert main(["assessment", "templates", "--json", "--language", "fr"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["statements"][0]["domain"] == "Volume et liens"


def test_a_workbook_of_several_logs_is_imported_exported_and_its_rejects_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, rejects = tmp_path / "a.pmo", tmp_path / "rejects.xlsx"
    source = FILES / "registers" / "tables.xlsx"
    assert main(["import", str(source), str(file), "--rejects", str(rejects), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {each["sheet"]: each["target"] for each in told["tables"]} == {
        "Stakeholders": "stakeholder", "Risk Register": "risk", "Risk Log": "risk",
    }  # fmt: skip
    assert "RACI" in {each["sheet"] for each in told["left_out"]}
    assert rejects.read_bytes().startswith(b"PK")
    for name in ("out.xlsx", "out.csv", "out.json", "out.ics"):
        assert main(["export", str(file), str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size > 100
    assert main(["export", str(file), str(tmp_path / "risks.csv"), "--log", "risk"]) == 0
    assert main(["import", str(tmp_path / "out.json"), str(tmp_path / "again.pmo")]) == 0
    assert main(["export", str(tmp_path / "again.pmo"), str(tmp_path / "again.json")]) == 0
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "out.json").read_bytes()


def test_what_the_window_asks_is_said_on_the_command_line_and_learnt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, file = tmp_path / "a.csv", str(tmp_path / "a.pmo")
    source.write_text("Project name,Phase,Worth,Start date\nBridge,Cadrage,5,03/04/2026\nTunnel,?!,7,04/05/2026\n")
    assert main(["import", str(source), file, "--dry-run", "--json"]) == 0
    asked = json.loads(capsys.readouterr().out)["unknown_words"]
    assert [(each["header"], each["words"]) for each in asked] == [("Phase", {"Cadrage": 1, "?!": 1})]
    assert main(["import", str(source), file, "--dry-run"]) == 0
    assert "Not known in “Phase”: “Cadrage”, “?!”." in capsys.readouterr().out
    said = ["--field", "Worth=BAC", "--unit", "Worth=thousand", "--order", "start date=month", "--currency", "cad"]
    words = ["--word", "phase:cadrage=Define", "--word", "Phase:?!="]
    assert main(["import", str(source), file, *said, *words]) == 0
    capsys.readouterr()
    source.write_text("Project name,Phase,Worth,Start date\nQuay,CADRAGE,9,05/06/2026\n")
    assert main(["import", str(source), file]) == 0
    workspace = open_workspace(Path(file))
    with workspace.reading() as session:
        columns = select(Project.name, Project.stage, Project.bac, Project.forecast_start_on)
        assert [tuple(row) for row in session.execute(columns.order_by(Project.key))] == [
            ("Bridge", "define", 5_000_00, date(2026, 3, 4)), ("Tunnel", None, 7_000_00, date(2026, 4, 5)),
            ("Quay", "define", 9_000_00, date(2026, 5, 6)),
        ]  # fmt: skip
        assert settings_of(session).currency == "CAD"
    workspace.close()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["--field", "Cost=BAC"], "no column “Cost”"),
        (["--field", "Worth=Wealth"], "“Wealth” is none of"),
        (["--word", "Phase:x=Somewhere"], "“Somewhere” is none of"),
        (["--as", "Sheet9=risks"], "no table in a sheet “Sheet9”"),
        (["--as", "rubbish"], "“rubbish” is none of"),
        (["--currency", "QQQ"], "“QQQ” is none of"),
    ],
)
def test_what_cannot_be_said_of_a_file_is_refused_in_one_sentence(
    said: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, file = tmp_path / "a.csv", tmp_path / "a.pmo"
    source.write_text("Project name,Phase,Worth\nBridge,Cadrage,5\n")
    assert main(["import", str(source), str(file), *said]) == 1
    assert told in _one_sentence(capsys)
    assert not file.exists()


def _answer(path: Path, schedule: str, eac: int) -> None:
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for row in range(8, page.max_row + 1):
        field = str(page.cell(row, 1).value or "").rpartition(":")[2]
        if field in {"schedule", "eac"}:
            page.cell(row, 4, schedule if field == "schedule" else eac)
    book.save(path)


def test_returns_are_sent_and_read_and_copies_merged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, file, copy = tmp_path / "a.csv", tmp_path / "a.pmo", tmp_path / "b.pmo"
    source.write_text("Project,RAG,Project manager\nBridge,Red,Doe\nTunnel,Green,Roe\n")
    assert main(["import", str(source), str(file), "--period", "2026-11"]) == 0
    assert main(["returns", "send", str(file), "--period", "2026-11", "--out", str(tmp_path / "out")]) == 0
    sent = sorted((tmp_path / "out").glob("*.xlsx"))
    assert [path.stem for path in sent] == ["2026-11 Doe", "2026-11 Roe"]
    capsys.readouterr()
    assert main(["returns", "read", str(file), *map(str, sent), "--json"]) == 0
    assert [(each["manager"], each["taken"], each["changes"]) for each in json.loads(capsys.readouterr().out)] == [
        ("Doe", True, []), ("Roe", True, []),
    ]  # fmt: skip
    assert main(["returns", "read", str(file), str(source)]) == 1
    _answer(sent[0], "R", 5)
    capsys.readouterr()
    assert main(["returns", "read", str(file), str(sent[0]), "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "Bridge.schedule  Bridge: Schedule: — → R\n" in told
    assert "Bridge.eac  Bridge: EAC: — → 5.0\n" in told
    assert main(["returns", "read", str(file), str(sent[0]), "--take", "Bridge.nothing"]) == 1
    assert "Bridge.eac, Bridge.schedule" in _one_sentence(capsys)
    read = ["returns", "read", str(file), str(sent[0]), "--json"]
    assert main([*read, "--take", "bridge.*", "--leave", "*.eac"]) == 0
    (told_of,) = json.loads(capsys.readouterr().out)
    assert {each["name"]: each["wanted"] for each in told_of["changes"]} == {
        "Bridge.schedule": True, "Bridge.eac": False,
    }  # fmt: skip
    assert main([*read, "--dry-run"]) == 0
    (told_of,) = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in told_of["changes"]] == ["Bridge.eac"]
    copy.write_bytes(file.read_bytes())
    source.write_text("Project,RAG,Project manager\nBridge,Green,Doe\n")
    assert main(["import", str(source), str(copy), "--period", "2026-11"]) == 0
    capsys.readouterr()
    assert main(["merge", str(file), str(copy), "--dry-run", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["changed"], found["contested"]) == (1, 0)
    assert main(["merge", str(file), str(copy)]) == 0
    capsys.readouterr()
    assert main(["merge", str(file), str(copy), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == []


def test_a_merge_is_chosen_field_by_field_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, file, copy = tmp_path / "a.csv", tmp_path / "a.pmo", tmp_path / "b.pmo"
    source.write_text("Project,RAG,Project manager,Sponsor\nBridge,Red,Doe,Roe\n")
    assert main(["import", str(source), str(file), "--period", "2026-11"]) == 0
    copy.write_bytes(file.read_bytes())
    source.write_text("Project,RAG,Project manager,Sponsor\nBridge,Red,Here,Here\n")
    assert main(["import", str(source), str(file), "--period", "2026-11"]) == 0
    source.write_text("Project,RAG,Project manager,Sponsor\nBridge,Red,There,There\n")
    assert main(["import", str(source), str(copy), "--period", "2026-11"]) == 0
    capsys.readouterr()
    merge = ["merge", str(file), str(copy)]
    assert main([*merge, "--there", "project.Bridge.nothing"]) == 1
    assert "project.Bridge.project_manager, project.Bridge.sponsor" in _one_sentence(capsys)
    assert main([*merge, "--there", "*.SPONSOR"]) == 0
    assert "! sponsor: Here → There" in capsys.readouterr().out
    workspace = open_workspace(file)
    with workspace.reading() as session:
        found = session.execute(select(Project.project_manager, Project.sponsor)).one()
    workspace.close()
    assert tuple(found) == ("Here", "There")

"""Workspaces and workbooks of any size: the same content each time, apart from keys."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import new_key
from pmo_desktop.domain.choices import ProjectStatus, Rating, Stage
from pmo_desktop.domain.importing import ReadRow, ReadTable
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.services.imports import take_register
from pmo_desktop.services.workspaces import create
from pmo_desktop.storage.workspace import Workspace

PERIOD = "2026-11"
_SEED = 2026
_START = date(2024, 1, 1)
_FORMS = ("renewal", "programme", "extension", "migration", "refit", "consolidation", "upgrade", "launch")
_THINGS = (
    "Customer portal",
    "Payments",
    "Branch network",
    "Data centre",
    "Rail signalling",
    "Hospital ward",
    "Archive",
)
_DEPARTMENTS = ("Operations", "Finance", "Health", "Transport", "Defence", "Education", "Environment", "Digital")
_PEOPLE = ("A. Moreau", "B. Okafor", "C. Lindqvist", "D. Sato", "E. Novak", "F. Haddad", "G. Rossi", "H. Meyer")
RISKS_EACH = 5
_RISKS = (
    "The supplier is late",
    "Key people leave",
    "The price of steel rises",
    "Data are lost",
    "A permit is refused",
)
_SCORES = ("probability", "impact", "inherent_probability", "inherent_impact")
_HEADERS = {
    "reference": "Reference", "name": "Project name", "description": "Description", "organisation": "Department",
    "category": "Category", "sponsor": "SRO", "project_manager": "Project manager", "status": "Status",
    "stage": "Stage", "baseline_start_on": "Baseline start", "forecast_start_on": "Forecast start",
    "baseline_finish_on": "Baseline finish", "forecast_finish_on": "Forecast finish",
    "whole_life_cost": "Whole life cost (€)", "in_year_budget": "In-year budget (€)",
    "in_year_forecast": "In-year forecast (€)", "bac": "BAC (€)", "eac": "EAC (€)", "overall": "RAG",
}  # fmt: skip


def projects(count: int) -> Iterator[dict[str, Any]]:
    """The fields of `count` projects, with the rating each reports; money in minor units."""
    chance = Random(_SEED)  # noqa: S311  the same every time is what is wanted
    for number in range(count):
        start = _START + timedelta(days=chance.randrange(900))
        finish = start + timedelta(days=200 + chance.randrange(1_500))
        bac = 100_000_00 + chance.randrange(90_000_000_00)
        yield {
            "reference": f"P-{number:06}",
            "name": f"{chance.choice(_THINGS)} {chance.choice(_FORMS)} {number}",
            "description": f"Replaces what stands in place {number} and brings its users to the new one in a year.",
            "organisation": chance.choice(_DEPARTMENTS),
            "category": chance.choice(("Transformation", "Infrastructure", "Service")),
            "sponsor": chance.choice(_PEOPLE),
            "project_manager": chance.choice(_PEOPLE),
            "status": ProjectStatus.ACTIVE,
            "stage": chance.choice(tuple(Stage)),
            "baseline_start_on": start,
            "forecast_start_on": start,
            "baseline_finish_on": finish,
            "forecast_finish_on": finish + timedelta(days=chance.randrange(-30, 200)),
            "whole_life_cost": bac * 3,
            "in_year_budget": bac // 4,
            "in_year_forecast": bac // 4 + chance.randrange(500_000_00),
            "bac": bac,
            "eac": bac + chance.randrange(9_000_000_00),
            "overall": chance.choice(tuple(Rating)),
        }


def write_workspace(path: Path, count: int) -> None:
    """A workspace of `count` projects that report in one open period, with five risks each."""
    workspace = create(path, organisation="Meridian Group", currency="EUR")
    workspace.do("Take the register", lambda session: take_register(session, table_of(count), PERIOD))
    workspace.do("Add risks", _add_risks)
    workspace.close()


def table_of(count: int) -> ReadTable:
    """`count` projects as they would have been read from a file."""
    return ReadTable(
        source_name="register.xlsx",
        sheet="Register",
        encoding="",
        delimiter="",
        orientation="rows",
        header_row=1,
        matches=(),
        rows=tuple(ReadRow(number, values, (), {}, {}) for number, values in enumerate(projects(count), 2)),
        period_hint=None,
        currency="EUR",
        notes=(),
    )


def _add_risks(session: Session) -> None:
    chance = Random(_SEED)  # noqa: S311
    rows = [
        {
            "key": new_key(),
            "project_key": key,
            "reference": f"R-{number:06}",
            "title": chance.choice(_RISKS),
            "owner": chance.choice(_PEOPLE),
            **{name: chance.randrange(1, 6) for name in _SCORES},
        }
        for number, key in enumerate(
            key for key in session.scalars(select(Project.key).order_by(Project.key)) for _ in range(RISKS_EACH)
        )
    ]
    session.execute(insert(Risk), rows)


def write_workbook(path: Path, count: int) -> None:
    """The same projects as a spreadsheet of 19 columns."""
    import xlsxwriter

    book: Any = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Register")
    as_date = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, header in enumerate(_HEADERS.values()):
        sheet.write_string(0, column, header)
    for row, project in enumerate(projects(count), 1):
        for column, name in enumerate(_HEADERS):
            _write_cell(sheet, row, column, project[name], as_date)
    book.close()


def _write_cell(sheet: Any, row: int, column: int, value: object, as_date: object) -> None:  # noqa: ANN401
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), as_date)  # noqa: DTZ001
    elif isinstance(value, int):
        sheet.write_number(row, column, value / 100)
    else:
        sheet.write_string(row, column, str(getattr(value, "label", value)))


def sample_with_one_pagers(path: Path) -> Workspace:
    """The sample workspace, with a recipe that gives every project a page of its own."""
    from pmo_desktop.domain.recipe import OnePagerRule, Recipe
    from pmo_desktop.services.sample import write_sample

    def all_of_them(session: Session) -> None:
        session.scalars(select(Recipe)).one().one_pagers = OnePagerRule.ALL

    workspace = write_sample(path)
    workspace.do("One-pagers for all", all_of_them)
    return workspace

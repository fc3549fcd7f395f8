"""The tables of the sample, read from the files beside this module: six values where something changed."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from sqlalchemy import inspect

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.fields import fields_of

Row: TypeAlias = dict[str, Any]

NONE = "-"  # how a table says that there is no value
THOUSAND_EURO = 100_000  # in cents; tables give money in thousand euros
PROJECTS = ("zero_emission", "network", "one_ticket", "standalone")


@cache
def tables(file: str) -> dict[str, Any]:
    """Every table of one file."""
    return tomllib.loads(files("pmo_desktop.services.marevia").joinpath(f"{file}.toml").read_text(encoding="utf-8"))


@cache
def projects() -> list[Row]:
    """Every project and operation, in the order of the register."""
    return [row for file in PROJECTS for row in tables(file)["project"]]


def periods() -> list[Row]:
    """The six reporting periods, oldest first."""
    rows: list[Row] = tables("organisation")["period"]
    return rows


@cache
def cut_offs() -> list[date]:
    """The data date of each period."""
    return [row["cut_off_on"] for row in periods()]


def begins(row: Row) -> int:
    """The period in which a row first appears, from 0."""
    number: int = row.get("from", 0)
    return number


def at(row: Row, name: str, period: int, default: object = None) -> Any:  # noqa: ANN401  whatever the table holds
    """The value of a row in one period, the same in all periods where the table gives only one."""
    value = row.get(name, default)
    if isinstance(value, list):
        value = value[period]
    return None if value == NONE else value


def values(entity: type[Base], row: Row, period: int) -> Row:
    """What a row says of the attributes of `entity` in one period, as they are stored."""
    fields = {field.name: field for field in fields_of(entity)}
    found: Row = {}
    for name in (attribute.key for attribute in inspect(entity).column_attrs):
        if name not in row or name not in fields:
            continue
        value = at(row, name, period)
        choices = fields[name].choices
        if value is not None and choices is not None:
            value = choices(value)
        if value is not None and fields[name].kind == "money":
            value *= THOUSAND_EURO
        found[name] = value
    return found

"""Files of other programs: what can be read, one entry for each kind of content."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pmo_desktop.text import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from pmo_desktop.domain.importing import ReadTable


class Importer(NamedTuple):
    """One kind of content: its name, its label, and the function that reads it from a file."""

    name: str
    label: str
    read: Callable[..., ReadTable]


def read_register(
    path: Path, sheet: str | None = None, *, currency: str | None = None, fields: Mapping[int, str | None] | None = None
) -> ReadTable:
    """Read the register of projects in `path`; see `register.read_register`, which is loaded when first used."""
    from pmo_desktop.interchange import register

    return register.read_register(path, sheet, currency=currency, fields=fields)


def register_fields() -> tuple[str, ...]:
    """Every field a column of a register can stand for."""
    from pmo_desktop.interchange.words import table

    return tuple(table("synonyms")["fields"])


IMPORTERS = (Importer("register", N_("Register of projects"), read_register),)

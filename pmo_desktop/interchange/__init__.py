"""Files of other programs: what can be read, and what can be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pmo_desktop.domain.importing import ReadBook, ReadTable
    from pmo_desktop.interchange.told import Told
    from pmo_desktop.services.learning import Learnt


def read_register(
    path: Path, sheet: str | None = None, *, currency: str | None = None, fields: Mapping[int, str | None] | None = None
) -> ReadTable:
    """Read the register of projects in `path`; see `register.read_register`, which is loaded when first used."""
    from pmo_desktop.interchange import register

    return register.read_register(path, sheet, currency=currency, fields=fields)


def read_book(
    path: Path,
    sheet: str | None = None,
    *,
    currency: str | None = None,
    told: Mapping[tuple[str, int], Told] | None = None,
    targets: Mapping[tuple[str, int], str | None] | None = None,
    learnt: Mapping[str, Learnt] | None = None,
    answers: Mapping[str, str] | None = None,
) -> ReadBook:
    """Read every register in `path`; see `book.read_book`, which is loaded when first used."""
    from pmo_desktop.interchange import book

    return book.read_book(path, sheet, currency=currency, told=told, targets=targets, learnt=learnt, answers=answers)


def register_fields(target: str = "project") -> Sequence[str]:
    """Every field a column of a register can stand for."""
    from pmo_desktop.interchange.vocabulary import target_named

    return tuple(target_named(target).specs)

"""Sheets that this program wrote itself: what it worked out stands in them beside what can be read back."""

from collections.abc import Iterable
from dataclasses import replace

from pmo_desktop.domain.importing import ColumnMatch
from pmo_desktop.interchange.choosing import own_register
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.sheet import Sheet
from pmo_desktop.interchange.words import fold
from pmo_desktop.services.registry import columns_of, register_named


def is_own(sheet: Sheet, layout: Layout, target: str) -> bool:
    """Whether a table is one that this program wrote: it holds every column of its register."""
    if own_register(sheet.name) != target:
        return False
    labels = {fold(column.field.label) for column in columns_of(register_named(target))}
    return labels <= {fold(header) for header in layout.headers}


def as_own(matches: Iterable[ColumnMatch]) -> tuple[ColumnMatch, ...]:
    """The matches of such a table: what stands for no field was worked out, and is not kept as text."""
    return tuple(match if match.field else replace(match, how="computed") for match in matches)

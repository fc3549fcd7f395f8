"""Files of other programs: what can be read, one entry for each kind of content."""

from collections.abc import Callable
from dataclasses import dataclass

from pmo_desktop.domain.importing import ReadTable
from pmo_desktop.interchange.register import read_register
from pmo_desktop.text import N_


@dataclass(frozen=True, slots=True)
class Importer:
    """One kind of content: its name on a command line, its label, and the function that reads it from a file."""

    name: str
    label: str
    read: Callable[..., ReadTable]


IMPORTERS = (Importer("register", N_("Register of projects"), read_register),)

__all__ = ["IMPORTERS", "Importer", "read_register"]

"""Any file that can be imported: as its sheets, or where it is a plan or our own document, as the registers in it."""

from pathlib import Path

from pmo_desktop.domain.importing import ReadBook
from pmo_desktop.interchange.out.document import read_document
from pmo_desktop.interchange.planned import book_of_plan
from pmo_desktop.interchange.sheet import Sheet
from pmo_desktop.interchange.sniff import kind_of_file
from pmo_desktop.interchange.tables import read_plan, read_sheets


def read_source(path: Path) -> tuple[Sheet, ...] | ReadBook:
    """The sheets of a table or a workbook; the registers of a plan.

    Raises:
        PmoError: The file is missing, empty, protected, damaged, too large, too slow, or nothing that can be read.
    """
    kind = kind_of_file(path)
    if kind == "document":
        tables = read_document(path.read_bytes(), path.name)
        return ReadBook(path.name, (), content=tables)
    return book_of_plan(path, read_plan(path, kind)) if kind in {"plan", "pod"} else read_sheets(path)

"""What the reader of workbooks does not tell: cells in which a formula failed, and hidden rows and columns."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from pmo_desktop.interchange.marks import ods, xls, xlsb, xlsx
from pmo_desktop.interchange.marks.marked import Marks

_READERS: tuple[Callable[[bytes], dict[str, Marks]], ...] = (xlsx.marks, xlsb.marks, ods.marks, xls.marks)


# What a part says that is missing, cut short or no such part at all; the reader of workbooks refuses such files itself.
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, ParseError, ExpatError, EOFError, OSError, RuntimeError,
    LookupError, ValueError, OverflowError,
)  # fmt: skip


def marks_of(content: bytes) -> dict[str, Marks]:
    """What is marked in each sheet of a workbook, by the sheet's name; sheets without a mark are left out."""
    return next((found for read in _READERS if (found := _tried(read, content))), {})


def _tried(read: Callable[[bytes], dict[str, Marks]], content: bytes) -> dict[str, Marks]:
    try:
        return read(content)
    except _UNREADABLE:
        return {}

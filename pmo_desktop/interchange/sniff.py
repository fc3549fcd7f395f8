"""What a file is, by its content and never by its name; and a sentence for every file that holds no table."""

import re
import zipfile
from pathlib import Path
from typing import Literal

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import N_, say

FileKind = Literal["text", "xlsx", "xlsb", "ods", "xls", "xml", "plan", "pod", "document", "page"]

LARGEST = 200 * 2**20  # bytes, of a file and of what a zipped one unpacks to
_LARGEST_MARKUP = 50 * 2**20  # bytes, of sheets as text, which take the longest to read
_MOST_ENTRIES = 2_000
_HIGHEST_RATIO = 100
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_SIGNATURES = (
    (b"%PDF", N_("a PDF document")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"\x1f\x8b", N_("a compressed archive")),
    (b"7z\xbc\xaf", N_("a compressed archive")),
    (b"Rar!", N_("a compressed archive")),
    (b"SQLite format 3\0", N_("a database")),
    (b"{\\rtf", N_("a text document")),
)
_JAVA = b"\xac\xed\x00\x05"  # serialised objects, which are never brought to life
POD_MARK = b"@@@@@@@@@@ProjectLibreSeparator_MSXML@@@@@@@@@@"
_PLAN = re.compile(rb"<(?:[a-z]+:)?project[\s>]")
_PAGE = (b"<!doctype html", b"<html", b"<table")
_XML_WORKBOOK = b"urn:schemas-microsoft-com:office:spreadsheet"
_TABLE = re.compile(rb"<table[\s>]", re.IGNORECASE)
_MARKUP = ((b"<?xml", N_("an XML file")), (b"<!doctype html", N_("a web page")), (b"<html", N_("a web page")))
_OLE_STREAMS = (
    ("EncryptedPackage", ""),
    ("WordDocument", N_("a Word document")),
    ("PowerPoint Document", N_("a PowerPoint presentation")),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_ZIP_PARTS = (("word/", N_("a Word document")), ("ppt/", N_("a PowerPoint presentation")))


def kind_of_file(path: Path) -> FileKind:
    """Which kind of table `path` holds.

    Raises:
        PmoError: There is no such file; it cannot be read; it is empty, too large, protected, or holds no table.
    """
    name = path.name
    try:
        if path.is_dir():
            raise PmoError(say("“{name}” is a folder: name a file in it.", name=name))
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4096)
    except FileNotFoundError:
        raise PmoError(say("There is no file “{path}”: check how it is spelt.", path=str(path))) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise PmoError(
            say("“{name}” cannot be opened ({reason}): close it elsewhere or ask for access.", name=name, reason=reason)
        ) from None
    if not start.strip():
        raise PmoError(say("“{name}” is empty: there is nothing to import.", name=name))
    if size > LARGEST:
        raise PmoError(say("“{name}” is larger than 200 MB: import it in parts.", name=name))
    kind = _by_content(path, start)
    if kind in {"page", "xml"} and size > _LARGEST_MARKUP:
        raise PmoError(say("“{name}” is larger than 50 MB: save it as .xlsx and import that.", name=name))
    return kind


def _by_content(path: Path, start: bytes) -> FileKind:
    if start.startswith(b"PK"):
        return _kind_of_zip(path)
    if start.startswith(_OLE):
        return _kind_of_ole(path)
    if start.startswith(_JAVA):
        return _kind_of_java(path)
    return _by_text(path, start)


def _by_text(path: Path, start: bytes) -> FileKind:
    lowered = _plain_start(start)
    if lowered.startswith(b"{") and b'"format": "pmo desktop document"' in lowered:
        return "document"
    if lowered.startswith((b"<?xml", b"<project")) and _PLAN.search(lowered):
        return "plan"
    for signature, what in _SIGNATURES:
        if start.startswith(signature):
            raise _no_table(path, what)
    if lowered.startswith(_PAGE) and _TABLE.search(path.read_bytes().replace(b"\0", b"")):
        return "page"
    if lowered.startswith(b"<?xml") and _XML_WORKBOOK in lowered:
        return "xml"
    for signature, what in _MARKUP:
        if lowered.startswith(signature):
            raise _no_table(path, what)
    return "text"


def _kind_of_java(path: Path) -> FileKind:
    """A plan of ProjectLibre, if the same plan stands in it as XML."""
    if POD_MARK in path.read_bytes():
        return "pod"
    raise PmoError(say("“{name}” holds a plan that only its own program reads: save it there as XML.", name=path.name))


def _plain_start(start: bytes) -> bytes:
    """The beginning of a text in lower case, one byte a sign."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "replace").encode("utf-8", "replace")
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()


def _no_table(path: Path, what: str) -> PmoError:
    sentence = "“{name}” is {what} and no table that can be imported: save its table as .xlsx or .csv."
    return PmoError(say(sentence, name=path.name, what=say(what)))


def protected(path: Path) -> PmoError:
    """The sentence for a workbook that only opens with a password."""
    return PmoError(
        say("“{name}” is protected by a password: save a copy without one and import that.", name=path.name)
    )


def damaged(path: Path) -> PmoError:
    """The sentence for a workbook that cannot be read."""
    sentence = "“{name}” is damaged or not finished: open it in a spreadsheet, save it again and import that."
    return PmoError(say(sentence, name=path.name))


def _kind_of_zip(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _refuse_bomb(path, parts)
            names = {part.filename for part in parts}
            manifest = _start_of(archive, "META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            mimetype = _start_of(archive, "mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, ValueError, OSError):
        raise damaged(path) from None
    if b"encryption-data" in manifest:
        raise protected(path)
    if b"opendocument" in mimetype:
        if b"spreadsheet" in mimetype:
            return "ods"
        raise _no_table(path, N_("a text document"))
    for prefix, what in _ZIP_PARTS:
        if any(name.startswith(prefix) for name in names):
            raise _no_table(path, what)
    if any(name.startswith("xl/") for name in names):
        return "xlsb" if "xl/workbook.bin" in names else "xlsx"
    raise _no_table(path, N_("a compressed archive"))


def _start_of(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(2**20)


def _refuse_bomb(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > _MOST_ENTRIES or total > LARGEST or total > _HIGHEST_RATIO * max(packed, 1):
        sentence = "“{name}” unpacks to far more than a workbook holds and was not opened: check where it comes from."
        raise PmoError(say(sentence, name=path.name))


def _kind_of_ole(path: Path) -> FileKind:
    content = path.read_bytes()
    for stream, what in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            if not what:
                raise protected(path)
            if what == "xls":
                return "xls"
            raise _no_table(path, what)
    raise _no_table(path, N_("an office file"))

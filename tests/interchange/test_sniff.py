import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange.sniff import kind_of_file

_FILES = Path(__file__).parents[1] / "files" / "registers"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def _zip(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write(0, 0, "Project")
    return path


def test_a_workbook_is_known_whatever_its_name(tmp_path: Path) -> None:
    assert kind_of_file(_workbook(tmp_path / "register.csv")) == "xlsx"
    assert kind_of_file(_FILES / "risks.xlsx") == "xlsx"


def test_text_is_known_whatever_its_name(tmp_path: Path) -> None:
    assert kind_of_file(_write(tmp_path / "register.xlsx", b"Project;RAG\nA;Red\n")) == "text"


def test_the_other_workbooks_are_known(tmp_path: Path) -> None:
    ods = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "META-INF__manifest.xml": b"<manifest/>"}
    assert kind_of_file(_zip(tmp_path / "a.ods", **ods)) == "ods"
    assert kind_of_file(_zip(tmp_path / "a.xlsb", **{"xl__workbook.bin": b"x"})) == "xlsb"
    assert kind_of_file(_write(tmp_path / "a.xls", _OLE + "Workbook".encode("utf-16-le"))) == "xls"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PmoError, match=r"There is no file “.*gone.csv”: check how it is spelt"):
        kind_of_file(tmp_path / "gone.csv")


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(PmoError, match="is a folder"):
        kind_of_file(tmp_path)


def test_a_name_that_cannot_be_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(PmoError, match="cannot be opened"):
        kind_of_file(tmp_path / ("x" * 300))


@pytest.mark.parametrize("content", [b"", b" \r\n\t"])
def test_an_empty_file_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(PmoError, match="is empty"):
        kind_of_file(_write(tmp_path / "a.csv", content))


def test_a_giant_is_refused_unread(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.csv", b"a,b\n")
    with path.open("r+b") as file:
        file.truncate(200 * 2**20 + 1)
    with pytest.raises(PmoError, match="larger than 200 MB"):
        kind_of_file(path)


def test_a_word_file_is_told_whatever_its_name(tmp_path: Path) -> None:
    _zip(tmp_path / "register.xlsx", **{"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<document/>"})
    with pytest.raises(PmoError, match=r"“register.xlsx” is a Word document and no table"):
        kind_of_file(tmp_path / "register.xlsx")


def test_a_presentation_is_told(tmp_path: Path) -> None:
    _zip(tmp_path / "a.xlsx", **{"[Content_Types].xml": b"<Types/>", "ppt__presentation.xml": b"<presentation/>"})
    with pytest.raises(PmoError, match="is a PowerPoint presentation"):
        kind_of_file(tmp_path / "a.xlsx")


@pytest.mark.parametrize(("content", "what"), [
    (b"%PDF-1.7", "a PDF document"), (b"\x89PNG\r\n", "a picture"), (b"SQLite format 3\0", "a database"),
    (b"\xef\xbb\xbf<?xml version='1.0'?><Project/>", "an XML file"), (b"  <!DOCTYPE html><html>", "a web page"),
    (_OLE + "WordDocument".encode("utf-16-le"), "a Word document"), (_OLE + b"\0" * 600, "an office file"),
    (_OLE + "PowerPoint Document".encode("utf-16-le"), "a PowerPoint presentation"), (b"{\\rtf1", "a text document"),
])  # fmt: skip
def test_what_is_no_table_is_named(tmp_path: Path, content: bytes, what: str) -> None:
    with pytest.raises(PmoError, match=f"is {what} and no table"):
        kind_of_file(_write(tmp_path / "a.csv", content))


def test_other_archives_are_named(tmp_path: Path) -> None:
    with pytest.raises(PmoError, match="is a compressed archive"):
        kind_of_file(_zip(tmp_path / "a.zip", readme=b"x"))
    with pytest.raises(PmoError, match="is a text document"):
        kind_of_file(_zip(tmp_path / "a.odt", mimetype=b"application/vnd.oasis.opendocument.text"))


def test_protected_workbooks_are_told(tmp_path: Path) -> None:
    ods = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF__manifest.xml": b"<encryption-data/>",
    }
    for path in (_FILES / "protected.xlsx", _zip(tmp_path / "a.ods", **ods)):
        with pytest.raises(PmoError, match="is protected by a password"):
            kind_of_file(path)


def test_a_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    for parts in ({"xl__workbook.xml": b"0" * 30_000_000}, {f"xl__{number}": b"x" for number in range(2_001)}):
        with pytest.raises(PmoError, match="unpacks to far more"):
            kind_of_file(_zip(tmp_path / "a.xlsx", **parts))


def test_a_torn_workbook_is_told(tmp_path: Path) -> None:
    content = _workbook(tmp_path / "whole.xlsx").read_bytes()
    for number in (10, len(content) // 2, len(content) - 10):
        with pytest.raises(PmoError, match="is damaged"):
            kind_of_file(_write(tmp_path / "torn.xlsx", content[:number]))


@pytest.mark.parametrize("start", [
    b"<html><table><tr><td>Risk</td></tr></table>",
    b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
])  # fmt: skip
def test_sheets_as_text_that_would_take_too_long_are_refused_unread(tmp_path: Path, start: bytes) -> None:
    path = _write(tmp_path / "a.xls", start)
    with path.open("r+b") as file:
        file.truncate(50 * 2**20 + 1)
    with pytest.raises(PmoError, match="larger than 50 MB: save it as"):
        kind_of_file(path)

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange.delimited import decode, find_delimiter, read_delimited

_TEXT = "Name;Stadt\nMüller;Köln\nÉmile;Zürich\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_encoding_is_found_out(encoding: str, found: str) -> None:
    assert decode(_TEXT.encode(encoding)) == (_TEXT, found, 0)


def test_bytes_without_meaning_are_tolerated_and_told() -> None:
    sheet = read_delimited(b"Project;Price\nCaf\xe9;\x81 5\n", "x.csv")
    assert sheet.rows == (("Project", "Price"), ("Café", "\ufffd 5"))
    assert sheet.encoding == "cp1252"
    assert sheet.notes == ("Bytes without a meaning in cp1252, shown as “\ufffd”: 1.",)


def test_one_broken_character_does_not_spoil_a_file_in_utf_8() -> None:
    content = "naïveté à la carte, déjà vu".encode() + b" \xff"
    decoded = decode(content)
    assert decoded is not None
    assert decoded[1:] == ("utf-8", 1)


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 4,
        b"\x00\x01\x02\x03\x04" * 9,
        b"abc\x00def",
        b"\x01\x02\x03abc",
        b"a\x00" * 50 + b"\x01\xd8",
    ],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(PmoError, match="neither text nor a spreadsheet"):
        read_delimited(content, "x.csv")


@pytest.mark.parametrize(("text", "delimiter"), [
    ("a,b,c\n1,2,3\n", ","), ("a;b;c\n1,5;2,5;3,5\n", ";"), ("a\tb\n1,2\t3,4\n", "\t"), ("a|b\n1|2\n", "|"),
    ('a;b\n"one; two, three, four";2\n"five, six, seven";3\n', ";"), ("one column\nonly\n", ","),
    ("sep=|\na|b;c;d\n1|2;3;4\n", "|"), ("Title, of the report\n\na;b;c\n1;2;3\n4;5;6\n", ";"),
])  # fmt: skip
def test_the_delimiter_is_the_one_under_which_rows_agree(text: str, delimiter: str) -> None:
    assert find_delimiter(text) == delimiter


def test_a_line_that_names_the_delimiter_is_no_row_but_keeps_its_number() -> None:
    assert read_delimited(b"sep=|\r\na|b\r\n1|2\r\n", "x.csv").rows == ((), ("a", "b"), ("1", "2"))


def test_a_cell_may_hold_line_breaks_delimiters_and_quotation_marks() -> None:
    rows = read_delimited(b'a,b\r\n"one\r\ntwo, ""three""",4\r\n\r\n', "x.csv").rows
    assert rows == (("a", "b"), ('one\r\ntwo, "three"', "4"))


def test_an_unclosed_quotation_mark_is_told() -> None:
    sheet = read_delimited(b'a,b\n"one,2\nthree,4\n', "x.csv")
    assert sheet.rows == (("a", "b"), ("one,2\nthree,4\n",))
    assert "A quotation mark is not closed" in sheet.notes[0]


def test_quotation_marks_within_a_cell_are_no_fault() -> None:
    sheet = read_delimited(b'a,b\n"one" two,2\n', "x.csv")
    assert sheet.rows == (("a", "b"), ("one two", "2"))
    assert sheet.notes == ()


def test_a_quotation_mark_that_swallows_the_file_is_refused_in_a_sentence() -> None:
    content = b'a,b\n"' + b"x" * 1_000_001 + b"\n"
    with pytest.raises(PmoError, match="Mend the quotation marks"):
        read_delimited(content, "x.csv")


def _texts_or_sentence(content: bytes) -> bool:
    try:
        return all(isinstance(cell, str) for row in read_delimited(content, "x.csv").rows for cell in row)
    except PmoError as error:
        return str(error).startswith("“x.csv”")


@given(st.binary(max_size=300))
def test_no_content_makes_the_reader_fail_but_in_a_sentence(content: bytes) -> None:
    assert _texts_or_sentence(content)


def test_every_row_of_a_real_file_has_its_cells() -> None:
    content = (Path(__file__).parents[1] / "files" / "registers" / "capital_delivery.csv").read_bytes()
    rows = read_delimited(content, "x.csv").rows
    assert len(rows) == 446
    assert {len(row) for row in rows} == {14}


@pytest.mark.parametrize("content", [b"," * 10_000_001, b"a" + b"," * 16_384 + b"b", b"," * 4_000 + b"\na" * 3_000])
def test_a_table_of_far_too_many_cells_is_refused(content: bytes) -> None:
    with pytest.raises(PmoError, match="more columns or cells than"):
        read_delimited(content, "x.csv")

from datetime import date
from pathlib import Path

import pytest

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange import read_book

_PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">
<style>td {color: red}</style></head><body><h1>Export</h1><table><tr><td colspan=5><b>Action log</b></td></tr>
<tr><th>ID<th>Action<th>Owner<th>Due
 date<th>Status</tr>
<tr><td>1</td><td>Ask &amp; call<br>the supplier</td><td rowspan="2">Zo\u00eb</td><td>13/02/2026</td><td>Open</td></tr>
<tr><td>2</td><td>Write the <i>plan</i></td><td>28/02/2026</td><td>Closed</td></tr></table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_web_page_named_like_a_workbook_is_read_with_its_spans(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "actions.xls").write_bytes(_PAGE.encode(encoding))
    (table,) = read_book(tmp_path / "actions.xls").tables
    assert (table.target, table.header_row) == ("action", 2)
    assert [row.values["title"] for row in table.rows] == ["Ask & call\nthe supplier", "Write the plan"]
    assert [row.values["owner"] for row in table.rows] == ["Zo\u00eb", "Zo\u00eb"]
    assert [row.values["due_on"] for row in table.rows] == [date(2026, 2, 13), date(2026, 2, 28)]


def test_every_table_of_a_page_is_read_for_itself(tmp_path: Path) -> None:
    risks = "<table><tr><th>Risk<th>Probability<th>Impact<th>Owner<tr><td>Flood<td>High<td>VH<td>Al</table>"
    (tmp_path / "a.html").write_text(f"<!DOCTYPE html><table></table>{risks}<p>and</p>{_PAGE[_PAGE.index('<table') :]}")
    assert [(each.sheet, each.target) for each in read_book(tmp_path / "a.html").tables] == [
        ("Table 1", "risk"), ("Table 2", "action"),
    ]  # fmt: skip


def test_a_page_without_a_table_or_with_an_endless_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_text("<html><body>Sign in to go on</body></html>")
    with pytest.raises(PmoError, match="is a web page and no table"):
        read_book(tmp_path / "a.xls")
    (tmp_path / "b.xls").write_text("<table><tr><td colspan=16000 rowspan=16000>x</table>")
    with pytest.raises(PmoError, match="takes more time or memory"):
        read_book(tmp_path / "b.xls")

import pytest

from pmo_desktop.ui.widgets.table import html_cells

LIBREOFFICE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/></head>
<body><table cellspacing="0" border="0"><colgroup width="85"></colgroup>
<tr><td height="17" align="left">Mobile &amp; Payments</td>
<td align="right" sdval="2710.456" sdnum="1033;0;#,##0.0"><font>2,710.5</font></td>
<td align="right" sdval="0.129" sdnum="1033;0;0.0%">12.9%</td>
<td align="right" sdval="46630" sdnum="1033;1033;MM/DD/YYYY">08/30/27</td></tr>
<tr><td>Two<br>
lines</td><td></td></tr></table></body></html>"""

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {color:black}</style></head><body>
<!--StartFragment--><table><col width=64><tr height=20><td rowspan=2>Portfolio</td>
<td class=xl65 x:num="1234.5">1 235</td>
</tr><tr><td x:num>7</td></tr><tr><td colspan=2>&nbsp;merged&nbsp;</td></tr></table><!--EndFragment--></body></html>"""


def test_what_libreoffice_copies_is_read_with_the_digits_it_kept() -> None:
    assert html_cells.read(LIBREOFFICE) == [
        ["Mobile & Payments", "2710.4560", "12.9%", "08/30/27"],
        ["Two\nlines", "", "", ""],
    ]


def test_what_excel_copies_is_read_with_its_merged_cells() -> None:
    assert html_cells.read(EXCEL) == [["Portfolio", "1234.5"], ["", "7"], ["merged", ""]]


@pytest.mark.parametrize("html", ["", "<p>Only words</p>", "<table></table>", "<td>no table</td>"])
def test_words_without_a_table_are_no_cells(html: str) -> None:
    assert html_cells.read(html) is None


@pytest.mark.parametrize(
    "html", ["<table><tr><td>a<td>b<tr><td>c", "<table><td>a</td><td>b</td></table><table><tr><td>c"]
)
def test_a_table_that_is_not_closed_is_read_as_far_as_it_goes(html: str) -> None:
    found = html_cells.read(html)
    assert found is not None
    assert found[0] == ["a", "b"]


def test_what_is_written_is_read_back_as_it_was() -> None:
    lines = [[("<b>R&D</b>\n=1+1", ""), ("5 400,5", "5400.5")], [("", ""), ("12.345", "12.345")]]
    assert html_cells.read(html_cells.write(lines)) == [["<b>R&D</b>\n=1+1", "5400.5"], ["", "12.3450"]]

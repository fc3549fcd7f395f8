import pytest

from pmo_desktop.ui.widgets.table import html_cells

# As LibreOffice Calc 7.4 writes cells: a day in American order, German formats, a rounded share, thousands, two lines.
LIBREOFFICE = """<!DOCTYPE html>
<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/></head>
<body><table cellspacing="0" border="0">
	<colgroup span="6" width="72"></colgroup>
	<tr>
		<td height="20" align="left" valign=bottom><font color="#000000">Müller &amp; Co</font></td>
		<td align="right" valign=bottom sdval="46453" sdnum="1033;0;MM/DD/YYYY"><font>03/07/2027</font></td>
		<td align="right" valign=bottom sdval="0.12345" sdnum="1033;0;0%"><font color="#000000">12%</font></td>
		<td align="right" valign=bottom sdval="1234.567" sdnum="1033;0;#,##0.0"><font>1,234.6</font></td>
		<td align="left" valign=bottom><font color="#000000">two<br>lines</font></td>
		<td align="left" valign=bottom><font color="#000000">Red</font></td>
	</tr>
	<tr>
		<td height="20" align="left" valign=bottom><font color="#000000"><br></font></td>
		<td align="right" valign=bottom sdval="46571" sdnum="1033;1031;T. MMMM JJJJ"><font>3. Juli 2027</font></td>
		<td align="right" valign=bottom sdval="1.5" sdnum="1033;0;0.0%"><font color="#000000">150.0%</font></td>
		<td align="right" valign=bottom sdval="-1000" sdnum="1033;0;#,##0;[RED](#,##0)"><font>(1,000)</font></td>
		<td align="left" valign=bottom sdval="1234567" sdnum="1033;0;[$€-407] #,##0.00"><font>€ 1,234,567.00</font></td>
		<td align="right" valign=bottom sdval="0.5" sdnum="1033;0;HH:MM"><font color="#000000">12:00</font></td>
	</tr>
</table></body></html>"""

# As Excel puts it on the clipboard of Windows: what a number is for stands in the style of its class.
EXCEL = """Version:1.0
StartHTML:0000000105
EndHTML:0000001234
<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><style>
<!--table {mso-displayed-decimal-separator:"\\.";}
td {padding-top:1px; mso-number-format:General;}
.xl65 {mso-number-format:"m\\/d\\/yyyy";}
.xl66 {mso-number-format:"Short Date";}
.xl67 {mso-number-format:Percent;}
.xl68 {white-space:normal;}
--></style></head><body><table border=0 cellpadding=0 cellspacing=0>
<!--StartFragment-->
 <col width=64>
 <tr height=20>
  <td rowspan=2 height=40 class=xl64>Portfolio</td>
  <td class=xl65 align=right>7/3/2027</td>
  <td class=xl66 align=right>03/07/2027</td>
  <td class=xl67 align=right>12%</td>
 </tr>
 <tr height=20>
  <td align=right x:num="1234.5">1 235</td>
  <td x:num>7</td>
  <td class=xl68 width=64>two<br>
    lines</td>
 </tr>
 <tr><td colspan=2>&nbsp;merged&nbsp;</td></tr>
<!--EndFragment-->
</table></body></html>"""


def texts(html: str) -> list[list[str]]:
    """What every cell shows, and behind a bar what it holds exactly."""
    return [["|".join(filter(None, cell)) for cell in line] for line in html_cells.read(html) or []]


def test_what_libreoffice_copies_is_read_with_the_day_and_the_digits_it_kept() -> None:
    assert texts(LIBREOFFICE) == [
        ["Müller & Co", "03/07/2027|2027-03-07", "12%|12.34500", "1,234.6|1234.5670", "two\nlines", "Red"],
        ["", "3. Juli 2027|2027-07-03", "150.0%|150.0", "(1,000)|-1000", "€ 1,234,567.00|1234567", "12:00"],
    ]


def test_what_excel_copies_is_read_with_the_order_of_its_days_and_its_merged_cells() -> None:
    assert texts(EXCEL) == [
        ["Portfolio", "7/3/2027|2027-07-03", "03/07/2027", "12%"],
        ["", "1 235|1234.5", "7", "two\nlines"],
        ["merged", "", "", ""],
    ]


@pytest.mark.parametrize(
    ("shown", "written"),
    [("31/12", "d\\/m\\/yyyy"), ("13/13/2027", "m\\/d\\/yyyy"), ("Jul-27", "mmm\\-yy"), ("12:30", "h:mm AM/PM")],
)
def test_a_day_that_its_format_does_not_tell_is_taken_as_shown(shown: str, written: str) -> None:
    style = f'<style>.a {{mso-number-format:"{written}";}}</style>'
    assert texts(f"{style}<table><tr><td class=a>{shown}</td></tr></table>") == [[shown]]


@pytest.mark.parametrize("kept", ["nonsense", "0.25", "-3", "9999999", "NaN", "Infinity"])
def test_what_is_no_day_in_the_calendar_of_the_suites_is_taken_as_shown(kept: str) -> None:
    assert texts(f'<table><tr><td sdval="{kept}" sdnum="1033;0;D/M/YY">?</td></tr></table>') == [["?"]]


@pytest.mark.parametrize("html", ["", "<p>Only words</p>", "<table></table>", "<td>no table</td>"])
def test_words_without_a_table_are_no_cells(html: str) -> None:
    assert html_cells.read(html) is None


@pytest.mark.parametrize(
    "html", ["<table><tr><td>a<td>b<tr><td>c", "<table><td>a</td><td>b</td></table><table><tr><td>c"]
)
def test_a_table_that_is_not_closed_is_read_as_far_as_it_goes(html: str) -> None:
    assert texts(html)[0] == ["a", "b"]


def test_what_is_written_is_read_back_as_it_was() -> None:
    lines = [[("<b>R&D</b>\n=1+1", ""), ("5 400,5", "5400.5")], [("", ""), ("12.345", "12.345")]]
    assert texts(html_cells.write(lines)) == [["<b>R&D</b>\n=1+1", "5 400,5|5400.5"], ["", "12.345|12.3450"]]

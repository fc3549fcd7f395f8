from collections.abc import Callable, Sequence

from pmo_desktop.charts.style import LIGHT, status
from pmo_desktop.domain.choices import Rating
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.signs import status_words
from pmo_desktop.reports.tables import Column, Group, Row, table
from pmo_desktop.reports.typesetting import Words, strong

Texts = Callable[[Paper], list[str]]

COLUMNS = [Column("Project"), Column("Slip, d", 50, "right"), Column("Note", 120, lines=3)]


def test_a_table_on_many_pages_repeats_its_header_and_keeps_every_row(paper: Paper, texts: Texts) -> None:
    table(paper.page("Annex", title="Register"), COLUMNS, [(f"Project {i:03}", f"+{i}", "") for i in range(100)])
    pages = texts(paper)
    assert len(pages) == 4
    assert all("Slip, d" in page for page in pages)
    assert all(sum(f"Project {i:03}" in page for page in pages) == 1 for i in range(100))


def test_a_group_is_named_again_on_the_next_page(paper: Paper, texts: Texts) -> None:
    rows: list[Group | Sequence[Words]] = [
        Group(strong("Off track"), "40 projects"),
        *[(f"P{i}", "0", "") for i in range(40)],
    ]
    table(paper.page("Dashboard", title="Ratings"), COLUMNS, rows)
    first, second = texts(paper)
    assert "40 projects" in first
    assert "40 projects" not in second
    assert "Off track" in second
    assert "continued" in second


def test_a_group_never_stands_alone_at_the_foot_of_a_page(paper: Paper, texts: Texts) -> None:
    body = paper.page("Dashboard", title="Ratings")
    body.y = body.bottom - 40
    table(body, COLUMNS, [Group("Off track"), ("Crossrail", "+642", "")], row_height=15.6)
    first, second = texts(paper)
    assert "Off track" not in first
    assert "Off track" in second


def test_a_row_that_does_not_fit_moves_as_a_whole(paper: Paper, texts: Texts) -> None:
    body = paper.page("Annex", title="Register")
    body.y = body.bottom - 50
    table(body, COLUMNS, [("Crossrail", "+642", "one two three four five six seven eight nine ten " * 2)])
    first, second = texts(paper)
    assert "Crossrail" not in first
    assert "one two" not in first
    assert "Crossrail" in second


def test_a_cell_that_is_too_long_is_cut_with_a_sign(paper: Paper, texts: Texts) -> None:
    table(paper.page("Annex", title="Register"), COLUMNS, [("Crossrail " * 60, "", "")])
    assert "…" in texts(paper)[0]


def test_an_empty_table_says_why(paper: Paper, texts: Texts) -> None:
    table(paper.page("Annex", title="Register"), COLUMNS, [], empty="No project is late.")
    assert "No project is late." in texts(paper)[0]


def test_a_table_moves_its_region_below_itself(paper: Paper) -> None:
    body = paper.page("Annex", title="Register")
    start = body.y
    table(body, COLUMNS, [("a", "", ""), ("b", "", "")], row_height=20, header=False)
    assert body.y == start + 40


def test_signs_groups_totals_tints_and_links_stand_in_one_table(paper: Paper, texts: Texts) -> None:
    body = paper.page("Finance", title="Money")
    columns = [Column("Project"), Column("Budget", 40, "right", over="This year, £m"), Column("", 60)]
    rows = [
        Row(("Crossrail", "873", status_words(status(Rating.RED))), link="crossrail", changed=True),
        Row(("Hub", "464", "—"), tint=LIGHT.selection, bold=True),
        Row(("Portfolio", "1,337", ""), total=True),
    ]
    table(body, columns, rows)
    paper.page("One-pagers", title="Crossrail", key="crossrail")
    first = texts(paper)[0]
    for words in ("This year, £m", "Off track", "1,337", "Portfolio", "—"):
        assert words in first


def test_a_title_wider_than_its_column_is_set_smaller_instead_of_broken(paper: Paper, texts: Texts) -> None:
    table(paper.page("Dashboard", title="Ratings"), [Column("Ref", 16), Column("Resources", 33)], [("1", "")])
    assert "Resources" in texts(paper)[0]

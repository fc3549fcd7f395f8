from collections.abc import Callable

from pmo_desktop.charts.style import status
from pmo_desktop.domain.choices import Rating
from pmo_desktop.reports.blocks import Tile, ask, facts, figures, heading, panel, plain, quads, rule, steps, text, tiles
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.signs import status_sign
from pmo_desktop.reports.typesetting import strong

Texts = Callable[[Paper], list[str]]


def page(paper: Paper) -> Region:
    return paper.page("Summary", title="Blocks")


def test_tiles_show_figure_context_and_change(paper: Paper, texts: Texts) -> None:
    body = page(paper)
    one = Tile("Off track", "4", "of 16", "£33.3bn", 1, "+1", "since P08", (2, None, 3, 4))
    two = Tile("A figure too wide for its tile", "£123,456,789,012", "thousand", "", -1, "−2", "", (None, 3))
    tiles(body, [one, two, two, two])
    said = texts(paper)[0]
    for words in ("Off track", "4", "of 16", "£33.3bn", "▲", "▼", "+1", "since P08", "£123,456,789,012"):
        assert words in said


def test_no_tiles_take_no_room(paper: Paper) -> None:
    body = page(paper)
    start = body.y
    tiles(body, [])
    figures(body, [])
    steps(body, [])
    assert body.y == start


def test_a_text_that_is_cut_is_carried_whole_for_the_annex(paper: Paper) -> None:
    body = page(paper)
    whole = "The team has costed three options. " * 20
    assert text(body.columns(3, 9)[0], [strong("Cause: "), whole], lines=3, carry="Crossrail: status")
    assert not text(body, "Short.", lines=3, carry="Hub: status")
    assert [(each.name, each.text) for each in paper.carried] == [("Crossrail: status", "Cause: " + whole)]


def test_a_text_without_a_number_of_lines_stays_within_its_region(paper: Paper) -> None:
    place = panel(page(paper), 60)
    assert text(place, "Land is secured. " * 200)
    assert place.y <= place.bottom


def test_changed_text_is_marked_with_a_bar(paper: Paper) -> None:
    body, other = page(paper), Paper(paper.imprint)
    text(body, "New words", changed=True)
    text(page(other), "New words")
    assert paper.finish() != other.finish()


def test_headings_facts_figures_and_asks_are_written(paper: Paper, texts: Texts) -> None:
    body = page(paper)
    heading(body, "For decision", aside="Largest first", rule=True)
    rule(body, heavy=True)
    facts(body, [("Board", "Investment Committee"), ("Rating", [status_sign(status(None)), "Not rated"])])
    figures(body, [("BAC", "2,656", "£m"), ("EAC", "2,970", "£m")])
    text(ask(body, 50), "Choose one site")
    said = texts(paper)[0]
    for words in ("For decision", "Largest first", "Investment Committee", "Not rated", "2,970", "Choose one site"):
        assert words in said


def test_quads_share_their_rules_and_fill_the_page(paper: Paper) -> None:
    first, second, third, fourth = quads(page(paper), upper=0.6)
    assert (first.y, third.y) == (second.y, fourth.y)
    assert (first.x, second.x) == (third.x, fourth.x)
    assert third.y > first.bottom
    assert first.room > third.room


def test_the_way_back_names_each_step(paper: Paper, texts: Texts) -> None:
    path = [(status(Rating.RED), "12 Feb", "Option chosen"), (status(Rating.GREEN), "15 Nov", "Signed")]
    steps(page(paper), path)
    said = texts(paper)[0]
    assert all(words in said for words in ("12 Feb", "Option chosen", "15 Nov", "Signed"))


def test_words_without_their_manner_are_plain_text() -> None:
    assert plain(["a ", strong("b"), status_sign(status(None))]) == "a b"
    assert plain(strong("b")) == "b"
    assert plain(status_sign(status(None))) == ""

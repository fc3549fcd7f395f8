from collections.abc import Callable

import pytest

from pmo_desktop.charts.style import LIGHT, Status, status
from pmo_desktop.domain.choices import ForwardLook, Rating
from pmo_desktop.reports.blocks import plain, text
from pmo_desktop.reports.paper import Paper
from pmo_desktop.reports.signs import (
    bar,
    boxes,
    change,
    diamond,
    key,
    legend,
    look,
    moved,
    space,
    status_sign,
    status_words,
    tag,
    tick_box,
    ticks,
)
from pmo_desktop.reports.typesetting import Words

Texts = Callable[[Paper], list[str]]


def drawn(texts: Texts, paper: Paper, *lines: Words) -> str:
    body = paper.page("Signs", title="Signs")
    for line in lines:
        text(body, line)
    return texts(paper)[0]


@pytest.mark.parametrize("shown", LIGHT.statuses.values(), ids=lambda s: s.key)
def test_a_status_is_shape_letter_and_word(paper: Paper, shown: Status, texts: Texts) -> None:
    said = drawn(texts, paper, status_words(shown))
    assert shown.word in said
    assert all(part.letter in said for part in shown.parts)


def test_a_status_is_stored_once_however_often_it_is_shown(paper: Paper) -> None:
    one, many = Paper(paper.imprint), Paper(paper.imprint)
    text(one.page("Signs", title="Signs"), [status_sign(status(Rating.RED))])
    text(many.page("Signs", title="Signs"), [status_sign(status(Rating.RED))] * 50)
    assert len(many.finish()) < len(one.finish()) + 1500


def test_a_status_is_as_wide_as_it_says(paper: Paper, texts: Texts) -> None:
    assert status_sign(status(Rating.AMBER_RED), 10).width == pytest.approx(status(Rating.AMBER_RED).width * 10)
    assert drawn(texts, paper, legend(*LIGHT.statuses.values())).count("In doubt") == 1


def test_three_ticks_are_three_steps_wide_and_gaps_keep_their_place(paper: Paper, texts: Texts) -> None:
    three = ticks([status(Rating.GREEN), None, status(None)])
    assert three.width == pytest.approx(13)
    assert ticks([]).width == 0
    assert drawn(texts, paper, [three])


def test_worse_points_down_and_better_up() -> None:
    assert plain(moved(2)) == "▼"
    assert plain(moved(-1, "28 d")) == "▲ 28 d"
    assert plain(moved(0, "held")) == "held"
    assert plain(moved(0)) == ""


def test_a_change_carries_an_arrow_and_no_change_none() -> None:
    assert plain(change(46, "+46")) == "▲ +46"
    assert plain(change(-31, "−31")) == "▼ −31"
    assert plain(change(0, "0")) == "0"


def test_the_outlook_is_an_arrow_and_a_word_and_a_dash_when_unknown() -> None:
    assert [plain(look(forward)) for forward in ForwardLook] == ["↗ improving", "→ steady", "↘ worsening"]
    assert plain(look(None)) == "—"


def test_gates_tags_boxes_bars_and_keys_are_drawn_where_a_word_may_stand(paper: Paper, texts: Texts) -> None:
    said = drawn(
        texts,
        paper,
        [diamond("3"), diamond(), tag("Recommended"), tag("FINAL", outlined=True), *tick_box("Agreed")],
        [boxes(90, (3, "full"), (1, "hatched"), (2, "open")), boxes(90), space(4)],
        [key("full"), key("faint"), bar(-20, -40, 10, 80, 14), bar(None, 0, 0, 80, 14)],
    )
    assert all(words in said for words in ("3", "Recommended", "FINAL", "Agreed"))

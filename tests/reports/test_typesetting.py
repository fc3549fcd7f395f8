from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.charts.style import PAPER
from pmo_desktop.reports.lettering import text_width
from pmo_desktop.reports.typesetting import CUT, Laid, Run, Sign, Words, fit_text, lay, strong

BODY = PAPER["body"]
NASTY = [
    "R&D <b>",
    "$\\frac{$",
    "_hidden",
    "=1+1",
    "中文名称",
    "مشروع النيل",
    "हिन्दी",
    "e\u0301",
    "a" * 400,
    "\t",
    "\n\n",
]


def shown(laid: Laid) -> str:
    lines = (
        "".join((w.gap if w.space else "") + "".join(a.text for a in w.atoms) for w in ln.words) for ln in laid.lines
    )
    return "\n".join(lines)


def test_a_text_is_broken_at_spaces_and_no_line_is_wider_than_asked() -> None:
    laid = lay("Land and planning are secured, and the team has costed three options.", 120)
    assert len(laid.lines) > 2
    assert laid.width <= 120
    assert not laid.cut
    assert shown(laid).replace("\n", " ") == "Land and planning are secured, and the team has costed three options."


def test_a_line_feed_starts_a_new_line_and_an_empty_line_stays() -> None:
    assert shown(lay("One\n\nTwo", 200)) == "One\n\nTwo"


def test_two_spaces_stay_two_within_a_line() -> None:
    assert shown(lay("a  ·  b", 200)) == "a  ·  b"


def test_runs_that_touch_are_never_parted() -> None:
    laid = lay([strong("12345"), Run("bn"), " and more"], text_width("12345b", 9.5, "semibold"))
    assert [len(word.atoms) for line in laid.lines for word in line.words][-2:] == [1, 1]
    assert shown(lay([strong("12"), Run("bn"), " x"], 40)).startswith("12bn")


def test_a_sign_counts_with_its_width_and_keeps_its_distance() -> None:
    laid = lay([Sign(20, lambda _paper, _x, _middle: None), "Off track"], 200)
    assert laid.width > 20 + text_width("Off track", BODY.size) + 2


def test_what_is_too_long_is_cut_at_a_sentence_and_marked() -> None:
    laid = lay("Gate 3 did not open. Land and planning are secured. " + "The team has costed " * 9, 160, lines=3)
    assert laid.cut
    assert len(laid.lines) <= 3
    assert shown(laid).replace("\n", " ").endswith("are secured. " + CUT)


def test_what_has_no_sentence_to_cut_at_is_cut_after_a_word() -> None:
    laid = lay("planning " * 60, 160, lines=2)
    assert laid.cut
    assert shown(laid).endswith("planning " + CUT)
    assert laid.width <= 160


def test_a_sentence_that_ends_too_early_is_not_a_place_to_cut() -> None:
    assert "Yes. We" in shown(lay("Yes. We have costed three of the options " * 6, 160, lines=3)).replace("\n", " ")


def test_a_name_too_long_for_its_cell_loses_letters_rather_than_the_whole_last_word() -> None:
    assert fit_text("Emergency Services Mobile Communications", 60, 8.5).startswith("Emergency Se")
    assert fit_text("Emergency Services Mobile Communications", 60, 8.5).endswith(CUT)


def test_a_name_that_fits_is_left_alone() -> None:
    assert fit_text("Crossrail", 60, 8.5) == "Crossrail"
    assert fit_text("", 60, 8.5) == ""


@given(st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=40)), max_size=6), st.integers(1, 5))
def test_no_text_whatever_is_wider_or_longer_than_its_place(parts: list[str], lines: int) -> None:
    words: Words = [strong(part) if i % 2 else part for i, part in enumerate(parts)]
    laid = lay(words, 80, lines=lines)
    assert len(laid.lines) <= lines
    assert laid.width <= 80.1


@given(st.lists(st.sampled_from(NASTY), max_size=6))
def test_nothing_is_lost_from_a_text_that_is_not_cut(parts: list[str]) -> None:
    whole = " ".join(parts)
    assert shown(lay(whole, 90)).translate({10: None, 32: None, 9: None}) == whole.translate(
        {10: None, 32: None, 9: None}
    )

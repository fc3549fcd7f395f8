import subprocess
import sys
from itertools import combinations

import pytest

from pmo_desktop.charts.style import (
    LIGHT,
    PALETTES,
    SHAPES,
    Palette,
    on_screen,
    shape_points,
    status,
)
from pmo_desktop.domain.choices import Rating

EVERY = [*Rating, None]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", PALETTES, ids=lambda p: p.name)
def test_every_text_reaches_five_to_one_on_every_ground_it_stands_on(palette: Palette) -> None:
    grounds = [palette.bg, palette.surface, palette.header, palette.selection]
    pairs = [(ink, ground) for ink in (palette.text, palette.text_2) for ground in grounds]
    pairs += [(palette.text_3, palette.surface), (palette.text_3, palette.bg), (palette.on_accent, palette.accent)]
    pairs += [(palette.accent, ground) for ground in grounds[:3]]
    for shown in palette.statuses.values():
        pairs += [(palette.text, shown.tint), (palette.text_2, shown.tint)]
        pairs += [(part.ink, part.fill) for part in shown.parts]
    assert not [pair for pair in pairs if contrast(*pair) < 5]


@pytest.mark.parametrize("palette", PALETTES, ids=lambda p: p.name)
def test_every_edge_line_and_shape_reaches_three_to_one_on_the_page(palette: Palette) -> None:
    grounds = [palette.bg, palette.surface, palette.header]
    pairs = [(colour, ground) for colour in (palette.edge, palette.accent, palette.actual) for ground in grounds]
    pairs += [(colour, palette.surface) for colour in palette.series]
    pairs += [(part.edge, ground) for s in palette.statuses.values() for part in s.parts for ground in grounds]
    assert not [pair for pair in pairs if contrast(*pair) < 3]


def test_black_on_white_has_the_published_contrast_of_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#777777") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("palette", PALETTES, ids=lambda p: p.name)
def test_no_two_statuses_share_their_shapes_their_letters_or_their_word(palette: Palette) -> None:
    for one, other in combinations(palette.statuses.values(), 2):
        assert [part.shape for part in one.parts] != [part.shape for part in other.parts]
        assert one.letters != other.letters
        assert one.word != other.word


@pytest.mark.parametrize("palette", PALETTES, ids=lambda p: p.name)
def test_status_colours_are_never_series_colours(palette: Palette) -> None:
    fills = {part.fill for shown in palette.statuses.values() for part in shown.parts}
    assert not fills & set(palette.series)


def test_a_rating_on_five_points_shows_its_own_letters() -> None:
    assert [status(rating).letters for rating in EVERY] == ["G", "A/G", "A", "A/R", "R", "–"]


def test_complete_wins_over_any_rating() -> None:
    assert {status(rating, complete=True).word for rating in EVERY} == {"Complete"}


def test_no_rating_is_never_green() -> None:
    assert status(None).word == "Not rated"
    assert status(None).edge == LIGHT.statuses["none"].edge


@pytest.mark.parametrize("kind", SHAPES)
def test_a_shape_is_a_polygon_about_one_unit_high_around_the_middle(kind: str) -> None:
    points = shape_points(kind)
    heights = [y for _, y in points]
    assert len(points) >= 3
    assert 0.85 <= max(heights) - min(heights) <= 1.05
    assert abs(max(heights) + min(heights)) <= 0.1


def test_the_two_shades_between_are_wider_than_plain_ones() -> None:
    assert status(Rating.AMBER_RED).width > status(Rating.RED).width > 0.9


def test_a_letter_stands_inside_its_shape() -> None:
    for shown in LIGHT.statuses.values():
        for part in shown.parts:
            x, y = part.letter_at
            across, up = zip(*part.points, strict=True)
            assert min(across) < x < max(across)
            assert min(up) < y < max(up)


def test_charts_on_screen_are_set_larger_than_on_paper() -> None:
    assert on_screen(LIGHT).text > 8.5


def test_the_style_loads_without_qt_matplotlib_or_reportlab() -> None:
    code = "import sys, pmo_desktop.charts.style; print([m for m in sys.modules if m in sys.argv[1:]])"
    heavy = ["PySide6", "matplotlib", "numpy", "reportlab", "sqlalchemy", "pmo_desktop.charts.catalogue"]
    assert subprocess.check_output([sys.executable, "-c", code, *heavy], text=True).strip() == "[]"

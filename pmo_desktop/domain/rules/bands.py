"""Where a measured value lies between green and red.

Source: the product's table of RAG rules. A percentage is amber from its amber threshold to its red threshold, both
included, and red only above; a score is red from its red threshold on. On five points the amber band is cut into equal
thirds: Amber/Green, Amber, Amber/Red; on three points all of it is Amber. A value on a cut takes the worse side.
"""

from pmo_desktop.domain.choices import Rating, Scale

_SHADES = (Rating.AMBER_GREEN, Rating.AMBER, Rating.AMBER_RED)
_FROM_FIVE = {Rating.AMBER_GREEN: Rating.AMBER, Rating.AMBER_RED: Rating.AMBER}


def by_percent(value: float, amber: float, red: float, scale: Scale = Scale.THREE) -> Rating:
    """Green below `amber`, red above `red`, amber between; all in percent points."""
    if value > red:
        return Rating.RED
    return Rating.GREEN if value < amber else shade(value, amber, red, scale)


def by_score(value: float, amber: float, red: float, scale: Scale = Scale.THREE) -> Rating:
    """Green below `amber`, red from `red` on, amber between; for scores such as 1 to 25."""
    if value >= red:
        return Rating.RED
    return Rating.GREEN if value < amber else shade(value, amber, red, scale)


def shade(value: float, amber: float, red: float, scale: Scale) -> Rating:
    """Which amber a value in the band from `amber` to `red` is."""
    if scale is Scale.THREE:
        return Rating.AMBER
    steps = sum(3 * (value - amber) >= step * (red - amber) for step in (1, 2))
    return _SHADES[steps]


def to_three_point(rating: Rating | None) -> Rating | None:
    """The colour on three points, where both shades of amber are amber. For display: no trend joins scales."""
    return None if rating is None else _FROM_FIVE.get(rating, rating)

"""Ratings in the words of the workspace's scale: on track, at risk, off track on three points; the colours on five."""

from collections.abc import Iterable

from pmo_desktop.charts.style import status
from pmo_desktop.domain.choices import Rating, Scale
from pmo_desktop.reports.signs import space, status_sign
from pmo_desktop.reports.typesetting import Piece, Run


def rating_word(rating: Rating | None, scale: Scale, *, complete: bool = False) -> str:
    """The word of a rating: “Off track” on three points, “Amber/Red” on five."""
    if scale is Scale.FIVE and rating is not None and not complete:
        return rating.label
    return status(rating, complete=complete).word


def legend(kinds: Iterable[tuple[Rating | None, bool]], scale: Scale) -> list[Piece]:
    """Shapes and words of ratings, each with whether it stands for complete, for the reason line of a page."""
    return [
        piece
        for rating, complete in kinds
        for piece in (
            space(8),
            status_sign(status(rating, complete=complete), 8),
            Run(rating_word(rating, scale, complete=complete)),
        )
    ]

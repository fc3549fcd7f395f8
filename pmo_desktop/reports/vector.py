"""Charts on paper as vectors: a matplotlib renderer that writes straight to the page, with the house fonts.

It draws lines, areas, markers, hatching and text, which is all that our charts use, and takes a third of the time that
a picture of the same chart would.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from pmo_desktop.charts.figure import new_figure, paint, settings
from pmo_desktop.reports.lettering import draw_text, text_width
from pmo_desktop.reports.native import described
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.told import ToldChart

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties
    from matplotlib.transforms import Transform
    from reportlab.pdfgen.canvas import Canvas

    from pmo_desktop.charts.style import ChartStyle

Colour = tuple[float, float, float, float]
_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_STRIPES = 2.6  # points from one line of hatching to the next
_SEMIBOLD = 600


def chart(  # noqa: D417
    region: Region,
    draw: "Callable[[Axes, Any, ChartStyle], None]",
    data: object,
    height: float,
    *,
    gap: float = 0,
) -> None:
    """Draw a chart across a region, `height` points high, and move the region below it.

    Args:
        draw: the drawing function of a chart, such as `rag_bars.draw`.
        data: its answer, see `services.insights.shapes`.
        gap: points to leave under it.
    """
    style = region.paper.style
    figure = new_figure(style, region.width / 72, height / 72)
    paint(figure, draw, data, style)
    figure.patch.set_visible(False)
    page = CanvasRenderer(region.paper.canvas, region.width, height)
    region.paper.canvas.saveState()
    region.paper.canvas.translate(region.x, region.paper.up(region.y + height))
    told = ToldChart(region.x, region.y, region.width, height, data)
    with settings(style), region.paper.telling(told), region.paper.part("Figure", described(data)):
        figure.draw(page)
    region.paper.canvas.restoreState()
    region.y += height + gap


class CanvasRenderer(RendererBase):
    """Writes what matplotlib draws as PDF operators; one pixel of the figure is one point."""

    def __init__(self, canvas: "Canvas", width: float, height: float) -> None:
        super().__init__()
        self.canvas = canvas
        self.width = width
        self.height = height

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size in points."""
        return self.width, self.height

    def flipy(self) -> bool:
        """Tell that y counts upwards, as in a PDF."""
        return False

    def points_to_pixels(self, points: Any) -> Any:  # noqa: ANN401  a number or an array
        """Return points unchanged: the figure has 72 dots an inch."""
        return points

    def get_text_width_height_descent(
        self, s: str, prop: "FontProperties", ismath: object
    ) -> tuple[float, float, float]:
        """Measure text as the page will set it; height and descent are those of the font, whatever the letters."""
        del ismath
        size = prop.get_size_in_points()
        return text_width(s, size, _weight(prop)), 0.95 * size, 0.22 * size

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: "Transform",
        rgbFace: object = None,  # noqa: N803
    ) -> None:
        """Draw a line or an area, hatched if the context says so."""
        outline = "\n".join(_operators(path, transform))
        if outline:
            with self._state(gc, _face(rgbFace)):
                self._paint(gc, outline, filled=_shows(_face(rgbFace)))

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: "Transform",
        path: Path,
        trans: "Transform",
        rgbFace: object = None,  # noqa: N803
    ) -> None:
        """Draw the same small shape at every point of a line."""
        shape, face = marker_trans.transform_path(marker_path), _face(rgbFace)
        with self._state(gc, face):
            for points, _ in path.iter_segments(trans, simplify=False):
                moved = Affine2D().translate(*points[-2:])
                self._paint(gc, "\n".join(_operators(shape, moved)), filled=_shows(face))

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: "FontProperties",
        angle: float,
        ismath: object = None,
        mtext: object = None,
    ) -> None:
        """Write text as text, which can be searched and copied."""
        del ismath, mtext
        colour = "#" + "".join(f"{round(255 * part):02x}" for part in gc.get_rgb()[:3])
        size = prop.get_size_in_points()
        if not angle:
            draw_text(self.canvas, x, y, s, size, _weight(prop), colour)
            return
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.rotate(angle)
        draw_text(self.canvas, 0, 0, s, size, _weight(prop), colour)
        self.canvas.restoreState()

    @contextmanager
    def _state(self, gc: GraphicsContextBase, face: Colour | None) -> Generator[None]:
        """Set colours, line and clipping, and undo them after."""
        canvas = self.canvas
        canvas.saveState()
        self._clip(gc)
        red, green, blue, alpha = gc.get_rgb()
        canvas.setStrokeColorRGB(red, green, blue)
        canvas.setLineWidth(gc.get_linewidth())
        offset, dashes = gc.get_dashes()
        if dashes is not None:
            canvas.setDash([float(dash) for dash in cast("Iterable[float]", dashes)], offset)
        canvas.setLineCap(_CAPS[gc.get_capstyle()])
        canvas.setLineJoin(_JOINS[gc.get_joinstyle()])
        if face is not None:
            canvas.setFillColorRGB(*face[:3])
            _see_through(canvas.setFillAlpha, face[3])
        _see_through(canvas.setStrokeAlpha, alpha)
        yield
        canvas.restoreState()

    def _clip(self, gc: GraphicsContextBase) -> None:
        box = gc.get_clip_rectangle()
        if box is not None:
            x, y, width, height = box.bounds
            self._literal(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re W n")
        path, transform = gc.get_clip_path()
        if path is not None:
            self._literal("\n".join(_operators(cast("Path", path), transform)) + " W n")

    def _paint(self, gc: GraphicsContextBase, outline: str, *, filled: bool) -> None:
        lined = gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0
        hatched = bool(gc.get_hatch())
        if filled and not hatched:
            self._literal(f"{outline} {'B' if lined else 'f'}")
            return
        if filled:
            self._literal(f"{outline} f")
        if hatched:
            self._hatch(gc, outline)
        if lined:
            self._literal(f"{outline} S")

    def _hatch(self, gc: GraphicsContextBase, outline: str) -> None:
        """Fill an area with slanting lines of one distance, whatever density matplotlib has in mind."""
        numbers = [part.split()[:-1] for part in outline.split("\n")]
        xs = [float(x) for part in numbers for x in part[::2]]
        ys = [float(y) for part in numbers for y in part[1::2]]
        low, high = min(ys), max(ys)
        self.canvas.saveState()
        self._literal(f"{outline} W n")
        self.canvas.setStrokeColorRGB(*to_rgba(cast("Colour", gc.get_hatch_color()))[:3])
        self.canvas.setLineWidth(gc.get_hatch_linewidth())
        start = min(xs) - (high - low)
        while start < max(xs):
            self._literal(f"{start:.2f} {low:.2f} m {start + high - low:.2f} {high:.2f} l S")
            start += _STRIPES
        self.canvas.restoreState()

    def _literal(self, operators: str) -> None:
        self.canvas.addLiteral(operators)


def _operators(path: Path, transform: "Transform | None") -> Iterator[str]:
    """Yield a path as PDF operators, one a line; a quadratic curve becomes a cubic one."""
    at = (0.0, 0.0)
    for points, code in path.iter_segments(transform, simplify=False):
        if code == Path.CLOSEPOLY:
            yield "h"
            continue
        places = [float(value) for value in points]
        if code == Path.CURVE3:
            (ax, ay), (bx, by, cx, cy) = at, places
            places = [(ax + 2 * bx) / 3, (ay + 2 * by) / 3, (cx + 2 * bx) / 3, (cy + 2 * by) / 3, cx, cy]
        at = (places[-2], places[-1])
        numbers = " ".join(f"{value:.2f}" for value in places)
        yield numbers + {Path.MOVETO: " m", Path.LINETO: " l"}.get(code, " c")


def _weight(prop: "FontProperties") -> str:
    weight = prop.get_weight()
    heavy = weight in {"semibold", "bold"} or (isinstance(weight, int) and weight >= _SEMIBOLD)
    return "semibold" if heavy else "italic" if prop.get_style() == "italic" else "regular"


def _face(colour: object) -> Colour | None:
    """Return the colour of an area as red, green, blue and alpha, 0 to 1."""
    return None if colour is None else to_rgba(cast("Colour", colour))


def _shows(face: Colour | None) -> bool:
    return face is not None and face[3] > 0


def _see_through(change: Callable[[float], None], alpha: float) -> None:
    if alpha < 1:
        change(alpha)

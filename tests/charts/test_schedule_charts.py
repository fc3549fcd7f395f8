from collections.abc import Callable
from datetime import date

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from pmo_desktop.charts import milestone_trend, roadmap
from pmo_desktop.domain.choices import Rating
from pmo_desktop.services.insights.shapes import MilestoneLine, MilestoneTrend, Roadmap, RoadmapMark, RoadmapRow

Drawn = Callable[..., Axes]
Said = Callable[[Axes], list[str]]
Told = Callable[[Axes], list[str]]

CUT_OFF = date(2021, 1, 1)


def road(*rows: RoadmapRow) -> Roadmap:
    return Roadmap(date(2020, 7, 1), date(2024, 1, 1), CUT_OFF, rows, "Slip, days")


def row(baseline: date | None, forecast: date | None, *marks: RoadmapMark, shown: str = "") -> RoadmapRow:
    return RoadmapRow("Crossrail", Rating.RED, date(2019, 1, 1), baseline, forecast, shown, marks=marks)


def pieces(axes: Axes) -> list[Rectangle]:
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def test_slip_is_hatched_from_the_baseline_to_the_forecast_finish(drawn: Drawn) -> None:
    elapsed, planned, slip = pieces(drawn(roadmap.draw, road(row(date(2022, 1, 1), date(2023, 1, 1)))))
    assert [bool(piece.get_hatch()) for piece in (elapsed, planned, slip)] == [False, False, True]
    assert round(planned.get_width()) == round(slip.get_width())
    assert elapsed.get_x() < planned.get_x() < slip.get_x()


def test_a_project_on_time_has_no_hatching(drawn: Drawn) -> None:
    axes = drawn(roadmap.draw, road(row(date(2022, 1, 1), date(2021, 10, 1))))
    assert [piece.get_hatch() for piece in pieces(axes)] == [None, None]


def test_a_baseline_already_passed_is_late_from_today(drawn: Drawn) -> None:
    elapsed, slip = pieces(drawn(roadmap.draw, road(row(date(2020, 9, 1), date(2021, 6, 1)))))
    assert slip.get_hatch()
    assert round(elapsed.get_x() + elapsed.get_width(), 1) == round(slip.get_x(), 1)


def test_a_project_without_dates_says_so_and_has_no_bar(drawn: Drawn, said: Said) -> None:
    axes = drawn(roadmap.draw, road(row(None, None, shown="—")))
    assert not pieces(axes)
    assert {"no dates reported", "—", "Crossrail", "Slip, days", "data date"} <= set(said(axes))


def test_a_project_that_ends_beyond_the_roadmap_tells_its_year(drawn: Drawn, said: Said) -> None:
    assert "2029" in said(drawn(roadmap.draw, road(row(date(2028, 1, 1), date(2029, 5, 1)))))


def test_a_gate_tells_its_number_and_one_outside_of_the_roadmap_is_not_drawn(drawn: Drawn, told: Told) -> None:
    marks = [RoadmapMark(date(2022, 6, 1), "4"), RoadmapMark(date(2021, 6, 1)), RoadmapMark(date(2031, 1, 1), "5")]
    axes = drawn(roadmap.draw, road(row(date(2022, 1, 1), date(2023, 1, 1), *marks)))
    assert [words for words in told(axes) if "–" not in words] == ["Gate 4, Jun 22", "Jun 21"]


def test_rows_without_room_are_counted(drawn: Drawn, said: Said) -> None:
    texts = said(drawn(roadmap.draw, road(*[row(date(2022, 1, 1), date(2023, 1, 1))] * 40)))
    fitting = texts.count("Crossrail")
    assert f"… and {40 - fitting} more" in texts


def trend(*lines: MilestoneLine) -> MilestoneTrend:
    reports = tuple((f"P{month:02}", date(2020, month, 28)) for month in range(4, 8))
    return MilestoneTrend(reports, lines, "since P06")


def line(name: str, *days: date | None) -> MilestoneLine:
    return MilestoneLine(name, days, "26 Mar", "+46 d", key="7")


def test_each_milestone_is_a_line_through_the_dates_forecast_with_a_marker_of_its_own(drawn: Drawn) -> None:
    days = [date(2021, 1, day) for day in (1, 5, 9, 20)]
    axes = drawn(milestone_trend.draw, trend(line("A", *days), line("B", *days), line("C", None, *days[1:])))
    lines = [one for one in axes.lines if one.get_gid()]
    assert np.asarray(lines[0].get_ydata()).tolist() == [day.toordinal() for day in days]
    assert np.asarray(lines[2].get_xdata()).tolist() == [1, 2, 3]
    assert len({str(one.get_marker()) for one in lines}) == 3


def test_a_line_is_named_at_its_end_with_date_and_change(drawn: Drawn, said: Said) -> None:
    texts = said(drawn(milestone_trend.draw, trend(line("Trial running", *[date(2021, 3, 26)] * 4))))
    assert {"Trial running", "26 Mar", "+46 d", "since P06", "P07"} <= set(texts)


def test_at_most_five_milestones_are_drawn(drawn: Drawn) -> None:
    axes = drawn(milestone_trend.draw, trend(*[line(str(i), *[date(2021, 3, 26)] * 4) for i in range(9)]))
    assert len([one for one in axes.lines if one.get_gid()]) == 5


def test_the_day_a_forecast_meets_its_report_is_shown_by_a_diagonal(drawn: Drawn, said: Said) -> None:
    texts = said(drawn(milestone_trend.draw, trend(line("A", *[date(2020, 6, 1)] * 4))))
    assert "report date" in texts

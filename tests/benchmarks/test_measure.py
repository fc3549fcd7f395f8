import time
from pathlib import Path

import pytest

from benchmarks.measure import Bench, Kind, Result, Row, as_table, measured, processor_time


def result(figure: float, floor: float, budget: float | None = 2.0, kind: Kind = "ratio", work: float = 2.0) -> Result:
    return Result(Row("a thing", lambda: figure, lambda: floor, budget, kind=kind, work=work), figure, floor)


def test_a_row_is_the_medians_of_both_sides_taken_in_turn() -> None:
    order: list[str] = []
    ours, floors = iter((5.0, 1.0, 3.0)), iter((2.0, 4.0, 9.0))

    def mine() -> float:
        order.append("A")
        return next(ours)

    def bare() -> float:
        order.append("B")
        return next(floors)

    found = measured(Row("a thing", mine, bare, 1.0), times=3)
    assert (found.figure, found.floor, "".join(order)) == (3.0, 4.0, "ABABAB")


@pytest.mark.parametrize(
    ("figure", "floor", "kind", "work", "compared"),
    [
        (6.0, 3.0, "ratio", 2.0, 2.0),
        (8.0, 2.0, "exponent", 2.0, 2.0),
        (9.0, 3.0, "exponent", 3.0, 1.0),
        (9.0, 3.0, "beyond", 2.0, 6.0),
    ],
)
def test_two_sides_compare_as_ratio_exponent_or_difference(
    figure: float, floor: float, kind: Kind, work: float, compared: float
) -> None:
    assert result(figure, floor, kind=kind, work=work).compared == pytest.approx(compared)


def test_a_row_is_over_only_above_what_was_promised() -> None:
    assert not result(4.0, 2.0, budget=2.0).is_over
    assert result(4.1, 2.0, budget=2.0).is_over
    assert not result(400.0, 2.0, budget=None).is_over


def test_the_table_lines_up_and_tells_each_verdict() -> None:
    lines = as_table([result(4_100.0, 2.0), result(3.0, 2.0, kind="beyond"), result(1.0, 1.0, None)]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert [line.split("|")[1:-1][3].strip() for line in lines[2:]] == ["×2050.00", "+1.0 ms", "×1.00"]
    assert [line.split("|")[1:-1][5].strip() for line in lines[2:]] == ["over", "ok", ""]


def test_work_is_timed_in_milliseconds(tmp_path: Path) -> None:
    moments = iter((1.0, 1.25))
    assert Bench(tmp_path, 1, 1, lambda: next(moments)).timed(list) == 250.0


def test_processor_time_goes_on_while_something_is_worked_out() -> None:
    before = processor_time()
    until = time.process_time() + 0.02
    while time.process_time() < until:
        pass
    assert processor_time() > before

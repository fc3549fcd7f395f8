"""`python -m benchmarks`: measures every row against its floor, both sides in one run, and prints one table."""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent

from benchmarks import charts, growing, importing, memory, packing, register, starting
from benchmarks.measure import Bench, Result, Rows, as_table, measured, processor_time
from pmo_desktop import app

PARTS: tuple[tuple[str, Callable[[Bench], Rows]], ...] = (
    ("starting", starting.rows),
    ("register", register.rows),
    ("importing", importing.rows),
    ("packing", packing.rows),
    ("charts", charts.rows),
    ("memory", memory.rows),
    ("growing", growing.rows),
)


def main() -> int:
    """Measure, print, and give 1 if a row is over its budget."""
    options = _options()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = app.application()
    clock = processor_time if options.cpu else time.perf_counter
    projects = options.projects or (2_000 if options.short else 10_000)
    times = options.times or (3 if options.short else 5)
    results: list[Result] = []
    with TemporaryDirectory() as folder:
        for name, rows in PARTS:
            if not options.parts or name in options.parts:
                place = Path(folder) / name
                place.mkdir()
                results += _measured(Bench(place, projects, 20, clock), rows, times)
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    side = "processor time" if options.cpu else "time"
    print(f"Medians of {times}; {side} of both sides in one run.\n\n{as_table(results)}")
    return int(any(result.is_over for result in results))


def _measured(bench: Bench, rows: Callable[[Bench], Rows], times: int) -> list[Result]:
    found: list[Result] = []
    for row in rows(bench):
        found.append(measured(row, times))
        print(f"{row.what}: {found[-1].cells()[3]}", file=sys.stderr)
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"of {', '.join(name for name, _ in PARTS)}; all if none"
    )
    parser.add_argument("--short", action="store_true", help="2,000 projects and medians of three")
    parser.add_argument("--projects", type=int, help="how many projects, such as 100000")
    parser.add_argument("--times", type=int, help="how often each side is measured")
    parser.add_argument("--cpu", action="store_true", help="measure processor time, where the machine is not quiet")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

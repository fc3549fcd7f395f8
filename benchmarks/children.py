"""Rows measured in processes of their own: from the start of one to a word it prints, and how much memory it took."""

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.measure import Bench

ROOT = Path(__file__).parents[1]
TELL = """
def tell(*_):
    import os, sys, time
    sys.stdout.write(f"{time.process_time()}\\n")
    sys.stdout.flush()
    os._exit(0)
"""
WEIGH = """
def weigh(*_):
    import os, sys
    if sys.platform == "linux":
        lines = open("/proc/self/status", encoding="ascii").read().splitlines()
        kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    else:
        import resource
        kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"{kilobytes}\\n")
    sys.stdout.flush()
    os._exit(0)
"""


def until_told(bench: Bench, code: str, *arguments: str) -> float:
    """Milliseconds from the start of a process that runs `code` until that calls `tell`."""
    began = time.perf_counter()
    spent = float(_told(bench, TELL + code, *arguments))
    return (spent if bench.clock is not time.perf_counter else time.perf_counter() - began) * 1_000


def weight(bench: Bench, code: str, *arguments: str) -> float:
    """Megabytes that a process had taken at most when its `code` calls `weigh`."""
    return float(_told(bench, WEIGH + code, *arguments)) / 1_024


def _told(bench: Bench, code: str, *arguments: str) -> str:
    child = subprocess.Popen(  # noqa: S603  our own code
        [sys.executable, "-c", code, *arguments], cwd=ROOT, env=_surroundings(bench.folder), stdout=subprocess.PIPE
    )
    with child:
        word = child.stdout.readline().decode() if child.stdout else ""
    if child.returncode:
        msg = f"a process ended with {child.returncode}"
        raise RuntimeError(msg)
    return word


def run(bench: Bench, *arguments: str) -> float:
    """Milliseconds from the start of Python with `arguments` to its end."""

    def work() -> None:
        command = [sys.executable, *arguments]
        subprocess.run(  # noqa: S603  our own program
            command, cwd=ROOT, env=_surroundings(bench.folder), stdout=subprocess.DEVNULL, check=True
        )

    return bench.timed(work)


def _surroundings(folder: Path) -> dict[str, str]:
    """No display, settings that are nobody's, and compiled modules kept as an installation keeps them."""
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "XDG_CONFIG_HOME": str(folder / "settings"),
    }

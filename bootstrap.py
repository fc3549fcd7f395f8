"""Makes the environment, then runs, tests or checks PMO Desktop. Needs Python with pip and nothing else.

python bootstrap.py run     import the shipped register and write its board pack
python bootstrap.py test    run the test suite; words after it go to pytest
python bootstrap.py check   formatter, linter, types and import contracts
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = ENVIRONMENT / "installed.txt"
OLDEST, NEWEST = (3, 11), (3, 14)
# Each list holds the one before it.
LISTS = ("requirements.txt", "requirements-dev.txt")
# Library that Qt loads: the Debian package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    **QT_LIBRARIES,
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def python_complaint(version: tuple[int, int]) -> str:
    """Say why `version` (major, minor) cannot be used; empty if it can."""
    if OLDEST <= version <= NEWEST:
        return ""
    bounds = f"{OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}"
    return f"PMO Desktop needs Python {bounds}; this is {version[0]}.{version[1]}. Start it with another Python."


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Return the Debian packages of those system libraries that this Linux cannot load; empty elsewhere."""
    return [package for name, package in libraries.items() if sys.platform == "linux" and not _loads(name)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def provide_qt_libraries() -> None:
    """Install what Qt needs where that is allowed, or stop with the packages to install."""
    missing = missing_packages(QT_LIBRARIES)
    if missing and sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing system libraries:", *missing, flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        subprocess.run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *missing], check=False, env=quiet)
        missing = missing_packages(QT_LIBRARIES)
    if missing:
        sys.exit(f"System libraries that Qt needs are missing; on Debian: apt install {' '.join(missing)}")


def fingerprint(listing: str) -> str:
    """Return a hash that changes with the list, the project file, the Python version and the folder."""
    place = f"{ROOT} {sys.version_info[:2]}".encode()
    content = [(ROOT / name).read_bytes() for name in (listing, "pyproject.toml")]
    return hashlib.sha256(b"\0".join([place, *content])).hexdigest()


def environment_is_usable() -> bool:
    """Whether the environment's Python starts and is of the version that runs this."""
    show = "import sys; print(sys.version_info[:2])"
    try:
        answer = subprocess.run([PYTHON, "-c", show], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.stdout.strip() == str(sys.version_info[:2])


def make_environment(listing: str) -> None:
    """Bring `.venv` to the state of `listing`, or stop with one sentence; does nothing if it is there already."""
    installed = STAMP.read_text("utf-8").split() if STAMP.exists() else []
    if fingerprint(listing) in installed and environment_is_usable():
        return
    if not environment_is_usable():
        venv.EnvBuilder(clear=True, symlinks=os.name != "nt").create(ENVIRONMENT)
    print(f"Installing {listing} into {ENVIRONMENT} (some hundred megabytes the first time) ...", flush=True)
    # The list is complete, so nothing is left to resolve; old releases of pip trip over extras when they try.
    pip_install("--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(ROOT / listing))
    pip_install("--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT))
    STAMP.write_text("\n".join(fingerprint(name) for name in LISTS[: LISTS.index(listing) + 1]), "utf-8")


def pip_install(*words: str) -> None:
    """Install into the environment with the pip of the Python that runs this, or stop with its last words."""
    base = getattr(sys, "_base_executable", sys.executable)  # the environment itself holds no pip
    python = sys.executable if importlib.util.find_spec("pip") else base
    command = [python, "-m", "pip", "--python", PYTHON, "install", "--quiet", "--retries", "2", *words]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if "No module named pip" in result.stderr:
        sys.exit(f"{python} has no pip; install it (on Debian: apt install python3-pip) and start this again.")
    if result.returncode:
        said = [line for line in result.stderr.splitlines() if "ERROR" in line] or result.stderr.splitlines() or [""]
        sys.exit(f"The packages could not be installed; is this machine connected to the network? pip says: {said[-1]}")


def inside(*words: str | Path, **variables: str) -> None:
    """Run the environment's Python with `words`; stop with its exit code if that is not 0."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    done = subprocess.run([PYTHON, *words], cwd=ROOT, env=os.environ | {"PATH": path} | variables, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def run() -> None:
    """Do the main job: two years of a real register in, the board pack out."""
    make_environment(LISTS[0])
    out, source = ROOT / "out", ROOT / "resources" / "sample" / "gmpp"
    workspace, pack = out / "gmpp.pmo", out / "board-pack.pdf"
    out.mkdir(exist_ok=True)
    if workspace.exists():
        workspace.replace(out / "gmpp-previous.pmo")
    for year in ("2019", "2021"):
        inside("-m", "pmo_desktop", "import", source / f"uk_{year}.csv", workspace, "--period", year)
    inside("-m", "pmo_desktop", "pack", workspace, "-o", pack)
    print(f"\nThe board pack is {pack}\nTo open the window: {BIN / 'pmo-desktop'} {workspace}")
    if missing := missing_packages(WINDOW_LIBRARIES):
        print(f"The window needs system libraries first; on Debian: apt install {' '.join(missing)}")


def test(*words: str) -> None:
    """Run the whole suite without a display."""
    provide_qt_libraries()
    make_environment(LISTS[1])
    inside("-m", "pytest", "-n", "auto", "--dist", "worksteal", *words, QT_QPA_PLATFORM="offscreen")


def check() -> None:
    """Check form, style, types and import contracts."""
    make_environment(LISTS[1])
    inside("-m", "ruff", "format", "--check", ".")
    inside("-m", "ruff", "check", ".")
    inside("-m", "mypy")
    inside("-m", "pyright")
    inside("-c", "from importlinter.cli import lint_imports_command as check; check()")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("run", "test", "check"))
    command, words = parser.parse_known_args()
    if complaint := python_complaint(sys.version_info[:2]):
        sys.exit(complaint)
    if command.command == "test":
        test(*words)
    elif words:
        parser.error(f"unknown: {' '.join(words)}")
    else:
        {"run": run, "check": check}[command.command]()


if __name__ == "__main__":
    main()

"""What a file holds, whatever its format. All but short texts are read by a child process that can be killed."""

import os
import pickle
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange.delimited import read_delimited
from pmo_desktop.interchange.sheet import Sheet
from pmo_desktop.interchange.sniff import FileKind, damaged, kind_of_file, protected
from pmo_desktop.interchange.workbook import FLAG
from pmo_desktop.text import say

_JOBS: dict[FileKind, str] = {"page": "page", "xml": "xml"}
_SECONDS = 60.0
_SHORT = 4 * 2**20  # bytes of a text that is read at once
_SPARSE = 8 * 2**20  # bytes of a workbook that is large only because a cell stands far out
_CODE = "import sys; from pmo_desktop.interchange.workbook import main; main(*sys.argv[1:])"


def read_sheets(path: Path, *, seconds: float = _SECONDS) -> tuple[Sheet, ...]:
    """Every sheet of the file at `path`, the hidden ones too; at most `seconds` are spent on it.

    Raises:
        PmoError: The file is missing, empty, protected, damaged, too large, too slow, or holds no table.
    """
    kind = kind_of_file(path)
    if kind == "text":
        if path.stat().st_size <= _SHORT:
            return (read_delimited(path.read_bytes(), path.name),)
        answer = ask_child(path, "text", seconds=seconds)
        return (answer,)
    is_workbook = kind == "xlsx"
    answer = _run(path, (_JOBS.get(kind, "sheets"),), seconds)
    if answer == "large" and is_workbook and path.stat().st_size <= _SPARSE:
        answer = _run(path, ("sparse",), seconds)
    return tuple(
        Sheet(
            name,
            rows,
            hidden,
            tuple(merges),
            is_workbook=is_workbook,
            hidden_rows=frozenset(hidden_rows),
            hidden_columns=frozenset(hidden_columns),
        )
        for name, rows, hidden, merges, hidden_rows, hidden_columns in _told(path, answer)
    )


def ask_child(path: Path, job: str, *more: str, seconds: float = _SECONDS) -> Any:  # noqa: ANN401  each job answers its own
    """What a child answers to a job of `workbook.JOBS`.

    Raises:
        PmoError: The file is protected, damaged, too large or too slow, or it says so itself.
    """
    return _told(path, _run(path, (job, *more), seconds))


def _told(path: Path, answer: Any) -> Any:  # noqa: ANN401
    """The answer of a child, unless it is a refusal."""
    if isinstance(answer, PmoError):
        raise answer
    if not isinstance(answer, str):
        return answer
    raise {"password": protected, "large": _too_large}.get(answer, damaged)(path)


def _too_large(path: Path) -> PmoError:
    sentence = "“{name}” takes more time or memory than a workbook should: import it in parts, or as .csv."
    return PmoError(say(sentence, name=path.name))


def _run(path: Path, job: tuple[str, ...], seconds: float) -> Any:  # noqa: ANN401
    """What the child answered: a word of `workbook.main` where it could not; "large" too if it was killed."""
    start = [sys.executable, FLAG] if getattr(sys, "frozen", False) else [sys.executable, "-c", _CODE]
    folders = [str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        child = subprocess.run(  # noqa: S603  this very program, and a file it was given
            [*start, str(path.resolve()), *job],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # nothing the child says of its end reaches the user: there is a sentence for it
            timeout=seconds,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            env=os.environ | {"PYTHONPATH": os.pathsep.join(folders)},
        )
    except subprocess.TimeoutExpired:
        return "large"
    if child.returncode:
        return "large" if child.returncode < 0 else "damaged"  # a negative code: memory refused, or killed
    return pickle.loads(child.stdout)  # noqa: S301  written by our own child


def read_plan(path: Path, kind: FileKind) -> Any:  # noqa: ANN401  see plans.BarePlan
    """The plan in an XML file or inside a file of ProjectLibre.

    Raises:
        PmoError: It is damaged, too large, or no plan.
    """
    try:
        return ask_child(path, kind)
    except PmoError as error:
        if str(error) != str(damaged(path)):
            raise
    sentence = "“{name}” is damaged, or no plan that is known: save it again as XML in the program it was made with."
    raise PmoError(say(sentence, name=path.name))


@lru_cache(maxsize=8)
def _fills(path: Path, sheet: str, stamp: float) -> dict[tuple[int, int], str]:
    del stamp
    try:
        found: dict[tuple[int, int], str] = ask_child(path, "fills", sheet, seconds=10)
    except PmoError:  # colours are an extra: without them cells stay not rated
        return {}
    return found


def read_fills(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """The fill of every blank cell of a sheet that has one, as six hexadecimal digits, by row and column from 0."""
    return _fills(path, sheet, path.stat().st_mtime)

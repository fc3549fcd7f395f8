"""The sheets of a file, whatever its format. Workbooks are read by a child process that can be killed."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange.delimited import read_delimited
from pmo_desktop.interchange.sheet import Sheet
from pmo_desktop.interchange.sniff import damaged, kind_of_file, protected
from pmo_desktop.interchange.workbook import FLAG, BareSheet
from pmo_desktop.text import say

_SECONDS = 60.0
_CODE = "import sys; from pmo_desktop.interchange.workbook import main; main(sys.argv[1])"


def read_sheets(path: Path, *, seconds: float = _SECONDS) -> tuple[Sheet, ...]:
    """Every sheet of the file at `path`, the hidden ones too; at most `seconds` are spent on a workbook.

    Raises:
        PmoError: The file is missing, empty, protected, damaged, too large, too slow, or holds no table.
    """
    if kind_of_file(path) == "text":
        return (read_delimited(path.read_bytes(), path.name),)
    answer = _ask_child(path, seconds)
    if not isinstance(answer, str):
        return tuple(Sheet(name, rows, hidden, tuple(merges)) for name, rows, hidden, merges in answer)
    raise {"password": protected, "large": _too_large}.get(answer, damaged)(path)


def _too_large(path: Path) -> PmoError:
    sentence = "“{name}” takes more time or memory than a workbook should: import it in parts, or as .csv."
    return PmoError(say(sentence, name=path.name))


def _ask_child(path: Path, seconds: float) -> list[BareSheet] | str:
    """What the child answered: sheets, or a word of `workbook.main`; "large" too if it was killed."""
    start = [sys.executable, FLAG] if getattr(sys, "frozen", False) else [sys.executable, "-c", _CODE]
    folders = [str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        child = subprocess.run(  # noqa: S603  this very program, and a file it was given
            [*start, str(path.resolve())],
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
    answer: list[BareSheet] | str = pickle.loads(child.stdout)  # noqa: S301  written by our own child
    return answer

"""The sheets of a file, whatever its format. Workbooks are read by a child process that can be killed."""

import multiprocessing
from pathlib import Path

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange.delimited import read_delimited
from pmo_desktop.interchange.sheet import Sheet
from pmo_desktop.interchange.sniff import damaged, kind_of_file, protected
from pmo_desktop.interchange.workbook import serve
from pmo_desktop.text import say

_SECONDS = 60.0


def read_sheets(path: Path, *, seconds: float = _SECONDS) -> tuple[Sheet, ...]:
    """Every sheet of the file at `path`, the hidden ones too; at most `seconds` are spent on a workbook.

    Raises:
        PmoError: The file is missing, empty, protected, damaged, too large, too slow, or holds no table.
    """
    if kind_of_file(path) == "text":
        return (read_delimited(path.read_bytes(), path.name),)
    answer = _ask_child(path, seconds)
    if isinstance(answer, tuple):
        return answer
    if answer == "password":
        raise protected(path)
    if answer in {"slow", "large"}:
        sentence = "“{name}” takes more time or memory than a workbook should: import it in parts, or as .csv."
        raise PmoError(say(sentence, name=path.name))
    raise damaged(path)


def _ask_child(path: Path, seconds: float) -> tuple[Sheet, ...] | str:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=serve, args=(sender, str(path)), daemon=True)
    child.start()
    sender.close()
    try:
        return receiver.recv() if receiver.poll(seconds) else "slow"
    except EOFError:
        child.join(seconds)
        return "large" if (child.exitcode or 0) < 0 else "damaged"  # a negative code: memory refused, or killed
    finally:
        receiver.close()
        child.kill()
        child.join()
        child.close()

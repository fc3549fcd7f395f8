"""A file is there whole or not at all: it is written beside its place and moved there when it is done."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say


@contextmanager
def whole_file(path: Path) -> Generator[Path]:
    """Where to write a file that is moved to `path` at the end.

    Raises:
        PmoError: the folder is missing or cannot be written, or the drive is full; what stood at `path` stays then.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        sentence = "“{name}” cannot be written: {reason}. Choose another folder, or close the file elsewhere."
        raise PmoError(say(sentence, name=path, reason=reason)) from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise

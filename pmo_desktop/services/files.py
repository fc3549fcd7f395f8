"""Writing what was made to a file of the user's: whole or not at all, and never over a file of another kind."""

from pathlib import Path

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say

_MARK = 4  # the first bytes tell the kind of a file


def save(content: bytes, out: Path) -> None:
    """Write `content` to `out`, whole or not at all.

    Raises:
        PmoError: the file cannot be written, or another kind of file bears that name.
    """
    if not _is_same_kind(content, out):
        raise PmoError(
            say("“{name}” is a file of another kind and was not overwritten. Choose another name.", name=out.name)
        )
    part = out.with_name(out.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise PmoError(
            say(
                "“{name}” cannot be written: {reason}. Choose another folder, or close the file elsewhere.",
                name=out,
                reason=error.strerror,
            )
        ) from None


def _is_same_kind(content: bytes, out: Path) -> bool:
    try:
        with out.open("rb") as file:
            head = file.read(_MARK)
    except OSError:
        return True  # it is not there, or writing will say what is wrong with it
    return not head or head == content[:_MARK]

"""What an encrypted workspace is opened with: derived once from its pass-phrase, which is not kept.

Source: https://www.zetetic.net/sqlcipher/design/ (as SQLCipher 4 does: PBKDF2, HMAC-SHA512, salted by the first bytes).
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say

MAGIC = b"SQLite format 3\0"  # how a file begins that is not encrypted; an encrypted one begins with its salt
_SALT_BYTES = 16
_PAGE_BYTES = 4096
_ROUNDS = 256_000


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A key of AES-256 with the salt of its file. `raw` is how SQLCipher takes it; no text shows it."""

    raw: str


def is_encrypted(path: Path) -> bool:
    """Whether the file at `path` may be an encrypted workspace: whole pages of what looks like nothing at all."""
    try:
        with path.open("rb") as file:
            begins = file.read(_SALT_BYTES)
        size = path.stat().st_size
    except OSError:
        return False
    return begins != MAGIC and size > 0 and size % _PAGE_BYTES == 0


def new_secret(pass_phrase: str) -> Secret:
    """A secret for a file that is still to be written, with a salt of its own. Takes a quarter of a second.

    Raises:
        PmoError: it is empty, or holds a character that cannot be typed.
    """
    return _derived(pass_phrase, os.urandom(_SALT_BYTES))


def secret_of(path: Path, pass_phrase: str) -> Secret:
    """The secret of the encrypted file at `path`, if that is its pass-phrase. Takes a quarter of a second.

    Raises:
        PmoError: the pass-phrase is none, or the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return _derived(pass_phrase, file.read(_SALT_BYTES))
    except OSError as error:
        raise PmoError(
            say("“{name}” cannot be read: {reason}.", name=path.name, reason=error.strerror or error)
        ) from None


def _derived(pass_phrase: str, salt: bytes) -> Secret:
    key = hashlib.pbkdf2_hmac("sha512", _bytes_of(pass_phrase), salt, _ROUNDS)[:32]
    return Secret(f"x'{key.hex()}{salt.hex()}'")


def _bytes_of(pass_phrase: str) -> bytes:
    """Composed, because one system types é as one character and another as two."""
    if not pass_phrase:
        raise PmoError(say("The pass-phrase is empty. Type one."))
    try:
        found = normalize("NFC", pass_phrase).encode()
    except UnicodeEncodeError:
        found = b"\0"
    if b"\0" in found:
        raise PmoError(say("The pass-phrase holds a character that cannot be typed. Choose another."))
    return found

"""What every kept thing has: a key that two copies of a workspace never give twice."""

import secrets
import time
from collections.abc import Mapping
from typing import Any, ClassVar

from sqlalchemy import Dialect, Enum, Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from pmo_desktop.domain.choices import Choice

_EPOCH_MS = 1_577_836_800_000  # 2020-01-01 UTC; 42 bits of milliseconds from here last until 2159
_RANDOM_BITS = 21
_last_key = 0


def new_key() -> int:
    """A 63-bit key: milliseconds since 2020, then random low bits; later keys are always greater."""
    global _last_key  # noqa: PLW0603  keys made within one millisecond must still rise
    now = (time.time_ns() // 1_000_000 - _EPOCH_MS) << _RANDOM_BITS
    low = secrets.randbits(_RANDOM_BITS)
    _last_key = max(now | low, _last_key + 1 + low % 64)
    return _last_key


def _stored_values(choices: type[Choice]) -> list[str]:
    return [member.value for member in choices]


def clean(text: str) -> str:
    """`text` without what no file can keep: NUL signs are dropped, halves of a sign become a question mark."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-8", "replace").decode()


class Text(String):
    """Text of any language, cleaned on its way to the file."""

    def bind_processor(self, dialect: Dialect) -> Any:  # noqa: ANN401  a protocol of SQLAlchemy's own
        """Clean what is bound; none stays none."""
        del dialect
        return lambda value: value if value is None else clean(value)


class Base(DeclarativeBase):
    """The parent of every mapped class."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    # A stored choice is its word, so that any SQLite tool can read it; one length for all, so that a longer word later
    # is no change of schema.
    type_annotation_map: ClassVar[Mapping[Any, Any]] = {
        Choice: Enum(Choice, native_enum=False, length=40, values_callable=_stored_values),
        str: Text,
    }

    key: Mapped[int] = mapped_column(Integer, primary_key=True, default=new_key, sort_order=-1)

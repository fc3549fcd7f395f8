"""One stream out of a compound file, the container of .xls ([MS-CFB] 2)."""

import struct

_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
_LAST = 0xFFFFFFFA  # a sector number from here on is none
_IN_HEADER = 109  # sector numbers of the allocation table that stand in the header
_ENTRY = 128  # bytes of an entry of the directory


class _File:
    """A compound file in memory."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        self.size, self.small_size = 1 << min(shift, 12), 1 << min(small_shift, 12)
        self.first_entry, self.least = (
            struct.unpack_from("<I", content, 48)[0],
            struct.unpack_from("<I", content, 56)[0],
        )
        self.small_start, self.more_start = (struct.unpack_from("<I", content, at)[0] for at in (60, 68))
        self.table = self._table()

    def sector(self, number: int) -> bytes:
        """The bytes of one sector."""
        start = (number + 1) * self.size
        return self.content[start : start + self.size]

    def _table(self) -> tuple[int, ...]:
        """Which sector follows on each one."""
        numbers = list(struct.unpack_from(f"<{_IN_HEADER}I", self.content, 76))
        following, each = self.more_start, self.size // 4 - 1
        while following < _LAST and len(numbers) * self.size <= len(self.content):
            more = struct.unpack(f"<{each + 1}I", self.sector(following))
            numbers += more[:each]
            following = more[each]
        parts = b"".join(self.sector(number) for number in numbers if number < _LAST)
        return struct.unpack(f"<{len(parts) // 4}I", parts[: len(parts) // 4 * 4])

    def chain(self, first: int) -> bytes:
        """The bytes of all sectors from the first on."""
        parts: list[bytes] = []
        while first < len(self.table) and len(parts) <= len(self.table):
            parts.append(self.sector(first))
            first = self.table[first]
        return b"".join(parts)

    def small(self, root: int, first: int) -> bytes:
        """The bytes of a small stream, whose sectors lie in the stream of the root entry."""
        inner, parts = self.chain(root), list[bytes]()
        table = self.chain(self.small_start)
        numbers = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
        while first < len(numbers) and len(parts) <= len(numbers):
            parts.append(inner[first * self.small_size : (first + 1) * self.small_size])
            first = numbers[first]
        return b"".join(parts)


def stream(content: bytes, *names: str) -> bytes:
    """The first stream of one of `names`; empty if there is none, or no compound file."""
    if not content.startswith(_SIGNATURE):
        return b""
    file = _File(content)
    entries = file.chain(file.first_entry)
    root = struct.unpack_from("<I", entries, 116)[0]
    for start in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", entries, start + 64)[0]
        name = entries[start : start + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        first, size = struct.unpack_from("<II", entries, start + 116)
        if name in names:
            return (file.chain(first) if size >= file.least else file.small(root, first))[:size]
    return b""

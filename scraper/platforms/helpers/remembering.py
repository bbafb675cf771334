"""What was made of a piece of a page, kept for the next page that has the same piece. Pure: it only saves work."""

from collections.abc import Callable
from hashlib import blake2b
from typing import Any

MOST_REMEMBERED = 8_192
"""Cards: those that 200 sources show at one time, most of them for weeks; some 5 MB at about 600 bytes each."""


class Remembered:
    """A bounded memory of fields by the mark-up that they were read from; what was not asked for longest goes first.

    Args:
        most: how many readings are kept.
    """

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._kept: dict[bytes, dict[str, Any]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def reading(self, markup: str, read: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Return the fields of this mark-up, read now if they are not known; the caller may change what it is given.

        Args:
            markup: everything that the reading depends on.
            read: reads the fields; values that can't be changed.
        """
        name = blake2b(markup.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        found = self._kept.pop(name, None)
        if found is None:
            found = read()
        self._kept[name] = found
        if len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return dict(found)

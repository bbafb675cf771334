"""Room for what open sources hold in memory: a run opens no more sources than it can hold the adverts of."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

MOST = 8_000
"""Adverts that open sources hold together before another is opened. Some 1.3 kB of each is held (scheduler.aside),
whatever its texts: 42 MB where sources have four times what is expected. A hundred councils have fewer up."""
EXPECTED = 250
"""Adverts that a source counts for until its listing is read: few have more, and as many may open at once as there are
requests in flight by default."""


class Room:
    """How many adverts each open source holds."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: dict[str, int] = {}
        self._door, self._moved = asyncio.Lock(), asyncio.Event()

    @asynccontextmanager
    async def of(self, source: str) -> AsyncIterator[None]:
        """Wait until there is room for a source, and hold it for the block; who comes first enters first.

        One source always enters, however much it may hold.
        """
        async with self._door:
            while self._held and sum(self._held.values()) + EXPECTED > self._most:
                self._moved.clear()
                await self._moved.wait()
            self._held[source] = EXPECTED
        try:
            yield
        finally:
            self._held.pop(source, None)
            self._moved.set()

    def holds(self, source: str, adverts: int) -> None:
        """Take down how many adverts an open source holds by now."""
        if self._held.get(source, adverts) != adverts:
            self._held[source] = adverts
            self._moved.set()

"""The clock that drives the keeper: APScheduler wakes it when something is due; signals end it cleanly."""

import asyncio
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.date import DateTrigger  # type: ignore[import-untyped]

from scheduler.timetable.keeper import Keeper, Round

LONGEST_SLEEP = timedelta(minutes=1)
"""A machine that slept, or whose clock was set, finds out within a minute what it owes."""
SHORTEST_SLEEP = timedelta(seconds=1)
"""What stays due (another process writes, a host is down) is not asked for in a tight loop."""
TROUBLE_SLEEP = timedelta(seconds=30)
"""A store that can't be written is tried again twice a minute: its writer may be a run of minutes."""
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Clockwork:
    """Runs a keeper until it is told to stop."""

    def __init__(self, keeper: Keeper, told: Callable[[Round], None]) -> None:
        self._keeper, self._told = keeper, told
        self._wake, self._stopping = asyncio.Event(), False

    def stop(self) -> None:
        """Ask it to end; a run at work ends its pages in hand first."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Keep the timetable until asked to stop."""
        scheduler = AsyncIOScheduler(timezone=UTC)
        scheduler.start()
        try:
            while not self._stopping:
                self._wake.clear()
                await self._turn(scheduler)
                await self._wake.wait()
        finally:
            scheduler.shutdown(wait=False)
            self._hear(None)

    async def _turn(self, scheduler: AsyncIOScheduler) -> None:
        self._hear(self.stop)
        made = await self._keeper.tick()
        self._hear(self.stop)  # a run listens itself while it works, and then stops listening
        self._told(made)
        if made.summary is not None and made.summary.interrupted:
            self.stop()
        pause = TROUBLE_SLEEP if made.trouble else self._pause()
        # A wake-up is never too late to be of use: what is owed is read from the store.
        when = datetime.now(UTC) + pause
        scheduler.add_job(self._ring, DateTrigger(when), id="wake", replace_existing=True, misfire_grace_time=None)

    async def _ring(self) -> None:
        self._wake.set()

    def _pause(self) -> timedelta:
        due = self._keeper.next_due()
        left = LONGEST_SLEEP if due is None else due - datetime.now(UTC)
        return min(max(left, SHORTEST_SLEEP), LONGEST_SLEEP)

    def _hear(self, answer: Callable[[], None] | None) -> None:
        loop = asyncio.get_running_loop()
        for kind in SIGNALS:
            if answer is None:
                loop.remove_signal_handler(kind)
            else:
                loop.add_signal_handler(kind, answer)

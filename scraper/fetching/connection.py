"""One connection: a request goes out, its answer is read as it comes, and silence ends it."""

import asyncio
from typing import cast

import httpx

from scraper.fetching.answers import AnswerReader
from scraper.fetching.failures import Failure

TAKEN_AT_ONCE = 64 * 1024
"""Bytes: most pages have fewer. The loop's own way makes room for four times as much for each piece, however small."""


class LostConnection(httpx.ReadError):
    """The other side closed or reset the connection where an answer was to come: it may be asked again."""


class Connection(asyncio.BufferedProtocol):
    """An open connection, for one request at a time.

    Args:
        loop: the running one.
        patience: seconds of silence after which an answer is given up.
        room: where bytes are put as they come, and taken from at once: all connections of a loop can share it.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, patience: float, room: memoryview) -> None:
        self._loop, self._patience, self._room = loop, patience, room
        self._transport: asyncio.Transport | None = None
        self._reader: AnswerReader | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._heard = loop.time()

    @property
    def usable(self) -> bool:
        """Whether it is open."""
        return self._transport is not None and not self._transport.is_closing()

    @property
    def silence(self) -> float:
        """Seconds since something came or went."""
        return self._loop.time() - self._heard

    def abort(self) -> None:
        """Close at once."""
        if self._transport is not None:
            self._transport.abort()
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    async def exchange(self, data: bytes, reader: AnswerReader) -> None:
        """Send a request and return once its answer has been read.

        Raises:
            LostConnection: when the connection is lost before the answer has begun, or reset later.
            httpx.TransportError: when the answer is no HTTP/1.1, breaks off, or falls silent for too long.
            Failure: from the reader.
        """
        if self._transport is None or self._transport.is_closing():
            raise LostConnection("the connection was closed")
        self._reader, self._waiter = reader, self._loop.create_future()
        self._heard = self._loop.time()
        if self._alarm is None:
            self._alarm = self._loop.call_later(self._patience, self._listen)
        self._transport.write(data)
        try:
            await self._waiter
        finally:
            self._reader = self._waiter = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take note of the way out."""
        self._transport = cast("asyncio.Transport", transport)

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002 (asyncio's interface)
        """Return where to put what comes."""
        return self._room

    def buffer_updated(self, nbytes: int) -> None:
        """Read what came; what nobody asked for makes the connection unfit."""
        self._heard = self._loop.time()
        if self._reader is None:
            self.abort()
            return
        try:
            if self._reader.feed(bytes(self._room[:nbytes])):
                self._settle(None)
        except (Failure, httpx.TransportError) as error:
            self._settle(error)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever waits for an answer; one without a length of its own ends so."""
        reader = self._reader
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if reader is None:
            return
        if exc is not None or not reader.status:
            lost = LostConnection(str(exc or "the server hung up without an answer"))
            lost.__cause__ = exc
            self._settle(lost)
            return
        try:
            reader.end()
            self._settle(None)
        except httpx.TransportError as error:
            self._settle(error)

    def _settle(self, error: Exception | None) -> None:
        if self._waiter is None or self._waiter.done():
            return
        if error is None:
            self._waiter.set_result(None)
        else:
            self._waiter.set_exception(error)

    def _listen(self) -> None:
        """Give up an answer that has been silent for too long; else look again when it may be."""
        self._alarm = None
        if self._reader is None:
            return
        if self.silence >= self._patience:
            self._settle(httpx.ReadTimeout(f"nothing came for {self._patience:g} s"))
        else:
            self._alarm = self._loop.call_later(self._patience - self.silence, self._listen)

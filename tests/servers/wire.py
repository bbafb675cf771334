"""A small HTTP/1.1 server on raw sockets, in its own thread: it does as told, right or wrong, and keeps a log."""

import asyncio
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

START_WITHIN = 10.0
LONGEST_HEAD = 256 * 1024


@dataclass
class Seen:
    """One request as the server saw it: times are seconds of a steady clock."""

    at: float
    host: str
    path: str
    method: str
    headers: dict[str, str]
    body: bytes
    on_host: int
    in_flight: int
    done: float | None = None


@dataclass
class Exchange:
    """One request to be answered, on the open connection."""

    seen: Seen
    writer: asyncio.StreamWriter
    server: "WireServer"
    earlier: int
    keep: bool = True

    async def raw(self, data: bytes) -> None:
        """Write bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()

    async def send(
        self,
        body: bytes | str = b"",
        status: int = 200,
        content_type: str | None = "text/html; charset=utf-8",
        headers: Sequence[tuple[str, str]] = (),
        length: int | None = None,
    ) -> None:
        """Answer properly, unless told of another length than the body has."""
        data = body.encode() if isinstance(body, str) else body
        await self.raw(head(status, content_type, headers, len(data) if length is None else length) + data)

    def drop(self) -> None:
        """Close the connection after this exchange."""
        self.keep = False

    def reset(self) -> None:
        """Break the connection off hard."""
        self.keep = False
        self.writer.transport.abort()


Handler = Callable[[Exchange], Awaitable[None]]


def head(
    status: int,
    content_type: str | None = "text/html; charset=utf-8",
    headers: Sequence[tuple[str, str]] = (),
    length: int | None = None,
) -> bytes:
    """Return the status line and headers of an answer; without a length it ends when the connection does."""
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {value}" for name, value in headers)]
    if content_type is not None:
        lines.append(f"Content-Type: {content_type}")
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


class WireServer:
    """Serves one handler on some loopback hosts at one port; use as a context manager."""

    def __init__(self, handler: Handler, hosts: Sequence[str], context: ssl.SSLContext | None = None) -> None:
        self._handler = handler
        self._hosts = hosts
        self._context = context
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._arrived = threading.Condition()
        self._thread = threading.Thread(target=self._run, daemon=True, name="hostile server")
        self._tasks: set[asyncio.Task[None]] = set()
        self._open: dict[str, int] = {}
        self.port = 0
        self.log: list[Seen] = []

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(START_WITHIN), "the hostile server did not start"
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(START_WITHIN)

    def seen(self, host: str, path: str | None = None) -> list[Seen]:
        """Return what was asked of a host, in order, robots.txt left out unless asked for."""
        return [s for s in self.log if s.host == host and (s.path == path if path else s.path != "/robots.txt")]

    def wait_seen(self, host: str, count: int = 1, within: float = START_WITHIN) -> bool:
        """Wait until a host was asked so often (robots.txt apart); call it on a thread of its own."""
        with self._arrived:
            return self._arrived.wait_for(lambda: len(self.seen(host)) >= count, within)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        servers = self._loop.run_until_complete(self._bound())
        self._ready.set()
        self._loop.run_forever()
        for server in servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.01))
        self._loop.close()

    async def _bound(self) -> list[asyncio.Server]:
        servers = []
        for host in self._hosts:
            servers.append(
                await asyncio.start_server(self._serve, host, self.port, ssl=self._context, limit=LONGEST_HEAD)
            )
            self.port = servers[0].sockets[0].getsockname()[1]
        return servers

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while await self._exchange(reader, writer):
                    pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines if line)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        host = writer.get_extra_info("sockname")[0]
        self._open[host] = self._open.get(host, 0) + 1
        seen = Seen(time.monotonic(), host, path, method, headers, body, self._open[host], sum(self._open.values()))
        earlier = sum(1 for one in self.log if (one.host, one.path) == (host, path))
        with self._arrived:
            self.log.append(seen)
            self._arrived.notify_all()
        exchange = Exchange(seen, writer, self, earlier)
        try:
            await self._handler(exchange)
        finally:
            self._open[host] -= 1
            seen.done = time.monotonic()
        return exchange.keep

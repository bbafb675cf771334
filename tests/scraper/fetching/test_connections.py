"""Connections are kept and used again while they are good, and a lost one is replaced once."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from scraper.fetching.addresses import read_address
from scraper.fetching.dialling import first_connected
from scraper.fetching.guard import Guard
from scraper.fetching.transport import PooledWire
from scraper.fetching.wire import Order
from tests.scraper.fetching.support import quick

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
Serve = Callable[[int, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Site:
    """A server that counts its connections; ``serve`` answers one of them, numbered from 1."""

    def __init__(self, serve: Serve) -> None:
        self.serve, self.connections, self.requests = serve, 0, 0
        self.asked = asyncio.Event()
        self.open = set[asyncio.Task[None] | None]()

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open.add(asyncio.current_task())
        self.connections += 1
        number = self.connections
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while not writer.is_closing() and await reader.readuntil(b"\r\n\r\n"):
                self.requests += 1
                self.asked.set()
                await self.serve(number, reader, writer)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    async def closed(self) -> None:
        await asyncio.gather(*filter(None, self.open))


@asynccontextmanager
async def asked(serve: Serve) -> AsyncIterator[tuple[Site, PooledWire, Order]]:
    site = Site(serve)
    async with await asyncio.start_server(site, "127.0.0.1", 0) as server:
        address = read_address(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        wire = PooledWire(quick(), Guard(frozenset({address.host_port})))
        try:
            yield site, wire, Order(address=address)
        finally:
            await wire.aclose()
            await site.closed()


async def well(_: int, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(OK)


async def closing(_: int, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))


async def test_one_connection_serves_request_after_request() -> None:
    async with asked(well) as (site, wire, order):
        assert [(await wire.answer(order, 100)).body for _ in range(5)] == [b"ok"] * 5
    assert (site.connections, site.requests) == (1, 5)


async def test_requests_side_by_side_have_a_connection_each_and_these_are_kept() -> None:
    async with asked(well) as (site, wire, order):
        for _ in range(3):
            await asyncio.gather(*(wire.answer(order, 100) for _ in range(4)))
    assert (site.connections, site.requests) == (4, 12)


async def test_one_that_the_other_side_will_close_is_not_used_again() -> None:
    async with asked(closing) as (site, wire, order):
        assert [(await wire.answer(order, 100)).body for _ in range(3)] == [b"ok"] * 3
    assert site.connections == 3


async def test_one_that_was_closed_as_it_was_used_again_is_replaced() -> None:
    async def once(number: int, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if number == 1 and site.requests == 2:
            writer.close()
        else:
            writer.write(OK)

    async with asked(once) as (site, wire, order):
        assert [(await wire.answer(order, 100)).body for _ in range(3)] == [b"ok"] * 3
    assert (site.connections, site.requests) == (2, 4)


async def test_what_may_have_been_done_is_not_sent_again() -> None:
    async def never(_: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(2)
        writer.close()

    async with asked(never) as (site, wire, order):
        with pytest.raises(httpx.TransportError):
            await wire.answer(Order(address=order.address, method="POST", body=b"{}"), 100)
    assert site.requests == 1


async def test_a_second_loss_is_told() -> None:
    async def never(_: int, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with asked(never) as (site, wire, order):
        with pytest.raises(httpx.TransportError, match="hung up"):
            await wire.answer(order, 100)
    assert site.requests == 2


async def test_what_nobody_asked_for_is_never_taken_for_an_answer() -> None:
    async def twice(_: int, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(OK + OK.replace(b"ok", b"no"))

    async with asked(twice) as (site, wire, order):
        assert [(await wire.answer(order, 100)).body for _ in range(3)] == [b"ok"] * 3
    assert site.connections == 3


async def test_one_that_was_given_up_is_not_used_again() -> None:
    async def late(_: int, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if site.requests > 1:
            writer.write(OK)

    async with asked(late) as (site, wire, order):
        asking = asyncio.create_task(wire.answer(order, 100))
        await site.asked.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert (await wire.answer(order, 100)).body == b"ok"
    assert site.connections == 2


async def test_of_several_addresses_the_first_that_answers_is_taken() -> None:
    with socket.socket() as closed, socket.create_server(("127.0.0.1", 0)) as server:
        closed.bind(("127.0.0.1", 0))
        nobody, somebody = (socket.AF_INET, closed.getsockname()), (socket.AF_INET, server.getsockname())
        with await first_connected([nobody, somebody]) as taken:
            assert taken.getpeername() == somebody[1]
        with pytest.raises(ConnectionRefusedError):
            await first_connected([nobody, nobody])

"""The wire in use, chosen here and nowhere else: aiohttp's connections and its parser, without its session.

Measured in November 2026 (2,000 pages of 8 kB over 100 hosts at 64 connections, CPU per request): httpx's own pool
1.8 ms, httpx.AsyncClient over httpx-aiohttp 0.40 ms, httpx-aiohttp's transport called directly 0.25 ms. This one builds
neither aiohttp's nor httpx's objects for each request, and adds what a crawler needs: the URL goes out exactly as it
stands (aiohttp would respell its escapes), the certificates of one source can differ, and a lost connection is not
reported as a timeout.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from functools import lru_cache

import aiohttp
import certifi
import httpx
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.client_proto import ResponseHandler
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.http_parser import RawResponseMessage
from aiohttp.streams import StreamReader
from yarl import URL

from scraper.fetching.addresses import Address
from scraper.fetching.bodies import gathered
from scraper.fetching.failures import HeadTooBig
from scraper.fetching.guard import Guard
from scraper.fetching.settings import FetchSettings
from scraper.fetching.wire import Answer, Order, Wire, on_the_wire

CHUNK = 64 * 1024
"""Bytes held before the other side has to wait for us: most pages have fewer."""
LONGEST_HEADER = 32 * 1024
"""Of one header line, in bytes: content security policies of 10 kB are served to careers sites."""
MOST_HEADERS = 200
"""Header lines of one answer: browsers allow more, no working site sends half of it."""
KEEP_IDLE = 30.0
"""Seconds an idle connection is kept: longer than any usual pace, shorter than servers' own patience."""

_HEAD_TOO_BIG = ("Too many headers", "Got more than")
"""How aiohttp's messages begin when a header limit is passed: the error's type does not tell it from broken HTTP."""
_INFORMATIONAL = frozenset(range(100, 200)) - {101}
"""Answers before the answer (RFC 9110 section 15.2): early hints and the like. A switch of protocol is the last."""
_RAISED: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (aiohttp.ConnectionTimeoutError, httpx.ConnectTimeout),
    (aiohttp.ServerTimeoutError, httpx.ReadTimeout),
    (TimeoutError, httpx.ReadTimeout),
    (aiohttp.ClientConnectorError, httpx.ConnectError),
    (aiohttp.ServerDisconnectedError, httpx.RemoteProtocolError),
    (aiohttp.ClientPayloadError, httpx.RemoteProtocolError),
    (aiohttp.InvalidURL, httpx.UnsupportedProtocol),
    (aiohttp.ClientError, httpx.ReadError),
    (OSError, httpx.ReadError),
    (ValueError, httpx.LocalProtocolError),
)


@lru_cache(maxsize=1)
def trusted() -> ssl.SSLContext:
    """Return the certificates trusted by default: the system's and certifi's, always verified."""
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=certifi.where())
    return context


def trusted_with(intermediate: str) -> ssl.SSLContext:
    """Return the default trust completed by a missing intermediate certificate (a PEM file).

    The chain must still end in a trusted root: the intermediate is a link, not an anchor.

    Raises:
        OSError: when the file is missing or no certificate (ssl.SSLError is one).
    """
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=certifi.where())
    context.load_verify_locations(cafile=intermediate)
    context.verify_flags &= ~ssl.VERIFY_X509_PARTIAL_CHAIN
    return context


def open_wire(settings: FetchSettings, guard: Guard) -> Wire:
    """Return the wire for a run; it connects only to addresses that the guard lets pass."""
    return AiohttpWire(settings, guard)


class GuardedResolver(AbstractResolver):
    """DNS answers as the guard lets them pass; aiohttp connects to these very addresses, so none can be swapped."""

    def __init__(self, guard: Guard) -> None:
        self._inner = aiohttp.ThreadedResolver()
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Resolve a name.

        Raises:
            Problem: broken, moved, when it has private addresses only and no source row names it.
            OSError: when it has none.
        """
        try:
            answers = await self._inner.resolve(host, port, family)
        except UnicodeError as error:
            raise socket.gaierror(socket.EAI_NONAME, f"{host!r} is no host name") from error
        allowed = self._guard.passing(host, port, [answer["host"] for answer in answers])
        return [answer for answer in answers if answer["host"] in allowed]

    async def close(self) -> None:
        """Nothing is held."""


class AiohttpWire:
    """A wire over one pool of aiohttp's connections, opened on first use in the running loop."""

    def __init__(self, settings: FetchSettings, guard: Guard) -> None:
        self._settings = settings
        self._guard = guard
        self._timeout = aiohttp.ClientTimeout(total=None, connect=settings.connect_timeout)
        self._pool: aiohttp.TCPConnector | None = None
        self._routes: dict[tuple[str, ssl.SSLContext | None], aiohttp.ClientRequest] = {}

    async def answer(self, order: Order, limit: int) -> Answer:
        """Send one request and read its answer.

        A kept connection may have been closed just as it was used again, so what can be asked twice is (RFC 9112
        section 9.3.1).

        Raises:
            httpx.TransportError: as httpx's own transports.
            Failure: too_big, undecodable, or connection when a packed body breaks off.
            Problem: from the guard, or when a header can't be sent.
        """
        data = on_the_wire(order)
        try:
            try:
                return await self._exchange(order, data, limit)
            except aiohttp.ClientConnectorError:
                raise
            except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError):
                if order.method != "GET":
                    raise
                return await self._exchange(order, data, limit)
        except (HttpProcessingError, aiohttp.ClientError, OSError, ValueError) as error:
            raise _as_httpx(error) from error

    async def aclose(self) -> None:
        """Close all connections."""
        if self._pool is not None:
            await self._pool.close()

    async def _exchange(self, order: Order, data: bytes, limit: int) -> Answer:
        connection = await self._connected(order)
        whole = False
        try:
            protocol, transport = connection.protocol, connection.transport
            if protocol is None or transport is None or transport.is_closing():
                raise aiohttp.ServerDisconnectedError
            self._expect_answer(protocol)
            transport.write(data)
            message, payload = await _head(protocol)
            body = await gathered(message.headers, _pieces(payload), limit, order.address.text)
            whole = True
        finally:
            if whole:
                connection.release()
            else:  # what is still to come of this answer must not be taken for the next one's
                connection.close()
        return Answer(status=message.code, headers=message.raw_headers, body=body)

    def _expect_answer(self, protocol: ResponseHandler) -> None:
        protocol.set_response_params(
            read_until_eof=True,
            auto_decompress=False,
            read_timeout=self._settings.read_timeout,
            read_bufsize=CHUNK,
            max_line_size=LONGEST_HEADER,
            max_field_size=LONGEST_HEADER,
            max_headers=MOST_HEADERS,
        )
        protocol.start_timeout()

    async def _connected(self, order: Order) -> aiohttp.connector.Connection:
        if self._pool is None:
            self._pool = aiohttp.TCPConnector(
                limit=0, resolver=GuardedResolver(self._guard), keepalive_timeout=KEEP_IDLE
            )
        try:
            return await self._pool.connect(self._route(order.address, order.trust), [], self._timeout)
        except TimeoutError as error:
            raise aiohttp.ConnectionTimeoutError(f"no connection to {order.address.host_port} in time") from error

    def _route(self, address: Address, trust: ssl.SSLContext | None) -> aiohttp.ClientRequest:
        """Return what aiohttp's pool tells connections apart by; nothing of it is sent."""
        route = self._routes.get((address.origin, trust))
        if route is None:
            secure = (trust or trusted()) if address.scheme == "https" else True
            url = URL(f"{address.origin}/", encoded=True)
            route = aiohttp.ClientRequest("GET", url, ssl=secure, loop=asyncio.get_running_loop())
            self._routes[address.origin, trust] = route
        return route


async def _head(protocol: ResponseHandler) -> tuple[RawResponseMessage, StreamReader]:
    """Return the head of the answer and its body, which is still to come."""
    while True:
        message, payload = await protocol.read()
        if message.code not in _INFORMATIONAL:
            return message, payload


async def _pieces(payload: StreamReader) -> AsyncIterator[bytes]:
    while piece := await payload.readany():
        yield piece


def _as_httpx(error: Exception) -> httpx.TransportError:
    """Return what httpx's own transports would raise: what went wrong is told in its terms."""
    if isinstance(error, HttpProcessingError):
        too_big = error.message.startswith(_HEAD_TOO_BIG)
        return (HeadTooBig if too_big else httpx.RemoteProtocolError)(error.message)
    return next(kind for known, kind in _RAISED if isinstance(error, known))(str(error))

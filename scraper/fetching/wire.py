"""What a wire is: one request goes out, one whole answer comes back. Ours is in transport.py, any of httpx's fits too.

A wire of our own takes the request as it stands, where httpx's interface has one Request, URL, Headers and Response
built for each page: that costs as much as sending it.
"""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from ssl import SSLContext
from typing import Protocol
from urllib.parse import unquote_to_bytes

import httpx
from msgspec import Struct

from scraper.fetching.addresses import PORTS, Address, unreadable
from scraper.fetching.bodies import read_body

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


class Order(Struct, frozen=True, kw_only=True):
    """One request, all headers but Host and Content-Length given; ``trust`` replaces the usual certificates."""

    address: Address
    method: str = "GET"
    headers: Mapping[str, str] = {}
    body: bytes | None = None
    trust: SSLContext | None = None


class Answer(Struct, frozen=True, kw_only=True):
    """One whole answer: headers as they came, the body with its content coding undone."""

    status: int
    headers: Sequence[tuple[bytes, bytes]]
    body: bytes


class Wire(Protocol):
    """Sends requests. Raises one of failures.WIRE_ERRORS, or a Failure, when there is no whole answer."""

    async def answer(self, order: Order, limit: int) -> Answer:
        """Send a request and read its answer, whose body may have so many bytes."""
        ...

    async def aclose(self) -> None:
        """Close all connections."""
        ...


class OverHttpx:
    """A wire over one of httpx's own transports, such as those that tests mock."""

    def __init__(self, transport: httpx.AsyncBaseTransport) -> None:
        self._transport = transport

    async def answer(self, order: Order, limit: int) -> Answer:
        """Send a request and read its answer.

        Raises:
            Problem: broken, connection, when a header can't be sent.
        """
        response = await self._transport.handle_async_request(request_of(order))
        try:
            body = await read_body(response, limit, order.address.text)
        finally:
            await response.aclose()
        return Answer(status=response.status_code, headers=response.headers.raw, body=body)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._transport.aclose()


def request_of(order: Order) -> httpx.Request:
    """Return a request in httpx's terms.

    Raises:
        Problem: broken, connection, when a header can't be sent.
    """
    more = {"tls": order.trust} if order.trust else None
    try:
        return httpx.Request(
            order.method, order.address.text, headers=order.headers, content=order.body, extensions=more
        )
    except ValueError as error:
        raise unreadable(order.address.text) from error


def on_the_wire(order: Order) -> bytes:
    """Return a request as HTTP/1.1 spells it (RFC 9112 section 3), to be sent to the origin itself.

    Raises:
        Problem: broken, connection, when a header can't be sent: it is not ASCII, or holds a line's end.
    """
    address, body = order.address, order.body or b""
    host = address.host_port
    if address.port == PORTS[address.scheme]:
        host = host.rpartition(":")[0]
    named = [f"Host: {host}", *(f"{name}: {value}" for name, value in order.headers.items())]
    if "@" in address.text and (known := address.url.userinfo):
        named.append(f"Authorization: Basic {b64encode(unquote_to_bytes(known)).decode()}")
    if body or order.method != "GET":
        named.append(f"Content-Length: {len(body)}")
    if _CONTROL.search("".join(named)):
        raise unreadable(address.text)
    try:
        return "\r\n".join((f"{order.method} {target(address)} HTTP/1.1", *named, "\r\n")).encode("ascii") + body
    except UnicodeEncodeError as error:
        raise unreadable(address.text) from error


def target(address: Address) -> str:
    """Return what a request asks an origin for: path and query, exactly as they stand."""
    if address.text.startswith(address.origin + "/") and "#" not in address.text:
        return address.text[len(address.origin) :]
    return address.url.raw_path.decode("ascii")


def headers_of(answer: Answer) -> dict[str, str]:
    """Return an answer's headers, names in lower case, several of one name joined by a comma."""
    found: dict[str, str] = {}
    for name, value in answer.headers:
        key, text = name.decode("latin-1").lower(), _text(value)
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _text(value: bytes) -> str:
    """Return a header's value: UTF-8 where it is, else latin-1, which always reads (RFC 9110 section 5.5)."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")

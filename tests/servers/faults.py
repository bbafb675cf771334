"""What a site may do to us below HTTP: silence, drips, floods, bombs, broken framing."""

import asyncio
import gzip
import zlib

from tests.servers.behaviours import behaviour, good
from tests.servers.wire import Exchange, head

A_LONG_TIME = 3600.0
A_WHILE = 0.1
DRIP = 0.05
"""Seconds between bytes: quicker than any read timeout, so that only a total deadline ends it."""
FLOOD = b"<p>and another vacancy</p>" * 4096


@behaviour
async def unhurried(exchange: Exchange) -> None:
    """Behave, but take a while."""
    await asyncio.sleep(A_WHILE)
    body, content_type = good(exchange)
    await exchange.send(body, content_type=content_type)


@behaviour
async def silent(_: Exchange) -> None:
    """Take the request and never answer."""
    await asyncio.sleep(A_LONG_TIME)


@behaviour
async def silent_midway(exchange: Exchange) -> None:
    await exchange.raw(head(200, length=1000) + b"<html>")
    await asyncio.sleep(A_LONG_TIME)


@behaviour
async def slow_drip(exchange: Exchange) -> None:
    await exchange.raw(head(200, length=1_000_000))
    while True:
        await exchange.raw(b".")
        await asyncio.sleep(DRIP)


@behaviour
async def slow_headers(exchange: Exchange) -> None:
    await exchange.raw(b"HTTP/1.1 200 OK\r\n")
    for number in range(1_000_000):
        await exchange.raw(f"X-{number}: x\r\n".encode())
        await asyncio.sleep(DRIP)


@behaviour
async def endless(exchange: Exchange) -> None:
    """A body without end, as fast as it is taken."""
    exchange.drop()
    await exchange.raw(head(200))
    while True:
        await exchange.raw(FLOOD)


@behaviour
async def endless_chunks(exchange: Exchange) -> None:
    exchange.drop()
    await exchange.raw(head(200, headers=[("Transfer-Encoding", "chunked")]))
    while True:
        await exchange.raw(f"{len(FLOOD):x}\r\n".encode() + FLOOD + b"\r\n")


@behaviour
async def declared_huge(exchange: Exchange) -> None:
    exchange.drop()
    await exchange.raw(head(200, length=10**12) + b"<html>")


@behaviour
async def gzip_bomb(exchange: Exchange) -> None:
    """About 10 GB of blanks in 10 MB."""
    exchange.drop()
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    await exchange.raw(head(200, headers=[("Content-Encoding", "gzip")]))
    blanks = b" " * (1 << 20)
    for _ in range(10_000):
        await exchange.raw(packer.compress(blanks))


@behaviour
async def gzip_members(exchange: Exchange) -> None:
    """Very many empty gzip files in a row."""
    body = gzip.compress(b"") * 20_000
    await exchange.send(body, headers=[("Content-Encoding", "gzip")])


@behaviour
async def gzip_broken(exchange: Exchange) -> None:
    await exchange.send(gzip.compress(b"x" * 1000)[:12] + b"\xff" * 50, headers=[("Content-Encoding", "gzip")])


@behaviour
async def gzip_cut(exchange: Exchange) -> None:
    body, _ = good(exchange)
    await exchange.send(gzip.compress(body)[:-12], headers=[("Content-Encoding", "gzip")])


@behaviour
async def truncated(exchange: Exchange) -> None:
    """Promise more than is sent, then close."""
    exchange.drop()
    body, content_type = good(exchange)
    await exchange.send(body, content_type=content_type, length=len(body) + 500)


@behaviour
async def truncated_once(exchange: Exchange) -> None:
    body, content_type = good(exchange)
    if exchange.earlier:
        await exchange.send(body, content_type=content_type)
    else:
        await truncated(exchange)


@behaviour
async def truncated_chunks(exchange: Exchange) -> None:
    exchange.drop()
    await exchange.raw(head(200, headers=[("Transfer-Encoding", "chunked")]) + b"400\r\nonly this")


@behaviour
async def broken_chunks(exchange: Exchange) -> None:
    exchange.drop()
    await exchange.raw(head(200, headers=[("Transfer-Encoding", "chunked")]) + b"zz\r\nnonsense\r\n0\r\n\r\n")


@behaviour
async def reset(exchange: Exchange) -> None:
    exchange.reset()


@behaviour
async def reset_midway(exchange: Exchange) -> None:
    await exchange.raw(head(200, length=1000) + b"<html>")
    exchange.reset()


@behaviour
async def hang_up(exchange: Exchange) -> None:
    """Close without a word."""
    exchange.drop()


@behaviour
async def not_http(exchange: Exchange) -> None:
    exchange.drop()
    await exchange.raw(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")


@behaviour
async def many_headers(exchange: Exchange) -> None:
    await exchange.send("x", headers=[(f"X-{number}", "x") for number in range(5000)])


@behaviour
async def long_header(exchange: Exchange) -> None:
    await exchange.send("x", headers=[("X-Long", "x" * 200_000)])


@behaviour
async def big_policy(exchange: Exchange) -> None:
    """A long header such as real sites send."""
    body, content_type = good(exchange)
    await exchange.send(body, content_type=content_type, headers=[("Content-Security-Policy", "default-src " * 900)])


@behaviour
async def endless_hints(exchange: Exchange) -> None:
    """Interim answers without end."""
    while True:
        await exchange.raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")
        await asyncio.sleep(0)

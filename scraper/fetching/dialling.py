"""Opening connections: a name is looked up, its addresses pass the guard, and the first one that answers is taken."""

import asyncio
import socket
import ssl
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import chain, zip_longest

from scraper.fetching.addresses import Address, literal
from scraper.fetching.connection import TAKEN_AT_ONCE, Connection
from scraper.fetching.guard import Guard

HEAD_START = 0.25
"""Seconds that an address has before the next one is tried beside it (RFC 8305 section 8)."""
REMEMBER = 10.0
"""Seconds an answer of DNS is kept: a site that closes each connection is not looked up for each page."""

Place = tuple[socket.AddressFamily, tuple[str, int]]
"""An IP address and a port, with the family."""


class Dialler:
    """Opens connections, to addresses only that the guard lets pass: to these very ones, so none can be swapped."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._room = memoryview(bytearray(TAKEN_AT_ONCE))
        self._known: dict[tuple[str, int], tuple[float, list[Place]]] = {}

    async def dial(self, address: Address, trust: ssl.SSLContext | None, patience: float) -> Connection:
        """Return a new connection.

        Args:
            address: whom to connect to.
            trust: the certificates to trust; None for plain HTTP.
            patience: seconds of silence after which an answer is given up.

        Raises:
            Problem: broken, moved, when the host has private addresses only and no source row names it.
            OSError: when there is no connection: socket.gaierror, ssl.SSLError, ConnectionError...
        """
        loop = asyncio.get_running_loop()
        with ExitStack() as undo:
            sock = undo.enter_context(await first_connected(await self._places(address.host, address.port)))
            _, connection = await loop.create_connection(
                lambda: Connection(loop, patience, self._room),
                sock=sock,
                ssl=trust,
                server_hostname=address.host.rstrip(".") if trust else None,
            )
            undo.pop_all()
        return connection

    async def _places(self, host: str, port: int) -> list[Place]:
        """Return where a host is, as the guard lets it pass."""
        written = literal(host)
        if written is not None:  # checked before anything was asked
            return [(socket.AF_INET6 if written.version == 6 else socket.AF_INET, (host, port))]
        loop = asyncio.get_running_loop()
        until, places = self._known.get((host, port), (0.0, []))
        if loop.time() >= until:
            places = await looked_up(host, port)
            self._known[host, port] = loop.time() + REMEMBER, places
        allowed = self._guard.passing(host, port, [place[0] for _, place in places])
        return [(family, place) for family, place in places if place[0] in allowed]


async def looked_up(host: str, port: int) -> list[Place]:
    """Return the addresses of a name, the families taking turns, the system's first choice first.

    Raises:
        socket.gaierror: when it has none, or is no host name.
    """
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    except UnicodeError as error:
        raise socket.gaierror(socket.EAI_NONAME, f"{host!r} is no host name") from error
    families = dict[socket.AddressFamily, list[Place]]()
    for family, _, _, _, place in found:
        families.setdefault(family, []).append((family, place))  # type: ignore[arg-type]
    return [place for place in chain.from_iterable(zip_longest(*families.values())) if place is not None]


async def first_connected(places: Sequence[Place]) -> socket.socket:
    """Return a socket that is connected to the first of several addresses that answers (RFC 8305).

    Raises:
        OSError: of the first address, when none does.
    """
    if len(places) == 1:
        return await _connected(*places[0])
    waiting, failed = list(places), list[OSError]()
    tasks = set[asyncio.Task[socket.socket]]()
    try:
        while waiting or tasks:
            if waiting:
                tasks.add(asyncio.create_task(_connected(*waiting.pop(0))))
            done, tasks = await asyncio.wait(
                tasks, timeout=HEAD_START if waiting else None, return_when=asyncio.FIRST_COMPLETED
            )
            answered = [task.result() for task in done if not isinstance(task.exception(), OSError)]
            failed += [error for task in done if isinstance(error := task.exception(), OSError)]
            for spare in answered[1:]:
                spare.close()
            if answered:
                return answered[0]
    finally:
        for task in tasks:
            task.add_done_callback(_closed)
            task.cancel()
    raise failed[0] if failed else OSError("the name has no address that can be connected to")


def _closed(late: "asyncio.Task[socket.socket]") -> None:
    """Close what was connected although another address had won."""
    if not late.cancelled() and late.exception() is None:
        late.result().close()


async def _connected(family: socket.AddressFamily, place: tuple[str, int]) -> socket.socket:
    with ExitStack() as undo:
        sock = undo.enter_context(socket.socket(family, socket.SOCK_STREAM))
        sock.settimeout(0)
        await asyncio.get_running_loop().sock_connect(sock, place)
        undo.pop_all()
    return sock

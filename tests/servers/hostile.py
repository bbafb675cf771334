"""A whole internet of misbehaving sites on loopback: one host 127.0.x.y per behaviour, all at one port.

    with Hostile() as sites:
        sites.url("slow_drip")         # http://127.0.1.31:40123/jobs, a site that does nothing else
        sites.seen_by("slow_drip")     # what was asked of it, with times, in order

Names are those of BEHAVIOURS (what pages do) and ROBOTS (what robots.txt does). A site that behaves shows ``good``.
"""

import ssl
from collections.abc import Sequence
from typing import Self

from tests.servers.behaviours import BEHAVIOURS, POUND_PAGE, ok
from tests.servers.robots import ELSEWHERE, FORBIDS, NONE, ROBOTS
from tests.servers.wire import Exchange, Seen, WireServer

NAMES: tuple[str, ...] = (*BEHAVIOURS, *ROBOTS)
PER_SUBNET = 200


class Hostile(WireServer):
    """All named behaviours, each at its own loopback host.

    A name may be given twice, as ``unhurried#2``: the same behaviour at another host.

    Args:
        good: what a site that behaves shows, and its content type.
        names: only these behaviours (all by default).
        context: serve over TLS.
    """

    def __init__(
        self,
        good: bytes | str = POUND_PAGE,
        content_type: str = "text/html; charset=utf-8",
        names: Sequence[str] = NAMES,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.good = (good.encode() if isinstance(good, str) else good, content_type)
        self.scheme = "https" if context else "http"
        self._host_of = {name: f"127.0.{1 + n // PER_SUBNET}.{1 + n % PER_SUBNET}" for n, name in enumerate(names)}
        self._name_of = {host: name.partition("#")[0] for name, host in self._host_of.items()}
        super().__init__(self._dispatch, [*self._name_of, "127.0.0.1"], context)

    def __enter__(self) -> Self:
        super().__enter__()
        return self

    def host(self, name: str) -> str:
        """Return the host of a behaviour."""
        return self._host_of[name]

    def url(self, name: str, path: str = "/jobs") -> str:
        """Return the address of the site that does this and nothing else."""
        return f"{self.scheme}://{self._host_of[name]}:{self.port}{path}"

    def seen_by(self, name: str, path: str | None = None) -> list[Seen]:
        """Return what was asked of a site, in order; robots.txt only when it is the path."""
        return self.seen(self._host_of[name], path)

    async def _dispatch(self, exchange: Exchange) -> None:
        name = self._name_of.get(exchange.seen.host, "ok")
        path = exchange.seen.path.partition("?")[0]
        if path == "/robots.txt":
            await ROBOTS.get(name, NONE)(exchange)
        elif path == ELSEWHERE and name in ROBOTS:
            await FORBIDS(exchange)
        else:
            await BEHAVIOURS.get(name, ok)(exchange)

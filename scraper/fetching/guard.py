"""Where a run may connect: the public internet, and private addresses only where a source row names them."""

from collections.abc import Callable, Collection, Iterable

from scraper.fetching.addresses import Address, is_loopback, is_public, literal, named_addresses
from scraper.pages import Problem, Verdict

Named = Collection[str] | Callable[[], Collection[str]]
"""The host:port's that source rows name (see named_addresses), or where to ask for them."""


class Guard:
    """Refuses private, loopback and link-local addresses, written out or answered by DNS."""

    def __init__(self, named: Named = frozenset()) -> None:
        self._given = named
        self._added: set[str] = set()

    def name(self, urls: Iterable[str]) -> None:
        """Take the addresses that further source rows name as allowed."""
        self._added |= named_addresses(urls)

    def is_named(self, host_port: str) -> bool:
        """Tell whether a source row names this host:port."""
        given = self._given() if callable(self._given) else self._given
        return host_port in self._added or host_port in given

    def check(self, address: Address) -> None:
        """Check a host that is written as an IP address or as localhost.

        Raises:
            Problem: broken, moved, when it is not public and no source row names it.
        """
        inside = is_loopback(address.host) or (literal(address.host) is not None and not is_public(address.host))
        if inside and not self.is_named(address.host_port):
            raise _refused(address.host_port)

    def passing(self, host: str, port: int, answers: Collection[str]) -> set[str]:
        """Return those of a name's IP addresses that may be connected to.

        Raises:
            Problem: broken, moved, when there are none.
        """
        if self.is_named(f"{host}:{port}"):
            return set(answers)
        public = set(filter(is_public, answers))
        if not public:
            raise _refused(f"{host}:{port}")
        return public


def _refused(host_port: str) -> Problem:
    return Problem(
        Verdict.BROKEN,
        "moved",
        f"{host_port} is an address inside a private network, and no source names it; check where the site leads",
    )

"""What went wrong on the wire, as the problem that a source run reports."""

import os
import socket
import ssl
from collections.abc import Iterator, Sequence

import httpx

from scraper.pages import Problem, Verdict

WIRE_ERRORS = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, TimeoutError)
"""All that a transport may raise when the network or the other side fails."""


class HeadTooBig(httpx.RemoteProtocolError):
    """An answer has more or longer header lines than any working site sends."""


class Failure(Problem):
    """A problem of one attempt on the wire.

    Attributes:
        passing: another attempt may well succeed.
        unsent: the request never reached the host, so asking again repeats nothing.
    """

    def __init__(self, cause: str, message: str, *, passing: bool = False, unsent: bool = False) -> None:
        super().__init__(Verdict.BROKEN, cause, message)
        self.passing = passing
        self.unsent = unsent

    def saying(self, message: str) -> "Failure":
        """Return the same failure in other words."""
        return Failure(self.cause, message, passing=self.passing, unsent=self.unsent)


def failure_of(error: BaseException, url: str) -> Failure:
    """Return the failure that an error on the wire stands for: dns, tls, timeout or connection."""
    if isinstance(error, HeadTooBig):
        return Failure("too_big", f"{url}: the answer's headers are too many or too long; is it the right address?")
    errors = list(_chain(error))
    unsent = isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout))
    if any(isinstance(one, socket.gaierror) for one in errors):
        return Failure("dns", f"{url}: the host's name has no address; has the site moved?", unsent=True)
    if any(isinstance(one, (ssl.SSLError, ssl.CertificateError)) for one in errors):
        return Failure("tls", f"{url}: the certificate is not trusted ({_said(errors[-1])})", unsent=True)
    if any(isinstance(one, (httpx.TimeoutException, TimeoutError)) for one in errors):
        return Failure("timeout", f"{url}: no whole answer in time; try again later", passing=True, unsent=unsent)
    return Failure("connection", f"{url}: the connection failed ({_reason(errors)})", passing=True, unsent=unsent)


def truncated(url: str) -> Failure:
    """Return the failure of a body that ended early."""
    return Failure("connection", f"{url}: the answer broke off before its end", passing=True)


def too_big(url: str, limit: int) -> Failure:
    """Return the failure of a body beyond the cap (bytes)."""
    return Failure("too_big", f"{url}: the answer is larger than {limit} bytes; is it the right address?")


def undecodable(url: str, coding: str) -> Failure:
    """Return the failure of a body whose content coding can't be undone."""
    return Failure("undecodable", f"{url}: the answer's content coding {coding[:40]!r} can't be read")


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _reason(errors: Sequence[BaseException]) -> str:
    """Return the system's own words where it gave a number, else what the outermost error says."""
    numbers = [one.errno for one in errors if isinstance(one, OSError) and one.errno]
    return os.strerror(numbers[-1]) if numbers else _said(errors[0])


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__

"""What went wrong on the wire is told in words that a person knows."""

import errno

import httpx
import pytest

from scraper.fetching.failures import failure_of

URL = "http://jobs.example.gov.uk/"


def wrapped(inner: BaseException, said: str) -> httpx.ConnectError:
    """An error as a transport hands it on, with the system's own behind it."""
    outer = httpx.ConnectError(said)
    outer.__cause__ = inner
    return outer


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ECONNREFUSED, "Connection refused"), (errno.ENETUNREACH, "Network is unreachable")],
)
def test_the_systems_reason_is_told_in_its_own_words(number: int, words: str) -> None:
    error = wrapped(OSError(number, "Connect call failed ('127.0.0.1', 9)"), "Cannot connect to host ssl:default")
    failure = failure_of(error, URL)
    assert (failure.cause, failure.message) == ("connection", f"{URL}: the connection failed ({words})")


def test_without_one_the_error_speaks_for_itself() -> None:
    failure = failure_of(httpx.RemoteProtocolError("garbage\n in  the head"), URL)
    assert failure.message == f"{URL}: the connection failed (garbage in the head)"

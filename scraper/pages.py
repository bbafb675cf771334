"""A page is one fetched response; a request is how to get one; a problem is why a page can't be used."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from msgspec import Struct


class Verdict(StrEnum):
    """How one source run ended (see docs: verdicts and causes)."""

    OK = "ok"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    PARTIAL = "partial"
    BLOCKED = "blocked"
    BROKEN = "broken"


class Problem(Exception):  # noqa: N818 (a cause the run reports, as often the site's state as an error)
    """Why a page or a source can't be read, as the verdict and cause that a source run reports.

    Args:
        verdict: PARTIAL, BLOCKED or BROKEN.
        cause: a stable word: robots, robots_unreachable, challenge, http_NNN, dns, tls, timeout, connection, login,
            soft_404, moved, not_json, not_xml, undecodable, too_big, layout_changed, short_listing, budget.
        message: one sentence for a person, saying what was seen and what to do.
    """

    def __init__(self, verdict: Verdict, cause: str, message: str) -> None:
        super().__init__(message)
        self.verdict = verdict
        self.cause = cause
        self.message = message


class Request(Struct, frozen=True, kw_only=True):
    """One page to ask for. ``body`` makes it a POST; ``headers`` are those the platform needs beyond the usual."""

    url: str
    method: Literal["GET", "POST"] = "GET"
    headers: Mapping[str, str] = {}
    body: bytes | None = None

    @property
    def key(self) -> str:
        """What names this request in the store: the URL, with method and body where they matter."""
        if self.method == "GET":
            return self.url
        return f"{self.method} {self.url} {(self.body or b'').decode('utf-8', 'replace')}"

    def public(self, text: str) -> str:
        """Return a text about this request, such as the address that answered, fit to be kept."""
        return text


class SessionRequest(Request, frozen=True, kw_only=True):
    """A request whose URL, headers or body hold a session: good for one visit only, so sent and never kept.

    A listing that leads to one is read anew at every visit: what it leads to can't be remembered.
    """

    session: str

    @property
    def key(self) -> str:
        """What names this request in the store: as of any request, without its session."""
        return self.public(Request.key.__get__(self))

    def public(self, text: str) -> str:
        """Return the text without the session."""
        return text.replace(self.session, "") if self.session else text


class Page(Struct, frozen=True, kw_only=True):
    """One fetched response: bytes as served after content decoding, never text.

    Attributes:
        url: the address that answered, after redirects.
        status: HTTP status; 304 has an empty body.
        headers: names in lower case.
        fetched_at: when, UTC, ISO 8601 with Z: the only clock a parser may know.
        requested_url: the address asked for, when a redirect moved us.
    """

    url: str
    body: bytes
    fetched_at: str
    status: int = 200
    headers: Mapping[str, str] = {}
    requested_url: str | None = None

"""What an HTTP status means for a source: nothing wrong, blocked, or broken. Pure: imports no network."""

from collections.abc import Collection

from scraper.pages import Page, Problem, Verdict

REFUSALS = frozenset({401, 403, 407, 429, 451})
"""The host knows what we ask for and says no: a person has to look."""
GONE = frozenset({404, 410})
UNAVAILABLE = 500
CLIENT_ERROR = 400
REDIRECT = 300
NOT_MODIFIED = 304


def check_status(page: Page, accepts: Collection[int] = frozenset()) -> None:
    """Raise the problem that a page's HTTP status stands for.

    Args:
        page: what was fetched.
        accepts: statuses beyond 2xx and 304 that the platform reads (404 for "no hits").

    Raises:
        Problem: 401, 403, 407, 429, 451 are blocked, http_NNN; 404 and 410 are broken, http_404; other 4xx are
            broken, http_NNN; 5xx and beyond are broken, http_5xx; a redirect that leads nowhere is broken, moved.
    """
    status = page.status
    if UNAVAILABLE > status >= REDIRECT or status >= UNAVAILABLE or status < 200:
        if status == NOT_MODIFIED or status in accepts:
            return
        raise _problem(page)


def _problem(page: Page) -> Problem:
    status, url = page.status, page.url
    if status in REFUSALS:
        return Problem(
            Verdict.BLOCKED,
            f"http_{status}",
            f"{url} answers {status}: the site refuses us; ask its owner or disable it",
        )
    if status in GONE:
        return Problem(Verdict.BROKEN, "http_404", f"{url} answers {status}: the page is gone; find its new address")
    if status >= UNAVAILABLE:
        return Problem(Verdict.BROKEN, "http_5xx", f"{url} answers {status}: the site is failing; try again later")
    if status >= CLIENT_ERROR:
        return Problem(Verdict.BROKEN, f"http_{status}", f"{url} answers {status}: our request does not suit the site")
    return Problem(Verdict.BROKEN, "moved", f"{url} answers {status} without saying where to go; look in a browser")

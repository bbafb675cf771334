"""When to ask again, and after how long. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scraper.fetching.settings import FetchSettings

TOO_MANY = 429
PASSING = frozenset({500, 502, 503, 504})
"""Statuses that a second attempt may cure. 501 and 505 say that it won't."""
NOT_DONE = frozenset({429, 503})
"""The host says that it did not do what was asked: repeating is safe even for POST."""
HONOURED_429 = 2
"""A 429 is waited out twice; the third says that we are not wanted at this pace."""
LONGEST_BACKOFF = 30.0
"""Seconds: with the few retries we make, longer only delays the verdict."""
LONGEST_NUMBER = 9
"""Digits of a Retry-After that are read: more is centuries, and a hostile number."""


def backoff(attempt: int, first: float, chance: float) -> float:
    """Return the wait (seconds) after attempt 1, 2, ...: doubling, from half to the whole of it by chance (0 to 1)."""
    return min(first * 2.0 ** (attempt - 1), LONGEST_BACKOFF) * (0.5 + chance / 2)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return how long a host asks us to wait (seconds, never negative); None when it does not say.

    RFC 9110 section 10.2.3: seconds, or an HTTP date. A date is measured against the answer's own Date where there is
    one, for the two come from one clock.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:LONGEST_NUMBER])
    until = _http_date(value)
    if until is None:
        return None
    return max(0.0, (until - (_http_date(headers.get("date", "")) or now)).total_seconds())


def _http_date(text: str) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(text[:64])
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def status_wait(
    settings: FetchSettings, status: int, attempt: int, asked: float | None, *, repeatable: bool
) -> float | None:
    """Return the least wait (seconds) before asking again after this status; None when there is no point.

    Args:
        settings: how often to retry, and the longest Retry-After that is waited for.
        status: HTTP status of the answer.
        attempt: how many attempts were made.
        asked: what Retry-After says, if it does.
        repeatable: the request may be made twice without harm.
    """
    if status != TOO_MANY and status not in PASSING:
        return None
    most = HONOURED_429 if status == TOO_MANY else settings.retries
    if attempt > most or not (repeatable or status in NOT_DONE):
        return None
    if asked is not None and asked > settings.retry_after_cap:
        return None
    return asked or 0.0

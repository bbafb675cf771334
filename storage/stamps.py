"""Moments as the store keeps them: UTC to the second with Z, so that text order is time order."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DATE_LENGTH = 10


def utc(stamp: str) -> str:
    """Return an ISO 8601 moment (no zone means UTC) as our own stamp.

    Raises:
        ValueError: when it is not a moment.
    """
    moment = datetime.fromisoformat(stamp)
    return _stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def between(earlier: str, later: str) -> timedelta:
    """Return the time from one stamp to another."""
    return datetime.fromisoformat(later) - datetime.fromisoformat(earlier)


def before(stamp: str, span: timedelta) -> str:
    """Return the stamp that lies this long before another."""
    return _stamp(datetime.fromisoformat(stamp) - span)


@lru_cache(maxsize=8192)
def closing_moment(closes_at: str | None) -> str | None:
    """Return the first moment (UTC) at which an advert with this closing time is closed; None when it has none.

    A date alone means the end of that day in Europe/London; a time without an offset is London time. Text that is
    neither is no closing time.
    """
    if closes_at is None:
        return None
    try:
        if len(closes_at) == DATE_LENGTH:
            midnight = datetime.combine(date.fromisoformat(closes_at) + timedelta(days=1), time(), LONDON)
            return _stamp(midnight)
        moment = datetime.fromisoformat(closes_at)
        return _stamp(moment if moment.tzinfo else moment.replace(tzinfo=LONDON))
    except (ValueError, OverflowError):
        return None


def is_within(one: str | None, other: str | None, span: timedelta) -> bool:
    """Tell whether two closing times are at most so far apart; False when either is none."""
    first, second = closing_moment(one), closing_moment(other)
    return first is not None and second is not None and abs(between(first, second)) <= span


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"

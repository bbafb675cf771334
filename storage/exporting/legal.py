"""Text as XML can hold it, addresses that are safe to follow, and times as people's tools want them."""

import re
from datetime import date, datetime

from storage.posting_rows import REPLACEMENT
from storage.stamps import DATE_LENGTH, LONDON

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, section 2.2: what no document may hold, not even escaped. Lone surrogates are among them."""
_ADDRESS = re.compile(r"https?://[^\s<>\"\x00-\x20]+", re.IGNORECASE)


def legal(text: str) -> str:
    """Return a text that XML can hold: NULs, control characters and lone surrogates are marked."""
    return _ILLEGAL.sub(REPLACEMENT, text)


def is_address(value: object) -> bool:
    """Tell whether a value is an address of the web that a click may open: never a script or a file."""
    return isinstance(value, str) and _ADDRESS.fullmatch(value) is not None


def moment_of(text: str) -> datetime | None:
    """Return an ISO 8601 moment; None for anything else, a date alone included."""
    if len(text) == DATE_LENGTH:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def day_of(text: str) -> date | None:
    """Return an ISO 8601 date (YYYY-MM-DD); None for anything else."""
    if len(text) != DATE_LENGTH:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def london(moment: datetime) -> datetime:
    """Return a moment as a clock in London shows it, without a zone: spreadsheets know none.

    Raises:
        OverflowError: at the ends of the calendar.
    """
    return moment.astimezone(LONDON).replace(tzinfo=None) if moment.tzinfo else moment

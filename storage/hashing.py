"""Digests that tell whether an advert or a posting changed, blind to words that change by themselves.

"Posted 10 days ago" and "1 day left" say something else tomorrow although nobody touched the advert; neither the
words nor what they are evidence for may make it look changed.
"""

import re
from functools import lru_cache
from hashlib import blake2b

import msgspec

from scraper.records import Advert

DIGEST_BYTES = 16
"""128 bits: among a thousand million texts the chance of two alike is under 1e-20."""

VOLATILE = ("posted_text", "closing_text", "summary")
"""Where boards print relative words; elsewhere ("two days a week") the same words are about the post."""

_NUMBER = r"(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?)"
_SPAN = rf"{_NUMBER}\+? ?{_UNIT}(?:,? (?:and )?{_NUMBER} ?{_UNIT})?"
_AGE = rf"\b{_SPAN} (?:ago|left|remaining|to go|to apply|old)\b"
_NEAR = r"\b(?:today|tomorrow|yesterday|tonight|just now|just posted|last day|ending soon|closing soon)\b"
_IN_DATES = re.compile(rf"{_AGE}|\b{_SPAN}\b|{_NEAR}", re.IGNORECASE)
"""In a date's own text any length of time is relative."""
_IN_PROSE = re.compile(
    rf"{_AGE}|\b(?:closes|closing|ends|ending|expires|expiring) in {_SPAN}\b"
    rf"|\b(?:posted|added|closes|closing|ends|expires):? (?:{_SPAN}|today|tomorrow|yesterday)\b",
    re.IGNORECASE,
)
"""In prose only what says that it counts from now: "2 days a week" does not."""


_DIGIT = re.compile(r"\d")
_HINT = re.compile(
    rf"{_UNIT}\b|today|tomorrow|yesterday|tonight|just (?:now|posted)|last day|(?:ending|closing) soon", re.IGNORECASE
)
"""A cheap first look: without one of these words nothing in a text is relative."""


@lru_cache(maxsize=4096)
def stabilised(name: str, text: str | None) -> str | None:
    """Return the text of a field as far as it does not change by itself."""
    if text is None or name not in VOLATILE:
        return text
    flat = " ".join(text.split())
    if not _HINT.search(flat):
        return flat
    return " ".join((_IN_PROSE if name == "summary" else _IN_DATES).sub(" ", flat).split())


def is_relative(text: str | None) -> bool:
    """Tell whether a date's text only counts from now, so that a date read from it moves by itself.

    "12 December 2026 (3 days left)" names its day and does not move.
    """
    if text is None:
        return False
    flat = " ".join(text.split())
    if not _HINT.search(flat):
        return False
    rest = _IN_DATES.sub(" ", flat)
    return rest != flat and not _DIGIT.search(rest)


def digest(data: bytes) -> bytes:
    """Return the digest of bytes."""
    return blake2b(data, digest_size=DIGEST_BYTES).digest()


def advert_hash(advert: Advert) -> bytes:
    """Return the digest of an advert, less what changes by itself."""
    texts = (advert.posted_text, advert.closing_text, advert.summary)
    settled = tuple(map(stabilised, VOLATILE, texts))
    if settled != texts:
        advert = msgspec.structs.replace(advert, **dict(zip(VOLATILE, settled, strict=True)))
    return digest(_encoded(advert))


def listed_hash(advert: Advert) -> str:
    """Return the digest (hex) of an advert as a listing shows it: a change makes its detail page due.

    Where there is no detail page, the listing's "2 days left" is all that tells of an extension, and reading it again
    costs no request: there it counts. What comes of it is compared as a date (see changes.py).
    """
    if advert.detail_url is None and is_relative(advert.closing_text):
        return digest(advert_hash(advert) + " ".join((advert.closing_text or "").split()).encode(*_ANY)).hex()
    return advert_hash(advert).hex()


_ANY = ("utf-8", "backslashreplace")
"""Any text of any page has bytes, lone surrogates too."""


def _encoded(advert: Advert) -> bytes:
    try:
        return msgspec.json.encode(advert)
    except UnicodeEncodeError:  # a lone surrogate: any text of any page must have a digest
        return repr(advert).encode(*_ANY)

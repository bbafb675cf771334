"""What identifies an advert when a platform has no id of its own to give: its address, or what it says. Pure."""

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import parse_qsl, urlsplit

from scraper.platforms.helpers.urls import CACHED, canonical
from scraper.records import Advert

_JOB_WORD = re.compile(
    r"^(?:(?:view|show|display)?[-_]?(?:jobs?|vacanc(?:y|ies)|opportunit(?:y|ies)|opp|positions?|adverts?|jobadverts?"
    r"|requisitions?|openings?|careers?|roles?|post(?:ing)?s?|details?|swyddi|swydd))"
    r"[-_]?(?:details?|view|ad|adverts?|description)?$",
    re.IGNORECASE,
)
_ID_PARAMETERS = frozenset(
    {"jobid", "job_id", "jid", "vacancyid", "vacancy_id", "vacancyno", "vacno", "vacancy", "advertid", "advert_id"}
    | {"id", "jobref", "reqid", "requisitionid", "postingid", "npostingtargetid", "record", "opportunityid", "job"}
)
_NUMBER = re.compile(r"^\d{3,12}$")
_LEADING = re.compile(r"^(\d{4,12})[-_]")
_TRAILING = re.compile(r"[-_](\d{5,12})$")
_DATE = re.compile(r"^(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?$")
"""A year, a month or a day is no id: "care-worker-2026" would be one advert for ever."""


@lru_cache(maxsize=CACHED)
def ref_of(url: str) -> str:
    """Return what identifies the advert at an address: its number where the address plainly has one, else all of it.

    A number counts when it is the only one of these: a path segment of 3 to 12 digits that follows a word such as
    "job" or "vacancy" or ends the path after one; a segment after such a word that begins "12345-" or ends "-12345"
    (5 digits or more); a parameter named jobid, vacancyid, id and the like. Years and dates never count. So
    "/job/301000/care-worker", "/jobs/job/Care-Worker/301000" and "/jobs?jid=301000" are one advert, "301000";
    everything else is its canonical address.
    """
    numbers = set(_in_path(url)) or set(_in_query(url))
    return numbers.pop() if len(numbers) == 1 else canonical(url)


def has_number(url: str) -> bool:
    """Tell whether ``ref_of`` finds a number in an address."""
    return ref_of(url) != canonical(url)


def _in_path(url: str) -> list[str]:
    try:
        segments = [one for one in urlsplit(url).path.split("/") if one]
    except ValueError:
        return []
    found = []
    word_before = False
    for position, segment in enumerate(segments):
        after_word = position > 0 and _JOB_WORD.match(segments[position - 1]) is not None
        last = position == len(segments) - 1
        number = _number(segment) if after_word or (last and word_before) else None
        if number and not _DATE.match(number):
            found.append(number)
        word_before = word_before or _JOB_WORD.match(segment) is not None
    return found


def _number(segment: str) -> str | None:
    stem = re.sub(r"\.\w{2,5}$", "", segment)
    if _NUMBER.match(stem):
        return stem
    match = _LEADING.match(stem) or _TRAILING.search(stem)
    return match[1] if match else None


def _in_query(url: str) -> list[str]:
    if "?" not in url:
        return []
    try:
        pairs = parse_qsl(urlsplit(url).query)
    except ValueError:
        return []
    return [value for name, value in pairs if name.lower() in _ID_PARAMETERS and _NUMBER.match(value.strip())]


def hashed(*texts: str | None) -> str:
    """Return a short digest of title, recruiter and place: the identity of an advert that has no other.

    Case and white space do not matter, so a cosmetic change keeps it.
    """
    said = "\n".join(" ".join(text.split()).casefold() if text else "" for text in texts)
    return "h-" + blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()


def distinct(adverts: Iterable[Advert]) -> tuple[Advert, ...]:
    """Return the adverts in their order, each source_ref once: the first one wins."""
    seen: dict[str, Advert] = {}
    for advert in adverts:
        seen.setdefault(advert.source_ref, advert)
    return tuple(seen.values())

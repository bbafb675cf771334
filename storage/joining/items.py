"""Postings of the store as matching sees them."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

import msgspec

from storage.matching import Item, Profile, profile_of
from storage.matching.items import is_body

AT_A_TIME = 500
"""Rows asked for in one statement: SQLite takes some thousand bound values."""
_COLUMNS = (
    *("id", "source", "source_ref", "title", "recruiter", "recruiter_text", "recruiter_code", "recruiter_kind"),
    *("reference", "url", "apply_url", "location_text", "location", "locality", "postcode", "local_authority_code"),
    *("upper_tier_code", "salary_annual_min", "salary_annual_max", "grade", "hours_per_week"),
    *("contract_type", "posted_on", "closes_at"),
    "CASE WHEN NOT left_censored THEN substr(first_seen, 1, 10) END",
    # Up until it closed, or was last seen if unconfirmed, lest the next round be taken for it. One that closed by its
    # own date tells it by that date: nothing is to be matched again because a day came.
    """CASE status WHEN 'unconfirmed' THEN substr(last_seen, 1, 10)
    WHEN 'expired' THEN iif(coalesce(closes_at, '') = '', substr(closed_at, 1, 10), NULL)
    ELSE substr(closed_at, 1, 10) END""",
)
_NAMES = (*_COLUMNS[1:-2], "since", "until")
"""What the columns behind the number hold."""
PROFILES_AT_HAND = 4_096
"""Profiles kept as made, by their fields: those that stay up are met by every run's new ones. About two kB each."""
_TEXT = "coalesce(nullif(description, ''), summary)"
HASH_BYTES = 8
LASTING = {"permanent": True, "fixed_term": False, "temporary": False, "secondment": False}
"""Whether a kind of contract is for good; a casual post or an apprenticeship may be called either."""


class _AtHand(dict[bytes, Profile]):
    """Profiles as made, by the digests of their items; the one held longest makes room."""

    def keep(self, digest: bytes, profile: Profile) -> Profile:
        """Hold one more."""
        if len(self) >= PROFILES_AT_HAND:
            del self[next(iter(self))]
        self[digest] = profile
        return profile


_at_hand = _AtHand()


def items_of(connection: sqlite3.Connection, postings: Iterable[int]) -> dict[int, Item]:
    """Return the items of postings by their numbers."""
    rows = _rows(connection, (*_COLUMNS, _TEXT), postings)
    return {number: _item(row, body) for number, *row, body in rows}


def profiles_of(connection: sqlite3.Connection, digests: Mapping[int, bytes]) -> dict[int, Profile]:
    """Return the profiles of postings by their numbers, without texts: those are most of what there is to read.

    Args:
        connection: to the store.
        digests: the postings, with the digests of their items.
    """
    found = {posting: _at_hand[digest] for posting, digest in digests.items() if digest in _at_hand}
    for number, *row in _rows(connection, _COLUMNS, digests.keys() - found.keys()):
        found[number] = _at_hand.keep(digests[number], profile_of(_item(row, None)))
    return found


def texts_of(connection: sqlite3.Connection, postings: Iterable[int]) -> dict[int, str | None]:
    """Return the texts of postings by their numbers: what ``profiles_of`` leaves out."""
    return dict(_rows(connection, ("id", _TEXT), postings))


def _rows(connection: sqlite3.Connection, columns: Iterable[str], postings: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """Yield some columns of postings, asked for a few hundred at a time."""
    asked = ", ".join(columns)
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        yield from connection.execute(f"SELECT {asked} FROM postings WHERE id IN ({marks})", numbers)  # noqa: S608 (our own names)


def chunks(numbers: Iterable[int], most: int = AT_A_TIME) -> Iterator[list[int]]:
    """Yield numbers in lists of so many at most; if nothing is said, in lists that fit one statement."""
    waiting: list[int] = []
    for one in numbers:
        waiting.append(one)
        if len(waiting) == most:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def digest_of(item: Item) -> bytes:
    """Return what changes when the item does."""
    return blake2b(msgspec.json.encode(item), digest_size=HASH_BYTES).digest()


def _item(values: Sequence[Any], text: str | None) -> Item:
    row = dict(zip(_NAMES, values, strict=True))
    kind, code = row["recruiter_kind"], row["recruiter_code"]
    name = row["recruiter"] or row["recruiter_text"]
    return Item(
        source=row["source"],
        ref=row["source_ref"],
        title=row["title"] or "",
        recruiter=name,
        recruiter_code=code,
        hidden=row["recruiter"] is None or kind == "agency",
        is_body=code is None and is_body(kind, name),
        reference=row["reference"],
        urls=tuple(filter(None, (row["url"], row["apply_url"]))),
        site=row["location_text"] or row["location"],
        locality=row["locality"].lower() if row["locality"] else None,
        postcode=row["postcode"],
        area=row["local_authority_code"],
        county=row["upper_tier_code"],
        pay_min=row["salary_annual_min"],
        pay_max=row["salary_annual_max"],
        grade=row["grade"],
        hours=row["hours_per_week"],
        lasting=LASTING.get(row["contract_type"]),
        opened=_day(row["posted_on"]),
        closes=_day(row["closes_at"]),
        since=_day(row["since"]),
        until=_day(row["until"]),
        text=text,
    )


def _day(text: str | None) -> int | None:
    try:
        return date.fromisoformat(text[:10]).toordinal() if text else None
    except ValueError:
        return None

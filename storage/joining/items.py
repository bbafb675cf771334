"""Postings of the store as matching sees them."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2b
from typing import Any

import msgspec

from storage.matching import Item
from storage.matching.items import is_body

AT_A_TIME = 500
"""Rows asked for in one statement: SQLite takes some thousand bound values."""
_COLUMNS = (
    *("id", "source", "source_ref", "title", "recruiter", "recruiter_text", "recruiter_code", "recruiter_kind"),
    *("reference", "url", "apply_url", "location_text", "location", "locality", "postcode", "local_authority_code"),
    *("upper_tier_code", "salary_annual_min", "salary_annual_max", "grade", "hours_per_week", "posted_on", "closes_at"),
    *("first_seen", "left_censored", "closed_at", "status", "last_seen"),
)
_TEXT = "coalesce(nullif(description, ''), summary)"
HASH_BYTES = 8


def items_of(connection: sqlite3.Connection, postings: Iterable[int], *, texts: bool = True) -> dict[int, Item]:
    """Return the items of postings by their numbers; if so asked without their texts, most of what there is to read."""
    found: dict[int, Item] = {}
    text = _TEXT if texts else "NULL"
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT {', '.join(_COLUMNS)}, {text} FROM postings WHERE id IN ({marks})"  # noqa: S608 (our own names)
        for *row, body in connection.execute(query, numbers):
            found[row[0]] = _item(dict(zip(_COLUMNS, row, strict=True)), body)
    return found


def texts_of(connection: sqlite3.Connection, postings: Iterable[int]) -> dict[int, str | None]:
    """Return the texts of postings by their numbers: what ``items_of`` leaves out if so asked."""
    found: dict[int, str | None] = {}
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT id, {_TEXT} FROM postings WHERE id IN ({marks})"  # noqa: S608 (our own names)
        found.update(connection.execute(query, numbers))
    return found


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


def _item(row: dict[str, Any], text: str | None) -> Item:
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
        opened=_day(row["posted_on"]),
        closes=_day(row["closes_at"]),
        since=None if row["left_censored"] else _day(row["first_seen"]),
        until=_day(_last_up(row)),
        text=text,
    )


def _last_up(row: dict[str, Any]) -> str | None:
    """Return when a posting was last up; an unconfirmed one when last seen, lest the next round be taken for it.

    One that closed by its own date tells it by that date: nothing is to be matched again because a day came.
    """
    if row["status"] == "expired" and row["closes_at"]:
        return None
    last: str | None = row["last_seen" if row["status"] == "unconfirmed" else "closed_at"]
    return last


def _day(text: str | None) -> int | None:
    try:
        return date.fromisoformat(text[:10]).toordinal() if text else None
    except ValueError:
        return None

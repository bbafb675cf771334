"""Chains of re-adverts: the same post advertised again, by another advert, after its round had ended.

A round follows the one that ended last before it began, of the same employer and title, when nothing but time and
reference speaks against their being one post. Each round follows one other at most, and is followed by one at most.
"""

import sqlite3
from bisect import bisect_right
from collections.abc import Collection, Iterator
from datetime import timedelta
from zlib import crc32

import msgspec
from msgspec import Struct

from storage.joining.items import chunks, items_of
from storage.matching import Item, why
from storage.matching.profiles import profile_of
from storage.stamps import between

SAME_POST = "same_post"
"""The rule of a link between two adverts; same_ref is that of one advert which came again under its own id."""
LONGEST_GAP = timedelta(days=366)
"""After more than a year the same title at the same place is more often the next vacancy than the last one again."""
MOST_TRIED = 6
"""Ended rounds tried, the latest first: siblings of one title at one employer, told apart by their places."""
MOST_PAY_MOVE = 1.3
"""Pay is raised by some per cent to fill a post; by a third more it is another post."""
DAY = timedelta(days=1)
_KEYS = "SELECT DISTINCT round_key FROM posting_matching WHERE round_key IS NOT NULL AND posting IN ({marks})"
_OF_KEY = """
SELECT p.id, p.job, p.first_seen, CASE p.status WHEN 'unconfirmed' THEN p.last_seen ELSE p.closed_at END,
  p.left_censored, p.source, p.source_ref,
  (SELECT max(number) FROM posting_spells AS s WHERE s.posting = p.id)
FROM posting_matching AS m JOIN postings AS p ON p.id = m.posting WHERE m.round_key = ?
"""
_LINK = (
    "INSERT INTO readverts (posting, spell, earlier_posting, earlier_spell, gap_days, rule, found_at)"
    " VALUES (?, 1, ?, ?, ?, ?, ?)"
)


class Seen(Struct, frozen=True):
    """An advert's time up: from, to (None while it is; unconfirmed: until last seen), and its last spell."""

    posting: int
    job: str
    start: str
    end: str | None
    censored: int
    source: str
    ref: str
    spell: int


class Round(Struct, frozen=True):
    """A job's time up: by its first advert, and by the one that ended last (None while any is up)."""

    first: Seen
    last: Seen | None

    @property
    def age(self) -> tuple[str, str, str]:
        """Orders rounds, whatever the order of arrival."""
        return (self.first.start, self.first.source, self.first.ref)


def round_key(item: Item) -> int | None:
    """Return what all rounds of a post share: a digest of its employer and title; None where one is not told."""
    profile = profile_of(item)
    who = item.recruiter_code or ("" if profile.hidden else " ".join(sorted(profile.employer)))
    if not who or not profile.handles:
        return None
    return crc32(f"{who}\n{' '.join(sorted(profile.handles))}".encode())


def chain(connection: sqlite3.Connection, postings: Collection[int]) -> None:
    """Link the jobs of these postings to the rounds before and after them, and unlink what no longer holds."""
    keys: set[int] = set()
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        keys |= {row[0] for row in connection.execute(_KEYS.format(marks=marks), numbers)}
    for key in sorted(keys):
        _chain_all(connection, [Seen(*row) for row in connection.execute(_OF_KEY, (key,))])


def _chain_all(connection: sqlite3.Connection, seen: list[Seen]) -> None:
    connection.executemany(
        "DELETE FROM readverts WHERE posting = ? AND rule = ?", ((one.posting, SAME_POST) for one in seen)
    )
    rounds = _rounds(seen)
    if len(rounds) > 1:
        connection.executemany(_LINK, list(_links(connection, rounds)))


def _rounds(seen: list[Seen]) -> list[Round]:
    by_job: dict[str, list[Seen]] = {}
    for one in seen:
        by_job.setdefault(one.job, []).append(one)
    return sorted((_round(adverts) for adverts in by_job.values()), key=lambda each: each.age)


def _round(adverts: list[Seen]) -> Round:
    first = min(adverts, key=lambda one: (one.start, one.source, one.ref))
    ended = [one for one in adverts if one.end is not None]
    is_over = len(ended) == len(adverts)
    return Round(first, max(ended, key=lambda one: (one.end or "", one.source, one.ref)) if is_over else None)


def _links(connection: sqlite3.Connection, rounds: list[Round]) -> Iterator[tuple[object, ...]]:
    items: dict[int, Item] = {}
    ended = sorted(((one.last.end or "", one.age, one.last) for one in rounds if one.last is not None), key=_order)
    ends = [end for end, _, _ in ended]
    for one in rounds:
        place = bisect_right(ends, one.first.start)
        for at in range(place - 1, max(place - MOST_TRIED, 0) - 1, -1):
            last = ended[at][2]
            if _may_follow(one, last) and _is_same_post(connection, items, one.first.posting, last.posting):
                gap = between(last.end or one.first.start, one.first.start) / DAY
                yield (one.first.posting, last.posting, last.spell, round(gap, 3), SAME_POST, one.first.start)
                del ended[at], ends[at]
                break


def _order(each: tuple[str, tuple[str, str, str], Seen]) -> tuple[str, tuple[str, str, str]]:
    return each[:2]


def _may_follow(one: Round, last: Seen) -> bool:
    if one.first.censored or last.end is None or last.job == one.first.job or last.end > one.first.start:
        return False
    return between(last.end, one.first.start) <= LONGEST_GAP


def _is_same_post(connection: sqlite3.Connection, items: dict[int, Item], one: int, other: int) -> bool:
    missing = [posting for posting in (one, other) if posting not in items]
    items |= items_of(connection, missing)
    return _pays_alike(items[one], items[other]) and why(_timeless(items[one]), _timeless(items[other])).is_near


def _pays_alike(one: Item, other: Item) -> bool:
    mine, theirs = one.pay_max or one.pay_min, other.pay_max or other.pay_min
    return not mine or not theirs or max(mine, theirs) <= MOST_PAY_MOVE * min(mine, theirs)


def _timeless(item: Item) -> Item:
    """Return an item without what moves from round to round: its dates, its pay, its number and its address."""
    bare = msgspec.structs.replace(item, opened=None, closes=None, since=None, until=None, reference=None, urls=())
    return msgspec.structs.replace(bare, pay_min=None, pay_max=None)

"""Chains of re-adverts: the same post advertised again, by another advert, after its round had ended.

A round follows the one that ended last before it began, of the same employer and title, when nothing but time and
reference speaks against their being one post. Each round follows one other at most, and is followed by one at most.
The rounds of a post are linked from the first to the last, so that what a run touched leaves all that began before it
as it is.
"""

import sqlite3
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import islice
from zlib import crc32

import msgspec
from msgspec import Struct

from storage.joining.items import chunks, items_of
from storage.matching import Item, Profile, profile_of, why
from storage.stamps import before, between

SAME_POST = "same_post"
"""The rule of a link between two adverts; same_ref is that of one advert which came again under its own id."""
LONGEST_GAP = timedelta(days=366)
"""After more than a year the same title at the same place is more often the next vacancy than the last one again."""
MOST_TRIED = 6
"""Ended rounds tried, the latest first: siblings of one title at one employer, told apart by their places."""
MOST_PAY_MOVE = 1.3
"""Pay is raised by some per cent to fill a post; by a third more it is another post."""
LOOKED_BACK = timedelta(days=731)
"""Two years: a round none of whose adverts came up in them is not looked for, whenever it ended."""
DAY = timedelta(days=1)
_END = "CASE p.status WHEN 'unconfirmed' THEN p.last_seen ELSE p.closed_at END"
_SINCE = f"""
SELECT m.round_key, min(min(p.first_seen, coalesce({_END}, p.first_seen)))
FROM posting_matching AS m JOIN postings AS p ON p.id = m.posting
WHERE m.round_key IS NOT NULL AND m.posting IN ({{marks}}) GROUP BY 1
"""  # noqa: S608 (our own words)
_OF_KEY = f"""
SELECT p.id, p.job, p.first_seen, {_END}, p.left_censored, p.source, p.source_ref
FROM (
  SELECT DISTINCT q.job AS job FROM posting_matching AS k CROSS JOIN postings AS q ON q.id = k.posting
  WHERE k.round_key = ?1 AND k.began >= ?2
) AS j CROSS JOIN postings AS p ON p.job = j.job CROSS JOIN posting_matching AS m ON m.posting = p.id
WHERE m.round_key = ?1
"""  # noqa: S608 (our own words)
_AFTER = """
SELECT o.posting FROM posting_matching AS m JOIN posting_matching AS o ON o.round_key = m.round_key
WHERE m.posting = ? AND o.began >= m.began
"""
_ALONE = """
SELECT round_key, min(posting), min(began) FROM posting_matching WHERE round_key IN ({marks})
GROUP BY 1 HAVING count(*) = 1
"""
_UNLINK = "DELETE FROM readverts WHERE posting = ? AND rule = ?"
_LINK = """
INSERT INTO readverts (posting, spell, earlier_posting, earlier_spell, gap_days, rule, found_at)
SELECT ?1, 1, ?2, max(number), ?3, ?4, ?5 FROM posting_spells WHERE posting = ?2
"""


class Seen(Struct, frozen=True):
    """An advert's time up: from, to (None while it is; unconfirmed: until last seen)."""

    posting: int
    job: str
    start: str
    end: str | None
    censored: int
    source: str
    ref: str


class Round(Struct, frozen=True):
    """A job's time up: by its first advert, and by the one that ended last (None while any is up)."""

    first: Seen
    last: Seen | None
    latest: str
    """When the last of its adverts to come up came up."""

    @property
    def age(self) -> tuple[str, str, str]:
        """Orders rounds, whatever the order of arrival."""
        return (self.first.start, self.first.source, self.first.ref)


def round_key(profile: Profile) -> int | None:
    """Return what all rounds of a post share: a digest of its employer and title; None where one is not told."""
    who = profile.item.recruiter_code or ("" if profile.hidden else " ".join(sorted(profile.employer)))
    if not who or not profile.handles:
        return None
    return crc32(f"{who}\n{' '.join(sorted(profile.handles))}".encode())


def chain(connection: sqlite3.Connection, postings: Collection[int], left: Mapping[int, str]) -> None:
    """Link the jobs of these postings to the rounds before and after them, and unlink what no longer holds.

    Args:
        connection: to the store.
        postings: all that may be in other jobs now, or begin or end otherwise, with all others of their jobs.
        left: round keys that postings no longer have, with when the first of those began.
    """
    touched = dict(left)
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        for key, since in connection.execute(_SINCE.format(marks=marks), numbers):
            touched[key] = min(since, touched.get(key, since))
    alone = _alone(connection, touched)
    forget = [(posting, SAME_POST) for key, (posting, began) in alone.items() if began >= touched[key]]
    connection.executemany(_UNLINK, forget)
    for key, since in sorted(touched.items()):
        if key in alone:
            continue
        back = before(since, LOOKED_BACK)
        _chain_since(connection, since, [Seen(*row) for row in connection.execute(_OF_KEY, (key, back))])


def _alone(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Return the keys under which there is one posting, with that and when it began: it follows no other."""
    found: dict[int, tuple[int, str]] = {}
    for numbers in chunks(keys):
        marks = ", ".join("?" * len(numbers))
        found.update((key, (at, began)) for key, at, began in connection.execute(_ALONE.format(marks=marks), numbers))
    return found


def rounds_after(connection: sqlite3.Connection, posting: int) -> set[int]:
    """Return the postings of a post that came up since one of it did: what they follow may hang on that one."""
    return {row[0] for row in connection.execute(_AFTER, (posting,))}


def _chain_since(connection: sqlite3.Connection, since: str, seen: list[Seen]) -> None:
    """Link the rounds that began since a moment; those that began before it keep what they follow."""
    rounds = _rounds(seen)
    again = [one for one in rounds if one.first.start >= since]
    new = {one.job for one in (each.first for each in again)}
    connection.executemany(_UNLINK, ((one.posting, SAME_POST) for one in seen if one.job in new))
    if len(rounds) > 1:
        kept = _followed(connection, [one.posting for one in seen if one.job not in new])
        connection.executemany(_LINK, list(_links(connection, rounds, again, kept)))


def _followed(connection: sqlite3.Connection, postings: Collection[int]) -> set[int]:
    """Return what these postings follow."""
    found: set[int] = set()
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT earlier_posting FROM readverts WHERE rule = '{SAME_POST}' AND posting IN ({marks})"  # noqa: S608
        found.update(row[0] for row in connection.execute(query, numbers))
    return found


def _rounds(seen: list[Seen]) -> list[Round]:
    by_job: dict[str, list[Seen]] = {}
    for one in seen:
        by_job.setdefault(one.job, []).append(one)
    return sorted((_round(adverts) for adverts in by_job.values()), key=lambda each: each.age)


def _round(adverts: list[Seen]) -> Round:
    first = min(adverts, key=lambda one: (one.start, one.source, one.ref))
    ended = [one for one in adverts if one.end is not None]
    is_over = len(ended) == len(adverts)
    last = max(ended, key=lambda one: (one.end or "", one.source, one.ref)) if is_over else None
    return Round(first, last, max(one.start for one in adverts))


def _links(
    connection: sqlite3.Connection, rounds: list[Round], again: list[Round], followed: Collection[int]
) -> Iterator[tuple[object, ...]]:
    items: dict[int, Item] = {}
    ended = sorted(_ended(rounds, followed), key=_order)
    ends = [end for end, *_ in ended]
    for one in again:
        place = bisect_right(ends, one.first.start)
        for at in islice(_eligible(one, ended, place), MOST_TRIED):
            last = ended[at][2]
            if _is_same_post(connection, items, one.first.posting, last.posting):
                gap = between(last.end or one.first.start, one.first.start) / DAY
                yield (one.first.posting, last.posting, round(gap, 3), SAME_POST, one.first.start)
                del ended[at], ends[at]
                break


Ended = tuple[str, tuple[str, str, str], Seen, str]


def _ended(rounds: list[Round], followed: Collection[int]) -> Iterator[Ended]:
    for one in rounds:
        if one.last is not None and one.last.posting not in followed:
            yield (one.last.end or "", one.age, one.last, one.latest)


def _order(each: Ended) -> tuple[str, tuple[str, str, str]]:
    return each[:2]


def _eligible(one: Round, ended: list[Ended], place: int) -> Iterator[int]:
    """Yield the places of the rounds before a place that another may follow as far as time tells, the latest first."""
    if one.first.censored:
        return
    for at in range(place - 1, -1, -1):
        end, _, last, latest = ended[at]
        if between(end, one.first.start) > LONGEST_GAP:
            return
        if last.job != one.first.job and between(latest, one.first.start) <= LOOKED_BACK:
            yield at


def _is_same_post(connection: sqlite3.Connection, items: dict[int, Item], one: int, other: int) -> bool:
    missing = [posting for posting in (one, other) if posting not in items]
    items |= items_of(connection, missing)
    mine, theirs = items[one], items[other]
    return _pays_alike(mine, theirs) and why(_timeless(mine), _timeless(theirs)).is_near


def _pays_alike(one: Item, other: Item) -> bool:
    mine, theirs = one.pay_max or one.pay_min, other.pay_max or other.pay_min
    return not mine or not theirs or max(mine, theirs) <= MOST_PAY_MOVE * min(mine, theirs)


def _timeless(item: Item) -> Profile:
    """Read an item without what moves from round to round: its dates, its pay, its number and its address."""
    bare = msgspec.structs.replace(item, opened=None, closes=None, since=None, until=None, reference=None, urls=())
    return profile_of(msgspec.structs.replace(bare, pay_min=None, pay_max=None))

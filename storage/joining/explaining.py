"""Why the postings of a job are one job, and why the nearest other one is not."""

import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from storage.joining.index import base_of, filed_under, keys_of, partners, widths
from storage.joining.items import items_of
from storage.matching import WIDEST, Item, Profiles, profile_of, why

MOST_NEIGHBOURS = 400
"""Postings weighed to find the nearest: all that share a narrow key, but for a crowd."""


class Member(Struct, frozen=True, kw_only=True):
    """A posting of a job: its name, what it says, and the rule (with its score, 0 to 1) that put it here."""

    posting: str
    title: str | None
    recruiter: str | None
    status: str
    url: str | None
    rule: str
    score: float


class Told(Struct, frozen=True, kw_only=True):
    """What is said of two postings: whose they are, and a sentence for each finding."""

    one: str
    other: str
    sentences: tuple[str, ...]
    job: str | None = None


class Explained(Struct, frozen=True, kw_only=True):
    """A job explained.

    Attributes:
        asked: the id asked for, where it is another: this job is what that one turned out to be.
        together: for each posting but the first, what ties it to another one of the job.
        decisions: sentences on what people decided.
        nearest: the posting of another job that comes nearest, and what stands between; None when nothing comes near.
    """

    job: str
    asked: str | None
    members: tuple[Member, ...]
    together: tuple[Told, ...]
    decisions: tuple[str, ...]
    nearest: Told | None


_RESOLVED = "SELECT coalesce(merged_into, id) FROM jobs WHERE id = ?"
_MEMBERS = """
SELECT p.id, p.source || ':' || p.source_ref, p.title, p.recruiter, p.status, p.url, l.rule, l.score
FROM postings AS p JOIN job_links AS l ON l.posting = p.id WHERE p.job = ? ORDER BY p.first_seen, p.source, p.source_ref
"""
_DECISIONS = """
SELECT m.source_a || ':' || m.ref_a, m.source_b || ':' || m.ref_b, m.decision, m.decided_by, m.reason, m.decided_at
FROM postings AS p JOIN match_overrides AS m
  ON (m.source_a = p.source AND m.ref_a = p.source_ref) OR (m.source_b = p.source AND m.ref_b = p.source_ref)
WHERE p.job = ? GROUP BY 1, 2 ORDER BY 1, 2
"""


def explained(connection: sqlite3.Connection, job: str) -> Explained | None:
    """Explain a job by its id, or by one that it was merged from; None when there is none."""
    row = connection.execute(_RESOLVED, (job,)).fetchone()
    if row is None:
        return None
    rows = connection.execute(_MEMBERS, (row[0],)).fetchall()
    numbers = [number for number, *_ in rows]
    items = items_of(connection, numbers)
    names = Member.__struct_fields__
    return Explained(
        job=row[0],
        asked=job if job != row[0] else None,
        members=tuple(Member(**dict(zip(names, rest, strict=True))) for _, *rest in rows),
        together=tuple(_together(connection, numbers, items)),
        decisions=tuple(_decisions(connection, row[0])),
        nearest=_nearest(connection, numbers, items),
    )


def _together(connection: sqlite3.Connection, numbers: Sequence[int], items: dict[int, Item]) -> list[Told]:
    near = partners(connection, numbers)
    told = []
    for number in numbers[1:]:
        bits = {other: near.get((min(number, other), max(number, other)), -1e9) for other in numbers if other != number}
        best = max(bits, key=lambda other: (bits[other], items[other].key))
        told.append(_told(items[number], items[best]))
    return told


def _told(one: Item, other: Item, job: str | None = None) -> Told:
    return Told(
        one=":".join(one.key),
        other=":".join(other.key),
        sentences=why(profile_of(one), profile_of(other)).sentences,
        job=job,
    )


def _decisions(connection: sqlite3.Connection, job: str) -> list[str]:
    told = []
    for one, other, decision, by, reason, at in connection.execute(_DECISIONS, (job,)):
        said = "one job" if decision == "duplicate" else "two jobs"
        because = f", because {reason}" if reason else ""
        told.append(f"{by or 'Somebody'} decided on {at[:10]} that {one} and {other} are {said}{because}.")
    return told


def _nearest(connection: sqlite3.Connection, numbers: Sequence[int], items: dict[int, Item]) -> Told | None:
    """Return the posting of another job that comes nearest to one of these."""
    wanted = {base_of(key) for filed in keys_of(connection, numbers).values() for key in filed}
    narrow = [key for key, width in widths(connection, wanted).items() if width <= WIDEST]
    others = sorted(filed_under(connection, narrow) - set(numbers))[:MOST_NEIGHBOURS]
    near = items_of(connection, others)
    mine, theirs = Profiles(items), Profiles(near)
    scored = [
        (why(mine[number], theirs[other]).score, near[other].key, number, other) for number in items for other in near
    ]
    if not scored:
        return None
    _, _, number, other = max(scored, key=lambda each: each[:2])
    job = connection.execute("SELECT job FROM postings WHERE id = ?", (other,)).fetchone()[0]
    return _told(items[number], near[other], job)


class Field(Struct, frozen=True, kw_only=True):
    """One field of a posting: its value, the rule that gave it and the text that the rule read, where there is one."""

    field: str
    value: Any
    rule: str | None
    text: str | None


def fields_of(connection: sqlite3.Connection, source: str, ref: str) -> tuple[str, list[Field]] | None:
    """Return a posting's job and every field that it has; None when there is no such posting."""
    cursor = connection.execute("SELECT * FROM postings WHERE source = ? AND source_ref = ?", (source, ref))
    row = cursor.fetchone()
    if row is None:
        return None
    values = dict(zip((column[0] for column in cursor.description), row, strict=True))
    rules = msgspec.json.decode(values.pop("rules") or "{}")
    return values["job"], [
        _field(name, value, rules) for name, value in values.items() if value not in (None, "", "[]")
    ]


def _field(name: str, value: Any, rules: dict[str, Any]) -> Field:  # noqa: ANN401 (a column of any type)
    said = rules.get(name) or {}
    rule, text = (said.get("rule"), said.get("text")) if isinstance(said, dict) else (str(said), None)
    return Field(field=name, value=value, rule=rule, text=text)

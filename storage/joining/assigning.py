"""Writing which posting belongs to which job: ids by the earliest posting, links with their rule and score."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from storage.identity import job_id
from storage.joining.items import chunks
from storage.joining.moves import moves_on
from storage.matching import Edges, Profile, why
from storage.schema.facts import FACT_NAMES

ALONE, DECISION, MOVED = "alone", "decision", "moved"
"""Rules that no pair's evidence makes: no other posting advertises the job; a person decided; its source moved."""
CERTAIN = 1.0
GONE = "retired"
"""What stands for the life of a job that turned out to be another: it has none of its own."""
_BARE = ("closed_at", "closed_reason", "month", "lead", *FACT_NAMES)
_KEEP_JOB = (
    "INSERT INTO jobs (id, merged_into, status, first_seen) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"  # noqa: S608 (our own names)
    " merged_into = excluded.merged_into, status = excluded.status,"
    " postings = CASE WHEN excluded.merged_into IS NULL THEN postings ELSE 0 END, "
    + ", ".join(f"{name} = CASE WHEN excluded.merged_into IS NULL THEN {name} END" for name in _BARE)
)
"""A merged job keeps its id alone, whatever it was before."""


class Born(Struct, frozen=True):
    """What a job's id derives from, and the job that the posting is in now."""

    first_seen: str
    source: str
    ref: str
    job: str
    status: str

    @property
    def own(self) -> str:
        """The id of the job that would be this posting's alone."""
        return job_id(self.first_seen, self.source, self.ref)

    @property
    def age(self) -> tuple[str, str, str]:
        """What the earliest posting is told by, never the order of arrival."""
        return (self.first_seen, self.source, self.ref)


def assign(
    connection: sqlite3.Connection, profiles: Mapping[int, Profile], groups: Sequence[Sequence[int]], near: Edges
) -> None:
    """Give each group of postings its job. The job that is older keeps its id; another's id leads to it from now on."""
    births = _births(connection, [posting for group in groups for posting in group])
    moved = {end for pair in moves_on(connection, births.keys()) for end in pair}
    links, moves, others = [], [], []
    for group in groups:
        born = [births[posting] for posting in group]
        job = min(born, key=lambda one: one.age).own
        for posting in group:
            rule, score = _rule(posting, group, profiles, near, moved)
            links.append((posting, job, rule, score))
            if births[posting].job != job:
                moves.append((job, posting))
        others += [
            (one.own, None, one.status, one.first_seen) if one.own == job else (one.own, job, GONE, one.first_seen)
            for one in born
        ]
    _write(connection, links, moves, others)


def _births(connection: sqlite3.Connection, postings: Sequence[int]) -> dict[int, Born]:
    found: dict[int, Born] = {}
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT id, first_seen, source, source_ref, job, status FROM postings WHERE id IN ({marks})"  # noqa: S608
        found |= {number: Born(*rest) for number, *rest in connection.execute(query, numbers)}
    return found


def _rule(
    posting: int, group: Sequence[int], profiles: Mapping[int, Profile], near: Edges, moved: Collection[int]
) -> tuple[str, float]:
    """Return the rule by which a posting is in its group, and how sure it is: 0 to 1, from the evidence in bits."""
    if len(group) == 1:
        return ALONE, CERTAIN
    bits = {other: near[pair] for other in group if (pair := (min(posting, other), max(posting, other))) in near}
    if not bits:
        return MOVED if posting in moved else DECISION, CERTAIN
    best = max(bits, key=lambda other: (bits[other], profiles[other].item.key))
    return why(profiles[posting], profiles[best]).rule, round(1 / (1 + 2 ** -bits[best]), 6)


def _write(
    connection: sqlite3.Connection,
    links: Sequence[tuple[int, str, str, float]],
    moves: Sequence[tuple[str, int]],
    jobs: Sequence[tuple[str, str | None, str, str]],
) -> None:
    connection.executemany(
        _KEEP_JOB,
        jobs,
    )
    connection.executemany("UPDATE postings SET job = ? WHERE id = ?", moves)
    connection.executemany(
        "INSERT INTO job_links (posting, job, rule, score) VALUES (?, ?, ?, ?) ON CONFLICT (posting) DO UPDATE SET"
        " job = excluded.job, rule = excluded.rule, score = excluded.score",
        links,
    )
    connection.executemany(
        "INSERT INTO posting_pending VALUES (?, 1) ON CONFLICT DO NOTHING", ((posting,) for posting, *_ in links)
    )

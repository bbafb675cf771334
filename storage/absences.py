"""What a complete walk of a full listing proves about the postings that it did not show."""

import sqlite3
from collections.abc import Sequence

from msgspec import Struct

from storage.lifecycle import USUAL_OF, Absence, Drop, is_proved, is_released, missed, must_hold
from storage.sql import count as counted
from storage.turning import Ending, close


class Result(Struct, frozen=True, kw_only=True):
    """How many postings a walk withdrew, and how many withdrawals are held."""

    withdrawn: int = 0
    held: int = 0


_OPEN = "status IN ('live', 'unconfirmed')"  # word for word as in the partial index
_ABSENT = (
    "SELECT p.id, w.missed_since, w.missed_walks, w.held_walks FROM postings AS p "  # noqa: S608 (no values)
    "CROSS JOIN posting_watch AS w ON w.posting = p.id "
    f"WHERE p.source = ? AND p.{_OPEN} AND p.id NOT IN (SELECT id FROM temp.sight)"
)


def weigh(connection: sqlite3.Connection, source: str, at: str, count: int) -> Result:
    """Keep the evidence of a walk and withdraw what is proved gone, unless it is too much to be believed.

    Args:
        connection: with the ids of all postings that the walk showed in the table ``sight``.
        source: the source walked.
        at: when.
        count: adverts found.
    """
    absent = {
        posting: missed(Absence(since=since, walks=walks, held_at=held), at)
        for posting, since, walks, held in connection.execute(_ABSENT, (source,))
    }
    proved = {posting: absence for posting, absence in absent.items() if is_proved(absence, at)}
    ripe = {posting for posting, absence in proved.items() if absence.held_at is None}
    gone = {posting for posting, absence in proved.items() if is_released(absence)}
    if ripe and must_hold(_drop(connection, source, [absent[posting] for posting in ripe], count)):
        absent |= {posting: _hold(absent[posting]) for posting in ripe}
    else:
        gone |= ripe
    _keep_evidence(connection, {posting: absence for posting, absence in absent.items() if posting not in gone})
    close(connection, [Ending(posting, absent[posting].since or at, "withdrawn") for posting in gone])
    held = sum(1 for posting, absence in absent.items() if absence.held_at is not None and posting not in gone)
    return Result(withdrawn=len(gone), held=held)


def _hold(absence: Absence) -> Absence:
    return Absence(since=absence.since, walks=absence.walks, held_at=absence.walks)


def _drop(connection: sqlite3.Connection, source: str, ripe: Sequence[Absence], count: int) -> Drop:
    since = max(absence.since or "" for absence in ripe)
    live = counted(
        connection,
        f"SELECT count(*) FROM postings WHERE source = ? AND {_OPEN} AND first_seen < ?",  # noqa: S608 (no values)
        (source, since),
    )
    return Drop(ripe=len(ripe), live=live, count=count, usual=_usual(connection, source))


def _usual(connection: sqlite3.Connection, source: str) -> Sequence[int]:
    rows = connection.execute(
        "SELECT adverts FROM source_runs WHERE source = ? AND complete = 1 ORDER BY finished_at DESC, run DESC LIMIT ?",
        (source, USUAL_OF),
    )
    return [row[0] for row in rows]


def _keep_evidence(connection: sqlite3.Connection, absent: dict[int, Absence]) -> None:
    connection.executemany(
        "UPDATE posting_watch SET missed_since = ?, missed_walks = ?, held_walks = ? WHERE posting = ?",
        ((one.since, one.walks, one.held_at, posting) for posting, one in absent.items()),
    )

"""What a person who knows the truth would find wrong with a store, day by day."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from storage.identity import job_id
from storage.store import Store
from tests.simulation.playing import stamp_of
from tests.simulation.truth import World

OPEN = ("live", "unconfirmed")
WALKS, WALKS_HELD = 2, 4
"""Complete walks within which a withdrawal is found, and within which one that was held is."""
Name = tuple[str, str]


class Watcher:
    """Looks at a store after each day. Findings are sentences, so that a failure says what went wrong where."""

    def __init__(self, store: Store, world: World) -> None:
        self.store, self.world = store, world
        self.wrongly_withdrawn: list[str] = []
        self.found_late: list[str] = []
        self.ids_lost: list[str] = []
        self.withdrawals, self.held, self.moved_ids = 0, 0, 0
        self._walks_missed: dict[Name, int] = defaultdict(int)
        self._status: dict[Name, str] = {}
        self._jobs: dict[Name, str] = {}
        self._was_held: set[Name] = set()
        self.ever_held: set[Name] = set()

    def look(self, day: int) -> None:
        """Look at the store after a day's run."""
        rows = self.store.connection.execute(
            "SELECT p.source, p.source_ref, p.status, p.job, w.held_walks FROM postings AS p"
            " JOIN posting_watch AS w ON w.posting = p.id"
        ).fetchall()
        self._look_at_ends(day, {(source, ref): (status, held) for source, ref, status, _, held in rows})
        self._look_at_ids(day, {(source, ref): job for source, ref, _, job, _ in rows})

    def _look_at_ends(self, day: int, rows: dict[Name, tuple[str, int | None]]) -> None:
        up = self.world.up(day)
        for name, (status, held) in rows.items():
            ended = status == "withdrawn" and self._status.get(name, "live") in OPEN
            self.withdrawals += ended
            if ended and name in up:
                self.wrongly_withdrawn.append(f"{name} on day {day}")
            self._count_walks(day, name, is_gone=name not in up)
            if held is not None and name not in self._was_held:
                self.held += 1
                self._was_held.add(name)
                self.ever_held.add(name)
            allowed = WALKS_HELD if name in self._was_held else WALKS
            if status in OPEN and self._walks_missed[name] >= allowed:
                self.found_late.append(f"{name} still {status} on day {day}")
            self._status[name] = status
            if status not in OPEN:
                self._was_held.discard(name)

    def _count_walks(self, day: int, name: Name, *, is_gone: bool) -> None:
        """Count the complete walks since a posting was gone."""
        if not is_gone:
            self._walks_missed[name] = 0
        elif self.world.sky(name[0], day) in {"fine", "empty"} and name[0] not in self.world.windows:
            self._walks_missed[name] += 1

    def _look_at_ids(self, day: int, jobs: dict[Name, str]) -> None:
        merged = dict(self.store.connection.execute("SELECT id, merged_into FROM jobs"))
        for name, job in jobs.items():
            before = self._jobs.get(name, job)
            if before == job:
                continue
            self.moved_ids += 1
            if not (merged.get(before) == job or self._is_split(name, before, merged)):
                self.ids_lost.append(f"{name} from {before} to {job} on day {day}")
        self._jobs = jobs

    def _is_split(self, name: Name, before: str, merged: dict[str, str | None]) -> bool:
        """Tell whether the old id, or what it was merged into, stays with a posting that is older than this one."""
        stays = self._earliest(merged.get(before) or before)
        query = "SELECT first_seen, source, source_ref FROM postings WHERE source = ? AND source_ref = ?"
        age = self.store.connection.execute(query, name).fetchone()
        return stays is not None and stays < age

    def _earliest(self, job: str) -> tuple[str, str, str] | None:
        query = "SELECT first_seen, source, source_ref FROM postings WHERE job = ? ORDER BY 1, 2, 3 LIMIT 1"
        found: tuple[str, str, str] | None = self.store.connection.execute(query, (job,)).fetchone()
        return found


def misnamed_jobs(store: Store) -> list[str]:
    """Return the jobs whose id is not that of their earliest posting."""
    earliest: dict[str, tuple[str, str, str]] = {}
    for job, *age in store.connection.execute("SELECT job, first_seen, source, source_ref FROM postings"):
        first, source, ref = age
        earliest[job] = min(earliest.get(job, (first, source, ref)), (first, source, ref))
    return [job for job, age in earliest.items() if job_id(*age) != job]


def days_told_wrongly(store: Store, world: World, held: Collection[Name] = ()) -> Iterator[str]:
    """Yield where "live on day d", as the spells tell it, is not the truth, on days when a full listing was read.

    Let be are pauses (the same spell, by design) and what went so shortly before its closing time that the walks to
    prove it did not come: those expired, by what they said last. ``held`` are those whose withdrawal ever was.
    """
    spells: dict[Name, list[tuple[str, str]]] = defaultdict(list)
    for source, ref, start, end in store.connection.execute(
        "SELECT p.source, p.source_ref, s.started_at, coalesce(s.ended_at, '9') FROM posting_spells AS s"
        " JOIN postings AS p ON p.id = s.posting"
    ):
        spells[source, ref].append((start, end))
    names = {(one.source, one.ref) for one in world.showings}
    for day in range(world.days - WALKS_HELD):
        stamp, up = stamp_of(world, day), world.up(day)
        for name in names:
            if name[0] in world.windows or world.sky(name[0], day) != "fine":
                continue
            needed = WALKS_HELD if name in held else WALKS
            told = any(start <= stamp < end for start, end in spells[name])
            if (
                told != (name in up)
                and not _is_pause(world, name, day)
                and not _goes_before_closing(world, name, day, needed)
            ):
                yield f"{name} on day {day}: told {told}"


def _is_pause(world: World, name: Name, day: int) -> bool:
    """Tell whether it was away for a while and came back: the same spell by design, up throughout."""
    return any(
        one.paused is not None and one.paused[0] <= day < one.paused[1]
        for one in world.showings
        if (one.source, one.ref) == name
    )


def ends_told_wrongly(store: Store, world: World) -> list[str]:
    """Return the adverts that expired at another moment than one that they printed as their closing time."""
    moments: dict[Name, set[datetime]] = defaultdict(set)
    for one in world.showings:
        moments[one.source, one.ref] |= {closing.moment for _, closing in one.closings}
    rows = store.connection.execute(
        "SELECT p.source, p.source_ref, s.ended_at, s.started_at FROM posting_spells AS s"
        " JOIN postings AS p ON p.id = s.posting WHERE s.ended_why = 'expired' AND s.ended_at > s.started_at"
    )
    return [
        f"{source} {ref} at {ended}"
        for source, ref, ended, _ in rows
        if datetime.fromisoformat(ended).astimezone(UTC) not in moments[source, ref]
    ]


def _goes_before_closing(world: World, name: Name, day: int, needed: int) -> bool:
    """Tell whether it went too shortly before its closing time for so many complete walks as its withdrawal needed.

    Its closing time is what it was when it was read last: an extension that was printed while the source was down, and
    went with it, nobody could know.
    """
    for one in world.showings:
        read = [each for each in range(one.start, one.end) if world.sky(one.source, each) == "fine"]
        closing = one.closing(read[-1] if read else one.end - 1)
        if (one.source, one.ref) == name and one.end <= day and closing is not None:
            walks = [each for each in range(one.end, world.days) if world.sky(name[0], each) in {"fine", "empty"}]
            if world.at(day) < closing.moment and sum(world.at(each) < closing.moment for each in walks) < needed:
                return True
    return False

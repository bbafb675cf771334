"""It runs for a year with nobody watching: all is collected or told as missed, and what is broken disturbs no other."""

import gc
import random
from itertools import cycle, islice
from pathlib import Path

import pytest

from storage.store import Store
from tests.scheduler.year import BREAKS_ON, BROKEN, START, Sites, Year, adverts, ask, closes

SETTLED = 100
"""Days after which all that fills once has: the first adverts have closed, and every table has its size."""
FLAT = 1.04
"""Of the memory at the hundredth day: the rest of the year took 2.4% when measured, as an allocator does. Half a kB
that stayed of each advert would take it past this."""


def resident() -> int:
    """Return this process's resident memory in bytes."""
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * 4096


def live(sites: Sites, database: Path, days: int, seed: int) -> tuple[list[int], int]:
    """Live the days, with the process's end and days without any schedule at moments that the seed names.

    Returns:
        The memory after each day, in bytes, and how many days nothing ran.
    """
    dice, day, off, memory = random.Random(seed), 0, 0, list[int]()
    while day < days:
        stretch = min(dice.randint(2, max(3, days // 10)), days - day)
        with Year(sites, database) as year:
            for _ in range(stretch):
                year.live(day)
                disturbs_nobody(sites, year)
                memory.append(resident())
                day += 1
        if BREAKS_ON < day < days - 3 and dice.random() < 0.5:
            day, off = day + 2, off + 2
    gc.collect()
    return memory, off


def disturbs_nobody(sites: Sites, year: Year) -> None:
    """Look that each source was collected, the healthy ones whole, the broken ones under their own names."""
    expected = sites.expected() if sites.today >= BREAKS_ON else {}
    assert len(year.last) == len(sites.sources())
    for source, result in year.last.items():
        if source in expected:
            assert (source, result.verdict, result.cause) == (source, *expected[source])
        else:
            assert (source, result.cause) == (source, None)
            assert (source, result.adverts) == (source, len(adverts(sites.today)))


def every_turn_is_told(sites: Sites, database: Path, days: int, off: int) -> None:
    """Look that each source has as many turns as there were days, run once each or told as missed."""
    ran = ask(database, "SELECT source, count(*) FROM due_runs WHERE outcome = 'ran' GROUP BY 1")
    told = ask(database, "SELECT source, sum(slots) FROM due_runs WHERE outcome = 'missed' GROUP BY 1")
    missed = {source: int(str(slots)) for source, slots in told}
    assert len(ran) == len(sites.sources())
    assert [source for source, count in ran if count != days - off] == []
    assert [source for source, _ in ran if missed.get(source, 0) != off] == []
    assert ask(database, "SELECT count(*) FROM due_runs WHERE outcome = 'running'") == [(0,)]
    twice = "SELECT source, started_at FROM source_runs GROUP BY 1, 2 HAVING count(*) > 1"
    assert ask(database, twice) == []


def no_job_is_lost(sites: Sites, database: Path, days: int) -> None:
    """Look that nothing was withdrawn, and all that closed did so by its own date, also at broken sources."""
    assert ask(database, "SELECT count(*) FROM postings WHERE status = 'withdrawn'") == [(0,)]
    last = START.date().toordinal() + days - 1
    known = [n for n in adverts(BREAKS_ON - 1) if closes(n).toordinal() < last]
    broken = tuple(sites.expected())
    marks = ",".join("?" * len(broken))
    expired = f"SELECT count(*) FROM postings WHERE status = 'expired' AND source IN ({marks})"
    assert ask(database, expired, *broken) == [(len(known) * len(broken),)]


def is_sound(database: Path) -> None:
    with Store.open(database) as store:
        assert store.check() == []
    assert ask(database, "PRAGMA integrity_check") == [("ok",)]
    assert ask(database, "PRAGMA foreign_key_check") == []


def a_time(healthy: int, broken: int, days: int, database: Path, seed: int) -> list[int]:
    """Live and look at all of it; returns the memory after each day."""
    with Sites(healthy, list(islice(cycle(BROKEN), broken))) as sites:
        memory, off = live(sites, database, days, seed)
        every_turn_is_told(sites, database, days, off)
        no_job_is_lost(sites, database, days)
    is_sound(database)
    return memory


def test_twelve_days_of_twenty_sources_of_which_six_are_broken(tmp_path: Path) -> None:
    memory = a_time(healthy=14, broken=6, days=12, database=tmp_path / "a.db", seed=1)
    assert 8 <= len(memory) < 12, "the seed leaves some days without a schedule"


@pytest.mark.soak
@pytest.mark.timeout(3000)
def test_a_year_of_two_hundred_sources_of_which_thirty_are_broken(tmp_path: Path) -> None:
    memory = a_time(healthy=170, broken=30, days=365, database=tmp_path / "a.db", seed=1)
    assert max(memory[SETTLED:]) <= memory[SETTLED - 1] * FLAT

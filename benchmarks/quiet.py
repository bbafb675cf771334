"""A quiet re-run: what 500 listing pages that have not changed cost in CPU, the sites that answer 304 left out.

Run with ``python -m benchmarks.quiet``; it exits 1 when the design's 3 s are missed.
"""

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from scraper.sources.model import Source
from tests.scheduler.year import Sites, Year

SOURCES = 500
ROUNDS = 3
TARGET = 3.0
"""CPU seconds: what a run may cost on a day when nothing happened."""


class Far(Sites):
    """The sites as the run sees them: rows only, which another process serves."""

    def __init__(self, rows: list[Source]) -> None:
        self.rows, self.today = rows, 0

    def sources(self) -> list[Source]:
        """Return a row for each site."""
        return self.rows


def serve(line: Connection) -> None:
    """Serve the sites until the other end says so."""
    with Sites(SOURCES, []) as sites:
        line.send(sites.sources())
        line.recv()


def spent() -> float:
    """Return the CPU seconds that this process has used."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure and print the quiet days after the first."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    costs = []
    with tempfile.TemporaryDirectory() as folder, Year(Far(ours.recv()), Path(folder) / "quiet.db") as year:
        year.live(0)
        for day in range(1, ROUNDS + 1):
            before, begun = spent(), time.perf_counter()
            year.live(day)
            quiet = sum(result.verdict == "unchanged" for result in year.last.values())
            costs.append(spent() - before)
            print(f"{quiet} unchanged of {SOURCES}: {costs[-1]:.2f} CPU s, {time.perf_counter() - begun:.2f} s")
    ours.send("enough")
    server.join()
    print(f"load: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; the best day {min(costs):.2f} CPU s")
    sys.exit(min(costs) > TARGET)


if __name__ == "__main__":
    main()

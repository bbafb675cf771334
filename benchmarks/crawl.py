"""Crawl benchmark: pages a second, CPU and memory of a whole run, ours beside Scrapy's, in one go.

2,000 pages over 100 virtual loopback hosts that answer after 20 ms; fetched, parsed and stored; robots.txt obeyed, no
pace, the same fields. Run with ``make bench``; ``python -m benchmarks.crawl 99`` has 99 adverts a host in place of 19:
10,000 pages, beside which start-up counts for little. Linux only (all of 127.0.0.0/8 must be loopback).

No crawler passes the ceiling: so many requests in flight, each answered after 20 ms, and a robots.txt a host (see
docs/speed.md).
"""

import multiprocessing
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.site import DELAY, host, run

HOSTS, PORT = 100, 18_763
DETAILS = 19
"""Adverts a host, each with a page of its own."""
ROUNDS = 3
"""The median of three takes out one bad moment of a busy machine."""
TARGETS = {16: 3.0, 64: 4.0}


class Reading(NamedTuple):
    """One crawl, start-up and shut-down included: wall and CPU seconds, peak memory in MiB, adverts stored."""

    wall: float
    cpu: float
    memory: float
    adverts: int


def ceiling(pages: int, concurrency: int) -> float:
    """Return the most pages a second that this server allows anyone: robots.txt takes its turn at each host."""
    return pages * concurrency / ((pages + HOSTS) * DELAY)


@contextmanager
def served(details: int) -> Iterator[None]:
    """Serve the sites in a process of their own, ended at the close."""
    server = multiprocessing.get_context("spawn").Process(target=run, args=(HOSTS, details, PORT), daemon=True)
    server.start()
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex((host(HOSTS - 1), PORT)) == 0:
                break
        time.sleep(0.05)
    else:
        raise SystemExit(f"the sites did not come up on port {PORT}: is it taken?")
    try:
        yield
    finally:
        server.terminate()
        server.join()


def crawl(module: str, table: str, concurrency: int, folder: Path, *more: str) -> Reading:
    """Run one crawler in a process of its own and read what it cost."""
    database = folder / f"{module}-{concurrency}-{time.monotonic_ns()}.db"
    words = [
        sys.executable,
        "-m",
        f"benchmarks.{module}",
        str(HOSTS),
        str(PORT),
        str(concurrency),
        str(database),
        *more,
    ]
    begun = time.perf_counter()
    process = subprocess.Popen(words, stdout=sys.stderr)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    if status:
        raise SystemExit(f"{module} failed with status {status}")
    adverts = sqlite3.connect(database).execute(f"select count(*) from {table}").fetchone()[0]
    return Reading(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, adverts)


def median(readings: list[Reading]) -> Reading:
    """Return the reading whose every figure is the median of its own."""
    return Reading(*(statistics.median(figures) for figures in zip(*readings, strict=True)))


def show(name: str, reading: Reading, pages: int) -> None:
    """Print one line of the table."""
    rate = pages / reading.wall
    print(
        f"{name:28} {rate:8.0f} pages/s {reading.cpu:6.2f} CPU s {reading.memory:6.0f} MiB {reading.adverts:6} adverts"
    )


def main() -> None:
    """Measure and print; exits 1 when a target of the design is missed."""
    missed = []
    details = int(sys.argv[1]) if len(sys.argv) > 1 else DETAILS
    pages = HOSTS * (details + 1)
    with served(details), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for concurrency, target in TARGETS.items():
            rounds = [
                (
                    crawl("crawl_ours", "postings", concurrency, folder),
                    crawl("crawl_scrapy", "adverts", concurrency, folder),
                    crawl("crawl_ours", "postings", concurrency, folder, "normalise"),
                )
                for _ in range(ROUNDS)
            ]
            ours, scrapy, whole = (median(list(readings)) for readings in zip(*rounds, strict=True))
            print(f"\n{pages} pages, {HOSTS} hosts, {concurrency} connections, median of {ROUNDS}")
            show("counciljobs", ours, pages)
            show("Scrapy", scrapy, pages)
            show("counciljobs, read, matched too", whole, pages)
            print(f"the server allows {ceiling(pages, concurrency):.0f} pages/s")
            ratios = (scrapy.wall / ours.wall, ours.cpu / scrapy.cpu, ours.memory / scrapy.memory)
            print(f"ratios: {ratios[0]:.1f}x pages/s, {ratios[1]:.2f} of the CPU, {ratios[2]:.2f} of the memory")
            print(
                f"reading and matching add {1000 * (whole.cpu - ours.cpu) / max(whole.adverts, 1):.2f} ms CPU an advert"
            )
            if ratios[0] < target or ratios[1] > 1 / 3 or ratios[2] > 1 / 2 or ours.adverts != scrapy.adverts:
                missed.append(concurrency)
    if missed:
        raise SystemExit(f"targets missed at {missed} connections")


if __name__ == "__main__":
    main()

"""Memory of one long run: ``counciljobs collect`` over a hundred sources of a thousand pages, or one of many thousands.

    python -m benchmarks.many_pages [SOURCES] [PAGES]

Sites on loopback answer at once, each with a listing and its detail pages of some 33 kB; every council advertises posts
of its own. All of it is fetched, spooled, read, stored and matched, as a user's first run does it. Linux only.
"""

import asyncio
import json
import multiprocessing
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.site import FURNITURE, STYLE, host
from scraper.reference.authorities import register

PORT = 18_764
FIRST = 100_000
"""The lowest number of an advert: all are as long, as those of one year's adverts on a platform are."""
MOST = 200 * 1024 * 1024
"""Bytes of resident memory that a run over 100,000 pages may take: a small rented machine has 512 MB."""
DUTIES = (
    *(
        "Planning",
        "Highways",
        "Housing",
        "Licensing",
        "Benefits",
        "Revenues",
        "Payroll",
        "Archives",
        "Parking",
        "Youth",
    ),
    *("Fostering", "Adoption", "Reablement", "Procurement", "Elections", "Cemetery", "Museum", "Drainage", "Ecology"),
)
POSTS = (
    *("Officer", "Manager", "Assistant", "Adviser", "Technician", "Team Leader", "Apprentice", "Co-ordinator"),
    *("Engineer", "Surveyor", "Inspector", "Administrator", "Analyst", "Supervisor", "Practitioner", "Caseworker"),
)
TASKS = (
    "You will answer for",
    "Every week you will look after",
    "With two colleagues you will plan",
    "You will report on",
)
THINGS = ("the depot at", "the public register of", "the yearly survey of", "the inspections of", "the budget for")


class Took(NamedTuple):
    """What a run took: bytes of memory at its highest, seconds of processor and of clock, adverts and jobs stored."""

    memory: int
    cpu: float
    wall: float
    adverts: int
    jobs: int


def title(site: int, n: int) -> str:
    """Return an advert's title: some hundreds, so that councils have most of them in common."""
    at = n + 31 * site
    return f"{DUTIES[at % len(DUTIES)]} {POSTS[at // len(DUTIES) % len(POSTS)]}"


@lru_cache
def _councils() -> tuple[str, ...]:
    return tuple(one.name for one in register().values() if one.is_council and one.in_force())


@lru_cache
def _frame() -> tuple[bytes, bytes]:
    head = f'<head><meta charset="utf-8"><title>Jobs</title><style>{STYLE}</style></head>'
    return (
        f'<!doctype html><html lang="en-GB">{head}<body><nav><ul>{FURNITURE}</ul></nav><main>'.encode(),
        b"</main></body></html>",
    )


def page(site: int, path: str, details: int) -> bytes | None:
    """Return the page of a site at a path; None when there is none."""
    before, after = _frame()
    if path == "/robots.txt":
        return b"User-agent: *\nDisallow: /private/\n"
    if path == "/jobs":
        links = "".join(f'<li class="job"><a href="/job/{FIRST + n}">{title(site, n)}</a></li>' for n in range(details))
        return b"%b<h1>Jobs</h1><p>%d jobs found</p><ul>%b</ul>%b" % (before, details, links.encode(), after)
    number = path.removeprefix("/job/")
    if not number.isdecimal():
        return None
    n = int(number) - FIRST
    script = f'<script type="application/ld+json">{json.dumps(_posting(site, n))}</script>'
    return b"%b%b<h1>%b</h1>%b" % (before, script.encode(), title(site, n).encode(), after)


def _posting(site: int, n: int) -> dict[str, object]:
    council = _councils()[site % len(_councils())]
    tasks = (
        f"{TASKS[(n + k) % 4]} {THINGS[(n // 4 + k) % 5]} ward {(site * 7 + n * 13 + k * 5) % 997}." for k in range(12)
    )
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": title(site, n),
        "url": f"http://{host(site)}:{PORT}/job/{FIRST + n}",
        "identifier": {"@type": "PropertyValue", "value": f"S{site:03}-{n:06}"},
        "datePosted": "2026-11-02",
        "validThrough": f"2026-12-{1 + n % 28:02}T23:59:00+00:00",
        "employmentType": "FULL_TIME",
        "hiringOrganization": {"@type": "Organization", "name": council},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Oldbury"}},
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "GBP",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": 24_000 + 50 * (n % 400),
                "maxValue": 26_500 + 50 * (n % 400),
                "unitText": "YEAR",
            },
        },
        "description": "".join(f"<p>{task}</p>" for task in tasks)
        + "<p>We are a friendly council by the sea. </p>" * 20,
    }


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, site: int, details: int) -> None:
    try:
        while True:
            request = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)
            body = page(site, request[1].decode(), details)
            status = b"404 Not Found" if body is None else b"200 OK"
            head = b"HTTP/1.1 %b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
            writer.write(head % (status, len(body or b"")) + (body or b""))
            await writer.drain()
    except (OSError, asyncio.IncompleteReadError):
        writer.close()


async def _serve(sources: int, details: int) -> None:
    servers = []
    for site in range(sources):

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, site: int = site) -> None:
            await _answer(reader, writer, site, details)

        servers.append(await asyncio.start_server(answer, host(site), PORT))
    await asyncio.gather(*(server.serve_forever() for server in servers))


def _served(sources: int, details: int) -> None:
    asyncio.run(_serve(sources, details))


@contextmanager
def serving(sources: int, details: int) -> Iterator[None]:
    """Serve the sites in a process of their own, ended at the close."""
    server = multiprocessing.get_context("spawn").Process(target=_served, args=(sources, details), daemon=True)
    server.start()
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex((host(sources - 1), PORT)) == 0:
                    break
            time.sleep(0.05)
        else:
            raise SystemExit(f"the sites did not come up on port {PORT}: is it taken?")
        yield
    finally:
        server.terminate()
        server.join()


def rows(sources: int) -> str:
    """Return the source rows as TOML."""
    return "\n".join(
        f'[[source]]\nid = "site-{n}"\nname = "Site {n}"\nplatform = "jobposting"\nurl = "http://{host(n)}:{PORT}/jobs"\n'
        for n in range(sources)
    )


def collect(folder: Path, sources: int) -> Took:
    """Collect once, in a process of its own, and tell what that took.

    Raises:
        SystemExit: when a source was not collected whole.
    """
    toml, store = folder / "sources.toml", folder / "many.db"
    toml.write_text(rows(sources))
    words = [sys.executable, "-m", "counciljobs", "--db", str(store), "collect", "--sources", str(toml), "--quiet"]
    begun = time.perf_counter()
    process = subprocess.Popen(words, stdout=sys.stderr)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the run ended with status {os.waitstatus_to_exitcode(status)}")
    with closing(sqlite3.connect(store)) as connection:
        adverts, jobs = connection.execute("SELECT count(*), count(DISTINCT job) FROM postings").fetchone()
    took = time.perf_counter() - begun
    return Took(usage.ru_maxrss * 1024, usage.ru_utime + usage.ru_stime, took, adverts, jobs)


def main() -> None:
    """Measure, print, and exit 1 when memory passes the mark or an advert is missing."""
    sources, pages = map(int, sys.argv[1:3] or ("100", "1000"))
    with serving(sources, pages - 1), tempfile.TemporaryDirectory() as name:
        first = collect(Path(name), sources)
    print(
        f"{sources * pages} pages of {sources} sources: {first.memory / 2**20:.0f} MiB at most, {first.cpu:.0f} s CPU, "
        f"{first.wall:.0f} s, {first.adverts} adverts, {first.jobs} jobs"
    )
    raise SystemExit(int(first.memory > MOST or first.adverts != sources * (pages - 1)))


if __name__ == "__main__":
    main()

"""WARC files of other crawls, read for the sources that a person names: what they show is taken in, nothing is closed.

A source is walked from its own address over the pages that the crawl has. How much of a site a crawl saw nobody knows,
so its extent is never more than a window.
"""

import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import msgspec

from scheduler.replay.bodies import Bodies
from scheduler.replay.entries import page_of
from scheduler.replay.rebuild import Playing, Told
from scheduler.source_run import Means, run_source
from scheduler.storing import take_in
from scraper.fetching import Validators
from scraper.fetching.warc import MOST_RECORD, Record, Torn, record_at, records
from scraper.pages import Page, Problem, Request, Verdict
from scraper.sources.model import Source
from storage import rebuilding

MOST_REDIRECTS = 5
"""As a browser of patience: a crawl's own redirects are one or two."""
_WRAPPED = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


class Crawl:
    """The responses of a crawl, by address; the last one of each.

    Attributes:
        at: when its last page was fetched, UTC; None when it has none.
        hosts: hosts it has pages of.
        torn: a sentence for each file that could not be read to its end.
    """

    def __init__(self, files: Iterable[Path], bodies: Bodies) -> None:
        self.at: str | None = None
        self.hosts: set[str] = set()
        self.torn: list[str] = []
        self._bodies = bodies
        for file in files:
            self._index(file)

    async def fetch(self, request: Request, _: Validators | None) -> Page:
        """Answer from the crawl.

        Raises:
            Problem: not_archived, or what the answer of then comes to.
        """
        url = request.key
        for _hop in range(MOST_REDIRECTS):
            place = self._bodies.latest("", url)
            if place is None:
                raise Problem(Verdict.PARTIAL, "not_archived", f"{url} is not among the pages of the crawl")
            page = undone(page_of(record_at(place)))
            target = page.headers.get("location")
            if not (300 <= page.status < 400 and target):
                break
            url = urljoin(url, target)
        if not 200 <= page.status < 300:
            raise Problem(Verdict.BROKEN, f"http_{page.status}", f"{url} answered {page.status} in the crawl")
        return msgspec.structs.replace(page, requested_url=None if url == request.url else request.url)

    def _index(self, file: Path) -> None:
        try:
            for record in records(file):
                if record.kind == "response" and record.uri.startswith(("http://", "https://")):
                    self._note(record)
        except Torn as torn:
            self.torn.append(f"{file} is torn ({torn}): what stands before is used.")

    def _note(self, record: Record) -> None:
        self._bodies.add("", record.uri, None, record.place)
        if _is_stamp(record.date):
            self.at = max(self.at or "", record.date)
        try:
            self.hosts.add(urlsplit(record.uri).netloc.lower())
        except ValueError:
            return


def undone(page: Page) -> Page:
    """Return a page as fetching would give it: the body out of its chunks and its compression.

    Raises:
        Problem: undecodable, when the body is not what its headers say, or comes out too large.
    """
    body = page.body
    if page.headers.get("transfer-encoding", "").lower() == "chunked" and _is_chunked(body):
        body = _dechunked(body)
    how = page.headers.get("content-encoding", "").lower()
    if how in _WRAPPED and not _is_plain(body, how):
        body = _unpacked(body, _WRAPPED[how], page.url)
    return msgspec.structs.replace(page, body=body)


def _is_stamp(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _is_chunked(body: bytes) -> bool:
    """Tell whether a body begins with the size of a chunk: many writers keep the header and undo the chunks."""
    size = body[:20].split(b"\r\n", 1)[0].split(b";")[0].strip()
    return bool(size) and all(byte in b"0123456789abcdefABCDEF" for byte in size)


def _dechunked(body: bytes) -> bytes:
    parts, at = [], 0
    while (end := body.find(b"\r\n", at)) >= 0:
        try:
            size = int(body[at:end].split(b";")[0], 16)
        except ValueError:
            break
        if size <= 0:
            break
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(parts)


def _is_plain(body: bytes, how: str) -> bool:
    return "gzip" in how and not body.startswith(b"\x1f\x8b")


def _unpacked(body: bytes, bits: int, url: str) -> bytes:
    undo = zlib.decompressobj(bits)
    try:
        plain = undo.decompress(body, MOST_RECORD)
    except zlib.error:
        raise Problem(Verdict.BROKEN, "undecodable", f"{url} can't be unpacked") from None
    if undo.unconsumed_tail:
        raise Problem(Verdict.BROKEN, "too_big", f"{url} comes out larger than any page is read")
    return plain


async def take_in_crawl(crawl: Crawl, sources: Sequence[Source], playing: Playing, told: Told) -> None:
    """Take in what a crawl shows of these sources, once: the same crawl again changes nothing.

    Raises:
        StoreError: when the store can't be written.
    """
    told.notes += crawl.torn
    meant = [row for row in sources if row.platform != "unknown" and urlsplit(row.url).netloc.lower() in crawl.hosts]
    if crawl.at is None or not meant:
        told.notes.append("The crawl has no page of these sources' sites.")
        return
    run = f"{crawl.at.replace('-', '').replace(':', '')}-crawl"
    had = rebuilding.stored_parts(playing.store, run)
    late = rebuilding.is_late(playing.store, run)
    playing.store.register([msgspec.to_builtins(row) for row in meant])
    rebuilding.begin(playing.store, run, crawl.at)
    for row in meant:
        if row.id in had:
            told.known += 1
        else:
            await _walk(crawl, msgspec.structs.replace(row, extent="window"), run, playing, told)
    finish = rebuilding.finish_late if late else type(playing.store).finish_run
    finish(playing.store, run, crawl.at)


async def _walk(crawl: Crawl, row: Source, run: str, playing: Playing, told: Told) -> None:
    at = datetime.fromisoformat(crawl.at or "")
    means = Means(
        run=run,
        clock=lambda: at,
        spool_dir=playing.spool_dir,
        archive=None,
        normalise=playing.normalise,
        heard=lambda *_: None,
        timer=lambda: 0.0,
    )
    batch, spool = await run_source(row, playing.store.known(row.id), crawl.fetch, means)
    if batch.pages:
        source_run, _ = take_in(playing.store, batch, spool)
        told.runs += 1
        told.pages += source_run.pages
    else:
        spool.unlink(missing_ok=True)
        told.notes.append(f"{row.id}: {batch.source_run.message or 'no page of it could be read'}.".replace("..", "."))

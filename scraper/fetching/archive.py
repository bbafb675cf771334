"""The page archive: what a source run fetched, as WARC 1.1 (ISO 28500), one file a source run, a record a page.

A page that changed is a response record with its body as decoded; one that has not is a revisit record that points to
the time it was read before; a fetch that failed is a metadata record that says how. Cookies are never written, and a
session or key in an address is written as the request shows it to others.
"""

import hashlib
import io
import json
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from scraper.pages import Page, Problem, Request

NOT_KEPT = frozenset({"set-cookie", "content-encoding", "transfer-encoding", "content-length", "connection"})
"""Headers that name a visitor, or that describe the body on the wire and not as it is kept."""


class Archive:
    """The WARC file of one source run, open for writing; use as a context manager.

    Args:
        folder: the archive; the file stands below it by day: YYYY/MM/DD/RUN/SOURCE.warc.gz.
        run: the run's name.
        source: the source's id.
        began: when the source run began, UTC.
        about: what a replay needs to know of the source run, such as its row and the version of the reading.
    """

    def __init__(self, folder: Path, run: str, source: str, began: datetime, about: Mapping[str, object]) -> None:
        self.path = folder / f"{began:%Y/%m/%d}" / run / f"{source}.warc.gz"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self.path.open("wb")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        self._stamp = f"{began:%Y-%m-%dT%H:%M:%SZ}"
        self._writer.write_record(
            self._writer.create_warcinfo_record(self.path.name, {"software": "counciljobs", "format": "WARC/1.1"})
        )
        self.note("source-run", about, self._stamp)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def keep(self, request: Request, page: Page, read_before: str | None) -> None:
        """Write a page; ``read_before`` is when the same body was read, when it was."""
        status = f"{page.status} {HTTPStatus(page.status).phrase if page.status in _STATUSES else ''}".strip()
        headers = [(name, value) for name, value in page.headers.items() if name not in NOT_KEPT]
        http = StatusAndHeaders(status, [*headers, ("Content-Length", str(len(page.body)))], protocol="HTTP/1.1")
        uri = request.public(page.url)
        dated = {"WARC-Date": page.fetched_at}
        if read_before is not None:
            digest = f"sha1:{hashlib.sha1(page.body, usedforsecurity=False).hexdigest()}"
            record = self._writer.create_revisit_record(uri, digest, uri, read_before, http, dated)
        else:
            record = self._writer.create_warc_record(
                uri, "response", io.BytesIO(page.body), len(page.body), http_headers=http, warc_headers_dict=dated
            )
        self._writer.write_record(record)

    def fail(self, request: Request, problem: Problem, at: str) -> None:
        """Write that a request gave no page, and why."""
        told = {"verdict": str(problem.verdict), "cause": problem.cause, "message": problem.message}
        self.note(request.public(request.url), told, at)

    def note(self, uri: str, told: Mapping[str, object], at: str) -> None:
        """Write a metadata record: JSON about an address, or about the source run itself."""
        payload = json.dumps(told, ensure_ascii=False, default=str).encode("utf-8", "replace")
        uri = uri if "://" in uri else f"urn:counciljobs:{uri}"
        record = self._writer.create_warc_record(
            uri,
            "metadata",
            io.BytesIO(payload),
            len(payload),
            warc_content_type="application/json",
            warc_headers_dict={"WARC-Date": at},
        )
        self._writer.write_record(record)


_STATUSES = frozenset(status.value for status in HTTPStatus)

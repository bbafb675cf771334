"""The page archive: what a source run fetched, as WARC 1.1 (ISO 28500), one file a source run, a record a page.

A page that changed is a response record with its body as decoded; one that has not is a revisit record that points to
the time it was read before; a fetch that failed is a metadata record that says how. Each says in a header of its own
(``Counciljobs-Page``, JSON) which request it answers and which body it stands for, so that a replay can answer the same
request again. Cookies are never written, and a session or key in an address is written as the request shows it to
others.
"""

import base64
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
PAGE = "Counciljobs-Page"
"""The WARC header of ours; WARC 1.1, section 4, lets writers add some."""
SAME_BODY = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class Archive:
    """The WARC file of one source run, open for writing; use as a context manager.

    Args:
        folder: the archive; the file stands below it by day: YYYY/MM/DD/RUN/SOURCE.warc.gz.
        run: the run's name.
        source: the source's id.
        began: when the source run began, UTC.
        about: what a replay needs to know of the source run, such as its row and the version of the reading.
        kind: what is told of: a source run, or the run itself.
    """

    def __init__(
        self,
        folder: Path,
        run: str,
        source: str,
        began: datetime,
        about: Mapping[str, object],
        kind: str = "source-run",
    ) -> None:
        self.path = folder / f"{began:%Y/%m/%d}" / run / f"{source}.warc.gz"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self.path.open("wb")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        self._stamp = f"{began:%Y-%m-%dT%H:%M:%SZ}"
        self._writer.write_record(
            self._writer.create_warcinfo_record(self.path.name, {"software": "counciljobs", "format": "WARC/1.1"})
        )
        self.note(kind, about, self._stamp)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def keep(self, request: Request, page: Page, body: str | None, read_before: str | None) -> None:
        """Write a page.

        Args:
            request: what it answers.
            page: the page.
            body: the digest that names its body, or the one it stands for, among the source's pages.
            read_before: when the same body was read, when it was.
        """
        headers = {
            "WARC-Date": page.fetched_at,
            PAGE: json.dumps({"key": request.key, "body": body, "asked": _asked(request, page)}),
        }
        uri, http = request.public(page.url), _http(page)
        if read_before is None:
            self._write("response", uri, http, page.body, headers)
            return
        headers |= {"WARC-Refers-To-Target-URI": uri, "WARC-Refers-To-Date": read_before}
        if page.status == HTTPStatus.NOT_MODIFIED:
            headers["WARC-Profile"] = NOT_MODIFIED
        else:
            headers |= {"WARC-Profile": SAME_BODY, "WARC-Payload-Digest": payload_digest(page.body)}
        self._write("revisit", uri, http, b"", headers)

    def _write(self, kind: str, uri: str, http: StatusAndHeaders, body: bytes, headers: dict[str, str]) -> None:
        record = self._writer.create_warc_record(
            uri, kind, io.BytesIO(body), len(body), http_headers=http, warc_headers_dict=headers
        )
        self._writer.write_record(record)
        self._file.flush()

    def fail(self, request: Request, problem: Problem, at: str) -> None:
        """Write that a request gave no page, and why."""
        told = {"verdict": str(problem.verdict), "cause": problem.cause, "message": problem.message}
        self.note(request.public(request.url), told, at, request.key)

    def note(self, uri: str, told: Mapping[str, object], at: str, key: str | None = None) -> None:
        """Write a metadata record: JSON about an address (with the key of its request), or about the run itself."""
        payload = json.dumps(told, ensure_ascii=False, default=str).encode("utf-8", "replace")
        uri = uri if "://" in uri else f"urn:counciljobs:{uri}"
        record = self._writer.create_warc_record(
            uri,
            "metadata",
            io.BytesIO(payload),
            len(payload),
            warc_content_type="application/json",
            warc_headers_dict={"WARC-Date": at} | ({PAGE: json.dumps({"key": key})} if key is not None else {}),
        )
        self._writer.write_record(record)
        self._file.flush()


def payload_digest(body: bytes) -> str:
    """Return the digest by which WARC files name a body."""
    return f"sha1:{base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}"


def _asked(request: Request, page: Page) -> str | None:
    """Return the address asked for when another one answered."""
    return None if page.requested_url is None else request.public(page.requested_url)


def _http(page: Page) -> StatusAndHeaders:
    status = f"{page.status} {HTTPStatus(page.status).phrase if page.status in _STATUSES else ''}".strip()
    headers = [(name, value) for name, value in page.headers.items() if name not in NOT_KEPT]
    return StatusAndHeaders(status, [*headers, ("Content-Length", str(len(page.body)))], protocol="HTTP/1.1")


_STATUSES = frozenset(status.value for status in HTTPStatus)

"""Rewriting a WARC file record by record: what stays is copied byte for byte, the rest gives way."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO

from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from scraper.fetching.archive import PAGE
from scraper.fetching.warc import Record, Torn, records

DROP = b""
"""The replacement of a record that is to go without a trace."""
Replace = Callable[[Record], bytes | None]
"""What stands in a record's place, as it is written to the file; None keeps the record."""


class Mixed(Exception):  # noqa: N818 (how another program wrote the file)
    """Several records share one gzip member, so none can be taken out alone."""


def rewrite(path: Path, replace: Replace) -> int:
    """Rewrite a file in one step and return how many records gave way; a file of which none does stays as it is.

    What stands behind a tear can't be told from what is to go, so it goes when anything does.

    Raises:
        Mixed: when the file is not written record by record.
        OSError: when the file can't be read or written; it is then as it was.
    """
    interim = path.with_name(f".{path.name}.tmp")
    try:
        with path.open("rb") as old, interim.open("wb") as new:
            gone = _copy(path, old, new, replace)
            new.flush()
            os.fsync(new.fileno())
        if gone:
            interim.replace(path)
    finally:
        interim.unlink(missing_ok=True)
    return gone


def _copy(path: Path, old: IO[bytes], new: IO[bytes], replace: Replace) -> int:
    gone = 0
    try:
        for record in records(path):
            if record.place.skip:
                raise Mixed(f"{path} holds several records in one piece")
            instead = replace(record)
            gone += instead is not None
            if instead is None:
                old.seek(record.place.member)
                instead = old.read(record.end - record.place.member)
            new.write(instead)
    except Torn:
        return gone
    return gone


def failure_instead(record: Record, told: bytes, *, gzip: bool) -> bytes:
    """Return a metadata record about the same request at the same time, with this JSON: what a failed fetch leaves."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip, warc_version="1.1")
    headers = {"WARC-Date": record.headers.get("warc-date", "")}
    if PAGE.lower() in record.headers:
        headers[PAGE] = record.headers[PAGE.lower()]
    writer.write_record(
        writer.create_warc_record(
            record.uri,
            "metadata",
            io.BytesIO(told),
            len(told),
            warc_content_type="application/json",
            warc_headers_dict=headers,
        )
    )
    return out.getvalue()

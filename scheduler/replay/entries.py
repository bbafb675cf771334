"""What the records of our own archives say: a page, a failure, or a note about a run or source run."""

from http import HTTPStatus
from typing import Any

import msgspec
from msgspec import Struct

from scraper.fetching.archive import PAGE
from scraper.fetching.warc import Place, Record
from scraper.pages import Page, Problem, Verdict

NOTE = "urn:counciljobs:"
"""How the address of a note about a run begins."""


class Answer(Struct, frozen=True, kw_only=True):
    """What a request was answered in the archive.

    Attributes:
        key: names the request.
        at: when, UTC.
        page: the page, without a body where that is the one of an earlier answer; None when the request failed.
        digest: names the body that the page stands for, in this file or before.
        whole: whether the body stands in this record.
        problem: why it failed.
    """

    key: str
    at: str
    place: Place
    page: Page | None = None
    digest: str | None = None
    whole: bool = False
    problem: Problem | None = None


class Note(Struct, frozen=True):
    """A note: its word ("run", "stored", "source-run", ...), what it tells, and when it was written."""

    word: str
    told: dict[str, Any]
    at: str


class _Mark(Struct):
    key: str
    body: str | None = None
    asked: str | None = None


class _Failure(Struct):
    verdict: Verdict
    cause: str
    message: str


def entry_of(record: Record) -> Answer | Note | None:
    """Return what a record says; None when it is none of ours, or says nothing to a replay."""
    try:
        if record.kind == "metadata" and record.uri.startswith(NOTE):
            told = msgspec.json.decode(record.block, type=dict[str, Any])
            return Note(record.uri.removeprefix(NOTE), told, record.date)
        if PAGE.lower() in record.headers:
            return _answer(record, msgspec.json.decode(record.headers[PAGE.lower()], type=_Mark))
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
        return None
    return None


def _answer(record: Record, mark: _Mark) -> Answer | None:
    if record.kind == "metadata":
        failed = msgspec.json.decode(record.block, type=_Failure)
        problem = Problem(failed.verdict, failed.cause, failed.message)
        return Answer(key=mark.key, at=record.date, place=record.place, problem=problem)
    if record.kind not in ("response", "revisit"):
        return None
    return Answer(
        key=mark.key,
        at=record.date,
        place=record.place,
        page=page_of(record, mark.asked),
        digest=mark.body,
        whole=record.kind == "response",
    )


def page_of(record: Record, asked: str | None = None) -> Page:
    """Return the page that a response record holds; its status is 0 where none can be read."""
    head, _, body = record.block.partition(b"\r\n\r\n")
    first, *lines = head.decode("utf-8", "replace").split("\r\n")
    status = first.split(" ")[1:2]
    pairs = (line.partition(":") for line in lines)
    return Page(
        url=record.uri,
        body=body,
        fetched_at=record.date,
        status=int(status[0]) if status and status[0].isascii() and status[0].isdigit() else 0,
        headers={name.strip().lower(): value.strip() for name, _, value in pairs if name != "Content-Length"},
        requested_url=asked,
    )


def modified(page: Page) -> bool:
    """Tell whether a page came with a body of its own."""
    return page.status != HTTPStatus.NOT_MODIFIED

"""What ``doctor`` looks at: each check answers ok, warn or fail, and says what to do."""

import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from msgspec import Struct

from counciljobs.session import Session

Level = Literal["ok", "warn", "fail"]
LEAST_PYTHON = (3, 11)
LEAST_SPACE = 200 * 1024**2
"""Bytes: under this a large run, its spool and a snapshot may not fit."""
COMFORTABLE_SPACE = 2 * 1024**3
"""Bytes: a year of every UK council with its history, and a snapshot beside it."""
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""The program is younger than this: an earlier clock is wrong."""
FILE_AHEAD = timedelta(days=1)
"""A store written this far in the future means that the clock was set back, or is wrong now."""


class Check(Struct, frozen=True, kw_only=True):
    """One line of the report."""

    check: str
    level: Level
    message: str


def run_checks(session: Session) -> list[Check]:
    """Return every check's answer, in the order a person would look."""
    return [check(session) for check in CHECKS]


def _python(_session: Session) -> Check:
    version = sys.version.split()[0]
    if sys.version_info < LEAST_PYTHON:
        return Check(check="python", level="fail", message=f"Python {version} is too old: install 3.11 or newer.")
    return Check(check="python", level="ok", message=f"Python {version}.")


def _sqlite(_session: Session) -> Check:
    from storage.connection import OLDEST_SQLITE  # noqa: PLC0415

    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        least = ".".join(map(str, OLDEST_SQLITE))
        message = f"SQLite {version} lacks what the store needs: use a Python built with {least} or newer."
        return Check(check="sqlite", level="fail", message=message)
    try:
        with closing(sqlite3.connect(":memory:")) as memory:
            memory.execute("CREATE TABLE strict_table (name TEXT) STRICT")
            memory.execute("CREATE VIRTUAL TABLE words USING fts5(name)")
    except sqlite3.Error as error:
        message = f"SQLite {version} lacks what the store needs ({error}): use another build of Python."
        return Check(check="sqlite", level="fail", message=message)
    return Check(check="sqlite", level="ok", message=f"SQLite {version} with STRICT tables and FTS5.")


def _settings(session: Session) -> Check:
    origin = session.settings.origin
    message = f"Settings read from {origin}." if origin else "No settings file; defaults, environment and flags hold."
    return Check(check="settings", level="ok", message=message)


def _contact(session: Session) -> Check:
    from scraper.fetching import is_contact  # noqa: PLC0415

    contact = session.settings.contact
    if contact is None:
        message = "COUNCILJOBS_CONTACT is not set: set a mail address or URL before collecting from real sites."
        return Check(check="contact", level="warn", message=message)
    if not is_contact(contact):
        message = f"The contact {contact!r} is neither a mail address nor a URL: nobody could reach you by it."
        return Check(check="contact", level="warn", message=message)
    return Check(check="contact", level="ok", message=f"Sites are told to reach you at {contact}.")


def _sources(session: Session) -> Check:
    from counciljobs.errors import Stop  # noqa: PLC0415
    from counciljobs.rows import chosen  # noqa: PLC0415
    from scraper.sources.loader import SourceError  # noqa: PLC0415

    try:
        rows = chosen((), None, session.settings)
    except (SourceError, Stop, OSError) as error:
        return Check(check="sources", level="fail", message=str(error))
    collected = sum(row.collectable for row in rows)
    return Check(
        check="sources", level="ok", message=f"{len(rows)} source rows are valid, {collected} collected by a run."
    )


def _store(session: Session) -> Check:
    from storage.store import Store, StoreError  # noqa: PLC0415

    path = session.settings.db
    if not path.exists():
        return Check(check="store", level="ok", message=f"There is no store at {path} yet: collect makes it.")
    try:
        with Store.open(path) as store:
            faults = store.check()
    except (StoreError, OSError, sqlite3.Error) as error:
        return Check(check="store", level="fail", message=f"{error}")
    if faults:
        message = f"{path} is damaged ({'; '.join(faults[:3])}): restore a backup or a published snapshot."
        return Check(check="store", level="fail", message=message)
    size = path.stat().st_size / 1024**2
    return Check(check="store", level="ok", message=f"{path} is sound, {size:.1f} MB.")


def _writable(session: Session) -> Check:
    folder = session.settings.db.absolute().parent
    if not folder.is_dir():
        return Check(check="folder", level="fail", message=f"There is no folder {folder} for the store: make it.")
    if not os.access(folder, os.W_OK):
        message = f"The folder {folder} can't be written: choose another with --db or change its permissions."
        return Check(check="folder", level="fail", message=message)
    return Check(check="folder", level="ok", message=f"{folder} can be written.")


def _space(session: Session) -> Check:
    folder = session.settings.db.absolute().parent
    free = shutil.disk_usage(folder if folder.is_dir() else Path.cwd()).free
    level: Level = "fail" if free < LEAST_SPACE else "warn" if free < COMFORTABLE_SPACE else "ok"
    advice = "." if level == "ok" else ": make room before the next run."
    return Check(check="disk", level=level, message=f"{free / 1024**3:.1f} GB are free{advice}")


def _archive(session: Session) -> Check:
    settings = session.settings
    folder = settings.archive
    if folder is None:
        return Check(check="archive", level="ok", message="No pages are kept.")
    if not folder.is_dir():
        return Check(check="archive", level="ok", message=f"Pages are to be kept in {folder}; there are none yet.")
    from scheduler.retention import files_of  # noqa: PLC0415

    try:
        files = files_of(folder)
    except OSError as error:
        return Check(check="archive", level="fail", message=f"The archive {folder} can't be read: {error.strerror}.")
    size, free = sum(file.size for file in files), shutil.disk_usage(folder).free
    since = min((file.day for file in files if not file.bodies_only), default=None)
    limits = [f"{settings.archive_keep_days} days"] if settings.archive_keep_days else []
    limits += [f"{settings.archive_keep_bytes / 1024**3:.1f} GB"] if settings.archive_keep_bytes else []
    kept = f"{' and '.join(limits)} are kept" if limits else "all is kept"
    message = f"{size / 1024**3:.1f} GB of pages in {folder}, {f'since {since}; ' if since else ''}{kept}."
    if free >= COMFORTABLE_SPACE:
        return Check(check="archive", level="ok", message=message)
    advice = "make room" if limits else "make room, or set archive_keep_days"
    return Check(check="archive", level="warn", message=f"{message} Only {free / 1024**3:.1f} GB are free: {advice}.")


def _clock(session: Session) -> Check:
    now = datetime.fromtimestamp(time.time(), UTC)
    path = session.settings.db
    if now < EARLIEST:
        return Check(check="clock", level="fail", message=f"The clock says {now:%Y-%m-%d}, which is past: set it.")
    if path.is_file() and datetime.fromtimestamp(path.stat().st_mtime, UTC) > now + FILE_AHEAD:
        message = f"The clock says {now:%Y-%m-%d}, but {path} was written later: set the clock."
        return Check(check="clock", level="warn", message=message)
    return Check(check="clock", level="ok", message=f"The clock says {now:%Y-%m-%d %H:%M} UTC.")


CHECKS: tuple[Callable[[Session], Check], ...] = (
    _python,
    _sqlite,
    _settings,
    _contact,
    _sources,
    _writable,
    _space,
    _archive,
    _store,
    _clock,
)

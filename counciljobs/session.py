"""What the global options come to: the settings in force, the clock, and how to answer."""

import os
from pathlib import Path

import click
from msgspec import Struct

from counciljobs.clock import Clock, fixed, read_time, real_clock
from counciljobs.settings import Settings, read_settings


class Session(Struct, frozen=True, kw_only=True):
    """One call of the program. ``now`` is set when ``--now`` fixed the clock."""

    settings: Settings
    clock: Clock
    fixed_clock: bool
    json: bool
    quiet: bool


def open_session(*, db: Path | None, now: str | None, config: Path | None, json: bool, quiet: bool) -> Session:
    """Read the settings and set the clock.

    Raises:
        Stop: when a setting or the time can't be read.
    """
    clock = real_clock if now is None else fixed(read_time(now, "--now"))
    settings = read_settings(config, os.environ, db)
    return Session(settings=settings, clock=clock, fixed_clock=now is not None, json=json, quiet=quiet)


def session_of(context: click.Context) -> Session:
    """Return the session that the global options opened."""
    found = context.find_root().obj
    if not isinstance(found, Session):  # pragma: no cover  (a defect: every command runs below the root)
        raise TypeError("the command was called without its session")
    return found

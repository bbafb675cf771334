"""The [schedule] table of the settings: when sources that name no timetable of their own are collected."""

import re
from collections.abc import Mapping
from datetime import timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING

from counciljobs.errors import Stop
from counciljobs.settings import Settings

if TYPE_CHECKING:
    from scheduler.timetable.plan import Habits

UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
LONGEST = timedelta(days=31)
"""Longer than any timetable's own interval."""
_SPAN = re.compile(r"(\d{1,5}) (minute|hour|day)s?")
KEYS = ("timetable", "spread", "grace")


def habits(settings: Settings) -> "Habits":
    """Return when sources are collected, as the settings say.

    Raises:
        Stop: when a key or value is not a setting's.
    """
    from scheduler.timetable.plan import Habits  # noqa: PLC0415
    from scheduler.timetable.rules import read  # noqa: PLC0415

    where = f"{settings.origin}: [schedule]"
    _known_keys(settings.schedule, where)
    usual = Habits()
    rule = _text(settings.schedule.get("timetable", usual.rule), f"{where} timetable")
    try:
        read(rule)
    except ValueError as error:
        raise Stop(f"{where} timetable: {error}") from None
    spread = _span(settings.schedule.get("spread"), usual.spread, f"{where} spread")
    return Habits(rule=rule, spread=spread, grace=_span(settings.schedule.get("grace"), usual.grace, f"{where} grace"))


def _known_keys(table: Mapping[str, object], where: str) -> None:
    for key in table:
        if key not in KEYS:
            near = get_close_matches(key, KEYS, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}" if near else f"they are {', '.join(KEYS)}"
            raise Stop(f"{where} has no setting {key!r}; {hint}.")


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise Stop(f"{where} must be text in quotes, such as daily or every 6 hours.")
    return value


def _span(value: object, usual: timedelta, where: str) -> timedelta:
    if value is None:
        return usual
    found = _SPAN.fullmatch(" ".join(value.lower().split())) if isinstance(value, str) else None
    span = int(found[1]) * UNITS[found[2]] if found else None
    if span is None or span > LONGEST:
        raise Stop(f"{where} wants a time such as 90 minutes or 12 hours, up to 31 days, not {value!r}.")
    return span

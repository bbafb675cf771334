"""Timetables as text, and the moments that follow: in London's wall clock, told in UTC. Pure.

A rule is ``daily``, ``weekly``, ``hourly``, ``every N hours|minutes|days``, or five cron fields (minute, hour, day,
month, day of week), and may end in a comma and ``quiet HH:MM-HH:MM``: hours in which nothing begins.
"""

import re
from datetime import UTC, datetime, time, timedelta
from functools import cached_property, lru_cache
from hashlib import blake2b
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]

LONDON = ZoneInfo("Europe/London")
LEAST = timedelta(minutes=10)
"""Councils publish a few times a day: anything closer than ten minutes is a mistake and a burden on the site."""
MOST = timedelta(days=31)
"""A source that is looked at less than monthly misses whole adverts, which are up for two to six weeks."""
NAMED = {"hourly": "0 * * * *", "daily": "30 5 * * *", "weekly": "30 5 * * mon"}
"""Before offices open: sites are quiet, and the day's data are there when analysts begin."""
UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
_EVERY = re.compile(r"every (?:(\d{1,5}) )?(minute|hour|day)s?")
_QUIET = re.compile(r"(\d\d:\d\d) ?- ?(\d\d:\d\d)")
FORMS = "daily, weekly, hourly, every 6 hours, or cron fields such as 0 6,18 * * mon-fri"
CRON_FIELDS = 5


class Rule:
    """When a source is due.

    Attributes:
        text: as written, tidied.
        every: the interval, for a rule of that kind.
        cron: the five fields, for the others.
        quiet: beginning and end of the hours in which nothing begins.
    """

    def __init__(self, text: str, every: timedelta | None, cron: str | None, quiet: tuple[time, time] | None) -> None:
        self.text, self.every, self.cron, self.quiet = text, every, cron, quiet

    @cached_property
    def _trigger(self) -> CronTrigger:
        return CronTrigger.from_crontab(self.cron, timezone=UTC)

    def after(self, slot: datetime) -> datetime:
        """Return the next slot after one, UTC.

        Cron fields are read as London's wall clock. A time that a clock change skips comes as much later; one that it
        repeats comes once, the first time round (APScheduler's own reading never leaves the repeated hour).
        """
        if self.every is not None:
            return slot + self.every
        moment = _instant(self._wall_after(_wall(slot)))
        while moment <= slot:
            moment = _instant(self._wall_after(_wall(moment) + timedelta(minutes=1)))
        return moment

    def _wall_after(self, wall: datetime) -> datetime:
        found: datetime | None = self._trigger.get_next_fire_time(None, wall + timedelta(seconds=1))
        if found is None:  # pragma: no cover  (read refuses fields that no day fits)
            raise ValueError(f"{self.cron} never comes.")
        return found


def _wall(moment: datetime) -> datetime:
    """Return London's wall clock as if it were UTC, which has no clock changes to stumble over."""
    return moment.astimezone(LONDON).replace(tzinfo=UTC)


def _instant(wall: datetime) -> datetime:
    return wall.replace(tzinfo=LONDON, fold=0).astimezone(UTC)


@lru_cache(maxsize=1024)
def read(text: str) -> Rule:
    """Read a rule.

    Raises:
        ValueError: one sentence that says what is wrong.
    """
    what, comma, rest = " ".join(text.lower().split()).partition(", quiet")
    quiet = _quiet(rest.strip(), text) if comma else None
    every = _EVERY.fullmatch(what)
    if every:
        return Rule(text, _interval(every[1], every[2], text), None, quiet)
    return Rule(text, None, _cron(NAMED.get(what, what), text), quiet)


def _interval(number: str | None, unit: str, text: str) -> timedelta:
    interval = int(number or 1) * UNITS[unit]
    if not LEAST <= interval <= MOST:
        raise ValueError(f"{text!r}: a timetable's interval is from 10 minutes to 31 days.")
    return interval


def _cron(fields: str, text: str) -> str:
    if len(fields.split()) != CRON_FIELDS:
        raise ValueError(f"{text!r} is no timetable: write {FORMS}.")
    try:
        trigger = CronTrigger.from_crontab(fields, timezone=UTC)
        first = trigger.get_next_fire_time(None, datetime(2024, 1, 1, tzinfo=UTC))
        second = first and trigger.get_next_fire_time(None, first + timedelta(seconds=1))
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise ValueError(f"{text!r} is no timetable ({' '.join(str(error).split())}): write {FORMS}.") from None
    if first is None or second is None:
        raise ValueError(f"{text!r} never comes: write {FORMS}.")
    if second - first < LEAST:
        raise ValueError(f"{text!r}: a timetable's interval is from 10 minutes to 31 days.")
    return fields


def _quiet(hours: str, text: str) -> tuple[time, time]:
    found = _QUIET.fullmatch(hours)
    try:
        begins, ends = (time.fromisoformat(word) for word in found.groups()) if found else (None, None)
    except ValueError:
        begins = ends = None
    if begins is None or ends is None or begins == ends:
        raise ValueError(f"{text!r} has no quiet time: write quiet 08:00-18:00.")
    return begins, ends


def due_at(slot: datetime, source: str, rule: Rule, spread: timedelta) -> datetime:
    """Return when a slot's turn really comes: spread over the sources, and never in a quiet hour.

    A source's part of the spread is fixed by its name, so that a restart moves nothing and no two runs of it come
    closer than its rule says.
    """
    share = int.from_bytes(blake2b(source.encode(), digest_size=4).digest()) / 2**32
    return _out_of_quiet(slot + timedelta(seconds=int(share * spread.total_seconds())), rule.quiet)


def _out_of_quiet(moment: datetime, quiet: tuple[time, time] | None) -> datetime:
    if quiet is None:
        return moment
    begins, ends = quiet
    wall = _wall(moment)
    now = wall.time()
    over_midnight = begins > ends
    if not (now >= begins or now < ends if over_midnight else begins <= now < ends):
        return moment
    tomorrow = over_midnight and now >= begins
    return _instant(datetime.combine(wall.date() + timedelta(days=tomorrow), ends, tzinfo=UTC))

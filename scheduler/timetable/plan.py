"""What is due at a moment, what is told as missed, and what rests because it keeps failing. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from scheduler.timetable.rules import due_at, read

RESTS_AFTER = 3
"""Two failures in a row are a bad afternoon; from the third on, asking more often than daily only adds to the load."""
RESTS_FOR = timedelta(hours=23)
"""A broken source is tried daily for ever; an hour less than a day, so that a daily slot never falls just short."""
PROBE_EVERY = timedelta(hours=1)
"""While a host that serves several sources is down, one of them asks in an hour, for all."""
HOST_CAUSES = frozenset({"dns", "connection", "timeout", "tls", "robots_unreachable", "http_429", "challenge"})
"""Causes that lie with the host, not with one listing of it; so does any http_5xx."""
Why = Literal["coalesced", "late", "resting", "crashed"]


class Turn(Struct, frozen=True, kw_only=True):
    """When a source is due next.

    Attributes:
        rule: the timetable, as text.
        slot: the moment the rule names.
        due: the moment the slot's turn comes (spread, and out of quiet hours).
    """

    source: str
    rule: str
    slot: datetime
    due: datetime


class Standing(Struct, frozen=True, kw_only=True):
    """How a source's last runs went: ``failing`` of them in a row were blocked or broken, the last for ``cause``."""

    tried_at: datetime
    failing: int = 0
    cause: str | None = None

    @property
    def host_fails(self) -> bool:
        """Whether it is the host that fails, and has for long enough to let it rest."""
        cause = self.cause or ""
        return self.failing >= RESTS_AFTER and (cause in HOST_CAUSES or cause.startswith("http_5"))


class Missed(Struct, frozen=True, kw_only=True):
    """Slots of a source that are not run: how many, from the first one's due moment on, and why."""

    source: str
    due: datetime
    slots: int
    why: Why


class Plan(Struct, frozen=True, kw_only=True):
    """What to do at a moment.

    Attributes:
        run: turns to run now, the longest waiting first.
        missed: slots to be told as missed.
        moved: the next turn of sources whose slots were all missed.
    """

    run: tuple[Turn, ...] = ()
    missed: tuple[Missed, ...] = ()
    moved: tuple[Turn, ...] = ()


class Habits(Struct, frozen=True, kw_only=True):
    """What holds for all sources.

    Attributes:
        rule: the timetable of a source that names none.
        spread: over how long sources with the same slot are spread.
        grace: how late a slot may still be run.
    """

    rule: str = "daily"
    spread: timedelta = timedelta(minutes=90)
    grace: timedelta = timedelta(hours=12)


def turn(source: str, rule: str, slot: datetime, habits: Habits) -> Turn:
    """Return the turn of a slot."""
    return Turn(source=source, rule=rule, slot=slot, due=due_at(slot, source, read(rule), habits.spread))


def following(last: Turn, habits: Habits) -> Turn:
    """Return the turn after one."""
    return turn(last.source, last.rule, read(last.rule).after(last.slot), habits)


def plan(
    turns: Iterable[Turn],
    standings: Mapping[str, Standing],
    hosts: Mapping[str, str],
    now: datetime,
    habits: Habits,
) -> Plan:
    """Return what is due at a moment.

    Of several slots that have passed, the newest is run, once, when it is no later than the grace; the others are told
    as missed. ``hosts`` names the host of every source.
    """
    run, missed, moved = [], list[Missed](), []
    for first in turns:
        if first.due > now:
            continue
        newest, passed = _newest(first, now, habits)
        if passed:
            missed.append(Missed(source=first.source, due=first.due, slots=passed, why="coalesced"))
        why = _why_not(newest, standings.get(first.source), now, habits)
        if why is None:
            run.append(newest)
        else:
            missed.append(Missed(source=first.source, due=newest.due, slots=1, why=why))
            moved.append(following(newest, habits))
    run = _but_one_a_dead_host(sorted(run, key=lambda one: (one.due, one.source)), standings, hosts, now)
    return Plan(run=tuple(run), missed=tuple(missed), moved=tuple(moved))


def _newest(first: Turn, now: datetime, habits: Habits) -> tuple[Turn, int]:
    """Return the last turn that has come, and how many came before it."""
    newest, passed = first, 0
    while (after := following(newest, habits)).due <= now:
        newest, passed = after, passed + 1
    return newest, passed


def _why_not(newest: Turn, standing: Standing | None, now: datetime, habits: Habits) -> Why | None:
    if now - newest.due > habits.grace:
        return "late"
    if standing is not None and standing.failing >= RESTS_AFTER and now - standing.tried_at < RESTS_FOR:
        return "resting"
    return None


def _but_one_a_dead_host(
    run: Sequence[Turn], standings: Mapping[str, Standing], hosts: Mapping[str, str], now: datetime
) -> list[Turn]:
    """Leave one source to ask at a host that is down; the others stay due, and go as soon as it answers."""
    dead = _dead_hosts(standings, hosts, now)
    probes: dict[str, Turn] = {}
    for one in run:
        host = hosts.get(one.source, "")
        if dead.get(host):
            probes[host] = min(one, probes.get(host, one), key=lambda turn: standings[turn.source].tried_at)
    return [one for one in run if (host := hosts.get(one.source, "")) not in dead or probes.get(host) is one]


def _dead_hosts(standings: Mapping[str, Standing], hosts: Mapping[str, str], now: datetime) -> dict[str, bool]:
    """Return the hosts whose sources, more than one, all fail for the host's sake, and whether one may ask again."""
    by_host: dict[str, list[Standing]] = {}
    for source, standing in standings.items():
        by_host.setdefault(hosts.get(source, ""), []).append(standing)
    return {
        host: now - max(one.tried_at for one in all_of_it) >= PROBE_EVERY
        for host, all_of_it in by_host.items()
        if host and len(all_of_it) > 1 and all(one.host_fails for one in all_of_it)
    }

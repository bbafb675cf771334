"""The keeper of the timetable: runs what is due, tells what was missed, and can be killed at any moment."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from msgspec import Struct

from scheduler.source_run import stamp
from scheduler.summary import RunSummary
from scheduler.timetable.plan import Habits, Missed, Plan, Standing, Turn, following, plan, turn
from scheduler.timetable.rules import read
from scraper.sources.model import Source
from storage.errors import StoreError
from storage.timetable import DueRow, StandingRow, Timetable, TurnRow

MOST_ATTEMPTS = 3
"""A turn that was cut off three times may be what kills the process: it is told as missed, and the next slot comes."""

Collect = Callable[[Sequence[Source]], Awaitable[RunSummary]]


class Round(Struct, frozen=True, kw_only=True):
    """What the keeper did at a moment.

    Attributes:
        summary: the run over what was due; None when nothing was, or it could not be begun.
        missed: slots that are told as missed.
        trouble: a sentence for a person when the run could not be begun or stored; its turns stay due.
    """

    summary: RunSummary | None = None
    missed: tuple[Missed, ...] = ()
    trouble: str | None = None


def rule_of(source: Source, habits: Habits) -> str:
    """Return a source's timetable.

    Raises:
        ValueError: one sentence, when it can't be read.
    """
    text = source.timetable or habits.rule
    try:
        read(text)
    except ValueError as error:
        raise ValueError(f"The timetable of {source.id}: {error}") from None
    return text


class Keeper:
    """Keeps one store's sources collected. Nothing is held in memory that the store does not hold."""

    def __init__(
        self,
        sources: Sequence[Source],
        timetable: Timetable,
        collect: Collect,
        *,
        habits: Habits,
        clock: Callable[[], datetime],
    ) -> None:
        self._sources = {source.id: source for source in sources if source.collectable}
        self._rules = {source.id: rule_of(source, habits) for source in self._sources.values()}
        self._hosts = {source.id: urlsplit(source.url).netloc.lower() for source in self._sources.values()}
        self._timetable, self._collect, self._habits, self._clock = timetable, collect, habits, clock

    def enrol(self) -> None:
        """Bring the timetable up to date with the sources: a new one is due at once, one with a new rule by that rule.

        What an earlier keeper began and did not end is settled: done, or due again.
        """
        now = self._clock()
        self._settle_unfinished(now)
        had = {row.source: row for row in self._timetable.turns()}
        fresh = [self._first(source, had.get(source), now) for source in self._sources]
        self._timetable.note([_row(one) for one in fresh if one is not None], [], stamp(now))
        self._timetable.keep_only(self._sources)

    def _first(self, source: str, had: TurnRow | None, now: datetime) -> Turn | None:
        rule = self._rules[source]
        if had is None:
            return Turn(source=source, rule=rule, slot=now, due=now)
        if had.rule == rule:
            return None
        return turn(source, rule, read(rule).after(now), self._habits)

    def _settle_unfinished(self, now: datetime) -> None:
        turns = {row.source: _turn(row) for row in self._timetable.turns()}
        for row in self._timetable.unfinished():
            run = self._timetable.done_since(row.source, row.due)
            one = turns.get(row.source)
            if run is not None:
                self._settle(one, _ran(row, run), now)
            elif row.attempts >= MOST_ATTEMPTS:
                self._settle(one, _missed_of(row, "crashed"), now)

    def _settle(self, one: Turn | None, row: DueRow, now: datetime) -> None:
        moved = [_row(following(one, self._habits))] if one is not None and stamp(one.due) == row.due else []
        self._timetable.note(moved, [row], stamp(now))

    def next_due(self) -> datetime | None:
        """Return when the next source is due; None when none is on the timetable."""
        return min((_turn(row).due for row in self._timetable.turns()), default=None)

    async def tick(self) -> Round:
        """Run what is due now, if anything is."""
        try:
            return await self._round(self._clock())
        except StoreError as error:
            return Round(trouble=str(error))

    async def _round(self, now: datetime) -> Round:
        self._settle_unfinished(now)
        due = [one for one in map(_turn, self._timetable.turns()) if one.due <= now and one.source in self._sources]
        if not due:
            return Round()
        made = plan(due, self._standings(), self._hosts, now, self._habits)
        return Round(summary=await self._carry_out(made, now), missed=made.missed)

    async def _carry_out(self, made: Plan, now: datetime) -> RunSummary | None:
        begun = self._begun(made)
        caught_up = [_row(one) for one in (*made.moved, *made.run)]
        self._timetable.note(caught_up, [*map(_missed, made.missed), *begun.values()], stamp(now))
        if not made.run:
            return None
        try:
            summary = await self._collect([self._sources[one.source] for one in made.run])
        except StoreError:
            self._leave_due(begun)
            raise
        self._finish(made, begun, summary)
        return summary

    def _begun(self, made: Plan) -> dict[str, DueRow]:
        before = {(row.source, row.due): row.attempts for row in self._timetable.unfinished()}
        return {
            one.source: DueRow(
                source=one.source,
                due=(due := stamp(one.due)),
                outcome="running",
                attempts=before.get((one.source, due), 0) + 1,
            )
            for one in made.run
        }

    def _leave_due(self, begun: Mapping[str, DueRow]) -> None:
        """The store was not to be had: that counts against no source, and is tried again."""
        now = stamp(self._clock())
        try:
            self._timetable.note([], [_again(row) for row in begun.values()], now)
        except StoreError:
            return  # still not to be had: they were begun once more, which is all that stays wrong

    def _finish(self, made: Plan, begun: Mapping[str, DueRow], summary: RunSummary) -> None:
        done = {result.source for result in summary.results if result.cause != "interrupted"}
        ended = [_ran(row, summary.run) if source in done else _again(row) for source, row in begun.items()]
        turns = [_row(following(one, self._habits)) for one in made.run if one.source in done]
        self._timetable.note(turns, ended, stamp(self._clock()))

    def _standings(self) -> dict[str, Standing]:
        return {row.source: _standing(row) for row in self._timetable.standings()}


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _turn(row: TurnRow) -> Turn:
    return Turn(source=row.source, rule=row.rule, slot=_moment(row.slot), due=_moment(row.next_due))


def _row(one: Turn) -> TurnRow:
    return TurnRow(source=one.source, rule=one.rule, slot=stamp(one.slot), next_due=stamp(one.due))


def _standing(row: StandingRow) -> Standing:
    return Standing(tried_at=_moment(row.tried_at), failing=row.failing, cause=row.cause)


def _missed(one: Missed) -> DueRow:
    return DueRow(source=one.source, due=stamp(one.due), outcome="missed", why=one.why, slots=one.slots)


def _missed_of(row: DueRow, why: str) -> DueRow:
    return DueRow(source=row.source, due=row.due, outcome="missed", why=why, attempts=row.attempts)


def _ran(row: DueRow, run: str) -> DueRow:
    return DueRow(source=row.source, due=row.due, outcome="ran", attempts=row.attempts, run=run)


def _again(row: DueRow) -> DueRow:
    return DueRow(source=row.source, due=row.due, outcome="running", attempts=row.attempts - 1)

"""What a schedule is made of, and what it says while it keeps a store."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from counciljobs.afterwards import Afterwards
from counciljobs.errors import DONE, Stop
from counciljobs.journal import Event, Journal, observing_for
from counciljobs.output import print_json
from counciljobs.session import Session
from counciljobs.summaries import exit_code, json_of, troubles
from counciljobs.timetabling import habits
from scheduler.collect import collecting
from scheduler.timetable.keeper import Keeper, Round
from scraper.sources.model import Source
from storage.timetable import Timetable

if TYPE_CHECKING:
    from scheduler.collect import CollectSettings
    from scheduler.summary import RunSummary
    from storage.store import Store

WHY = {
    "coalesced": "newer ones were run in their place",
    "late": "they were too long ago to be caught up",
    "resting": "the source keeps failing and is tried daily",
    "crashed": "the process ended three times while it was read",
}


def keeper_of(
    rows: Sequence[Source], store: "Store", settings: "CollectSettings", session: Session, journal: Journal
) -> Keeper:
    """Return the keeper of a store's timetable, brought up to date with the sources.

    Raises:
        Stop: when a timetable can't be read.
        StoreError: when the store can't be written.
    """

    async def collect(due: Sequence[Source]) -> "RunSummary":
        with observing_for(journal, len(due), quiet=session.quiet or session.json) as observer:
            return await collecting(due, store, settings, clock=session.clock, observer=observer)

    store.register([msgspec.to_builtins(row) for row in rows])
    store.let_go()
    try:
        keeper = Keeper(rows, Timetable(store), collect, habits=habits(session.settings), clock=session.clock)
    except ValueError as error:
        raise Stop(str(error)) from None
    keeper.enrol()
    return keeper


class Teller:
    """Says what each round did, and sees to what follows a run.

    Attributes:
        worst: the exit code of the last run.
    """

    def __init__(self, session: Session, afterwards: Afterwards, journal: Journal) -> None:
        self._session, self._afterwards, self._journal = session, afterwards, journal
        self._trouble: str | None = None
        self.worst = DONE

    def begin(self, keeper: Keeper) -> None:
        """Say that the schedule is up, and when it has something to do."""
        due = keeper.next_due()
        when = "nothing is due" if due is None else f"next due {due:%Y-%m-%d %H:%M} UTC"
        self._say(Event(event="up", text=f"Keeping {self._session.settings.db}: {when}; SIGTERM or Ctrl-C ends it."))

    def end(self) -> None:
        """Say that the schedule ends."""
        text = "The schedule has ended; what was due stays due, and the next one goes on from here."
        self._say(Event(event="down", text=text))

    def tell(self, made: Round) -> None:
        """Say what a round did: its runs, what it missed, and what it could not do; the same trouble once."""
        if made.trouble != self._trouble:
            self._trouble = made.trouble
            if made.trouble:
                self._journal.write(Event(event="trouble", text=made.trouble))
        for missed in made.missed:
            times = "1 turn" if missed.slots == 1 else f"{missed.slots} turns"
            text = f"{missed.source}: {times} missed since {missed.due:%Y-%m-%d %H:%M}: {WHY[missed.why]}."
            self._say(Event(event="missed", text=text, source=missed.source, why=missed.why, slots=missed.slots))
        if made.summary is not None:
            self._tell_run(made.summary)

    def _tell_run(self, summary: "RunSummary") -> None:
        if self._session.json:
            print_json(map(json_of, summary.results))
        for sentence in (*summary.notes, *troubles(summary.results)):
            self._journal.write(Event(event="trouble", text=sentence, run=summary.run))
        new, changed, gone = (sum(getattr(one, name) for one in summary.results) for name in ("new", "changed", "gone"))
        count = len(summary.results)
        counted = "1 source" if count == 1 else f"{count} sources"
        text = f"Run {summary.run}: {counted}, {new} new, {changed} changed, {gone} gone."
        self._say(Event(event="run", text=text, run=summary.run, sources=count, new=new, changed=changed, gone=gone))
        added = self._afterwards(summary.results)
        self.worst = exit_code(summary) or added

    def _say(self, event: Event) -> None:
        if not self._session.quiet:
            self._journal.write(event)

"""What people are told by message: sources whose state changed, and once a day how all stand. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from scheduler.advice import advice_for
from scheduler.summary import SourceResult

GOOD = frozenset({"ok", "unchanged", "empty"})
LASTING = ("moved_home", "fewer_adverts", "more_adverts", "all_past", "fields_lost", "stale")
"""Warnings that tell of a source gone wrong; the others pass by themselves."""
PASSING = frozenset({"interrupted"})
"""Causes that say nothing of the source."""
WELL = "good"
MOST_LINES = 25
"""A message that needs scrolling is not read; ``status`` has the rest."""
LEAST_AT_ONCE = 5
"""Fewer sources than this may well break on one day by chance."""
OURS = frozenset({"dns", "connection", "timeout", "tls"})
"""Causes that this machine's own network makes as well as a site's."""


class Message(Struct, frozen=True, kw_only=True):
    """A message.

    Attributes:
        states: the state of each source that it tells of; what later messages compare with.
    """

    title: str
    body: str
    states: dict[str, str]


def state_of(result: SourceResult) -> str | None:
    """Return a source's state in a word or two; None when the run says nothing of it."""
    if result.cause in PASSING:
        return None
    if result.verdict not in GOOD:
        return f"{result.verdict} ({result.cause})" if result.cause else result.verdict
    lasting = [word for word in LASTING if word in result.warnings]
    return f"{result.verdict} ({', '.join(lasting)})" if lasting else WELL


def changes(results: Sequence[SourceResult], told: Mapping[str, str]) -> Message | None:
    """Return the message about sources whose state is not the one last told; None when there is nothing to tell.

    Args:
        results: how the sources of a run ended.
        told: the state that was last told of each source; good when nothing was.
    """
    moved = [
        (result, state)
        for result in results
        if (state := state_of(result)) is not None and state != told.get(result.source, WELL)
    ]
    if not moved:
        return None
    worse = [result for result, state in moved if state != WELL]
    better = [result for result, state in moved if state == WELL]
    lines = [
        *_our_own_fault(worse, len(results)),
        *map(_worse, worse),
        *(f"{one.source} is well again." for one in better),
    ]
    return Message(
        title=f"counciljobs: {_counted(worse, better)}",
        body=_short(lines),
        states={result.source: state for result, state in moved},
    )


def _counted(worse: Sequence[SourceResult], better: Sequence[SourceResult]) -> str:
    words = [f"{_sources(worse)} in trouble"] if worse else []
    return " and ".join(words + ([f"{_sources(better)} well again"] if better else []))


def _sources(results: Sequence[object]) -> str:
    return "1 source" if len(results) == 1 else f"{len(results)} sources"


def _our_own_fault(worse: Sequence[SourceResult], all_of_them: int) -> list[str]:
    ours = [result for result in worse if result.cause in OURS]
    if len(ours) < LEAST_AT_ONCE or 2 * len(ours) <= all_of_them:
        return []
    return ["Most sources failed at once in ways that our own network makes: look at this machine first."]


def _worse(result: SourceResult) -> str:
    cause = result.cause or ", ".join(word for word in LASTING if word in result.warnings)
    since = f" since {result.since[:16].replace('T', ' ')}" if result.since else ""
    return f"{result.source} is {result.verdict} ({cause}){since}: {advice_for(cause.split(', ')[0])}."


def _short(lines: Sequence[str]) -> str:
    shown = list(lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        shown.append(f"and {len(lines) - MOST_LINES} more: see counciljobs status.")
    return "\n".join(shown)


class Day(Struct, frozen=True, kw_only=True):
    """The numbers of a day: jobs that are live, came and closed."""

    live: int
    new: int
    closed: int


def digest(day: str, results: Sequence[SourceResult], numbers: Day) -> Message:
    """Return the message of a day (YYYY-MM-DD): the jobs in numbers, then every source that needs a person."""
    verdicts = Counter(result.verdict for result in results)
    unwell = [result for result in results if state_of(result) not in {WELL, None}]
    counted = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())
    lines = [
        f"{numbers.live} live jobs; {numbers.new} new and {numbers.closed} closed in the last day.",
        f"{_sources(results)}: {counted}." if results else "No source has been collected yet.",
        *map(_worse, unwell),
    ]
    return Message(title=f"counciljobs on {day}: {numbers.live} live jobs", body=_short(lines), states={})

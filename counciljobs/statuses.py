"""How ``status`` shows the sources: the count of each verdict, those that are well, then those that need a person."""

from collections import Counter
from collections.abc import Sequence

from counciljobs.output import one_line, say
from counciljobs.summaries import GOOD
from counciljobs.tables import print_table
from scheduler.advice import advice_for
from scheduler.notices import LASTING
from scheduler.summary import SourceResult

WELL = ("source", "verdict", "checked", "pages", "adverts", "new", "changed", "gone")
UNWELL = ("source", "verdict", "cause", "since", "last good", "what to do")


def print_status(results: Sequence[SourceResult], *, said: bool) -> None:
    """Write the tables; ``said`` adds what each run said about a source, in full."""
    well = [result for result in results if result.verdict in GOOD and not result.warnings]
    unwell = [result for result in results if result not in well]
    say(_headline(results))
    if well:
        say()
        print_table(WELL, [_well(result) for result in well])
    if unwell:
        say()
        print_table(UNWELL, [_unwell(result) for result in unwell], "Need a person:")
    for result in results:
        if result.message and (said or _drifted(result)):
            say(f"{result.source}: {one_line(result.message)}")


def _drifted(result: SourceResult) -> bool:
    """Tell whether a source that was read needs its sentence: it has the new address, or the figures."""
    return result.verdict in GOOD and any(word in result.warnings for word in LASTING)


def _headline(results: Sequence[SourceResult]) -> str:
    if not results:
        return "No source has been collected yet: run counciljobs collect."
    counts = Counter(result.verdict for result in results)
    spelled = ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())
    last = max((result.checked_at or "" for result in results), default="")
    counted = "1 source" if len(results) == 1 else f"{len(results)} sources"
    return f"{counted}: {spelled}; last checked {minute(last)} UTC."


def minute(moment: str | None) -> str | None:
    """Return a stamp as people read it, to the minute."""
    return None if moment is None else moment[:16].replace("T", " ")


def _well(result: SourceResult) -> list[str | int | None]:
    counts = [result.pages, result.adverts, result.new, result.changed, result.gone]
    return [result.source, result.verdict, minute(result.checked_at), *counts]


def _unwell(result: SourceResult) -> list[str | int | None]:
    cause = result.cause or ", ".join(result.warnings)
    times = [minute(result.since), minute(result.last_good)]
    return [result.source, result.verdict, cause, *times, advice_for(result.cause or next(iter(result.warnings), None))]

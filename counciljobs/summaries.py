"""How a run and a status are shown: a table a glance, a sentence for each source that needs somebody."""

from collections.abc import Iterable, Sequence

from counciljobs.errors import DONE, NOTHING_DONE, SOME_FAILED
from counciljobs.output import one_line
from counciljobs.tables import print_table
from scheduler.advice import advice_for
from scheduler.summary import RunSummary, SourceResult

GOOD = {"ok", "unchanged", "empty"}
READ = GOOD | {"partial"}
"""A partial run stored what it read: something was collected."""
RUN_HEADINGS = ("source", "verdict", "cause", "pages", "adverts", "new", "changed", "gone", "seconds")
JSON_FIELDS = (
    *("source", "verdict", "cause", "checked_at", "since", "last_good", "pages", "adverts", "new", "changed", "gone"),
    *("warnings", "message"),
)
"""What ``collect --json`` and ``status --json`` print of a source: a contract of the command line."""


def exit_code(summary: RunSummary) -> int:
    """Return 0 when every source was read well, 3 when none was read at all, else 1."""
    verdicts = {result.verdict for result in summary.results}
    if verdicts and verdicts <= GOOD and not summary.interrupted:
        return DONE
    return SOME_FAILED if verdicts & READ or summary.interrupted else NOTHING_DONE


def json_of(result: SourceResult) -> dict[str, object]:
    """Return one source as the object that ``--json`` prints."""
    return {field: getattr(result, field) for field in JSON_FIELDS}


def print_run(summary: RunSummary, title: str = "") -> None:
    """Write the table of a run to standard output."""
    rows = [[getattr(result, heading) for heading in RUN_HEADINGS] for result in _by_need(summary.results)]
    print_table(RUN_HEADINGS, rows, title)


def _by_need(results: Iterable[SourceResult]) -> list[SourceResult]:
    """Sources that were read well first: what needs a person stands last, next to the prompt."""
    return sorted(results, key=lambda result: (result.verdict not in GOOD, result.source))


def troubles(results: Sequence[SourceResult]) -> list[str]:
    """Return one sentence for each source that was not read well, or that was with a warning."""
    return [_sentence(result) for result in _by_need(results) if result.verdict not in GOOD or result.warnings]


def _sentence(result: SourceResult) -> str:
    cause = f" ({result.cause})" if result.cause else ""
    since = f" since {result.since[:16].replace('T', ' ')}" if result.since else ""
    said = one_line(result.message or "").rstrip(".")
    if result.verdict in GOOD:
        return _ended(
            f"{result.source} is {result.verdict} with a warning ({', '.join(result.warnings)}): {said or 'see it'}"
        )
    return _ended(f"{result.source} is {result.verdict}{cause}{since}: {said or advice_for(result.cause)}")


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(("?", "!")) else f"{sentence}."

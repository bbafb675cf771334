"""Numbers for Prometheus: how each source stands, and how much is in the store. Pure but for Prometheus's own text."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from scheduler.notices import GOOD, Day
from scheduler.summary import SourceResult


class Numbers:
    """A collector in Prometheus's sense, over the last numbers that it was given."""

    def __init__(self) -> None:
        self._results: Sequence[SourceResult] = ()
        self._day = Day(live=0, new=0, closed=0)
        self._missed = 0
        self._at: datetime | None = None

    def take(self, results: Sequence[SourceResult], day: Day, missed: int, at: datetime) -> None:
        """Take what a run left: every source's state, the store's numbers, turns missed so far, and when it ended."""
        self._results, self._day, self._missed, self._at = results, day, missed, at

    def collect(self) -> Iterable[Metric]:
        """Yield every family."""
        yield from self._of_sources()
        yield from self._of_store()

    def _of_sources(self) -> Iterable[Metric]:
        up = GaugeMetricFamily("counciljobs_source_up", "1 when the last run read the source well", labels=["source"])
        state = GaugeMetricFamily(
            "counciljobs_source_state", "1 for the state it is in", labels=["source", "verdict", "cause"]
        )
        good = GaugeMetricFamily(
            "counciljobs_source_last_good_timestamp_seconds", "When it was last read well", labels=["source"]
        )
        adverts = GaugeMetricFamily("counciljobs_source_adverts", "Adverts in its last run", labels=["source"])
        pages = GaugeMetricFamily("counciljobs_source_pages", "Pages read in its last run", labels=["source"])
        for result in self._results:
            up.add_metric([result.source], float(result.verdict in GOOD))
            state.add_metric([result.source, result.verdict, result.cause or ""], 1)
            adverts.add_metric([result.source], result.adverts)
            pages.add_metric([result.source], result.pages)
            if result.last_good is not None:
                good.add_metric([result.source], datetime.fromisoformat(result.last_good).timestamp())
        yield from (up, state, good, adverts, pages)

    def _of_store(self) -> Iterable[Metric]:
        yield GaugeMetricFamily("counciljobs_live_jobs", "Jobs that are live", value=self._day.live)
        yield GaugeMetricFamily("counciljobs_new_jobs_day", "Jobs first seen in the last day", value=self._day.new)
        yield GaugeMetricFamily("counciljobs_closed_jobs_day", "Jobs closed in the last day", value=self._day.closed)
        yield CounterMetricFamily(
            "counciljobs_turns_missed", "Turns of the timetable told as missed", value=self._missed
        )
        if self._at is not None:
            ended = self._at.timestamp()
            yield GaugeMetricFamily("counciljobs_last_run_timestamp_seconds", "When the last run ended", value=ended)


def registry_of(numbers: Numbers) -> CollectorRegistry:
    """Return a registry with these numbers alone: nothing of this process itself."""
    registry = CollectorRegistry()
    registry.register(numbers)
    return registry


def exposition(numbers: Numbers) -> bytes:
    """Return the numbers in Prometheus's text format, UTF-8."""
    return bytes(generate_latest(registry_of(numbers)))

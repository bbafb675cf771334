"""What follows a run: a copy for analysts, the archive thinned, the status page, numbers, messages, the watchdog.

Each stands for itself: one that fails is told and stops neither the others nor the next run.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from counciljobs.errors import DONE, SOME_FAILED, Stop
from counciljobs.output import note
from counciljobs.runs import publish
from counciljobs.session import Session

if TYPE_CHECKING:
    from scheduler.metrics import Numbers
    from scheduler.notifying import Sender
    from scheduler.summary import SourceResult
    from storage.store import Store

PATIENCE = 10.0
"""Seconds that the watchdog has to answer: it is told, not asked."""


class Afterwards:
    """What is wanted after each run of a session, checked before the first.

    Attributes:
        numbers: the collector that an endpoint shows, when there is one.
    """

    def __init__(
        self,
        session: Session,
        target: Path | None,
        numbers: "Numbers | None" = None,
        told: Callable[[str], None] = note,
        archive: Path | None = None,
    ) -> None:
        """Look that all that is wanted can be had.

        Raises:
            Stop: when an extra is missing or an address is none.
        """
        self._session, self._target, self.numbers, self._told = session, target, numbers, told
        settings = session.settings
        self._archive = archive or settings.archive
        if settings.metrics is not None and numbers is None:
            self.numbers = numbers_wanted()
        self._send: Sender | None = _sender(settings.notify) if settings.notify else None

    def __call__(self, results: "Sequence[SourceResult]") -> int:
        """Do all that is wanted after a run with these results; returns the exit code it adds."""
        settings = self._session.settings
        code = max(publish(settings.db, self._target), self._thin())
        wanted: list[tuple[str, bool, Callable[[Store], bool]]] = [
            ("the status page was not written", settings.status_page is not None, self._write_page),
            ("the numbers were not written", self.numbers is not None, self._count),
            ("no address took the message", self._send is not None, lambda store: self._tell(store, results)),
        ]
        if any(wish for _, wish, _ in wanted):
            code = max(code, self._with_store(wanted))
        return max(code, self._beat())

    def _thin(self) -> int:
        """Remove from the archive what its limits do not keep."""
        days, size = self._session.settings.archive_keep_days, self._session.settings.archive_keep_bytes
        if self._archive is None or (days is None and size is None):
            return DONE
        import sqlite3  # noqa: PLC0415

        from scheduler.retention import Limits, thin  # noqa: PLC0415

        try:
            thinned = thin(self._archive, Limits(days, size), self._session.clock())
        except (OSError, sqlite3.Error) as error:
            self._told(f"The run is stored, but the archive was not thinned: {error}.")
            return SOME_FAILED
        if thinned.over:
            self._told(
                f"The archive has {thinned.left} bytes, more than archive_keep_bytes: the last two days and what they "
                "point to always stay."
            )
        return DONE

    def _with_store(self, wanted: "list[tuple[str, bool, Callable[[Store], bool]]]") -> int:
        from storage.store import Store, StoreError  # noqa: PLC0415

        code = DONE
        for trouble, wish, act in wanted:
            if not wish:
                continue
            try:
                with Store.open(self._session.settings.db) as store:
                    done, why = act(store), ""
            except (StoreError, OSError) as error:
                done, why = False, f": {error}"
            if not done:
                self._told(f"The run is stored, but {trouble}{why or '; the next run tries again'}.".replace("..", "."))
                code = SOME_FAILED
        return code

    def _states(self, store: "Store") -> "list[SourceResult]":
        from counciljobs.states import results_of  # noqa: PLC0415

        return results_of(store, self._session.clock())

    def _write_page(self, store: "Store") -> bool:
        from counciljobs.status_page import page  # noqa: PLC0415

        path = self._session.settings.status_page
        if path is not None:
            _write(path, page(self._states(store), self._session.clock()).encode())
        return True

    def _count(self, store: "Store") -> bool:
        from scheduler.metrics import exposition  # noqa: PLC0415
        from scheduler.notices import Day  # noqa: PLC0415
        from scheduler.source_run import stamp  # noqa: PLC0415
        from storage.telling import Told  # noqa: PLC0415

        if self.numbers is None:
            return True
        told, now = Told(store), self._session.clock()
        live, new, closed = told.numbers(stamp(now))
        self.numbers.take(self._states(store), Day(live=live, new=new, closed=closed), told.missed(), now)
        if self._session.settings.metrics is not None:
            _write(self._session.settings.metrics, exposition(self.numbers))
        return True

    def _tell(self, store: "Store", results: "Sequence[SourceResult]") -> bool:
        from scheduler.notifying import Notifier  # noqa: PLC0415
        from storage.telling import Told  # noqa: PLC0415

        if self._send is None:
            return True
        notifier = Notifier(Told(store), self._send, self._session.clock)
        return notifier.after_run(results) & notifier.daily(self._states(store))

    def _beat(self) -> int:
        address = self._session.settings.heartbeat
        if address is None:
            return DONE
        import httpx  # noqa: PLC0415

        try:
            httpx.get(address, timeout=PATIENCE, follow_redirects=True).raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self._told(f"The run is stored, but the watchdog was not told ({type(error).__name__}).")
            return SOME_FAILED
        return DONE


def _sender(addresses: Sequence[str]) -> "Sender":
    from scheduler.notifying import by_apprise  # noqa: PLC0415

    try:
        return by_apprise(addresses)
    except ImportError:
        raise Stop("COUNCILJOBS_NOTIFY needs Apprise: install counciljobs[notify].") from None
    except ValueError as error:
        raise Stop(f"{error}: see https://github.com/caronc/apprise/wiki.") from None


def numbers_wanted() -> "Numbers":
    """Return an empty collector of numbers.

    Raises:
        Stop: when the extra is missing.
    """
    try:
        from scheduler.metrics import Numbers  # noqa: PLC0415
    except ImportError:
        raise Stop("Numbers for Prometheus need its client: install counciljobs[metrics].") from None
    return Numbers()


def served(port: int | None) -> "Numbers | None":
    """Return numbers that Prometheus can ask for on 127.0.0.1 while this process lives; None without a port.

    Raises:
        Stop: when the extra is missing, or the port is taken.
    """
    if port is None:
        return None
    numbers = numbers_wanted()
    from prometheus_client import start_http_server  # noqa: PLC0415

    from scheduler.metrics import registry_of  # noqa: PLC0415

    try:
        start_http_server(port, addr="127.0.0.1", registry=registry_of(numbers))
    except OSError as error:
        raise Stop(f"Port {port} can't be used for the numbers ({error.strerror}): choose another.") from None
    return numbers


def _write(path: Path, body: bytes) -> None:
    from storage.writers import in_place  # noqa: PLC0415

    with in_place(path) as file:
        file.write(body)

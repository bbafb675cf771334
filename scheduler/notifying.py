"""Sending what people are told: once each, and again only when it could not be sent."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.notices import Day, Message, changes, digest
from scheduler.source_run import stamp
from scheduler.summary import SourceResult
from storage.telling import Told

log = logging.getLogger("counciljobs")

LONDON = ZoneInfo("Europe/London")
DIGEST_FROM = 7
"""The hour, in London, from which the day's digest goes out: with the first run that ends after it."""


Sender = Callable[[str, str], bool]
"""Sends a title and a body; returns whether any address took it: one that failed is not worth telling others twice."""


def by_apprise(addresses: Sequence[str]) -> Sender:
    """Return the sender to Apprise addresses (mailto://, slack://, msteams:// and the rest).

    Raises:
        ImportError: when Apprise is not installed.
        ValueError: one sentence, when one of the addresses is none; it names no secret.
    """
    from apprise import Apprise  # noqa: PLC0415 (an extra, and slow to import)

    boxes = [Apprise() for _ in addresses]
    for number, (box, address) in enumerate(zip(boxes, addresses, strict=True), start=1):
        if not box.add(address):
            scheme = address.partition("://")[0][:20]
            raise ValueError(f"address {number} of COUNCILJOBS_NOTIFY ({scheme}://...) is none that Apprise knows")

    def send(title: str, body: str) -> bool:
        taken = [bool(box.notify(title=title, body=body)) for box in boxes]
        for number in (number for number, took in enumerate(taken, start=1) if not took):
            log.warning("address %d of COUNCILJOBS_NOTIFY did not take the message: %s", number, title)
        return any(taken)

    return send


class Notifier:
    """Tells people about a store's sources: each change of state once, and a digest a day."""

    def __init__(self, told: Told, send: Sender, clock: Callable[[], datetime]) -> None:
        self._told, self._send, self._clock = told, send, clock

    def after_run(self, results: Sequence[SourceResult]) -> bool:
        """Tell what a run changed; False when a message could not be sent, which the next run tries again.

        Raises:
            StoreError: when what was told can't be kept.
        """
        message = changes(results, self._told.states())
        if message is None:
            return True
        if not self._sent(message):
            return False
        self._told.note_states(message.states, stamp(self._clock()))
        return True

    def daily(self, results: Sequence[SourceResult]) -> bool:
        """Send the day's digest when it is time and it was not sent; False when it could not be.

        Raises:
            StoreError: when the store can't be used.
        """
        now = self._clock().astimezone(LONDON)
        day = now.date().isoformat()
        if now.hour < DIGEST_FROM or self._told.digested(day):
            return True
        live, new, closed = self._told.numbers(stamp(now))
        if not self._sent(digest(day, results, Day(live=live, new=new, closed=closed))):
            return False
        self._told.note_digest(day, stamp(now))
        return True

    def _sent(self, message: Message) -> bool:
        return self._send(message.title, message.body)

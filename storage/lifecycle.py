"""The life of a posting: what each sighting, each absence and the clock alone make of it.

Pure functions on frozen records; moments are our own stamps (UTC with Z), which compare as text. No status is
terminal: a posting that was closed wrongly comes back by being seen.
"""

import re
from collections.abc import Sequence
from datetime import timedelta
from statistics import median
from typing import Literal

from msgspec import Struct

from scraper.records import Status
from storage.stamps import before, between

WALKS_APART = timedelta(hours=6)
"""Two absences within minutes are one glitch seen twice; six hours apart they outlast a deployment or a cache."""
WALKS_TO_WITHDRAW = 2
"""One walk may miss an advert while pages shift under it; two complete walks agree only about what is gone."""
UNCONFIRMED_AFTER = timedelta(days=45)
"""Council adverts are up for two to six weeks: without a closing date, 45 days unseen is past the longest usual one."""
REOPEN_WITHIN = timedelta(days=14)
"""Gone and back within a fortnight is a pause (an edit, an extension, a fault of ours), not a new recruitment."""
HOLD_AT_LEAST = 10
"""Under ten withdrawals a run is the everyday; a large share of a small site says little."""
HOLD_SHARE = 0.5
"""More than half of a source's live postings gone at once is more often a redesign than a hiring freeze."""
HOLD_FALL = 0.30
"""A count that falls by more than 30% below its usual is more often a short listing than a quiet week."""
USUAL_OF = 5
"""The usual count is the median of the last five complete runs: one odd run among them does not move it."""
USUAL_NEEDS = 3
"""Before its third complete run a source has no usual count: two may both be odd."""
WALKS_TO_RELEASE = 2
"""A held withdrawal is believed after two further complete runs that agree with it."""

GOOD_WALKS = frozenset({"ok", "empty", "unchanged"})
OPEN: frozenset[Status] = frozenset({"live", "unconfirmed"})
TITLE_WORD = re.compile(r"\w{4,}")
"""Shorter words join or rank ("of", "and", "HR"); two posts share those by chance."""
Sighting = Literal["stay", "confirm", "reopen", "readvert", "another"]


class Walk(Struct, frozen=True, kw_only=True):
    """What a source run proves about absence."""

    verdict: str
    extent: str | None
    complete: bool

    @property
    def proves_absence(self) -> bool:
        """Whether what it did not show was not there: a complete walk of a listing that shows everything."""
        return self.complete and self.extent == "full" and self.verdict in GOOD_WALKS


class Life(Struct, frozen=True, kw_only=True):
    """A posting's life as stored, when it is seen again.

    Attributes:
        closed_at: when it closed; None while it is open.
        closes: first moment at which its closing time, as stored, has passed; None without one.
        last_seen: when it was seen before: a site may go on showing what is closed.
    """

    status: Status
    closed_at: str | None = None
    last_seen: str | None = None
    closes: str | None = None


class Absence(Struct, frozen=True, kw_only=True):
    """The evidence that an open posting is gone.

    Attributes:
        since: first complete walk in a row that did not show it.
        walks: how many in a row did not.
        held_at: how many there were when its withdrawal was held; None when it never was.
    """

    since: str | None = None
    walks: int = 0
    held_at: int | None = None


class Drop(Struct, frozen=True, kw_only=True):
    """What one run would withdraw from one source.

    Attributes:
        ripe: postings whose absence is proved and was not held before.
        live: open postings of the source that were up before the first of these was missed. Those that came since
            do not count: on a site that changes all its ids, the new ones are the old ones again.
        count: adverts that this run found.
        usual: adverts of the source's earlier complete runs, the latest first.
    """

    ripe: int
    live: int
    count: int
    usual: Sequence[int] = ()


def seen_again(life: Life, *, at: str, closes: str | None, reparsed: bool, another: bool = False) -> Sighting:
    """Return what a sighting means.

    Args:
        life: the posting as stored.
        at: when it was seen.
        closes: first moment at which its closing time, as now read, has passed.
        reparsed: whether the advert itself is as it was, and only our reading differs.
        another: whether the id now stands for another post (is_another_post).

    Returns:
        stay: its status stands. confirm: it is live after all. reopen: it was away for a short while and the same
        spell goes on. readvert: it is advertised again, which begins a new spell. another: so does another post that
        was given the id, which follows nothing.
    """
    if life.status in OPEN:
        return "confirm"
    if closes is not None and closes <= at:
        return "stay"
    if another and not reparsed:
        return "another"
    return _back(life, at=at, closes=closes, reparsed=reparsed)


def _back(life: Life, *, at: str, closes: str | None, reparsed: bool) -> Sighting:
    lapsed = life.closes is not None and life.closes <= at
    if lapsed and closes is not None:
        return _extended(life, reparsed=reparsed)
    if life.status == "expired" and (reparsed or not _long_gone(life, at)):
        return _undated(reparsed=reparsed)
    if _long_gone(life, at):
        return "readvert"
    return "stay" if life.status == "retired" else "reopen"


def is_another_post(before: tuple[str, str | None], now: tuple[str, str | None]) -> bool:
    """Tell whether a site gave an id to another post, from title and employer's reference before and now.

    A renamed post keeps a word of its title or its reference. What keeps a word ("Officer") is still another one where
    each title has a word of its own and each post a reference of its own.
    """
    (title, reference), (new_title, new_reference) = before, now
    words, new_words = (set(TITLE_WORD.findall(each.casefold())) for each in (title, new_title))
    if reference is not None and reference == new_reference:
        return False
    if words.isdisjoint(new_words):
        return bool(words and new_words)
    return None not in {reference, new_reference} and bool(words - new_words) and bool(new_words - words)


def _undated(*, reparsed: bool) -> Sighting:
    """Return what a lost closing time means: the source took it away and goes on showing the post, or we lost it."""
    return "stay" if reparsed else "reopen"


def _extended(life: Life, *, reparsed: bool) -> Sighting:
    """Return what a closing time ahead means after the old one passed: a new round, unless we only misread the old."""
    if not reparsed:
        return "readvert"
    return "stay" if life.status == "retired" else "reopen"


def _long_gone(life: Life, at: str) -> bool:
    """Tell whether it was away for long: what is withdrawn since it closed, what expired since it was shown as well."""
    gone = life.closed_at
    if life.status == "expired":
        gone = max(gone or life.last_seen, life.last_seen) if life.last_seen else None
    return gone is not None and between(gone, at) > REOPEN_WITHIN


def missed(absence: Absence, at: str) -> Absence:
    """Return the evidence after one more complete walk that did not show the posting."""
    return Absence(since=absence.since or at, walks=absence.walks + 1, held_at=absence.held_at)


def is_proved(absence: Absence, at: str) -> bool:
    """Tell whether a posting's absence is proved by walks enough and far enough apart."""
    if absence.since is None or absence.walks < WALKS_TO_WITHDRAW:
        return False
    return between(absence.since, at) >= WALKS_APART


def is_released(absence: Absence) -> bool:
    """Tell whether a held withdrawal has been confirmed by further walks."""
    return absence.held_at is not None and absence.walks - absence.held_at >= WALKS_TO_RELEASE


def must_hold(drop: Drop) -> bool:
    """Tell whether a run's withdrawals are too many to be believed at once."""
    if drop.ripe >= HOLD_AT_LEAST and drop.ripe > drop.live * HOLD_SHARE:
        return True
    usual = drop.usual[:USUAL_OF]
    return len(usual) >= USUAL_NEEDS and drop.count < median(usual) * (1 - HOLD_FALL)


def unconfirmed_before(now: str) -> str:
    """Return the stamp before which a live posting without a closing date was last seen too long ago."""
    return before(now, UNCONFIRMED_AFTER)

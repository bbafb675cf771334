"""What is true in a simulated world: which vacancy was up where, from when to when, and what followed what."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from scraper.records import Advert

LONDON = ZoneInfo("Europe/London")
COLLECTED_AT = time(6, 0, tzinfo=UTC)
Weather = Literal["fine", "down", "partial", "empty"]
"""How a source is on a day: fine, not to be read, read in part, or saying in error that it has nothing."""


class Vacancy(Struct, frozen=True, kw_only=True):
    """One round of a post: what a job stands for.

    Attributes:
        follows: the round of the same post before this one.
    """

    number: int
    post: int
    council: int
    title: str
    site: str
    town: str
    low: int
    reference: str
    body: tuple[str, ...]
    follows: int | None = None


class Closing(Struct, frozen=True):
    """A closing time as printed: the end of a day, or noon on it, in London."""

    day: date
    noon: bool = False

    @property
    def moment(self) -> datetime:
        """The first moment at which it has passed."""
        if self.noon:
            return datetime.combine(self.day, time(12), LONDON).astimezone(UTC)
        return datetime.combine(self.day + timedelta(days=1), time(), LONDON).astimezone(UTC)

    @property
    def text(self) -> str:
        """As a site prints it."""
        said = f"{self.day.day} {self.day:%B %Y}"
        return f"12 noon on {said}" if self.noon else said


class Showing(Struct, frozen=True, kw_only=True):
    """A vacancy on a source under one id.

    Attributes:
        start, end: first day shown, and first day not shown any more.
        paused: days from and to which it was away in between.
        closings: the closing time printed from each day on; empty where none is printed.
        edited: day from which the text differs.
        moved: whether it goes on under this id after the source changed all its ids.
    """

    source: str
    ref: str
    vacancy: Vacancy
    advert: Advert
    start: int
    end: int
    paused: tuple[int, int] | None = None
    closings: tuple[tuple[int, Closing], ...] = ()
    edited: int | None = None
    moved: bool = False

    def is_shown(self, day: int) -> bool:
        """Tell whether the site shows it on a day."""
        away = self.paused is not None and self.paused[0] <= day < self.paused[1]
        return self.start <= day < self.end and not away

    def closing(self, day: int) -> Closing | None:
        """Return the closing time printed on a day."""
        told = [closing for since, closing in self.closings if since <= day]
        return told[-1] if told else None

    def is_up(self, day: int, at: datetime) -> bool:
        """Tell whether it is shown and has not closed by its own time."""
        closing = self.closing(day)
        return self.is_shown(day) and (closing is None or closing.moment > at)


class World(Struct, frozen=True, kw_only=True):
    """A simulated world: days are numbered from 0, and each is collected at 06:00 UTC."""

    first_day: date
    days: int
    showings: tuple[Showing, ...]
    weather: dict[tuple[str, int], Weather]
    redesigned: dict[str, int]
    moves: dict[str, int]
    windows: frozenset[str]
    """Sources that show their latest adverts only, and so prove nothing by absence."""

    @property
    def sources(self) -> list[str]:
        """All sources, by name."""
        return sorted({one.source for one in self.showings})

    def at(self, day: int) -> datetime:
        """When a day is collected."""
        return datetime.combine(self.first_day + timedelta(days=day), COLLECTED_AT)

    def sky(self, source: str, day: int) -> Weather:
        """How a source is on a day."""
        return self.weather.get((source, day), "fine")

    def shown(self, source: str, day: int) -> list[Showing]:
        """Return what the site truly shows on a day."""
        return [one for one in self.showings if one.source == source and one.is_shown(day)]

    def up(self, day: int) -> set[tuple[str, str]]:
        """Return what is truly up on a day, by source and id."""
        at = self.at(day)
        return {(one.source, one.ref) for one in self.showings if one.is_up(day, at)}

    def rounds(self) -> Iterator[tuple[Vacancy, Vacancy]]:
        """Yield each round of a post with the one before it."""
        known = {one.vacancy.number: one.vacancy for one in self.showings}
        for vacancy in known.values():
            if vacancy.follows in known:
                yield vacancy, known[vacancy.follows]

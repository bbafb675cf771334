"""What discovery starts from and what it comes to."""

from typing import Literal

from msgspec import Struct

from scraper.sources.model import Source

State = Literal["own_site", "board", "unknown"]


class Entry(Struct, frozen=True, kw_only=True):
    """A way into a source: what its row would say. ``board`` is the id of the board's row, None for an own site."""

    platform: str
    url: str
    options: dict[str, str | int | bool | list[str]] = {}
    board: str | None = None


class Start(Struct, frozen=True, kw_only=True):
    """A council to be looked at: its row, and where to begin.

    Attributes:
        row: its row in the register, whose ``url`` is its website.
        careers: the address of its careers page, where somebody has told it.
    """

    row: Source
    careers: str | None = None


class Finding(Struct, frozen=True, kw_only=True):
    """What is known of one council's own site after a look; one line of the state file.

    Attributes:
        council: id of the council's row.
        code: its GSS code.
        state: own_site (proved), board (its adverts are on a shared board), unknown.
        entry: what was proved; None while unknown.
        adverts: read when it was proved; 0 where the page says that there are none.
        saw: the reason, in sentences for a person.
        trail: the addresses from the council's website to the source, in order.
        requests: made for this council, robots.txt files included.
        checked_on: day of the look (YYYY-MM-DD).
        careers: a careers page that somebody has told and nobody has looked at yet.
    """

    council: str
    code: str | None
    state: State = "unknown"
    entry: Entry | None = None
    adverts: int = 0
    saw: str = ""
    trail: tuple[str, ...] = ()
    requests: int = 0
    checked_on: str | None = None
    careers: str | None = None

    @property
    def looked_at(self) -> bool:
        """Whether the council's site was asked: a careers page that was only told is none."""
        return self.checked_on is not None

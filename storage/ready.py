"""A posting of a batch made ready to write, and what is stored of one that a batch brings again."""

from typing import Any

from msgspec import Struct

from storage.batch import SeenPosting
from storage.hashing import advert_hash, is_relative
from storage.posting_rows import AT, content_hash, values_of
from storage.stamps import closing_moment


class Ready(Struct, frozen=True):
    """One posting of a batch, ready to write.

    Attributes:
        values: in the record's order, as SQLite holds them.
        content: digest of the posting, advert: digest of the advert it was read from; both blind to ageing words.
        dated: False when its day of posting was counted back from the day of reading.
        counted: True when its closing date was counted from the day of reading.
    """

    ref: str
    values: list[Any]
    content: bytes
    advert: bytes
    dated: bool
    counted: bool
    seen: SeenPosting

    @property
    def closes(self) -> str | None:
        """The first moment at which its closing time has passed."""
        return closing_moment(self.values[AT["closes_at"]])


class Stored(Struct, frozen=True):
    """What is stored of a posting that a batch brings again."""

    id: int
    status: str
    content: bytes
    advert: bytes
    listed_hash: str
    detail_at: str | None
    parser_version: str | None


def ready(seen: SeenPosting) -> Ready:
    """Make a posting ready to write."""
    values = values_of(seen.posting)
    dated = not is_relative(seen.advert.posted_text)
    content = content_hash(values, dated=dated)
    counted = is_relative(seen.advert.closing_text)
    return Ready(values[AT["source_ref"]], values, content, advert_hash(seen.advert), dated, counted, seen)

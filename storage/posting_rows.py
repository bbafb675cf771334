"""A posting as a row: values in the order of the record's fields, text that SQLite can hold, and its digest."""

import math
import zlib
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

import msgspec

from scraper.records import Advert, Posting
from storage.hashing import VOLATILE, digest, stabilised
from storage.schema.columns import columns_of

FIELDS: tuple[str, ...] = Posting.__struct_fields__
LIFE = frozenset(("job", "status", "first_seen", "last_seen", "closed_at", "closed_reason", "left_censored"))
"""These belong to the store: what a parser says of them does not count."""
UNWATCHED = LIFE | {"rules", "parser_version"}
"""A change in these is not a change of the posting."""
WATCHED = tuple(name for name in FIELDS if name not in UNWATCHED)
CONTENT = tuple(name for name in FIELDS if name not in LIFE)
"""What the parser gives, in the record's order."""
JSON_FIELDS = ("places", "working_pattern", "rules", "flags")
AT = {name: number for number, name in enumerate(FIELDS)}
"""Where each field stands in a row's values."""
_JSON_AT = tuple(AT[name] for name in JSON_FIELDS)
_CONTENT_AT = tuple(AT[name] for name in CONTENT)
_WATCHED_AT = tuple(AT[name] for name in WATCHED)
_content, _watched = itemgetter(*_CONTENT_AT), itemgetter(*_WATCHED_AT)
_VOLATILE_AT = tuple((AT[name], name) for name in VOLATILE if name in AT)
_POSTED_AT = WATCHED.index("posted_on")
_NUMBERS_AT = tuple(
    AT[column.name] for column in columns_of(Posting) if column.kind in ("REAL", "INTEGER") and column.form != "flag"
)
_LARGEST = 2**63
"""SQLite's integers have 64 bits."""
REPLACEMENT = "�"
LEVEL, WINDOW_BITS, MEMORY = 1, 12, 5
"""zlib's fastest with a small window: for texts of a few thousand bytes three times faster than its usual settings, and
no larger. Measured on adverts of 2.7 kB: 24 against 88 microseconds, 1.37 kB both."""


def clean(value: object) -> object:
    """Return a value that SQLite can hold: NULs and lone surrogates are marked, what is no number becomes None."""
    if isinstance(value, str):
        text = value.replace("\0", REPLACEMENT)
        return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int):
        return value if -_LARGEST <= value < _LARGEST else None
    if isinstance(value, Mapping):
        return {clean(name): clean(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [clean(one) for one in value]
    return value


def clean_row(values: Mapping[str, object]) -> dict[str, object]:
    """Return a row's values as SQLite can hold them."""
    return {name: clean(value) for name, value in values.items()}


def values_of(posting: Posting) -> list[Any]:
    """Return a posting's values in the record's order, lists and objects as JSON text."""
    values = list(msgspec.structs.astuple(posting))
    for at in _NUMBERS_AT:
        value = values[at]
        if value is not None and not -_LARGEST < value < _LARGEST:
            values[at] = None
    if not _is_sound(values):
        values = [clean(value) for value in msgspec.to_builtins(values)]
        _with_json(values)
    return values


def _is_sound(values: list[Any]) -> bool:
    """Turn lists and objects into JSON and tell whether SQLite can hold all texts as they are."""
    plain = list(values)
    try:
        _with_json(plain)
        sound = b"\\u0000" not in msgspec.json.encode(plain)
    except UnicodeEncodeError:
        return False
    if sound:
        values[:] = plain
    return sound


def _with_json(values: list[Any]) -> None:
    for at in _JSON_AT:
        value = values[at]
        values[at] = msgspec.json.encode(value).decode() if value else _EMPTY[type(value)]


_EMPTY: dict[type, str] = {tuple: "[]", list: "[]", dict: "{}"}


def content_of(values: list[Any]) -> list[Any]:
    """Return what the parser gave, without the life that belongs to the store."""
    return list(_content(values))


def content_hash(values: list[Any], *, dated: bool = True) -> bytes:
    """Return the digest of what a reader would call the posting's content, blind to what changes by itself.

    Args:
        values: in the record's order.
        dated: False when the day of posting was counted back from the day of reading ("2 weeks ago"), which gives
            another day every time.
    """
    settled = _settled(values)
    if not dated:
        settled[_POSTED_AT] = None
    return digest(msgspec.json.encode(settled))


def _settled(values: list[Any]) -> list[Any]:
    settled = list(values)
    for at, name in _VOLATILE_AT:
        settled[at] = stabilised(name, settled[at])
    return list(_watched(settled))


def differences(old: list[Any], new: list[Any]) -> list[tuple[str, Any, Any]]:
    """Return (field, old, new) for each watched field whose value is another, volatile words aside."""
    return [
        (name, old[at], new[at])
        for at, name, before, after in zip(_WATCHED_AT, WATCHED, _settled(old), _settled(new), strict=True)
        if before != after
    ]


def packed(advert: Advert) -> bytes:
    """Return an advert as compressed JSON."""
    if advert.coordinates is not None and not all(map(math.isfinite, advert.coordinates)):
        advert = msgspec.structs.replace(advert, coordinates=None)
    try:
        data = msgspec.json.encode(advert)
    except UnicodeEncodeError:
        data = msgspec.json.encode(clean(msgspec.to_builtins(advert)))
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, WINDOW_BITS, MEMORY)
    return packer.compress(data) + packer.flush()


def unpacked(data: bytes) -> Advert:
    """Return the advert that ``packed`` stored."""
    return _advert.decode(zlib.decompress(data))


_advert = msgspec.json.Decoder(Advert)

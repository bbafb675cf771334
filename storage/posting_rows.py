"""A posting as a row: values in the order of the record's fields, text that SQLite can hold, and its digest."""

import math
import zlib
from collections.abc import Mapping
from typing import Any

import msgspec

from scraper.records import Advert, Posting
from storage.hashing import VOLATILE, digest, stabilised

FIELDS: tuple[str, ...] = Posting.__struct_fields__
LIFE = frozenset(("job", "status", "first_seen", "last_seen", "closed_at", "closed_reason", "left_censored"))
"""These belong to the store: what a parser says of them does not count."""
UNWATCHED = LIFE | {"rules", "parser_version"}
"""A change in these is not a change of the posting."""
WATCHED = tuple(name for name in FIELDS if name not in UNWATCHED)
CONTENT = tuple(name for name in FIELDS if name not in LIFE)
"""What the parser gives, in the record's order."""
JSON_FIELDS = ("places", "working_pattern", "rules", "flags")
_AT = {name: number for number, name in enumerate(FIELDS)}
_JSON_AT = tuple(_AT[name] for name in JSON_FIELDS)
_CONTENT_AT = tuple(_AT[name] for name in CONTENT)
_WATCHED_AT = tuple(_AT[name] for name in WATCHED)
_VOLATILE_AT = tuple((_AT[name], name) for name in VOLATILE if name in _AT)
_POSTED_AT = WATCHED.index("posted_on")
_LARGEST = 2**63
"""SQLite's integers have 64 bits."""
REPLACEMENT = "�"
COMPRESSION = 1
"""zlib's fastest: half the size of the best for a sixth of its time, and reading costs the same."""


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
    try:
        _with_json(values)
        sound = b"\\u0000" not in msgspec.json.encode(values)
        sound = sound and math.inf not in values and -math.inf not in values
    except (UnicodeEncodeError, OverflowError):
        sound = False
    if not sound:
        values = [clean(value) for value in msgspec.to_builtins(posting).values()]
        _with_json(values)
    return values


def _with_json(values: list[Any]) -> None:
    for at in _JSON_AT:
        values[at] = msgspec.json.encode(values[at]).decode()


def content_of(values: list[Any]) -> list[Any]:
    """Return what the parser gave, without the life that belongs to the store."""
    return [values[at] for at in _CONTENT_AT]


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
    return [settled[at] for at in _WATCHED_AT]


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
    return zlib.compress(data, COMPRESSION)


def unpacked(data: bytes) -> Advert:
    """Return the advert that ``packed`` stored."""
    return _advert.decode(zlib.decompress(data))


_advert = msgspec.json.Decoder(Advert)

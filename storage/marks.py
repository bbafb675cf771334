"""The mark that stands for a forgotten advert: it tells nothing, and keeps the advert out."""

from hashlib import blake2b

from storage.posting_rows import clean

MARK_BYTES = 16


def mark_of(source: str, source_ref: str) -> bytes:
    """Return what stands for a forgotten advert: a digest that its id can't be read from."""
    named = f"{source}\n{clean(source_ref)}"
    return blake2b(named.encode("utf-8", "backslashreplace"), digest_size=MARK_BYTES).digest()

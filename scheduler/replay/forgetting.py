"""Taking an advert out of an archive: every page that shows it gives way to a note that it was forgotten.

A page is not edited: its markup could keep what a reader does not see. A replay meets such a page as a fetch that
failed, so nothing is closed by it.
"""

import html
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from scheduler.replay.films import films, warc_files
from scraper.fetching.rewriting import Mixed, failure_instead, rewrite
from scraper.fetching.warc import Record
from scraper.pages import Verdict
from scraper.records import Advert
from storage.forgetting import addresses_of

LONG_LINE = 40
"""Letters of a line of a description that no other advert is taken to share by chance."""
LONG_TITLE = 16
"""Letters of a title that tell an advert: "Social Worker" is on many pages that do not show this one."""
LONG_PATH = 8
LONG_REF = 6
"""Characters of an id that is no number of anything else."""
_TAG = re.compile(r"<[^<>]*>")
_ENDS = r"(?![0-9a-z])"
_TOLD = msgspec.json.encode(
    {"verdict": Verdict.PARTIAL, "cause": "forgotten", "message": "The page showed an advert that was forgotten."}
)


def forget_in(archive: Iterable[Path], source: str, source_ref: str, advert: Advert | None) -> tuple[int, list[str]]:
    """Rewrite the files of a source's pages; returns how many pages gave way, and a sentence for each file that can't.

    Raises:
        OSError: when a file can't be read or written.
    """
    ours, foreign = films(warc_files(archive))
    files = [film.reels[source] for film in ours if source in film.reels] + foreign
    shows = _test_of(source_ref, advert)
    gone, notes = 0, []
    for file in files:
        try:
            gone += rewrite(file, _replacing(shows, gzip=file.suffix == ".gz"))
        except Mixed as mixed:
            notes.append(f"{mixed}: remove the file yourself if it shows the advert.")
    return gone, notes


def _replacing(shows: Callable[[Record], bool], *, gzip: bool) -> Callable[[Record], bytes | None]:
    def replace(record: Record) -> bytes | None:
        if record.kind in ("response", "resource", "revisit") and shows(record):
            return failure_instead(record, _TOLD, gzip=gzip)
        return None

    return replace


def _test_of(source_ref: str, advert: Advert | None) -> Callable[[Record], bool]:
    """Return what tells whether a record is, or shows, the advert."""
    addresses = addresses_of(advert) if advert else ()
    signs = [re.compile(re.escape(sign) + _ENDS) for sign in _signs(source_ref, addresses, advert)]

    def shows(record: Record) -> bool:
        if record.uri in addresses:
            return True
        marked = _flat(record.block.decode("utf-8", "replace"))
        plain = _flat(_TAG.sub("", marked))
        return any(sign.search(marked) or sign.search(plain) for sign in signs)

    return shows


def _signs(source_ref: str, addresses: Iterable[str], advert: Advert | None) -> list[str]:
    paths = [f"{parts.path}?{parts.query}" if parts.query else parts.path for parts in map(urlsplit, addresses)]
    texts = [advert.title or "", *(advert.description or "").splitlines()] if advert else []
    signs = [path for path in paths if len(path) >= LONG_PATH]
    signs += [source_ref] if len(source_ref) >= LONG_REF else []
    signs += [line for line in texts[1:] if len(line) >= LONG_LINE]
    signs += [title for title in texts[:1] if len(title) >= LONG_TITLE]
    return [_flat(sign) for sign in dict.fromkeys(signs)]


def _flat(text: str) -> str:
    """Return a text as every way to write it comes to: entities undone (feeds have them twice), space and case even."""
    undone = html.unescape(html.unescape(text)).replace("\\/", "/")
    return " ".join(undone.split()).casefold()

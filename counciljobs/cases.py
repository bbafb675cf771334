"""A source's first test, written for it: the page as kept, what is read from it, and a test that waits for a person."""

import json
from collections.abc import Mapping
from pathlib import Path

import msgspec

from counciljobs.errors import NOTHING_DONE, Stop
from counciljobs.kept_pages import ending, is_masked, masked
from counciljobs.looks import Look
from scraper.pages import Page
from scraper.platforms import registry
from scraper.platforms.base import Listing, Options
from scraper.platforms.read import read_listing
from scraper.sources.model import Source

TEST = '''"""{name} on {day}, read by {platform}: fails until a person has compared golden.json with the page."""

import json
from pathlib import Path

import msgspec

from scraper.pages import Page
from scraper.platforms import registry
from scraper.platforms.read import read_listing

HERE = Path(__file__).parent
URL = {url}
FETCHED_AT = {fetched_at}
HEADERS = {headers}
OPTIONS = {options}
LOOKED_AT = None
"""The day on which somebody compared golden.json with {file}, advert by advert, such as "{day}"."""


def test_the_page_is_read_as_a_person_saw_it() -> None:
    page = Page(url=URL, body=(HERE / "{file}").read_bytes(), fetched_at=FETCHED_AT, headers=HEADERS)
    listing = read_listing(registry.load("{platform}"), page, OPTIONS)
    assert json.loads(msgspec.json.encode(listing)) == json.loads((HERE / "golden.json").read_text(encoding="utf-8"))
    assert LOOKED_AT, "Compare golden.json with {file}, then write the day into LOOKED_AT."
'''


def check_free(folder: Path) -> None:
    """Check that a folder for a case can be made.

    Raises:
        Stop: it is there already.
    """
    if folder.exists():
        raise Stop(f"{folder} is there already; name another folder with --fixtures, or take it away.")


def write_case(folder: Path, look: Look) -> list[Path]:
    """Write page, golden and test of a source into a new folder, and return their paths.

    Raises:
        Stop: the folder is there already, or the page reads differently once personal data are masked.
    """
    page, listing = _kept(look)
    check_free(folder)
    folder.mkdir(parents=True)
    file = f"listing.{ending(page)}"
    paths = [folder / file, folder / "golden.json", folder / f"test_{look.source.id.replace('-', '_')}.py"]
    paths[0].write_bytes(page.body)
    golden = json.dumps(json.loads(msgspec.json.encode(listing)), indent=2, ensure_ascii=False) + "\n"
    paths[1].write_text(golden, encoding="utf-8")
    paths[2].write_text(_test(look.source, page, file), encoding="utf-8")
    return paths


def _kept(look: Look) -> tuple[Page, Listing]:
    """Return the page as it may be kept, and what is read from it."""
    page = look.page
    if page is None or look.listing is None:  # pragma: no cover  (a defect: only pages that were read come here)
        raise ValueError("a page that was not read can't be kept")
    kept = masked(page)
    listing = read_listing(registry.load(look.source.platform), kept, _options(look.source))
    same = [one.source_ref for one in listing.adverts] == [one.source_ref for one in look.listing.adverts]
    if not same or not is_masked(kept):
        raise Stop(
            f"{page.url} can't be kept: its adverts read differently once addresses and telephone numbers are masked. "
            "Make a fixture by hand.",
            NOTHING_DONE,
        )
    return kept, listing


def _options(source: Source) -> Options:
    return {**source.options, "url": source.url}


def _test(source: Source, page: Page, file: str) -> str:
    kind = page.headers.get("content-type")
    return TEST.format(
        name=source.name.replace("\\", " ").replace('"', "'"),
        day=page.fetched_at[:10],
        platform=source.platform,
        url=_literal(page.url),
        fetched_at=_literal(page.fetched_at),
        headers=_literal({} if kind is None else {"content-type": kind}),
        options=_literal(_options(source)),
        file=file,
    )


def _literal(value: object) -> str:
    """Return a value as Python writes it in this house: texts in double quotes."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_literal(key)}: {_literal(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(_literal, value)) + "]" if isinstance(value, list) else repr(value)

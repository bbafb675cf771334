"""Fixture pages: fixtures/<platform>/*.{html,xml,json,gz}, each with an optional sidecar of the same stem in TOML.

The sidecar may give ``url``, ``kind`` ("listing", the default, or "detail"), ``status``, ``headers``, ``options`` (the
source row's) and, for a detail page, ``advert`` (what the listing gave: source_ref, detail_url, title ...). A new
platform is covered by every test here as soon as its folder holds pages.
"""

import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from scraper.pages import Page, Problem
from scraper.platforms import registry
from scraper.platforms.base import Listing, Options, Platform
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import FIXTURES

KINDS = (".html", ".xml", ".json", ".gz")
Result = Listing | Advert | Problem


class Fixture:
    """One fixture page and how it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.platform_name = path.relative_to(FIXTURES).parts[0]

    def __repr__(self) -> str:
        return f"{self.platform_name}/{self.path.stem}"

    @cached_property
    def told(self) -> dict[str, Any]:
        sidecar = self.path.with_suffix(".toml")
        return tomllib.loads(sidecar.read_text(encoding="utf-8")) if sidecar.exists() else {}

    @property
    def url(self) -> str:
        return str(self.told.get("url", f"https://{self.platform_name}.example/jobs"))

    @property
    def is_detail(self) -> bool:
        return str(self.told.get("kind", "listing")) == "detail"

    @property
    def options(self) -> Options:
        more: dict[str, str | int | bool | list[str]] = self.told.get("options", {})
        return {"url": self.url, **more}

    @cached_property
    def page(self) -> Page:
        headers = self.told.get("headers", {})
        body, status = self.path.read_bytes(), int(self.told.get("status", 200))
        return Page(url=self.url, body=body, fetched_at="2026-11-23T09:00:00Z", status=status, headers=headers)

    @property
    def advert(self) -> Advert:
        return msgspec.convert({"source_ref": "listed", "detail_url": self.url} | self.told.get("advert", {}), Advert)

    @cached_property
    def platform(self) -> Platform:
        return registry.load(self.platform_name)

    def read(self, page: Page | None = None) -> Result:
        """The listing, the advert of a detail page, or the problem: nothing else may come of a page."""
        page = page or self.page
        try:
            if self.is_detail:
                return read_detail(self.platform, page, self.advert)
            return read_listing(self.platform, page, self.options)
        except Problem as problem:
            return problem

    def with_body(self, body: bytes) -> Page:
        return msgspec.structs.replace(self.page, body=body)


def all_fixtures() -> list[Fixture]:
    folders = [FIXTURES / name for name in registry.names()]
    return [Fixture(path) for folder in folders for path in sorted(folder.glob("*")) if path.suffix in KINDS]


def adverts_of(result: Result) -> tuple[Advert, ...]:
    if isinstance(result, Problem):
        return ()
    return result.adverts if isinstance(result, Listing) else (result,)


def plain(result: Result) -> Any:
    """A result as JSON would hold it, for goldens and comparisons."""
    if isinstance(result, Problem):
        return {"problem": {"verdict": str(result.verdict), "cause": result.cause}}
    kind = "listing" if isinstance(result, Listing) else "advert"
    return {kind: msgspec.json.decode(msgspec.json.encode(result))}

"""What all tests share: the soak switch, the frozen clock, and the reference folder where it is present."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from scraper.pages import Page

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
SHARED = ROOT.parent / "shared"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

settings.register_profile("test", derandomize=True, database=None)
"""The same examples on every machine: a check that passed here fails elsewhere only when the code differs."""
settings.register_profile("soak", print_blob=True)
"""New examples each time, which is where the rare ones are found."""


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("soak" if config.getoption("--soak") else "test")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run the long campaigns at full size")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--soak"):
        return
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.skip(reason="full size runs in make soak"))


@pytest.fixture
def shared() -> Path:
    """The folder of captured pages and reference facts; the test is skipped where a checkout stands alone."""
    if not SHARED.is_dir():
        pytest.skip("the folder of captured pages is not beside this checkout")
    return SHARED


@pytest.fixture
def fixtures() -> Path:
    return FIXTURES


def page_of(body: bytes | str, url: str = "https://example.org/jobs", **more: object) -> Page:
    """A page as if fetched at the frozen clock."""
    raw = body.encode() if isinstance(body, str) else body
    return Page(url=url, body=raw, fetched_at="2026-11-23T09:00:00Z", **more)  # type: ignore[arg-type]

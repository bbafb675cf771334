"""The page of the command line is what the program says of itself."""

from counciljobs.manual import manual
from tests.conftest import ROOT


def test_the_page_is_not_stale() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert page == manual(), "run: python -m counciljobs.manual > docs/cli.md"

"""The site in a real browser: every page at desktop and phone width, no error in its console, nothing from elsewhere.

Needs Chromium (Debian's package chromium); skipped with a message where there is none.
"""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.counciljobs.conftest import Cli

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium"),
    pytest.mark.timeout(300),
]
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
DESKTOP, PHONE = {"width": 1200, "height": 900}, {"width": 390, "height": 844}


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def address(cli: Cli, tmp_path: Path) -> Iterator[str]:
    """The demonstration's store, served by the program itself."""
    assert cli("demo", "--quiet").code == 0
    port = free_port()
    command = [sys.executable, "-m", "counciljobs", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert next(process.stderr).startswith("Serving counciljobs.db on http://127.0.0.1:")
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        process.wait()


class Visit:
    """A browser's page, with all that it asked for and complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def go(self, path: str) -> str:
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, path
        return self.page.content()

    def fits(self) -> bool:
        """Whether the page itself is no wider than the window (tables may scroll in their own box)."""
        return bool(self.page.evaluate("document.querySelector('.house').scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("window", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_analyst_walks_through_the_site(address: str, window: dict[str, int]) -> None:
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        visit = Visit(_first_page(browser, window, address), address)
        _look_round(visit)
        _take_away(visit)
        browser.close()
    assert visit.complaints == []
    assert [url for url in visit.asked if not url.startswith((address, "data:"))] == []


def _first_page(browser: Any, window: dict[str, int], address: str) -> Page:
    page: Page = browser.new_page(viewport=window)
    page.set_default_timeout(30_000)
    page.goto(address, wait_until="load")
    return page


def _look_round(visit: Visit) -> None:
    page = visit.page
    assert "59" in visit.go("/").split("live jobs")[0]
    assert visit.fits()
    page.get_by_label("Search the adverts").fill("ranger")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", level=1, name="Jobs with ranger").wait_for()
    page.get_by_role("link", name="Park Ranger").click()
    page.get_by_role("heading", level=1, name="Park Ranger").wait_for()
    assert page.get_by_text("When it was up").is_visible()
    assert page.get_by_role("link", name="the advert").first.get_attribute("href", timeout=5000)
    assert visit.fits()
    visit.go("/map")
    assert page.get_by_role("img", name="Where live jobs are").is_visible()
    assert visit.fits()
    visit.go("/charts")
    assert page.get_by_role("img").count() >= 4
    page.get_by_text("Live jobs by service area, as a table").click()
    assert page.get_by_role("table").first.is_visible()
    assert visit.fits()


def _take_away(visit: Visit) -> None:
    page = visit.page
    visit.go("/counciljobs/who_is_hiring_near_me?near=LS1&miles=200&words=")
    page.get_by_label("miles").fill("20")
    page.get_by_role("button", name="Run SQL").click()
    page.get_by_role("cell", name="Leeds City Council").first.wait_for()
    visit.go("/counciljobs/live_jobs?_col=title&_col=region")
    page.get_by_role("link", name="South West", exact=True).first.click()
    page.wait_for_url("**region=South+West**", wait_until="load")
    with page.expect_download() as caught:
        page.evaluate("""() => { const a = document.createElement('a');
            a.href = '/counciljobs/live_jobs.csv?_stream=on&_dl=1'; document.body.append(a); a.click(); }""")
    lines = caught.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("job,title,recruiter")
    assert len(lines) > 60

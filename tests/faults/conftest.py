"""A shop of one board on 127.0.0.1, the program as real processes, and a disk of its own that can be full."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from msgspec import Struct

from scraper.sources.model import Source
from tests.scheduler.world import FROZEN, Site, feed, run

LONG_ENOUGH = 120
"""Seconds after which a process that should have ended is stuck."""
DISK = 3 * 1024 * 1024
"""Bytes of the disk of its own: room for a store of sixty adverts, its log and its spool."""

BLOCK = 4096
"""Bytes by which it is filled."""


class Ended(Struct, frozen=True):
    """How a process ended; every fault is told in sentences and never by a traceback."""

    code: int
    said: str

    @property
    def sentence(self) -> str:
        """The one sentence that was said."""
        (line,) = self.said.splitlines()
        return line


class Shop(Struct, frozen=True):
    """A folder to work in, with one source whose site the test decides."""

    folder: Path
    site: Site

    @property
    def sources(self) -> list[Source]:
        """The board, for a run in this process."""
        return [Source(id="board", name="Board", platform="feed", url=f"{self.site.url}/rss")]

    def publish(self, count: int) -> None:
        """Let the site show so many adverts."""
        self.site.pages = {"/rss": feed(self.site.url, {n: f"Planner {n}" for n in range(count)})}

    def has_run(self, database: Path, *, archive: Path | None = None) -> None:
        """Collect in this process, as a run that no fault befell: it takes a fifth of the time of one of its own."""
        (result,) = run(self.sources, database, archive=archive).results
        assert result.verdict == "ok"

    def command(self, *arguments: object) -> list[str]:
        """Return a command of this program."""
        return [sys.executable, "-m", "counciljobs", "--quiet", *map(str, arguments)]

    def run(self, *arguments: object, most: int | None = None) -> Ended:
        """Run the program as a process; ``most`` bytes is what any file it writes may grow to."""

        def limited() -> None:
            if most is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        done = subprocess.run(
            self.command("--now", f"{FROZEN:%Y-%m-%dT%H:%M:%SZ}", *arguments),
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=LONG_ENOUGH,
            preexec_fn=limited,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return Ended(done.returncode, done.stderr)

    def collect(self, database: Path, *more: object, most: int | None = None) -> Ended:
        """Collect the board into a store."""
        return self.run("--db", database, "collect", "--sources", "sources.toml", *more, most=most)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    site = Site()
    (tmp_path / "sources.toml").write_text(
        f'[[source]]\nid = "board"\nname = "Board"\nplatform = "feed"\nurl = "{site.url}/rss"\n', encoding="utf-8"
    )
    shop = Shop(tmp_path, site)
    shop.publish(40)
    yield shop
    site.close()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, where the test may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    if not _mount("-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(place)):
        pytest.skip("no disk of its own to be had: mounting one needs root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def _mount(*arguments: str) -> bool:
    if os.geteuid() != 0:
        return False
    try:
        return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@contextmanager
def full(disk: Path, leave: int) -> Iterator[None]:
    """Fill a disk but for so many bytes."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(BLOCK)):
            """Until no block is left, as what the disk says of its room can be late."""
    os.truncate(filler, max(filler.stat().st_size - leave, 0))
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """Let nobody write on a disk, root neither."""
    assert _mount("-o", "remount,ro", str(disk))
    try:
        yield
    finally:
        assert _mount("-o", "remount,rw", str(disk))

"""What the demonstration's sites show on a day, read from the bundled folder."""

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from counciljobs.errors import NOTHING_DONE, Stop
from scraper.sources.model import Source

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}


class Answer(Struct, frozen=True):
    """One response of a demonstration site."""

    status: int
    body: bytes
    content_type: str = "text/plain; charset=utf-8"

    @property
    def etag(self) -> str:
        """What names this body, so that a second look can be answered 304."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


class SiteRow(Struct, frozen=True, kw_only=True):
    """One site: its folder, and statuses by day and path for pages that fail."""

    folder: str
    answers: dict[str, dict[str, int]] = {}


def demo_folder() -> Path:
    """Return the folder of the demonstration's pages, which a clone of the project holds.

    Raises:
        Stop: when there is none.
    """
    for root in (Path(__file__).resolve().parents[2], Path.cwd()):
        folder = root / "fixtures" / "demo"
        if (folder / "sites.toml").is_file():
            return folder
    raise Stop(
        "The demonstration's pages (fixtures/demo) are not here: run it from a clone of the project.", NOTHING_DONE
    )


def site_rows(folder: Path) -> tuple[SiteRow, ...]:
    """Return the sites in the order of their ports."""
    import msgspec  # noqa: PLC0415

    table = tomllib.loads((folder / "sites.toml").read_text(encoding="utf-8"))
    return msgspec.convert(table["site"], tuple[SiteRow, ...])


def source_rows(folder: Path, origins: Mapping[str, str]) -> tuple[Source, ...]:
    """Return the source rows, each with the address its site has today."""
    import msgspec  # noqa: PLC0415

    text = (folder / "sources.toml").read_text(encoding="utf-8")
    for name, origin in origins.items():
        text = text.replace(f"{{{{origin:{name}}}}}", origin)
    return msgspec.convert(tomllib.loads(text)["source"], tuple[Source, ...])


class Site:
    """A site over the days: asked for a path, it answers what it shows then."""

    def __init__(self, folder: Path, row: SiteRow) -> None:
        self._folder, self._row = folder / row.folder, row
        self.day = 1
        self.origin = ""

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self._row.folder

    def answer(self, path: str) -> Answer:
        """Answer a request for a path; only paths of bundled files exist."""
        path = path.partition("?")[0]
        status = self._row.answers.get(str(self.day), {}).get(path, 200)
        file = self._file(path)
        if file is None:
            return Answer(404, b"Not found\n")
        if status >= 500:
            return Answer(status, b"Internal server error\n")
        body = file.read_text(encoding="utf-8").replace("{{origin}}", self.origin).encode()
        return Answer(status, body, TYPES[file.suffix])

    def _file(self, path: str) -> Path | None:
        name = path.strip("/") or "index"
        for day in range(self.day, 0, -1):
            for suffix in ("", ".html"):
                file = self._folder / str(day) / f"{name}{suffix}"
                if file.suffix in TYPES and ".." not in file.parts and file.is_file():
                    return file
        return None

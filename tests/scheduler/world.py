"""A small world of sites on 127.0.0.1 whose adverts the test decides, one port a site."""

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from scheduler.collect import CollectSettings, collect
from scheduler.summary import RunSummary, Silent
from scraper.fetching import FetchSettings
from scraper.sources.model import Source
from storage.store import Store

FROZEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Site:
    """One site: paths to bytes, each answered after ``pause`` (an event that never comes, so a plain wait)."""

    def __init__(self, pause: float = 0.0) -> None:
        self.pages: dict[str, bytes] = {}
        self.moved: dict[str, str] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append(self.path)
                threading.Event().wait(pause)
                body = site.pages.get(self.path)
                if self.path in site.moved:
                    self.send_response(301)
                    self.send_header("Location", site.moved[self.path])
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                self.send_response(200 if body is not None else 404)
                self.send_header("Content-Type", "application/rss+xml" if b"<rss" in (body or b"") else "text/html")
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_: Any) -> None:
                """Keep the test's output clean."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def feed(url: str, adverts: dict[int, str]) -> bytes:
    """An RSS feed of adverts: number to title."""
    items = "".join(
        f"<item><title>{title}</title><link>{url}/job/{1000 + n}/post</link><guid>{url}/job/{1000 + n}/post</guid>"
        f"<description>Salary: £30,000 per annum&lt;br/&gt;Closing Date: 31/12/2026</description></item>"
        for n, title in adverts.items()
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Jobs</title>{items}</channel></rss>'.encode()


def careers(url: str, adverts: dict[int, str]) -> dict[str, bytes]:
    """A careers site: a listing of links, and a JobPosting page for each."""
    links = "".join(f'<li><a href="/job/{1000 + n}/post">{title}</a></li>' for n, title in adverts.items())
    pages = {"/jobs": f"<html><body><p>{len(adverts)} jobs found</p><ul>{links}</ul></body></html>".encode()}
    for n, title in adverts.items():
        posting = {
            "@context": "https://schema.org",
            "@type": "JobPosting",
            "title": title,
            "url": f"{url}/job/{1000 + n}/post",
            "hiringOrganization": {"@type": "Organization", "name": "Essex County Council"},
            "validThrough": "2026-12-31",
        }
        body = f'<script type="application/ld+json">{json.dumps(posting)}</script><h1>{title}</h1>'
        pages[f"/job/{1000 + n}/post"] = f"<html><body>{body}</body></html>".encode()
    return pages


def run(sources: list[Source], database: Path, at: datetime = FROZEN, *, archive: Path | None = None) -> RunSummary:
    """One run over the sources with a frozen clock."""
    settings = CollectSettings(
        fetch=FetchSettings(contact="https://example.org/contact"),
        spool_dir=database.with_suffix(".spool"),
        archive=archive,
    )
    with Store.open(database) as store:
        return collect(sources, store, settings, clock=lambda: at, observer=Silent())

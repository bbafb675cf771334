"""Certificates are always checked; a source may complete its site's chain, no more."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.fetching import Fetcher, Site
from scraper.fetching.transport import trusted
from scraper.pages import Page, Problem, Request, Verdict
from tests.scraper.fetching.support import quick
from tests.servers.certificates import Certificates
from tests.servers.hostile import Hostile


@pytest.fixture
def trusting_root(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> Iterator[Certificates]:
    """Let the test's root be among the system's certificates."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.root))
    trusted.cache_clear()
    yield certificates
    trusted.cache_clear()


async def fetch(port: int, intermediate: Path | None = None) -> Page:
    url = f"https://127.0.0.1:{port}/jobs"
    async with Fetcher(quick(), clock=lambda: datetime.now(UTC)) as fetcher:
        site = Site(id="x", url=url, intermediate=str(intermediate) if intermediate else None)
        return await fetcher.session(site).fetch(Request(url=url))


async def refusal(port: int, intermediate: Path | None = None) -> tuple[str, str]:
    with pytest.raises(Problem) as caught:
        await fetch(port, intermediate)
    return caught.value.verdict, caught.value.cause


async def test_a_certificate_signed_by_itself_is_refused(certificates: Certificates) -> None:
    with Hostile(names=["ok"], context=certificates.untrusted()) as site:
        assert await refusal(site.port) == (Verdict.BROKEN, "tls")
        assert site.log == []


async def test_a_chain_without_its_intermediate_is_refused_until_the_source_names_it(
    trusting_root: Certificates,
) -> None:
    with Hostile(names=["ok"], context=trusting_root.lacking_intermediate()) as site:
        assert await refusal(site.port) == (Verdict.BROKEN, "tls")
        assert (await fetch(site.port, trusting_root.intermediate)).status == 200


async def test_an_intermediate_alone_is_no_anchor(certificates: Certificates) -> None:
    with Hostile(names=["ok"], context=certificates.lacking_intermediate()) as site:
        assert await refusal(site.port, certificates.intermediate) == (Verdict.BROKEN, "tls")


async def test_one_sources_intermediate_does_not_serve_another(trusting_root: Certificates) -> None:
    with Hostile(names=["ok"], context=trusting_root.lacking_intermediate()) as site:
        url = f"https://127.0.0.1:{site.port}/jobs"
        async with Fetcher(quick(), clock=lambda: datetime.now(UTC)) as fetcher:
            completed = Site(id="a", url=url, intermediate=str(trusting_root.intermediate))
            assert (await fetcher.session(completed).fetch(Request(url=url))).status == 200
            with pytest.raises(Problem) as caught:
                await fetcher.session(Site(id="b", url=url)).fetch(Request(url=url))
    assert caught.value.cause == "tls"


async def test_plain_http_where_tls_is_due_is_a_tls_problem() -> None:
    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        assert await refusal(server.sockets[0].getsockname()[1]) == (Verdict.BROKEN, "tls")


async def test_an_intermediate_that_is_no_certificate_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "missing.pem"
    with pytest.raises(Problem, match=r"missing\.pem") as caught:
        await fetch(1, missing)
    assert caught.value.cause == "tls"

"""The demonstration's pages, its servers, and the room it makes for itself."""

import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from counciljobs.demo import server
from counciljobs.demo import site as sites_module
from counciljobs.demo.fresh import make_room
from counciljobs.demo.server import NEXT_BLOCK, serving
from counciljobs.demo.site import Site, demo_folder, site_rows, source_rows
from counciljobs.errors import Stop


@pytest.fixture
def sites() -> Iterator[dict[str, Site]]:
    folder = demo_folder()
    found = [Site(folder, row) for row in site_rows(folder)]
    with serving(found):
        yield {site.name: site for site in found}


def get(url: str, **headers: str) -> tuple[int, bytes, str | None]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read(), answer.headers["ETag"]
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), error.headers["ETag"]


def test_every_site_has_a_source_and_a_robots_file(sites: dict[str, Site]) -> None:
    rows = source_rows(demo_folder(), {name: site.origin for name, site in sites.items()})
    assert {row.url.rsplit("/", 1)[0].split("/")[2] for row in rows} == {
        site.origin.split("/")[2] for site in sites.values()
    }
    assert all(row.id.startswith("demo-") for row in rows)
    for site in sites.values():
        status, body, _ = get(f"{site.origin}/robots.txt")
        assert (status, body.split(b"\n")[0]) == (200, b"User-agent: *")


def test_a_page_carries_its_own_sites_address(sites: dict[str, Site]) -> None:
    _, body, _ = get(f"{sites['oxfordshire'].origin}/sitemap.xml")
    assert f"<loc>{sites['oxfordshire'].origin}/vacancy/ox4471</loc>".encode() in body
    assert b"{{" not in body


def test_a_second_look_is_answered_not_modified_until_the_page_changes(sites: dict[str, Site]) -> None:
    site = sites["south-west"]
    _, first, tag = get(f"{site.origin}/jobs.rss")
    assert tag is not None
    assert get(f"{site.origin}/jobs.rss", **{"If-None-Match": tag})[0] == 304
    site.day = 2
    status, second, _ = get(f"{site.origin}/jobs.rss", **{"If-None-Match": tag})
    assert status == 200
    assert b"Tree Officer" in second
    assert b"Tree Officer" not in first


def test_one_site_fails_and_one_sends_a_challenge_on_day_two(sites: dict[str, Site]) -> None:
    for name, path, later in (("cumberland", "/vacancies.rss", 500), ("medway", "/jobs", 403)):
        site = sites[name]
        assert get(site.origin + path)[0] == 200
        site.day = 2
        assert get(site.origin + path)[0] == later
        assert get(f"{site.origin}/robots.txt")[0] == 200


@pytest.mark.parametrize(
    "path", ["/nothing", "/../sites.toml", "/%2e%2e/%2e%2e/sites.toml", "/1/robots.txt", "//etc/passwd"]
)
def test_only_bundled_pages_exist(sites: dict[str, Site], path: str) -> None:
    assert get(sites["leeds"].origin + path)[0] == 404


def test_the_ports_are_the_same_every_time_while_they_are_free(sites: dict[str, Site]) -> None:
    first = min(int(site.origin.rsplit(":", 1)[1]) for site in sites.values())
    assert (first - server.FIRST_PORT) % NEXT_BLOCK == 0
    folder = demo_folder()
    others = [Site(folder, row) for row in site_rows(folder)]
    with serving(others) as next_first:
        assert next_first > first
        assert (next_first - server.FIRST_PORT) % NEXT_BLOCK == 0


def test_the_servers_end_with_the_block() -> None:
    folder = demo_folder()
    site = Site(folder, site_rows(folder)[0])
    with serving([site]):
        assert get(f"{site.origin}/robots.txt")[0] == 200
    with pytest.raises(urllib.error.URLError):
        get(f"{site.origin}/robots.txt")


def test_no_advert_carries_personal_data() -> None:
    for path in demo_folder().rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        assert "@" not in text.replace("@context", "").replace("@type", "").replace("@graph", ""), path


def test_without_the_pages_it_says_where_to_run_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sites_module, "__file__", str(tmp_path / "a" / "b" / "c.py"))
    with pytest.raises(Stop, match="run it from a clone of the project"):
        demo_folder()


def store_with(path: Path, *ids: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE sources (id TEXT)")
        connection.executemany("INSERT INTO sources VALUES (?)", [(one,) for one in ids])


def test_an_earlier_demonstration_makes_room(tmp_path: Path) -> None:
    store, table, spool = tmp_path / "a.db", tmp_path / "a.csv", tmp_path / "a.db.spool"
    store_with(store, "demo-leeds", "demo-wales")
    table.write_text("job,source\n1,demo-leeds\n", encoding="utf-8")
    (spool / "one").mkdir(parents=True)
    make_room(store, table, spool)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00"])
def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path, content: bytes) -> None:
    store = tmp_path / "a.db"
    store.write_bytes(content)
    with pytest.raises(Stop, match="is left alone"):
        make_room(store, tmp_path / "a.csv", tmp_path / "a.db.spool")
    assert store.read_bytes() == content


def test_a_real_collection_is_left_alone(tmp_path: Path) -> None:
    store = tmp_path / "a.db"
    store_with(store, "demo-leeds", "kirklees")
    with pytest.raises(Stop, match="is left alone"):
        make_room(store, tmp_path / "a.csv", tmp_path / "a.db.spool")
    assert store.exists()


@pytest.mark.parametrize("text", ["job,source\n1,kirklees\n", "job,title\n1,x\n", "\x00\x00", ""])
def test_a_table_of_something_else_is_left_alone(tmp_path: Path, text: str) -> None:
    table = tmp_path / "a.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(Stop, match="is left alone"):
        make_room(tmp_path / "a.db", table, tmp_path / "a.db.spool")
    assert table.exists()

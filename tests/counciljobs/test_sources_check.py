"""``counciljobs sources check``: one page of each source, compared with what the store remembers."""

from pathlib import Path

from counciljobs.checkups import FIELDS
from counciljobs.demo.server import serving
from counciljobs.demo.site import Site, demo_folder, site_rows
from tests.counciljobs.conftest import Cli, World

KEYS = [
    *("source", "platform", "verdict", "cause", "recognised", "adverts", "declared_total", "fields", "new", "changed"),
    *("last_run", "changes", "message"),
]
OLD = ("--now", "2026-11-22T09:00:00Z")


def test_a_page_is_looked_at_and_nothing_is_stored(cli: Cli, world: World, tmp_path: Path) -> None:
    ran = cli("sources", "check", "--sources", world.sources("one"), "--json")
    assert (ran.code, ran.err) == (0, "")
    (answer,) = ran.objects
    assert list(answer) == KEYS
    assert (answer["source"], answer["platform"], answer["verdict"], answer["cause"]) == ("one", "localgov", "ok", None)
    assert answer["recognised"] is True
    assert answer["adverts"] > 0
    assert answer["fields"]["title"] == answer["fields"]["salary_text"] == 1.0
    assert set(answer["fields"]) <= set(FIELDS)
    assert (answer["new"], answer["changed"], answer["last_run"], answer["changes"]) == (None, None, None, [])
    assert not (tmp_path / "counciljobs.db").exists()


def test_the_table_names_the_fields_and_their_shares(cli: Cli, world: World) -> None:
    ran = cli("sources", "check", "--sources", world.sources("one"))
    head, row = ran.out.splitlines()
    assert head.split()[:5] == ["source", "verdict", "cause", "recognised", "adverts"]
    assert "title 100%" in row
    assert "yes" in row.split()


def test_it_says_what_has_changed_since_the_last_run(cli: Cli, world: World) -> None:
    path = world.sources("one")
    assert cli("collect", "--sources", path, "--quiet", *OLD).code == 0
    (before,) = cli("sources", "check", "--sources", path, "--json").objects
    assert (before["new"], before["changed"], before["changes"]) == (0, 0, [])
    assert before["last_run"] == "2026-11-22T09:00:00Z"
    world.gazette.day = 2
    (after,) = cli("sources", "check", "--sources", path, "--json").objects
    assert after["new"] > 0


def test_a_source_that_was_read_and_is_gone_is_told_as_that(cli: Cli, world: World) -> None:
    path = world.sources("one")
    cli("collect", "--sources", path, "--quiet", *OLD)
    ran = cli("sources", "check", "--sources", world.sources(one=world.gone))
    assert ran.code == 3
    assert "one is broken (http_404): " in ran.err
    assert "one: It was read well on 2026-11-22." in ran.err


def test_of_a_sitemap_the_first_adverts_own_page_tells_which_fields_are_filled(cli: Cli, tmp_path: Path) -> None:
    site = Site(demo_folder(), next(row for row in site_rows(demo_folder()) if row.folder == "oxfordshire"))
    path = tmp_path / "sitemap.toml"
    with serving([site]):
        row = f'id = "one"\nname = "One"\nplatform = "jobposting"\nurl = "{site.origin}/sitemap.xml"\n'
        path.write_text(f"[[source]]\n{row}", encoding="utf-8")
        (answer,) = cli("sources", "check", "--sources", path, "--json").objects
    assert answer["verdict"] == "ok"
    assert answer["adverts"] > 1
    assert answer["fields"]["title"] == answer["fields"]["description"] == 1.0


def test_one_that_fails_of_several_is_exit_code_1(cli: Cli, world: World) -> None:
    ran = cli("sources", "check", "--sources", world.sources("one", two=world.gone), "--json")
    assert ran.code == 1
    assert [answer["verdict"] for answer in ran.objects] == ["ok", "broken"]


def test_sources_of_an_unknown_platform_are_told(cli: Cli) -> None:
    ran = cli("sources", "check", "cardiff")
    assert (ran.code, ran.out) == (3, "")
    assert "their platform is not known yet" in ran.err


def test_real_sites_want_a_contact(cli: Cli) -> None:
    ran = cli("sources", "check", "kirklees")
    assert (ran.code, ran.out) == (2, "")
    assert "Set COUNCILJOBS_CONTACT to a mail address or URL first" in ran.err

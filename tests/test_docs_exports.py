"""The pages on exports, series and privacy keep their word: commands run, queries answer, links lead somewhere."""

import re
import shlex
import sqlite3
from contextlib import closing

import pytest

from counciljobs.commands.export import ENDINGS, FORMATS
from tests.conftest import ROOT
from tests.counciljobs.conftest import Cli, alone, cli

__all__ = ["alone", "cli"]

PAGES = {name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in ("exports", "series", "privacy")}


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGES[page], re.MULTILINE | re.DOTALL)


def test_every_command_runs(cli: Cli) -> None:
    cli("demo", "--quiet")
    commands = [line for body in blocks("exports", "sh") for line in body.splitlines()]
    assert len(commands) >= 5
    for command in commands:
        ran = cli(*shlex.split(command)[1:])
        assert ran.code == 0, (command, ran.err)


def test_every_query_answers(cli: Cli) -> None:
    cli("demo", "--quiet")
    queries = [query for body in blocks("series", "sql") for query in body.split(";\n") if query.strip()]
    assert len(queries) == 3
    with closing(sqlite3.connect("counciljobs.db")) as store:
        for query in queries:
            assert store.execute(query).fetchall(), query


def test_every_format_and_ending_is_on_the_page() -> None:
    rows = [line for line in PAGES["exports"].splitlines() if line.startswith("| ")]
    named = " ".join(rows)
    assert [form for form in FORMATS if form not in named] == []
    assert [ending for ending in ENDINGS if f"`{ending}`" not in named] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", PAGES[page]):
        assert (ROOT / "docs" / link).exists(), link

"""Every command and query that a page of the docs names is one that the program has; what can be run is run."""

import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import click
import pytest

from counciljobs.app import program
from counciljobs.arguments import globals_first
from tests.conftest import ROOT
from tests.counciljobs.conftest import Cli, alone, cli

__all__ = ["alone", "cli"]

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
RUN_ELSEWHERE = {
    "README.md": "test_docs_readme",
    "exports.md": "test_docs_exports",
    "cookbook.md": "test_docs_cookbook",
}
"""Pages whose blocks of commands are run, line by line, by a test of their own; cli.md is made by the program."""
NAMED = re.compile(r"`counciljobs ([^`]+)`|^counciljobs (.+)$", re.MULTILINE)
SHELL = re.compile(r"^```sh( \w+)?\n([^`]*)```$", re.MULTILINE)


def named() -> list[tuple[str, str]]:
    """Each page with each command it names, in its text or in a block."""
    pairs = [(page, first or second) for page in PAGES for first, second in NAMED.findall(page.read_text("utf-8"))]
    return sorted({(page.name, command) for page, command in pairs})


def verb_of(command: str) -> tuple[click.Command, list[str]]:
    verb: click.Command = program
    words = globals_first(shlex.split(command, comments=True))
    takes = {option: 1 if getattr(p, "is_flag", False) else 2 for p in program.params for option in p.opts}
    while words and words[0] in takes:
        words = words[takes[words[0]] :]
    while isinstance(verb, click.Group) and words:
        assert words[0] in verb.commands, f"{verb.name} has no {words[0]}"
        verb = verb.commands[words.pop(0)]
    return verb, words


@pytest.mark.parametrize(("page", "command"), named())
def test_every_command_named_is_one_that_there_is(page: str, command: str) -> None:
    verb, words = verb_of(command)
    known = {option for parameter in verb.params for option in (*parameter.opts, *parameter.secondary_opts)} | {
        "--help"
    }
    known |= {option for parameter in program.params for option in parameter.opts}
    assert [word for word in words if word.startswith("--") and word.split("=")[0] not in known] == [], page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_with_commands_to_copy_has_a_test_that_runs_them(page: Path) -> None:
    copied = [body for _mark, body in SHELL.findall(page.read_text("utf-8")) if "counciljobs " in body]
    if copied and page.name != "cli.md":
        test = ROOT / "tests" / f"{RUN_ELSEWHERE[page.name]}.py"
        assert page.stem in test.read_text("utf-8")


def test_every_query_on_every_page_answers(cli: Cli) -> None:
    cli("demo", "--quiet")
    with closing(sqlite3.connect("counciljobs.db")) as store:
        for page in PAGES:
            for body in re.findall(r"^```sql\n([^`]*)```$", page.read_text("utf-8"), re.MULTILINE):
                for query in filter(str.strip, body.split(";\n")):
                    assert store.execute(query).description, (page.name, query)


def test_searches_and_reports_as_the_pages_name_them(cli: Cli) -> None:
    cli("demo", "--quiet")
    commands = [
        command
        for _page, command in named()
        if re.match(r"(searches add|searches run|report \w|status$|schedule --list)", command)
    ]
    assert len(commands) >= 4
    for command in sorted(commands):
        ran = cli(*shlex.split(command))
        assert ran.code in {0, 4}, (command, ran.code, ran.err)

"""The README keeps its word: its commands run, its queries answer, its pictures are what is printed."""

import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import click
import pytest

from counciljobs.app import program
from counciljobs.arguments import globals_first
from counciljobs.demo.site import demo_folder
from counciljobs.pictures import pictures, redrawn
from tests.conftest import ROOT
from tests.counciljobs.conftest import Cli, alone, cli

__all__ = ["alone", "cli"]

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)( \w+)?\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def blocks(kind: str, mark: str = "") -> list[str]:
    return [body for language, marked, body in BLOCKS if (language, marked.strip()) == (kind, mark)]


def commands(mark: str = "") -> list[str]:
    lines = [line for body in blocks("sh", mark) for line in body.splitlines()]
    return [line for line in lines if line.startswith("counciljobs ")]


def without_seconds(text: str) -> list[str]:
    """Wall time is the one thing that differs between runs, and ports between test processes."""
    lines = [re.sub(r"127\.0\.0\.1:\d+(\d)", r"127.0.0.1:\1", line.rstrip()) for line in text.strip().splitlines()]
    return [re.sub(r"\s+(seconds|\d+\.\d)$", "", line) for line in lines]


@pytest.fixture
def played(cli: Cli) -> str:
    """What the demonstration prints; its store lies in the current folder."""
    (Path("my-sources.toml")).write_text(blocks("toml")[0], encoding="utf-8")
    page = demo_folder() / "scilly" / "1" / "vacancies.html"
    Path("page.html").write_bytes(page.read_bytes())
    return cli("demo").out


def test_the_pictures_are_what_is_printed() -> None:
    drawn = [without_seconds(picture) for picture in blocks("text")]
    printed = [without_seconds(picture) for picture in pictures()]
    assert drawn == printed, "run: python -m counciljobs.pictures"


def test_the_pictures_can_be_drawn_again() -> None:
    assert without_seconds(redrawn(README)) == without_seconds(README)


@pytest.mark.usefixtures("played")
def test_every_command_runs(cli: Cli) -> None:
    assert len(commands()) >= 9
    for command in commands():
        ran = cli(*shlex.split(command)[1:])
        assert ran.code == 0, (command, ran.err)


@pytest.mark.parametrize("command", commands("offline"))
def test_commands_that_leave_this_machine_are_at_least_well_formed(command: str) -> None:
    verb: click.Command = program
    arguments = globals_first(shlex.split(command)[1:])
    while isinstance(verb, click.Group):
        verb = verb.commands[arguments.pop(0)]
    as_called = program.context_settings  # Click keeps the help option of the first call, for the manual too
    assert verb.make_context(verb.name, arguments, **as_called).params is not None


@pytest.mark.usefixtures("played")
def test_every_query_answers() -> None:
    with closing(sqlite3.connect("counciljobs.db")) as store:
        for query in blocks("sql"):
            assert store.execute(query).fetchall(), query


def test_make_targets_exist() -> None:
    targets = re.findall(r"`make (\w+)`|^make (\w+)$", README, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets
    assert all(f"\n{one or other}:" in makefile for one, other in targets)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/index.md", "docs/cli.md"])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / link).exists(), link


def test_views_named_are_views_that_are(cli: Cli) -> None:
    cli("demo", "--quiet")
    named = re.search(r"Views for people: (.*?)\. ", README, re.DOTALL)
    assert named is not None
    with closing(sqlite3.connect("counciljobs.db")) as store:
        views = {name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert set(re.findall(r"`(\w+)`", named[1])) <= views

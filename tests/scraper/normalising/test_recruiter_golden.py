"""Labelled employer texts, every known name of every authority, and properties."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.normalising.readings import Recruiter
from scraper.normalising.recruiter import read
from scraper.reference import authorities

GOLDEN = Path(__file__).parent / "golden"
HANG_SECONDS = 5.0
"""A text that takes so long hangs; real ones take a tenth of a millisecond."""
HONEST = {("North East CA", "E47000010"), ("North East Combined Authority", "E47000010")}
"""The combined authority of that name today is the one of May 2024, E47000014; by its day the old one is found."""


def table(name: str) -> list[list[str]]:
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def test_the_tables_are_as_large_as_promised() -> None:
    assert len(table("recruiters.tsv")) >= 300
    assert len(table("not_councils.tsv")) >= 300


@pytest.mark.parametrize(("text", "code", "kind", "flags"), table("recruiters.tsv"))
def test_a_labelled_employer_is_read_as_labelled(text: str, code: str, kind: str, flags: str) -> None:
    found = read(text)
    assert (found.code, found.kind, ";".join(found.flags)) == (code, kind, flags)


@pytest.mark.parametrize(("text", "kind"), table("not_councils.tsv"))
def test_no_other_employer_is_given_a_councils_code(text: str, kind: str) -> None:
    found = read(text)
    assert (found.code, found.kind) == (None, kind)


def test_every_known_name_of_every_authority_finds_it(shared: Path) -> None:
    with (shared / "reference" / "authority_names.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if (row["name"], row["gss"]) not in HONEST]
    for row in rows:
        found = authorities.get(read(row["name"]).code)
        assert found is not None, row
        codes = {found.code, *found.former_codes}
        if row["ambiguous"] == "True":
            codes |= {one.code for one in authorities.named(row["name"])}
        assert row["gss"] in codes, row


@pytest.mark.parametrize("one", [a for a in authorities.register().values() if a.gss], ids=lambda one: one.code)
def test_every_authority_is_found_by_its_official_name(one: authorities.Authority) -> None:
    found = read(one.name, on=one.end or one.start)
    assert found.code == one.code


def same(first: Recruiter, second: Recruiter) -> bool:
    return (first.code, first.kind, first.flags) == (second.code, second.kind, second.flags)


NAMES = st.sampled_from([row[0] for row in table("recruiters.tsv") + table("not_councils.tsv")])


@given(NAMES)
def test_case_and_white_space_do_not_matter(text: str) -> None:
    assert same(read(text), read(text.upper()))
    assert same(read(text), read(f"  {text.lower().replace(' ', '   ')}\n"))


@given(st.text() | NAMES.flatmap(lambda name: st.text().map(lambda more: f"{more} {name} {more}")))
def test_any_text_is_read_and_a_code_is_always_in_the_register(text: str) -> None:
    found = read(text)
    assert found.text == text
    assert found.code is None or found.code in authorities.register()
    assert read(text) == found


def test_very_long_texts_are_read_at_once() -> None:
    started = time.perf_counter()
    read("council of the " * 100_000)
    read("north " * 100_000 + "council")
    assert time.perf_counter() - started < HANG_SECONDS

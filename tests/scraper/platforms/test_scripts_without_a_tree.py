"""Reading JSON-LD off the text finds what the tree finds, and what a comment hides stays hidden."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.platforms.helpers import jsonld, schema_org
from scraper.platforms.helpers.markup import parse_html

POSTING = '{"@type": "JobPosting", "title": "Planner"}'
SCRIPT = f'<script type="application/ld+json">{POSTING}</script>'
PAGES = {
    "alone": SCRIPT,
    "among others": f"<p>One</p><script>var a = '</p>'</script>{SCRIPT}<script src='x.js'></script>",
    "upper case": f'<SCRIPT TYPE="application/LD+JSON">{POSTING}</SCRIPT>',
    "single quotes": f"<script id=a type='application/ld+json' async>{POSTING}</script >",
    "wrapped in a comment of its own": f'<script type="application/ld+json"><!-- {POSTING} --></script>',
    "after a comment": f"<!-- {SCRIPT.replace('Planner', 'Old')} -->{SCRIPT}",
    "after an empty comment": f"<!-->{SCRIPT}",
    "twice": SCRIPT + SCRIPT,
    "as a string of JSON": f'<script type="application/ld+json">{json.dumps(POSTING)}</script>',
    "none": "<p>No postings</p>",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_text_gives_what_the_tree_gives(name: str) -> None:
    assert list(jsonld.scripts_in(PAGES[name])) == list(jsonld.scripts(parse_html(PAGES[name])))


@pytest.mark.parametrize("hidden", [f"<!-- {SCRIPT} -->", f"<!-- {SCRIPT}", f"<script>{SCRIPT.replace('</', '<')}"])
def test_what_readers_of_the_page_never_get_is_not_read(hidden: str) -> None:
    assert list(jsonld.scripts_in(hidden)) == []


def test_a_page_without_json_falls_back_to_its_microdata() -> None:
    page = '<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Planner</h1></div>'
    (found,) = schema_org.postings_in(page, "https://example.org/")
    assert found["title"] == "Planner"


@given(st.lists(st.sampled_from(["<!--", "-->", "<script>", "</script>", SCRIPT, "ld+json", "<p>", '"']), max_size=12))
def test_any_mixture_ends(pieces: list[str]) -> None:
    assert len(list(jsonld.scripts_in("".join(pieces)))) <= pieces.count(SCRIPT)


def test_a_page_of_openings_only_is_read_in_one_pass() -> None:
    assert list(jsonld.scripts_in("<script type=ld+json>" * 100_000)) == []
    assert list(jsonld.scripts_in("<!--" * 100_000)) == []


def test_json_written_as_a_string_is_the_object_it_holds() -> None:
    (found,) = schema_org.postings_in(PAGES["as a string of JSON"], "https://example.org/")
    assert found["title"] == "Planner"

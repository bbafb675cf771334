"""JobPostings that stand in a page's own scripts, not in JSON-LD."""

import json
import time

import pytest

from scraper.pages import Problem
from scraper.platforms import jobposting
from scraper.platforms.helpers import schema_org
from scraper.platforms.helpers.markup import parse_html
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import page_of

URL = "https://jobs.example.org/vacancy/4711/bridge-keeper"
HANG_SECONDS = 5.0
POSTING = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": 'Bridge keeper, "Old Town"',
    "description": "<p>Open & close\n the bridge.</p>",
    "hiringOrganization": {"@type": "Organization", "name": "Medway Council"},
}
TEXT = json.dumps(POSTING)
ESCAPED = json.dumps(TEXT)
NEXT = {"props": {"pageProps": {"job": {"id": 1, "schema": POSTING}}}, "page": "/vacancy/[id]"}


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(NEXT)}</script>',
        f'<script type="application/json">{json.dumps({"jsonLd": TEXT})}</script>',
        f"<script>window.__STATE__ = {json.dumps(NEXT)}; boot();</script>",
        f"<script>window.data = JSON.parse({ESCAPED})</script>",
        f"<script>self.__next_f.push([1,{json.dumps('5:' + json.dumps(['$', 'div', {'html': TEXT}]))}])</script>",
        f"<script>var vacancies = [{TEXT.replace('@context', 'x').replace('<', chr(92) + 'u003c')}]</script>",
        '<script>go({"employmentType": {"a": {}}, "nested": [{"b": 1}], "@type": "JobPosting", "title": '
        + json.dumps(POSTING["title"])
        + "})</script>",
    ],
)
def test_a_posting_is_found_wherever_a_script_keeps_it(script: str) -> None:
    (found,) = schema_org.postings(parse_html(f"<main>{script}<h1>Loading</h1></main>"))
    assert found["title"] == POSTING["title"]
    page = page_of(f"<main>{script}<h1>Loading</h1></main>", URL)
    assert jobposting.recognise(page)
    told = read_detail(jobposting, page, Advert(source_ref="4711", detail_url=URL))
    assert (told.source_ref, told.title) == ("4711", POSTING["title"])


def test_a_description_keeps_its_lines_and_signs() -> None:
    page = page_of(f"<script>load(JSON.parse({ESCAPED}))</script>", URL)
    told = read_detail(jobposting, page, Advert(source_ref="4711"))
    assert told.description is not None
    assert told.description.split() == ["<p>Open", "&", "close", "the", "bridge.</p>"]


def test_postings_that_a_script_holds_twice_come_once() -> None:
    twice = f"<script>a = {TEXT}</script><script>b = {TEXT}</script>"
    assert len(schema_org.postings(parse_html(twice))) == 1


def test_what_stands_in_json_ld_or_is_marked_up_comes_first() -> None:
    both = f'<script type="application/ld+json">{TEXT}</script><script>a = {TEXT.replace("keeper", "painter")}</script>'
    (found,) = schema_org.postings(parse_html(both))
    assert found["title"] == POSTING["title"]


def test_a_listing_of_postings_in_a_script_is_a_listing() -> None:
    several = [POSTING | {"title": title, "url": f"/vacancy/{i}/x"} for i, title in ((4711, "Clerk"), (4712, "Cook"))]
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"jobs": several})}</script>'
    listing = read_listing(
        jobposting, page_of(script, "https://jobs.example.org/"), {"url": "https://jobs.example.org/"}
    )
    assert [(advert.source_ref, advert.title) for advert in listing.adverts] == [("4711", "Clerk"), ("4712", "Cook")]


@pytest.mark.parametrize(
    "script",
    [
        "<script>if (type === 'JobPosting') show()</script>",
        f"<script>var half = {TEXT[:-40]}</script>",
        "<script src='x.js'>{'@type': 'JobPosting'}</script>",
    ],
)
def test_a_word_or_half_a_posting_is_none(script: str) -> None:
    with pytest.raises(Problem):
        read_detail(jobposting, page_of(f"{script}<h1>Loading</h1>", URL), Advert(source_ref="4711"))


@pytest.mark.parametrize(
    "text",
    [
        '{"@type":"JobPosting","a":' * 40_000,
        '{"a":1,' * 100_000 + '"@type":"JobPosting"',
        ('{"@type":"JobPosting","a":[' + "0," * 1_000) * 500,
        "\\" * 900_000 + '"@type":"JobPosting"',
    ],
)
def test_hostile_scripts_cost_little(text: str) -> None:
    start = time.process_time()
    assert schema_org.postings(parse_html(f"<script>{text}</script>")) == []
    assert time.process_time() - start < HANG_SECONDS

"""A site of JobPostings walked from a sitemap, a listing or a page; single pages are in fixtures/jobposting."""

import gzip

import pytest

from scraper.pages import Problem
from scraper.platforms import jobposting
from scraper.platforms.helpers.links import adverts_among, looks_like_advert, pattern
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import FIXTURES, page_of

SITEMAP = "https://x.org/sitemap.xml"
OPTIONS = {"url": SITEMAP}
PLATFORM = jobposting


def _urlset(*urls: str) -> bytes:
    inner = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{inner}</urlset>".encode()


def test_a_gzipped_sitemap_is_unpacked_within_its_cap() -> None:
    page = page_of(gzip.compress(_urlset("https://x.org/job/4711/clerk")), SITEMAP + ".gz")
    assert [advert.source_ref for advert in read_listing(PLATFORM, page, OPTIONS).adverts] == ["4711"]
    with pytest.raises(Problem) as caught:
        read_listing(PLATFORM, page_of(gzip.compress(b" " * 70_000_000), SITEMAP), OPTIONS)
    assert caught.value.cause == "too_big"
    with pytest.raises(Problem) as caught:
        read_listing(PLATFORM, page_of(gzip.compress(_urlset())[:-9], SITEMAP), OPTIONS)
    assert caught.value.cause == "undecodable"


def test_a_file_of_an_index_without_adverts_leads_back_and_does_not_end_the_walk() -> None:
    page = page_of(_urlset("https://x.org/about"), "https://x.org/sitemap-2.xml")
    listing = read_listing(PLATFORM, page, OPTIONS)
    assert not listing.adverts
    assert not listing.empty
    assert [request.url for request in listing.next] == [SITEMAP]


def test_a_sitemap_that_is_empty_says_so_and_one_without_adverts_does_not() -> None:
    assert read_listing(PLATFORM, page_of(_urlset(), SITEMAP), OPTIONS).empty
    with pytest.raises(Problem) as caught:
        read_listing(PLATFORM, page_of(_urlset("https://x.org/about"), SITEMAP), OPTIONS)
    assert caught.value.cause == "layout_changed"


def test_a_sitemap_named_after_jobs_may_have_any_addresses() -> None:
    page = page_of(_urlset("https://x.org/park-ranger", "https://x.org/clerk"), "https://x.org/jobs-sitemap.xml")
    assert len(read_listing(PLATFORM, page, {"url": page.url}).adverts) == 2


def test_identity_is_the_same_from_listing_and_detail() -> None:
    body = (FIXTURES / "jobposting" / "plain.html").read_bytes()
    url = "https://jobs.selby.gov.uk/job/40412/highways-inspector"
    listed = read_listing(PLATFORM, page_of(_urlset(url), SITEMAP), OPTIONS).adverts[0]
    told = read_detail(PLATFORM, page_of(body, url), listed)
    assert (told.source_ref, told.url, told.detail_url) == (listed.source_ref, listed.url, listed.detail_url)
    assert told.title == "Highways Inspector"


def test_being_sent_on_to_other_adverts_is_no_advert() -> None:
    body = (FIXTURES / "jobposting" / "several_on_page.html").read_bytes()
    advert = Advert(source_ref="9", detail_url="https://oldham.example/jobs/9/cook")
    with pytest.raises(Problem) as caught:
        read_detail(PLATFORM, page_of(body, "https://oldham.example/jobs"), advert)
    assert caught.value.cause == "layout_changed"


def test_a_pattern_that_is_none_is_told() -> None:
    with pytest.raises(Problem, match="link"):
        read_listing(PLATFORM, page_of("<p>x", SITEMAP), OPTIONS | {"link": "(("})


def test_a_featured_posting_does_not_hide_the_links_beside_it() -> None:
    body = (
        "<script type=application/ld+json>{'@type':'JobPosting','title':'Cook','url':'https://x.org/job/101/cook',"
        "'description':'Cooks'}</script><a href=/job/101/cook>Cook</a><a href=/job/102/clerk>Clerk</a>"
    )
    found = read_listing(PLATFORM, page_of(body, "https://x.org/jobs"), {"url": "https://x.org/jobs"}).adverts
    assert [(one.source_ref, one.title) for one in found] == [("101", "Cook"), ("102", "Clerk")]


@pytest.mark.parametrize(
    ("given", "url", "finds"),
    [
        ("*/job/*", "https://x.org/job/1", True),
        ("*/job/*/view", "https://x.org/job/1/view", True),
        ("*/job/*/view", "https://x.org/job/1/apply", False),
        (r"/job/\d+$", "https://x.org/job/1", True),
        ("/vacancy/", "https://x.org/vacancy/a", True),
    ],
)
def test_patterns_are_globs_or_regular_expressions(given: str, url: str, finds: bool) -> None:
    assert (pattern(given).search(url) is not None) is finds


@pytest.mark.parametrize(
    ("url", "is_advert"),
    [
        ("https://x.org/job/40412/highways-inspector", True),
        ("https://x.org/vacancy/park-ranger", True),
        ("https://x.org/swyddi/gofalwr", True),
        ("https://x.org/jobs?jobid=40412", True),
        ("https://x.org/jobs/", False),
        ("https://x.org/jobs/search?category=40412", False),
        ("https://x.org/jobs/40412/apply", False),
        ("https://x.org/jobs/how-to-apply", False),
        ("https://x.org/job/40412/advert.pdf", False),
        ("https://x.org/news/40412/jobs", False),
        ("https://x.org/", False),
    ],
)
def test_adverts_are_told_by_the_shape_of_their_address(url: str, is_advert: bool) -> None:
    assert looks_like_advert(url) is is_advert


def test_pages_about_jobs_fall_away_beside_adverts() -> None:
    urls = ["https://x.org/jobs/our-values", "https://x.org/jobs/40412/clerk", "https://x.org/jobs/40412/clerk#top"]
    assert adverts_among(urls) == ["https://x.org/jobs/40412/clerk"]
    assert adverts_among(["https://x.org/vacancy/a1", "https://x.org/vacancy/b2", "https://x.org/role/x-y"]) == [
        "https://x.org/vacancy/a1",
        "https://x.org/vacancy/b2",
    ]


def test_it_recognises_a_page_of_its_kind_only() -> None:
    assert jobposting.recognise(page_of((FIXTURES / "jobposting" / "microdata.html").read_bytes()))
    assert not jobposting.recognise(page_of("<p>How to write a JobPosting</p>"))
    assert not jobposting.recognise(page_of(b"%PDF-1.7"))

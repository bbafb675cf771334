"""What localgov says of a page beyond the rows: identity, links, what is no advert, and pages made to hurt."""

import time
from pathlib import Path

import pytest

from scraper.pages import Problem
from scraper.platforms import localgov
from scraper.platforms.registry import load
from scraper.records import Advert
from tests.conftest import page_of
from tests.scraper.platforms.localgov_markups import PAGE, SECOND, SEED, SITE, block, page

LISTED = "list items"


def adverts(html: str | bytes, url: str = SITE) -> tuple[Advert, ...]:
    return localgov.listing(page_of(html, url=url), {}).adverts


def card(title: str = "Clerk", link: str = "", recruiter: str = "Essex County Council", tail: str = "") -> str:
    shown = f'<a href="{link}">{title}</a>' if link else title
    return (
        f"<li><h3>{shown}</h3><p>{recruiter}</p><p>£20,000 per annum</p><p>Do it well. Essex</p>"
        f"<p>Recuriter: {recruiter}</p>{tail}</li>"
    )


def test_it_is_a_platform_and_asks_for_its_one_page() -> None:
    platform = load("localgov")
    assert [request.url for request in platform.requests({"url": SITE})] == [SITE]


def test_a_page_shows_a_sample_and_nothing_leads_further() -> None:
    listing = localgov.listing(page_of(page(block(LISTED, SEED)), url=SITE), {})
    assert (listing.extent, listing.empty, listing.next, listing.declared_total) == ("sample", False, (), None)


def test_the_articles_own_text_yields_no_advert_and_no_claim_that_there_are_none() -> None:
    listing = localgov.listing(page_of(PAGE, url=SITE), {})
    assert (listing.adverts, listing.empty) == ((), False)


def test_only_the_block_itself_can_say_that_there_are_no_adverts() -> None:
    nothing = "<p>There are currently no vacancies.</p>"
    said = [localgov.listing(page_of(html, url=SITE), {}).empty for html in (page(nothing), PAGE + nothing)]
    assert said == [True, False]


def test_summary_and_organisation_stay_as_printed() -> None:
    first, *_, last = adverts(page(block(LISTED, SEED)))
    assert first.summary == "Shape the Future of Essex. Drive climate action. Deliver for our communities. Essex"
    assert last.summary == SEED[-1].summary
    assert first.advertiser_text is None


def test_typing_errors_in_titles_are_kept() -> None:
    assert [ad.title for ad in adverts(page(block(LISTED, SECOND)))][1] == "Network/ICT Manger - Hilltop Primary School"


def test_two_blocks_in_one_page_are_read_and_repeats_count_once() -> None:
    html = page(block("definition list", SEED) + "<h3>More jobs</h3>" + block(LISTED, SECOND) + block("divs", SEED))
    assert [ad.title for ad in adverts(html)] == [ad.title for ad in SEED + SECOND]


def test_other_boxes_before_between_and_after_do_not_matter() -> None:
    box = "<div><h4>Poll</h4><p>Pay: £1,000 a day?</p><a href=/v>Vote</a></div>"
    html = page(box + block(LISTED, SEED) + box + block("table, a row an advert", SECOND) + box)
    assert [ad.title for ad in adverts(html)] == [ad.title for ad in SEED + SECOND]


def test_the_reference_is_neither_position_nor_pay_nor_article() -> None:
    one = {ad.title: ad.source_ref for ad in adverts(page(block(LISTED, SEED)))}
    dearer = page(block(LISTED, SEED[::-1])).replace("£179,404", "£199,999")
    other = {ad.title: ad.source_ref for ad in adverts(dearer, url="https://www.localgov.co.uk/Another-article/777")}
    assert one == other
    assert len(set(one.values())) == 5


def test_the_reference_ignores_case_and_white_space_but_not_the_place() -> None:
    plain = card("Clerk - Day")
    (one,), (two,), (three,) = (
        adverts(page(html))
        for html in (
            plain,
            plain.replace("Clerk - Day", "CLERK&nbsp;-\n day"),
            plain.replace("well. Essex", "well. Leeds"),
        )
    )
    assert one.source_ref == two.source_ref != three.source_ref


@pytest.mark.parametrize(
    ("link", "ref", "url"),
    [
        ("/job/12345/clerk/", "12345", "https://www.localgov.co.uk/job/12345/clerk/"),
        (
            "https://jobs.localgov.co.uk/clerk-in-leeds-778899?utm_source=article",
            "778899",
            "https://jobs.localgov.co.uk/clerk-in-leeds-778899",
        ),
        ("//jobs.localgov.co.uk/Clerk/778899", "778899", "https://jobs.localgov.co.uk/Clerk/778899"),
        ("/jobs?jobid=4455", "4455", "https://www.localgov.co.uk/jobs?jobid=4455"),
        ("https://ats.example.org/vacancy/31", None, "https://ats.example.org/vacancy/31"),
        ("https://ats.example.org/vacancy/3141", "ats.example.org:3141", "https://ats.example.org/vacancy/3141"),
        ("/apply-here", None, "https://www.localgov.co.uk/apply-here"),
        ("#", None, None),
        ("javascript:void(0)", None, None),
        ("mailto:jobs@example.org", None, None),
        (SITE, None, None),
        (SITE + "#job-3", None, None),
    ],
)
def test_a_title_that_links_to_a_page_with_an_id_gives_reference_and_address(
    link: str, ref: str | None, url: str | None
) -> None:
    (unlinked,) = adverts(page(card()))
    (linked,) = adverts(page(card(link=link)))
    assert linked.source_ref == (ref or unlinked.source_ref)
    assert linked.url == url


def test_a_link_that_all_titles_share_is_no_adverts_address() -> None:
    html = page(card("One", "/job/1000") + card("Two", "/job/1000"))
    assert [ad.url for ad in adverts(html)] == [None, None]
    assert len({ad.source_ref for ad in adverts(html)}) == 2


def test_a_button_gives_the_address_where_the_title_has_none_and_apply_is_for_applying() -> None:
    tail = '<a href="/apply/9">Apply now</a><a href="/job/4711">View job</a>'
    (advert,) = adverts(page(card(tail=tail)))
    assert (advert.url, advert.source_ref) == ("https://www.localgov.co.uk/job/4711", "4711")
    assert advert.apply_url == "https://www.localgov.co.uk/apply/9"


def test_a_label_without_a_name_leaves_the_recruiter_unknown_and_takes_no_ones_title() -> None:
    html = page("<ul>" + card("One").replace("Recuriter: Essex County Council", "Recuriter:") + card("Two") + "</ul>")
    assert [(ad.title, ad.recruiter_text) for ad in adverts(html)] == [("One", None), ("Two", "Essex County Council")]
    assert adverts(html)[0].advertiser_text == "Essex County Council"


def test_a_logo_may_stand_for_the_recruiters_name() -> None:
    html = card().replace("Recuriter: Essex County Council", 'Recuriter: <img src="e.png" alt="Essex County Council">')
    assert [ad.recruiter_text for ad in adverts(page(html))] == ["Essex County Council"]


@pytest.mark.parametrize(
    "place",
    [
        "<br>Leeds",
        "</p><p>Leeds",
        " <span>Leeds</span>",
        "<span> Leeds</span>",
        "</p><p>Location: Leeds",
        "&nbsp; Leeds",
    ],
)
def test_the_place_is_found_wherever_it_is_set_apart(place: str) -> None:
    html = page(
        card().replace("Do it well. Essex", "Do it well with us, each day of the week and in all weathers, for" + place)
    )
    assert [ad.location_texts for ad in adverts(html)] == [("Leeds",)]


def test_a_summary_in_several_paragraphs_is_one_text() -> None:
    (advert,) = adverts(page(card().replace("well. Essex", "well.</p><p>Do it soon.</p><p>Do it now. Essex")))
    assert advert.summary == "Do it well. Do it soon. Do it now. Essex"
    assert advert.location_texts == ("Essex",)


@pytest.mark.parametrize(
    "prose",
    [
        "<p>Recruiter: a word about recruiters</p>",
        "<p>Pay was £50,000.</p><p>Recruiter: The Person Who Pays</p>",
        "<p>£50,000 per annum</p><p>Recruiter: the person who pays.</p>",
        "<h2>Essex County Council</h2><p>Recruiter: Essex County Council</p>",
        "<table><tr><th>Title<th>Salary<th>Recruiter</table>",
        "<p>Recuriter:</p>",
        "Recuriter: Essex County Council",
        "<p>Our recruiter: nobody. The recruiter : somebody.</p>",
    ],
)
def test_a_label_under_nothing_that_reads_as_a_card_is_no_advert(prose: str) -> None:
    assert adverts(f"<html><body>{prose}</body></html>") == ()


def test_a_page_of_the_site_is_recognised_and_so_is_the_block_elsewhere() -> None:
    assert localgov.recognise(page_of(PAGE, url=SITE))
    assert localgov.recognise(page_of(page(block(LISTED, SEED)), url="https://example.org/a"))
    assert not localgov.recognise(page_of("<p>Hello</p>", url="https://example.org/a"))
    assert not localgov.recognise(page_of("<p>Hello</p>", url="https://notlocalgov.co.uk/a"))


def test_no_detail_page_changes_an_advert() -> None:
    (advert,) = adverts(page(card()))
    assert localgov.detail(page_of("<h1>Other</h1>"), advert) is advert


def test_bytes_in_another_charset_read_the_same() -> None:
    html = page(block(LISTED, SECOND)).replace("meta charset=utf-8", "meta charset=iso-8859-1")
    assert [ad.salary_text for ad in adverts(html.encode("cp1252"))] == [ad.salary for ad in SECOND]


SECONDS = 5.0
"""Far above what any of these takes (under one second each), far below what a slip into squares would."""
HOSTILE = {
    "deep": "<div>" * 10_000 + block(LISTED, SEED) + "</div>" * 10_000,
    "deep spans": "<span>" * 10_000 + block("spans alone, no element an advert", SEED),
    "labels alone": "<p>Recuriter: A</p>" * 20_000,
    "labels in one line": "<i>Recuriter</i><i>A</i>" * 20_000,
    "labels without names": "Recuriter:" * 50_000,
    "one long line": "word " * 400_000 + block(LISTED, SEED),
    "one long word": "<p>" + "£" * 1_000_000 + "</p>" + block(LISTED, SEED),
    "many headings": "<h3>Some jobs</h3>" * 20_000 + block(LISTED, SEED),
    "many cards": block(LISTED, SEED * 400),
    "full stops": card().replace("Do it well.", "A. b! " * 50_000),
    "wide spaces": card().replace("Do it well.", "a &nbsp;" * 50_000),
    "hidden in hidden": "<div hidden>" * 5_000 + "x" + block(LISTED, SEED),
    "unclosed": "<" * 100_000 + block(LISTED, SEED),
    "control signs": "\x00\x1b" * 1_000 + block(LISTED, SEED),
    "nothing": "",
}


def read_or_cause(html: str) -> tuple[list[str | None], str | None]:
    try:
        return [ad.title for ad in adverts(html)], None
    except Problem as problem:
        return [], problem.cause


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_in_time_or_refused_with_a_cause(name: str) -> None:
    started = time.process_time()
    titles, cause = read_or_cause(HOSTILE[name])
    assert cause in {None, "too_big", "undecodable"}
    assert len(titles) == len(set(titles))
    assert time.process_time() - started < SECONDS


def test_the_stored_text_of_real_pages_reads_as_people_read_it(shared: Path) -> None:
    seed = (shared / "seed" / "localgov-article-page.txt").read_text(encoding="utf-8")
    sample = (shared / "samples" / "localgov" / "article-44021-jobs-block.txt").read_text(encoding="utf-8")
    for between in ("<br>", "<p>", "<div>", "</p>\n<p>"):
        found = adverts(between.join(seed.split("\n")))
        assert [(ad.title, ad.recruiter_text, ad.salary_text, ad.location_texts) for ad in found] == [
            (ad.title, ad.recruiter, ad.salary, (ad.location,) if ad.location else ()) for ad in SEED
        ]
        places = [ad.location_texts for ad in adverts(between.join(sample.split("\n")))]
        assert places == [("Sandwell, West Midlands",)] * 2 + [("Wembley, London (Greater)",)]


def test_links_that_only_ask_the_article_again_never_lend_it_as_an_identity() -> None:
    cards = "".join(
        f'<li><h4><a href="?j={n}">{title}</a></h4><p>Essex County Council</p><p>£30,000 per annum</p>'
        f"<p>Join us now. Essex</p><p>Recuriter: Essex County Council</p></li>"
        for n, title in enumerate(("Planner", "Social Worker", "Driver"))
    )
    page = page_of(f"<h3>Highways jobs</h3><ul>{cards}</ul>", "https://www.localgov.co.uk/an-article/42789")
    refs = [advert.source_ref for advert in localgov.listing(page, {}).adverts]
    assert len(set(refs)) == 3
    assert "42789" not in refs

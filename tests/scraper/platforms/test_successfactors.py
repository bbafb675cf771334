"""SuccessFactors' tiles, tables, RSS and job pages; whole ones are in fixtures/successfactors."""

import pytest

from scraper.pages import Problem
from scraper.platforms import successfactors
from scraper.platforms.base import Listing
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import page_of

SITE = "https://careers.barnsley.example"
TILES = f"{SITE}/tile-search-results/?q=&sortColumn=referencedate&sortDirection=desc&startrow=0"
SEARCH = f"{SITE}/search/?q="
RSS = f"{SITE}/services/rss/job/?locale=en_GB"


def _read(body: str, url: str = TILES) -> Listing:
    return read_listing(successfactors, page_of(body, url), {"url": url})


def _tile(inner: str = "", ref: int = 1402211) -> str:
    href = f"/job/Barnsley-Cook/{ref}/"
    link = f'<a class="jobTitle-link" href="{href}">Cook</a>'
    return f'<li class="job-tile job-id-{ref}" data-url="{href}">{link}{inner}</li>'


def _section(name: str, label: str, value: str) -> str:
    held = f'<div id="x-{name}-value">{value}</div>'
    return f'<div class="section-field {name} fontcolor1"><span>{label}</span> {held}</div>'


def _item(title: str) -> str:
    return f"<item><title>{title}</title><link>{SITE}/job/x/1402211/?feedId=9&amp;utm_source=rss</link></item>"


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (SITE, TILES),
        (f"{SITE}/northern", TILES.replace("/tile", "/northern/tile")),
        (TILES, TILES),
        (SEARCH, SEARCH),
        (RSS, RSS),
    ],
)
def test_a_site_is_asked_for_its_tiles_and_a_listing_for_itself(given: str, asked: str) -> None:
    assert [request.url for request in successfactors.requests({"url": given})] == [asked]


def test_a_tile_repeated_for_each_screen_is_one_advert() -> None:
    link = '<a class="jobTitle-link" href="/job/Barnsley-Cook/1402211/">Cook</a>'
    assert [one.title for one in _read(_tile(link + link) + _tile(ref=1402212)).adverts] == ["Cook", "Cook"]


def test_sections_are_read_by_label_whatever_custom_field_they_stand_in() -> None:
    body = _section("customfield2", "Closing Date", "4 Dec 2026") + _section("customfield5", "Salary", "£9")
    advert = _read(_tile(body + _section("customfield3", "Cluster", "East"))).adverts[0]
    assert advert == Advert(
        source_ref="1402211",
        title="Cook",
        url=advert.url,
        detail_url=advert.url,
        closing_text="4 Dec 2026",
        salary_text="£9",
    )


def test_a_section_without_a_label_is_read_by_its_name() -> None:
    department = '<div id="job-1-desktop-section-dept-value">Culture</div>'
    body = department + '<div id="job-1-desktop-section-location-value">Hoyland</div>'
    advert = _read(_tile(body)).adverts[0]
    assert (advert.category_text, advert.location_texts) == ("Culture", ("Hoyland",))


def test_the_count_of_more_places_is_no_part_of_the_place() -> None:
    body = _section("location", "Location", 'Barnsley, GB <small class="nobr">+2 more&hellip;</small>')
    assert _read(_tile(body)).adverts[0].location_texts == ("Barnsley, GB",)


def test_tiles_are_asked_for_until_a_blank_page() -> None:
    found = _read(_tile() + _tile(ref=1402212))
    assert [request.url for request in found.next] == [TILES.replace("startrow=0", "startrow=2")]
    end = _read("\n", TILES.replace("startrow=0", "startrow=2"))
    assert [request.url for request in end.next] == [TILES], "the first page has been asked: the walk ends"
    assert (end.adverts, end.empty) == ((), False)


def test_tiles_blank_at_once_lead_to_the_search_page_that_says_why() -> None:
    assert [request.url for request in _read("").next] == [SEARCH]
    assert not _read("").empty


def test_a_page_of_tiles_that_is_not_blank_but_shows_none_is_a_problem() -> None:
    with pytest.raises(Problem) as caught:
        _read("<ul><li class='tile-2027'>Cook</li></ul>")
    assert caught.value.cause == "layout_changed"


def test_a_search_page_of_tiles_leads_to_the_tiles_after_those_it_shows() -> None:
    label = '<span id="tile-search-results-label">Showing 1 to 2 of 47 Jobs</span>'
    found = _read(f'{label}<ul id="job-tile-list">{_tile()}{_tile(ref=1402212)}</ul>', SEARCH)
    assert found.declared_total == 47
    assert [request.url for request in found.next] == [f"{SITE}/tile-search-results/?q=&startrow=2"]


def test_links_lose_their_tracking_and_a_number_identifies() -> None:
    advert = _read(_tile().replace('2211/">', '2211/?feedId=1&utm_source=x">')).adverts[0]
    assert (advert.source_ref, advert.url) == ("1402211", f"{SITE}/job/Barnsley-Cook/1402211/")


@pytest.mark.parametrize(
    ("printed", "title", "places"),
    [
        ("Cook (Barnsley, GB, S70 2TA)", "Cook", ("Barnsley, GB, S70 2TA",)),
        ("Social Worker (Children) (Hoyland, GB)", "Social Worker (Children)", ("Hoyland, GB",)),
        ("Porter (Nights, Weekends)", "Porter (Nights, Weekends)", ()),
        ("Porter (GBS team)", "Porter (GBS team)", ()),
    ],
)
def test_the_place_at_the_end_of_an_rss_title_is_taken_out_only_where_it_is_one(
    printed: str, title: str, places: tuple[str, ...]
) -> None:
    found = _read(f"<rss><channel><title>J</title>{_item(printed)}</channel></rss>", RSS)
    assert (found.adverts[0].title, found.adverts[0].location_texts, found.extent) == (title, places, "window")
    assert (found.adverts[0].source_ref, found.adverts[0].url) == ("1402211", f"{SITE}/job/x/1402211/")


def test_a_job_page_adds_its_microdata_and_labelled_fields() -> None:
    body = (
        '<div itemscope itemtype="http://schema.org/JobPosting"><span itemprop="title">Cook</span>'
        '<div><span>Closing Date: </span><span data-careersite-propertyid="customfield4">4 December 2026</span></div>'
        '<span itemprop="description"><p>Salary: £24,027</p></span></div>'
    )
    listed = Advert(source_ref="1402211", title="Cook", category_text="Catering")
    found = read_detail(successfactors, page_of(body, f"{SITE}/job/x/1402211/"), listed)
    assert (found.closing_text, found.salary_text, found.category_text) == ("4 December 2026", "£24,027", "Catering")


def test_it_is_empty_only_when_it_says_so() -> None:
    assert _read("<div id='noresults'>There are currently no open positions matching your search.</div>", SEARCH).empty
    with pytest.raises(Problem):
        _read("<div id='content'>Search results</div>", SEARCH)


def test_it_recognises_its_own_only() -> None:
    assert successfactors.recognise(page_of(_tile()))
    assert successfactors.recognise(page_of("<link href='https://rmkcdn.successfactors.com/a.css'>"))
    assert not successfactors.recognise(page_of("<li class='job'><a href='/job/7'>Cook</a></li>"))
    assert not successfactors.recognise(page_of(b"\x00\x01"))


def test_a_cell_may_name_any_heading() -> None:
    row = '<tr class="data-row"><td headers="{}">{}</td></tr>'
    link = '<a class="jobTitle-link" href="/job/x/1402211/">Cook</a>'
    for name in ("-", "é", "x y", "#a", "7"):
        head = f'<table><tr><th id="{name}">Salary</th></tr>'
        body = row.format("t", link).replace("</tr>", f'<td headers="{name}">£9</td></tr>')
        assert _read(head + body + "</table>", SEARCH).adverts[0].salary_text == "£9"


def test_a_search_that_finds_none_is_empty_whatever_was_searched_for() -> None:
    said = "There are currently no open positions matching <span class=securitySearchString>{}</span>."
    none = f"<div id=noresults>{said}</div>"
    assert _read(none.format("youth work in Barnsley"), SEARCH + "youth").empty
    assert _read(none.format(""), SEARCH).empty

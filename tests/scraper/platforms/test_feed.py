"""Feeds of several vendors; whole feeds are in fixtures/feed, captured ones in the reference folder."""

from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest

from scraper.pages import Problem
from scraper.platforms import feed
from scraper.platforms.base import Listing
from scraper.platforms.read import read_listing
from tests.conftest import page_of

URL = "https://x.org/feed"
CAPTURED = {
    "northeastjobs/nejobs_rss_trimmed.xml": 6,
    "madgex/wmjobs_rss_sample_trimmed.xml": 3,
    "madgex/guardian_frontend_jobs_feed.xml": 4,
    "oleeo/moj_justicejobs_simplefeed.atom.xml": 3,
    "teachingvacancies/ventrus.xml": 1,
    "teachingvacancies/vacancy_poster.xml": 1,
    "teachingvacancies/broadbean.xml": 1,
}


def _read(body: str | bytes, **options: str | bool) -> Listing:
    return read_listing(feed, page_of(body, URL), {"url": URL, **options})


def _cause(body: bytes) -> str | None:
    try:
        _read(body)
    except Problem as problem:
        return problem.cause
    return None


def _rss(inner: str, head: str = "<title>Jobs</title>") -> str:
    return f"<rss version='2.0'><channel>{head}{inner}</channel></rss>"


@pytest.mark.parametrize("name", CAPTURED)
def test_captured_feeds_give_each_advert_once(shared: Path, name: str) -> None:
    adverts = _read((shared / "samples" / name).read_bytes()).adverts
    assert len(adverts) == CAPTURED[name]
    assert all(advert.title for advert in adverts)


@pytest.mark.parametrize("name", [name for name in CAPTURED if "teaching" not in name and "guardian" not in name])
def test_titles_and_links_are_those_that_feedparser_reads(shared: Path, name: str) -> None:
    body = (shared / "samples" / name).read_bytes()
    theirs = {(entry.title, entry.link) for entry in feedparser.parse(body).entries}
    ours = {(advert.title, advert.url) for advert in _read(body).adverts}
    assert ours <= theirs


def test_no_captured_page_of_any_kind_makes_it_crash(shared: Path) -> None:
    for path in sorted((shared / "samples").rglob("*.*")):
        assert _cause(path.read_bytes()) in {None, "not_xml", "layout_changed"}, path


def test_an_empty_feed_is_empty_only_when_it_is_whole_and_bare() -> None:
    assert _read(_rss("")).empty
    for body in (_rss("")[:-9], _rss("<title>Clerk</title>"), _rss("<vacancies><clerk/></vacancies>"), "<rss/>"):
        with pytest.raises(Problem) as caught:
            _read(body)
        assert caught.value.cause == "layout_changed"


@pytest.mark.parametrize(
    ("style", "title", "fields"),
    [
        ("employer: title", "Walsall Council: Grounds: Parks", ("Grounds: Parks", "Walsall Council", ())),
        ("title - employer", "Care - Nights - Walsall Council", ("Care - Nights", "Walsall Council", ())),
        (
            "title | employer | location",
            "Clerk | Walsall Council | Bloxwich",
            ("Clerk", "Walsall Council", ("Bloxwich",)),
        ),
        ("employer: title", "Grounds Worker", ("Grounds Worker", None, ())),
        ("", "Walsall Council: Clerk", ("Walsall Council: Clerk", None, ())),
    ],
)
def test_titles_are_split_as_the_option_says(style: str, title: str, fields: tuple[object, ...]) -> None:
    advert = _read(_rss(f"<item><title>{title}</title><guid>7</guid></item>"), title=style).adverts[0]
    assert (advert.title, advert.recruiter_text, advert.location_texts) == fields


@pytest.mark.parametrize(
    ("item", "ref"),
    [
        ("<guid>abc-7</guid><link>https://x.org/job/301000/a</link>", "abc-7"),
        ("<guid>https://x.org/job/301000/a?utm_source=rss</guid>", "301000"),
        ("<link>https://x.org/job/_/301000</link>", "301000"),
        ("<link>https://x.org/a</link><vacancyRef>V9</vacancyRef>", "V9"),
        ("<link>https://x.org/a?SID=abc</link>", "https://x.org/a"),
        ("<link>https://x.org/a/V-12.html</link>", "https://x.org/a/V-12.html"),
    ],
)
def test_identity_is_guid_then_number_then_reference_then_link(item: str, ref: str) -> None:
    assert _read(_rss(f"<item><title>Clerk</title>{item}</item>")).adverts[0].source_ref == ref


def test_an_id_by_option_and_a_detail_page_by_option() -> None:
    item = "<item><title>Clerk</title><guid>x</guid><link>https://x.org/a/V-12.html</link></item>"
    advert = _read(_rss(item), id=r"/(V-\d+)", detail=True).adverts[0]
    assert (advert.source_ref, advert.detail_url) == ("V-12", "https://x.org/a/V-12.html")


def test_a_total_and_a_next_page_are_read_where_a_feed_has_them() -> None:
    head = "<title>J</title><totalResults>7</totalResults><a:link xmlns:a='urn:a' rel='next' href='?p=2'/>"
    listing = _read(_rss("<item><title>Clerk</title></item>", head))
    assert listing.declared_total == 7
    assert listing.next[0].url == "https://x.org/feed?p=2"


def test_it_recognises_feeds_only() -> None:
    assert feed.recognise(page_of(_rss("<item><title>x</title></item>")))
    assert not feed.recognise(page_of("<html><p>rss</html>"))
    assert not feed.recognise(page_of(b"\x00\x01"))


def test_people_and_desks_within_a_record_are_nobodys_fields() -> None:
    person = "<name>Desk</name><title>Head of Bridges</title><location>Room 4</location><department>HR</department>"
    body = (
        f"<jobs><job><id>77</id><title>Planner</title><hiringManager>{person}</hiringManager>"
        f"<contact>{person}</contact><reports_to>Head of Bridges</reports_to><department>Planning</department>"
        "</job></jobs>"
    )
    (advert,) = _read(body).adverts
    assert (advert.title, advert.category_text) == ("Planner", "Planning")
    assert (advert.location_texts, advert.recruiter_text) == ((), None)


def test_a_record_within_an_entry_is_read_by_what_its_name_means() -> None:
    body = (
        "<jobs><job><title>Planner</title><council><id>9</id><name>Medway Council</name></council>"
        "<location><city>Chatham</city><postcode>ME4 4TR</postcode><latitude>51.4</latitude></location>"
        "<salary><min>20000</min><max>30000</max><currency>GBP</currency><period>year</period></salary></job></jobs>"
    )
    (advert,) = _read(body).adverts
    assert (advert.recruiter_text, advert.location_texts) == ("Medway Council", ("Chatham, ME4 4TR",))
    assert advert.salary_text == "GBP 20000 - 30000 year"


def test_pay_in_parts_gives_way_to_pay_in_words() -> None:
    parts = "<salaryFrom>20000</salaryFrom><salary_to>25000</salary_to><salaryCurrency>GBP</salaryCurrency>"
    words = "<salary>Grade 6</salary>"
    (advert,) = _read(f"<jobs><job><title>Planner</title>{parts}</job></jobs>").adverts
    assert advert.salary_text == "GBP 20000 - 25000"
    (advert,) = _read(f"<jobs><job><title>Planner</title>{parts}{words}</job></jobs>").adverts
    assert advert.salary_text == "Grade 6"


def test_an_entry_of_a_vendors_own_list_names_no_employer() -> None:
    item = "<council>12</council><employer>Medway Council</employer><jobType>3</jobType>"
    (advert,) = _read(f"<jobs><job><title>Planner</title>{item}</job></jobs>").adverts
    assert (advert.recruiter_text, advert.contract_text) == ("Medway Council", None)


@pytest.mark.parametrize("title", ["No current vacancies", "There are currently no vacancies.", "0 jobs found"])
def test_a_lone_entry_that_says_there_are_none_is_no_advert(title: str) -> None:
    read = _read(_rss(f"<item><title>{title}</title><link>https://x.org/jobs</link></item>"))
    assert (read.adverts, read.empty) == ((), True)


@pytest.mark.parametrize(
    "body", ["<jobs/>", "<Vacancies count='0'></Vacancies>", "<source><publisher>X</publisher></source>"]
)
def test_a_vendors_list_with_nothing_in_it_is_empty(body: str) -> None:
    assert _read(body).empty


@pytest.mark.parametrize("body", ["<jobs><entry2/></jobs>", "<jobs>", "<reply/>"])
def test_what_may_be_another_list_or_half_of_one_is_not(body: str) -> None:
    assert _cause(body.encode()) in ("layout_changed", "not_xml")


def test_a_link_is_found_by_its_name_and_a_logo_is_none() -> None:
    entry = (
        "<job><title>Clerk</title><LogoUrl>https://x.org/l.png</LogoUrl><companyUrl>https://x.org</companyUrl>"
        "<applyUrl>https://x.org/apply/7712</applyUrl><WebsiteUrl>https://x.org/vacancy/7712</WebsiteUrl></job>"
    )
    assert [one.url for one in _read(f"<jobs>{entry}</jobs>").adverts] == ["https://x.org/vacancy/7712"]

"""JobPosting in all the ways that sites write it; whole pages are in fixtures/jobposting."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.platforms.helpers import jsonld, schema_org
from scraper.platforms.helpers.markup import parse_html
from scraper.platforms.helpers.pay import pay_text
from scraper.platforms.helpers.places import coordinates, place_texts

URL = "https://x.org/job/4711"
HANG_SECONDS = 5.0


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "b"}',
        '<!-- {"a": "b"} -->',
        '//<![CDATA[\n{"a": "b"}\n//]]>',
        '/*<![CDATA[*/ {"a": "b"} /*]]>*/',
        '\ufeff{"a": "b"};',
        '{"a": "b",}',
        "{'a': 'b'}",
        '{a: "b"}',
        "{&quot;a&quot;: &quot;b&quot;}",
        '{"a": "b" /* note */}',
        '/* head */ {"a": "b" // a note\n}',
        '{"a": "b" // it, too\n,}',
    ],
)
def test_json_ld_is_mended(text: str) -> None:
    assert jsonld.loads(text) == {"a": "b"}


def test_strings_keep_their_new_lines_commas_and_braces() -> None:
    assert jsonld.loads('{"a": "one,\ntwo,]\t}", "b": "it\\\'s",}') == {"a": "one,\ntwo,]\t}", "b": "it's"}


def test_addresses_in_strings_are_no_comments() -> None:
    assert jsonld.loads('{"a": "http://x.org/*b*/", // c\n}') == {"a": "http://x.org/*b*/"}


def test_decimals_are_kept_as_written() -> None:
    assert jsonld.loads('{"a": 34206.000000, "b": 7}') == {"a": "34206.000000", "b": 7}


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "b", "salary": 269',
        "",
        "null",
        "[]x",
        "{" * 50_000,
        "[" * 200_000,
        "'" * 50_000,
        "{" + "/*" * 50_000,
        '{"a": "/' + "/*" * 50_000,
    ],
)
def test_half_a_value_is_no_value(text: str) -> None:
    start = time.process_time()
    assert jsonld.loads(text) is None
    assert time.process_time() - start < HANG_SECONDS


@pytest.mark.parametrize(
    "kind", ["JobPosting", "jobposting", "http://schema.org/JobPosting", "schema:JobPosting", ["Thing", "JobPosting"]]
)
def test_types_are_told_however_they_are_written(kind: Any) -> None:
    assert jsonld.is_type({"@type": kind}, "JobPosting")
    assert not jsonld.is_type({"@type": "NotAJobPosting"}, "JobPosting")


@pytest.mark.parametrize(
    ("salary", "text"),
    [
        ("£26,927 to £31,678 pa", "£26,927 to £31,678 pa"),
        (26927, "GBP 26927"),
        ({"value": {"minValue": 26927, "maxValue": 31678, "unitText": "YEAR"}}, "GBP 26927 - 31678 YEAR"),
        ({"currency": "GBP", "value": {"value": "13.26", "unitText": "HOUR"}}, "GBP 13.26 HOUR"),
        ({"currency": "GBP", "minValue": "125000.00", "maxValue": "125000.00"}, "GBP 125000.00"),
        ({"currency": "GBP", "value": {"minValue": 30000, "unitText": "YEAR"}}, "from GBP 30000 YEAR"),
        ({"currency": "GBP", "value": {"minValue": 0, "maxValue": 30000}}, "up to GBP 30000"),
        ({"value": {"value": "£25,989 - £27,254 (FTE)", "unitText": "YEAR"}}, "£25,989 - £27,254 (FTE)"),
        ({"value": {"value": "£12.60 - £13.05", "unitText": "HOUR"}}, "£12.60 - £13.05 HOUR"),
        ({"value": "£110", "unitText": "DAY"}, "£110 DAY"),
        ({"value": {"minValue": "£500", "maxValue": "£600", "unitText": "WEEK"}}, "£500 - £600 WEEK"),
        ({"value": {"maxValue": "£2,100", "unitText": "MONTH"}}, "up to £2,100 MONTH"),
        ({"value": {"value": "£12.60 per hour", "unitText": "HOUR"}}, "£12.60 per hour"),
        ({"value": {"value": "£25,000 p.a.", "unitText": "HOUR"}}, "£25,000 p.a."),
        ({"value": {"value": "Competitive", "unitText": "HOUR"}}, "Competitive"),
        ({"currency": "GBP", "value": "Competitive"}, "Competitive"),
        ({"currency": "GBP", "value": [{"value": 5}]}, "GBP 5"),
        ([{"value": 1}, {"value": 2}], "GBP 1; GBP 2"),
        ({"currency": "GBP", "value": {"minValue": 0, "maxValue": 0, "unitText": "YEAR"}}, None),
        ({"currency": "GBP", "value": {"value": None, "unitText": "YEAR"}}, None),
        ({"currency": "GBP"}, None),
        (True, None),
        (None, None),
    ],
)  # fmt: skip
def test_pay_in_parts_is_one_text_with_its_numbers_as_given(salary: Any, text: str | None) -> None:
    assert pay_text(salary, "GBP") == text


@pytest.mark.parametrize(
    ("place", "texts"),
    [
        ("Selby", ("Selby",)),
        ({"address": "County Hall, Maidstone ME14 1XQ"}, ("County Hall, Maidstone ME14 1XQ",)),
        (
            {"address": {"addressLocality": "Selby", "addressRegion": "N/A", "postalCode": "YO8 9FT", "country": "GB"}},
            ("Selby, YO8 9FT",),
        ),
        ({"address": {"addressCountry": {"name": "United Kingdom"}}}, ("United Kingdom",)),
        ({"name": "Mill School", "address": {"addressLocality": "Mill"}}, ("Mill School",)),
        ([{"address": {"addressLocality": "Wick"}}, "Thurso", {"address": "Wick"}], ("Wick", "Thurso")),
        ({"addressLocality": ["Wick"]}, ("Wick",)),
        ({}, ()),
        (None, ()),
        (7, ()),
    ],
)  # fmt: skip
def test_places_are_one_text_each(place: Any, texts: tuple[str, ...]) -> None:
    assert place_texts(place) == texts


def test_coordinates_belong_to_a_single_place_on_earth() -> None:
    assert coordinates({"geo": {"latitude": "53.78", "longitude": -1.07}}) == (53.78, -1.07)
    assert coordinates([{"latitude": 1, "longitude": 2}, {"latitude": 3, "longitude": 4}]) is None
    assert coordinates({"geo": {"latitude": 0, "longitude": 0}}) is None
    assert coordinates({"geo": {"latitude": "nan", "longitude": 1}}) is None
    assert coordinates({"geo": {"latitude": 91, "longitude": 1}}) is None


def _advert(**more: Any) -> Any:
    return schema_org.to_advert({"@type": "JobPosting", "title": "Clerk"} | more, URL)


@pytest.mark.parametrize("date", ["0001-01-01", "1900-01-01T00:00:00", "1970-01-01", "9999-12-31", "", None])
def test_a_date_nobody_gave_is_unknown(date: str | None) -> None:
    assert _advert(validThrough=date).closing_text is None


def test_identity_is_the_number_in_its_own_address_then_its_identifier_then_what_it_says() -> None:
    assert _advert(url="https://x.org/job/990/clerk?utm_source=a", identifier="A1").source_ref == "990"
    assert _advert(url=URL, identifier={"value": "A1"}).source_ref == "A1"
    assert _advert(url="javascript:x").source_ref.startswith("h-")
    assert _advert(identifier="https://x.org/1").reference is None


def test_a_listing_of_links_names_its_addresses() -> None:
    items = [
        {"@type": "ListItem", "url": "/job/1"},
        {"@type": "ListItem", "item": "https://x.org/job/2"},
        {"@type": "ListItem"},
    ]
    script = json.dumps({"@type": "ItemList", "itemListElement": items})
    tree = parse_html(f"<script type='application/ld+json; charset=utf-8'>{script}</script>")
    assert schema_org.item_urls(tree, URL) == ["https://x.org/job/1", "https://x.org/job/2"]


def test_a_broken_script_does_not_hide_the_next() -> None:
    tree = parse_html(
        "<script type=application/ld+json>{broken</script>"
        "<script type=application/ld+json>{'@type':'JobPosting','title':'Clerk'}</script>"
    )
    assert [one["title"] for one in schema_org.postings(tree)] == ["Clerk"]


def test_a_date_marked_up_twice_is_one_date() -> None:
    advert = schema_org.to_advert({"title": "Cook", "datePosted": ["1 Oct 2026", "Thu Oct 01 02:00:00 UTC 2026"]}, URL)
    assert advert.posted_text == "1 Oct 2026"
    assert schema_org.to_advert({"title": "Cook", "datePosted": []}, URL).posted_text is None


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_KEYS = ["title", "description", "identifier", "hiringOrganization", "jobLocation", "baseSalary", "validThrough", "url"]


@given(st.dictionaries(st.sampled_from(_KEYS), _JSON, max_size=5))
def test_no_value_of_any_kind_raises(posting: dict[str, Any]) -> None:
    advert = schema_org.to_advert(posting, URL)
    assert advert.source_ref
    assert advert.title is None or advert.title.strip()


@pytest.mark.parametrize("name", ["title", "baseSalary", "jobLocation", "hiringOrganization", "identifier", "url"])
def test_lists_within_lists_say_nothing_however_deep(name: str) -> None:
    deep: object = "x"
    for _ in range(3_000):
        deep = [deep]
    posting = {"@type": "JobPosting", "title": "Clerk", "datePosted": "2026-11-01"} | {name: deep}
    assert schema_org.to_advert(posting, "https://x.org/jobs").posted_text == "2026-11-01"

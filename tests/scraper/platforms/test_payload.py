"""JSON and XML from careless and from hostile vendors."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.pages import Problem
from scraper.platforms.helpers import payload
from tests.conftest import page_of

HANG_SECONDS = 5.0


def _cause(read: Callable[[Any], object], given: object) -> str | None:
    try:
        read(given)
    except Problem as problem:
        return problem.cause
    return None


def test_json_is_read() -> None:
    assert payload.expect_json(page_of(' {"jobs": [1, 2.5, null, "£"]} ')) == {"jobs": [1, 2.5, None, "£"]}


@pytest.mark.parametrize(
    "body", ["<html>stub</html>", "", "callback({})", '{"a":', "[" * 50_000, '{"a":' * 50_000, "NaN"]
)
def test_what_is_not_json_is_told(body: str) -> None:
    with pytest.raises(Problem) as caught:
        payload.expect_json(page_of(body))
    assert caught.value.cause == "not_json"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<a><b> Finance &amp; HR </b></a>", "Finance & HR"),
        ("<a><b>R&D &nbsp;&pound;5 &#163; &foo;</b></a>", "R&D £5 £ &foo;"),
        ("<a><b><![CDATA[Salt & <i>pepper</i>]]></b></a>", "Salt & <i>pepper</i>"),
        ('<?xml version=\\"1.0\\" encoding=\\"UTF-8\\"?>\n<a><b>x</b></a>', "x"),
        ("\ufeff<?xml version='1.0' encoding='utf-16'?><a><b>x</b></a>", "x"),
        ("<a xmlns='urn:x' xmlns:y='urn:y'><y:B>x</y:B></a>", "x"),
        ("<a><b>x\x0by\x01</b></a>", "xy"),
        ("<a><b>x</b><c></a>", "x"),
        ("<a><b>x</b><Visa_S>1</Visa_s></a>", "x"),
        ("<!DOCTYPE a [<!ENTITY e 'boom'>]><a><b>x&e;</b></a>", "x&e;"),
        ("<!DOCTYPE a SYSTEM 'http://evil.example/a.dtd'><a><?php x ?><b>x</b></a>", "x"),
    ],
)
def test_xml_is_mended_where_vendors_break_it(body: str, text: str) -> None:
    assert payload.child_text(payload.expect_xml(page_of(body)), "b") == text


@pytest.mark.parametrize(
    "body",
    [
        "<!DOCTYPE html><html><p>x</html>",
        "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
        "<!-- served by 3 --><HTML>",
        '{"a": 1}',
        "plain words",
        "",
    ],
)
def test_html_where_xml_is_due_is_told(body: str) -> None:
    with pytest.raises(Problem) as caught:
        payload.expect_xml(page_of(body))
    assert caught.value.cause == "not_xml"


def test_entities_are_neither_expanded_nor_fetched() -> None:
    bomb = "<!DOCTYPE z [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><z><b>&c;</b></z>"
    assert payload.child_text(payload.expect_xml(page_of(bomb)), "b") == "&c;"
    thief = "<!-- x -->" * 2_000 + "<!DOCTYPE z [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><z><b>&a;</b></z>"
    assert payload.child_text(payload.expect_xml(page_of(thief)), "b") in ("&a;", None)


@pytest.mark.parametrize("junk", ["<a>", "<!DOCTYPE a [", "&", "<![CDATA[", "<a b='", "<!--"])
def test_junk_takes_time_in_proportion(junk: str) -> None:
    start = time.process_time()
    assert _cause(payload.parse_xml, "<x>" + junk * 200_000) in {None, "not_xml"}
    assert time.process_time() - start < HANG_SECONDS


def test_names_and_children_are_found_past_namespace_and_case() -> None:
    root = payload.parse_xml("<r xmlns:n='urn:n'><n:Item><A/><a>1</a></n:Item><item><a>2</a></item></r>")
    assert [payload.child_text(one, "A") for one in payload.find_all(root, "ITEM")] == ["1", "2"]
    assert payload.child(root, "missing", "item") is not None
    assert payload.child(root, "missing") is None
    assert payload.is_called(root, "R")


def test_a_whole_document_is_told_from_a_broken_one() -> None:
    assert payload.is_well_formed("<?xml version='1.0'?><a>R&D</a>")
    assert not payload.is_well_formed("<a><b></a>")


@given(st.text(max_size=300))
def test_only_a_problem_is_raised(body: str) -> None:
    for read in (payload.expect_json, payload.expect_xml):
        assert _cause(read, page_of(body)) in {None, "not_json", "not_xml", "undecodable"}

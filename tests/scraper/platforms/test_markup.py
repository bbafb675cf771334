"""Trees of pages in any state, and the pages that are made to exhaust a parser."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.pages import Problem
from scraper.platforms.helpers import markup
from scraper.platforms.helpers.text import join, lines, plain, tidy
from tests.conftest import page_of

HANG_SECONDS = 5.0


def test_text_is_what_a_reader_sees() -> None:
    tree = markup.parse_html("<div id=a><p>One<br>two</p><p><b>T</b>hree &amp;amp; four</p><script>no</script></div>")
    assert markup.text(markup.first(tree, "#a")) == "One two Three & four"
    assert markup.text(None) is None
    assert markup.first_text(tree, ".missing", "#a p") == "One two"


def test_what_is_hidden_is_not_shown() -> None:
    tree = markup.parse_html(
        "<p>A</p><p hidden>B</p><div style='display: none'>C</div><p>D</p><!-- E --><noscript>F</noscript>"
    )
    assert tree.body is not None
    assert markup.shown_lines(tree.body) == ["A", "D"]


def test_links_are_absolute_and_safe() -> None:
    tree = markup.parse_html(
        "<base href='/vacancies/'><li><a href='\n job/1#top\n'>Clerk</a><a id=bad href='javascript:x'>x</a></li>"
    )
    base = markup.base_of(tree, "https://x.org/a/b")
    assert markup.link(markup.first(tree, "li"), base) == "https://x.org/vacancies/job/1"
    assert markup.link(markup.first(tree, "#bad"), base) is None
    assert markup.link(None, base) is None


def test_attributes_and_inner_html_are_none_when_there_is_nothing() -> None:
    tree = markup.parse_html("<p title=' Closing \n date '><b>x</b></p><i title=''> </i>")
    assert markup.attribute(markup.first(tree, "p"), "title") == "Closing date"
    assert markup.attribute(markup.first(tree, "i"), "title") is None
    assert markup.inner(markup.first(tree, "p")) == "<b>x</b>"
    assert markup.inner(markup.first(tree, "i")) is None


def test_pages_are_decoded_by_what_they_are() -> None:
    page = page_of(
        "<p>£20,000 – £30,000</p>".encode("cp1252"), headers={"content-type": "text/html; charset=iso-8859-1"}
    )
    assert markup.text(markup.first(markup.parse(page), "p")) == "£20,000 – £30,000"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 1_000_000,
        "<ul><li>" * 20_000,
        "<p>" + "".join(f"<b a={n}>" for n in range(3_000)) + "<p>x" * 3_000,
        "<div " + " ".join(f"a{n}=1" for n in range(40_000)) + ">",
        "x" * 17_000_000,
    ],
    ids=["deep", "deep list", "unclosed formatting", "attributes", "long"],
)
def test_bombs_are_told_before_they_go_off(body: str) -> None:
    start = time.process_time()
    with pytest.raises(Problem) as caught:
        markup.parse_html(body)
    assert caught.value.cause == "too_big"
    assert time.process_time() - start < HANG_SECONDS


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 9_000 + "<p id=x>here",
        "<p><b>" * 3_000 + "<p id=x>here",
        "<a href='" + "a" * 100_000 + "'></a><p id=x>here",
        "<" * 500_000 + "<p id=x>here",
        "<i class='fa fa-map'></i><li>x" * 20_000 + "<p id=x>here",
    ],
    ids=["deep", "same formatting", "long value", "signs", "icons"],
)
def test_merely_ugly_pages_are_read(body: str) -> None:
    start = time.process_time()
    assert markup.text(markup.first(markup.parse_html(body), "#x")) == "here"
    assert time.process_time() - start < HANG_SECONDS


@pytest.mark.parametrize("junk", ["<!--", "<script>", "<", '<p a="', "='\"<", "&amp;", "<![CDATA[", "<style "])
def test_text_of_junk_takes_time_in_proportion(junk: str) -> None:
    start = time.process_time()
    lines(junk * 200_000)
    assert time.process_time() - start < HANG_SECONDS


def test_text_is_tidied_and_entities_are_read_twice() -> None:
    assert plain("Finance &amp;amp; <b>HR</b>&nbsp;\u200bOfficer") == "Finance & HR Officer"
    assert plain("5 < 6 and 7 > 6") == "5 < 6 and 7 > 6"
    assert plain("<a title='a > b'>x</a>") == "x"
    assert tidy(" \n\xa0 ") is None
    assert join("a", None, "b", "a", "") == "a; b"


@given(st.text(max_size=200))
def test_no_text_raises(body: str) -> None:
    tree = markup.parse_html(body)
    assert tree.body is None or isinstance(markup.shown_lines(tree.body), list)
    assert isinstance(lines(body), list)

"""A card is the largest element that holds one of the things looked for and no second one."""

from selectolax.lexbor import LexborHTMLParser

from scraper.platforms.helpers.blocks import read
from scraper.platforms.helpers.cards import HIGHEST_CARD, around, holders


def cards_of(html: str, selector: str = "a.job", *, by_target: bool = False) -> list[str | None]:
    tree = LexborHTMLParser(html)
    nodes = tree.css(selector)
    found = around(nodes, lambda node: node.attributes.get("href")) if by_target else around(nodes)
    return [card.attributes.get("id") or card.tag for card in found]


def test_each_link_finds_the_container_it_has_to_itself() -> None:
    html = """<main><ul><li id=one><h3><a class=job href=/1>A</a></h3><p>x</p></li>
    <li id=two><div><div><a class=job href=/2>B</a></div></div><p>y</p></li></ul><footer>z</footer></main>"""
    assert cards_of(html) == ["one", "two"]


def test_links_side_by_side_are_their_own_cards() -> None:
    assert cards_of("<p><a class=job id=one href=/1>A</a> <a class=job id=two href=/2>B</a></p>") == ["one", "two"]


def test_two_links_to_one_vacancy_are_one_card() -> None:
    html = """<div><section id=one><a class=job href=/1>A</a><a class=job href=/1>More</a></section>
    <section id=two><a class=job href=/2>B</a></section></div>"""
    assert cards_of(html, by_target=True) == ["one", "two"]


def test_a_single_link_takes_everything_below_the_body() -> None:
    assert cards_of("<div id=all><p><a class=job href=/1>A</a></p></div>") == ["all"]


def test_no_links_no_cards() -> None:
    assert cards_of("<p>Nothing</p>") == []


def test_very_deep_pages_cost_no_more_than_their_cards() -> None:
    html = "<div>" * 5_000 + "<a class=job href=/1>A</a>" * 200
    assert len(cards_of(html)) == 200
    assert HIGHEST_CARD < 5_000


def test_holders_are_told_by_counting_marked_runs() -> None:
    root = LexborHTMLParser("<ul><li id=one>A<br>mark<li id=two><p>B<p>mark</ul><p id=three>mark").root
    assert root is not None
    block = read(root)
    marks = [index for index, run in enumerate(block.runs) if run.text == "mark"]
    assert [holders(block, marks)[mark].node.attributes.get("id") for mark in marks] == ["one", "two", "three"]
    assert holders(block, []) == {}

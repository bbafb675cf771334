"""What a person sees of a page: lines, what sets their parts apart, and what is not shown."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from scraper.platforms.helpers.blocks import Block, Edge, joined, keep, lines, read, split, without_hidden


def block_of(html: str, breaks: re.Pattern[str] | None = None) -> Block:
    root = LexborHTMLParser(html).root
    assert root is not None
    return read(root, breaks)


def lines_of(html: str) -> tuple[str, ...]:
    root = LexborHTMLParser(html).root
    assert root is not None
    return lines(root)


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<p>One</p><p>Two</p>", ("One", "Two")),
        ("One<br>Two<BR/>Three", ("One", "Two", "Three")),
        ("<ul><li>One<li>Two</ul>", ("One", "Two")),
        ("<table><tr><td>One<td>Two<tr><th>Three</table>", ("One", "Two", "Three")),
        ("<dl><dt>One<dd>Two</dl>", ("One", "Two")),
        ("One <b>and</b> two", ("One and two",)),
        ("S<b>al</b>ary", ("Salary",)),
        ("S<!-- x -->al<wbr>ary", ("Salary",)),
        ("Exec&shy;utive\u200b Dir\u2060ector", ("Executive Director",)),
        ("  One\n   two&nbsp;&nbsp;three\t", ("One two three",)),
        ("<pre>One\nTwo</pre>", ("One", "Two")),
        ("<p>One<script>no()</script><style>p{}</style> two</p>", ("One two",)),
        ("<select><option>No</select><textarea>No</textarea><svg><title>No</title><text>No</text></svg>One", ("One",)),
        ("<p>One <img alt='No'> two</p>", ("One two",)),
        ("<template><p>No</p></template>One", ("One",)),
        ("<x-y><template shadowrootmode=open><p>One</p><p>Two</p></template></x-y>Three", ("One", "Two", "Three")),
        ("<noscript><p>One</p></noscript>", ("One",)),
        ("<p hidden>No</p><p style='display: none'>No</p><p style='VISIBILITY:hidden'>No</p>One", ("One",)),
        ("<p><span class='big sr-only'>No</span>One</p>", ("One",)),
        ("<p>| One | two |</p>", ("One | two",)),
        ("<p>– One</p><p>★ Two</p><p>-3 degrees</p>", ("One", "Two", "-3 degrees")),
        ("", ()),
        ("<p> &nbsp; </p>", ()),
    ],
)
def test_lines_are_what_a_person_sees(html: str, seen: tuple[str, ...]) -> None:
    assert lines_of(html) == seen


@pytest.mark.parametrize(
    ("html", "edge"),
    [
        ("<p>a</p><p>b</p>", Edge.LINE),
        ("a<br>b", Edge.LINE),
        ("<b>a</b><b>b</b>", Edge.BETWEEN),
        ("<b>a</b> \n <i>b</i>", Edge.BETWEEN),
        ("<b>a</b> b", Edge.INLINE),
        ("a <b>b</b>", Edge.INLINE),
        ("a<i class=icon></i> b", Edge.INLINE),
        ("a\nb", Edge.WRAP),
        ("a | b", Edge.SIGN),
        ("a · b", Edge.SIGN),
        ("a &nbsp;b", Edge.WIDE),
        ("a  b", Edge.WIDE),
        ("a&nbsp;b", Edge.FLOW),
    ],
)
def test_what_stands_between_two_texts_is_told(html: str, edge: Edge) -> None:
    assert [run.edge for run in block_of(html).runs] == [Edge.LINE, edge]


def test_lines_can_be_made_at_any_edge_and_know_where_they_stand() -> None:
    runs = block_of("<p><span>One</span><span>two  three</span></p><p>four</p>").runs
    found = {at: [line.text for line in split(runs, at)] for at in (Edge.LINE, Edge.BETWEEN, Edge.WIDE)}
    assert found[Edge.LINE] == ["Onetwo three", "four"]
    assert found[Edge.BETWEEN] == ["One", "two three", "four"]
    assert found[Edge.WIDE] == ["One", "two", "three", "four"]
    assert [(line.start, line.end) for line in split(runs[1:], Edge.LINE, 1)] == [(1, 3), (3, 4)]


def test_a_run_knows_its_link_and_its_element() -> None:
    block = block_of("<div><a href='/x?a=1&amp;b=2'><b>One</b></a> two</div>")
    assert [run.href for run in block.runs] == ["/x?a=1&b=2", None]
    assert [block.elements[run.element].tag for run in block.runs] == ["b", "div"]


def test_elements_hold_intervals_of_runs() -> None:
    block = block_of("<ul><li>One<br>two<li><p>three</ul>")
    held = {element.tag: (element.start, element.end) for element in block.elements}
    assert held["ul"] == (0, 3)
    assert held["p"] == (2, 3)
    assert [block.elements[element.parent].tag for element in block.elements if element.tag == "li"] == ["ul", "ul"]


def test_a_run_can_be_made_to_begin_where_a_pattern_matches() -> None:
    block = block_of("<p>Apply now. Recruiter: Kent</p>", re.compile("Recruiter:"))
    assert [(run.text, run.edge) for run in block.runs] == [("Apply now.", Edge.LINE), ("Recruiter: Kent", Edge.LINE)]


def test_what_is_left_out_still_keeps_its_neighbours_apart() -> None:
    block = block_of("<b>One</b><p hidden>no</p><b>two</b>")
    assert [line.text for line in split(without_hidden(block).runs, Edge.LINE)] == ["One", "two"]
    kept = keep(block, lambda _, run: run.text != "One")
    assert [(element.start, element.end) for element in kept.elements if element.tag == "b"] == [(0, 0), (1, 2)]


def test_a_hidden_element_that_holds_a_mark_is_kept_but_not_what_is_hidden_in_it() -> None:
    block = block_of("<div hidden><p>One</p><p class=sr-only>two</p><p>three</p></div>")
    assert [run.text for run in without_hidden(block, [2]).runs] == ["One", "three"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_and_nothing_is_made_up(html: str) -> None:
    block = block_of(html)
    assert all(run.text == run.text.strip() != "" for run in block.runs)
    assert all(0 <= element.start <= element.end <= len(block.runs) for element in block.elements)


@given(st.text("ab ~\n\t\u00a0", max_size=100))
def test_plain_text_is_read_whole_with_its_white_space_tidied(text: str) -> None:
    assert joined(block_of(text).runs) == " ".join(text.split())


TAGS = ("div", "p", "b", "li", "span", "td", "a", "h3", "x-y")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(TAGS), st.sampled_from(["", "one", " two ", "th  ree", "fo\nur"])), max_size=20)
)
def test_splitting_finer_never_loses_or_moves_a_run(parts: list[tuple[str, str]]) -> None:
    block = block_of("".join(f"<{tag}>{text}" for tag, text in parts))
    for at in Edge:
        assert [run for line in split(block.runs, at) for run in line.runs] == list(block.runs)


def test_ten_thousand_levels_are_read_without_recursion() -> None:
    assert lines_of("<div>" * 10_000 + "One" + "</div>" * 10_000) == ("One",)

"""HTML that is in order is read from its tags; it comes to what a tree of it comes to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.normalising import prose_plain, prose_tree

TEXTS = st.sampled_from(
    ("foo", " ", "bar baz", "\n", "a &amp; b", "&nbsp;", "Hours:", "&lt;b&gt;", "é", "-", "\r\n", ">")
)
INLINE = ("strong", "b", "em", "i", "u", "span", "a", 'a href="/x"', "STRONG")


def _within(inner: st.SearchStrategy[str], *tags: str) -> st.SearchStrategy[str]:
    return st.builds(lambda tag, text: f"<{tag}>{text}</{tag.split()[0]}>", st.sampled_from(tags), inner)


def _some(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(parts), max_size=4).map("".join)


RUNS = st.recursive(
    TEXTS | st.sampled_from(("<br>", "<br/>")), lambda inner: _within(_some(inner), *INLINE), max_leaves=4
)
BLOCKS = _within(_some(RUNS), "p", "h2", 'p class="x"')
LISTS = _within(_some(_within(_some(RUNS, BLOCKS), "li"), st.sampled_from(("\n", " "))), "ul", "ol")
HOLDERS = _within(_some(RUNS, BLOCKS, LISTS), "div")
BODIES = _some(BLOCKS, LISTS, HOLDERS, st.just("\n"))


def _words(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip("\x01 \r\t")]


@settings(max_examples=200)
@given(BODIES)
def test_it_says_what_the_tree_says(body: str) -> None:
    plain = prose_plain.marked(body)
    assert plain is None or _words(plain) == _words(prose_tree.marked(body))


def test_a_usual_body_is_in_order() -> None:
    body = "<h2>Planner</h2>\n<p>You <b>will</b><br>plan.</p><ul><li>one</li> <li><p>two</p></li></ul>"
    assert prose_plain.marked(body) is not None


@pytest.mark.parametrize(
    "body",
    [
        "text <p>before</p>",
        "<p>one<p>two",
        "<p><div>in</div></p>",
        "<ul>stray<li>x</li></ul>",
        "<a>one<a>two</a></a>",
        "<p>a < b</p>",
        "<p>&eacute;</p>",
        "<!-- x --><p>y</p>",
        "<table><tr><td>x</td></tr></table>",
        "<p/>x",
        "<p>x</div>",
        "<div>" * 40 + "</div>" * 40,
    ],
)
def test_what_needs_mending_is_for_the_tree(body: str) -> None:
    assert prose_plain.marked(body) is None

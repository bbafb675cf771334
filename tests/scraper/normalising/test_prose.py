"""Advert bodies become readable text, without the people they name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.normalising.masking import EMAIL_MASK, TELEPHONE_MASK, mask
from scraper.normalising.prose import BODY_CAP, TEXT_CAP, readable, tidy

BODIES = [
    ("<p>One</p><p>Two</p>", "One\nTwo"),
    ("<p>One</p>two <span>three</span>", "One\ntwo three"),
    ("<ul><li><p>One</p></li><li>Two<br>more</li></ul>after", "- One\n- Two\nmore\nafter"),
    ("<dl><dt>Hours</dt><dd>37</dd><dt>Pay:</dt><dd><p>£1</p></dd></dl>", "Hours: 37\nPay: £1"),
    ("<table><tr><th>Closing</th><td>1 Dec</td></tr><tr><td>a</td><td>b</td></tr></table>", "Closing: 1 Dec\na b"),
    ("<p>Please note:</p><p>read this</p>", "Please note:\nread this"),
    (
        "<style>p{}</style><script>a()</script><p>Text<!-- hidden --></p><select><option>x</option></select>",
        "Text",
    ),
    ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two", "One\nTwo"),
    ("&amp;lt;p&amp;gt;R&amp;amp;D&amp;lt;/p&amp;gt;", "R&D"),
    ("plain <5 years\n\n  text &amp; more", "plain <5 years\ntext & more"),
    ("<p>soft\u00adhyphen\u200b and \u202eturned\u202c\x00</p>", "softhyphen and turned"),
    ("<p>unclosed <b>bold<p>next", "unclosed bold\nnext"),
    ("", ""),
    ("   ", ""),
]


@pytest.mark.parametrize(("body", "text"), BODIES)
def test_a_body_reads_as_a_person_sees_it(body: str, text: str) -> None:
    assert readable(body) == text


def test_deep_and_long_bodies_are_read_to_the_cap() -> None:
    assert readable("<p>Hello</p>" + "<div>" * 10_000 + "deep") == "Hello\ndeep"
    assert readable("<ul><li>" * 10_000 + "deep") == "- deep"
    assert len(readable("<p>" + "word " * BODY_CAP)) <= TEXT_CAP
    assert readable("\n" * BODY_CAP + "far") == ""


def test_a_title_is_decoded_twice_and_tidied() -> None:
    assert tidy(" Clerk &amp;amp;\n Typist\u200b ") == "Clerk & Typist"
    assert tidy(None) == ""


TELEPHONES = """
01323 747433|01273 337035|(01273) 482000|01273482000|020 7946 0000|0207 946 0000|07876 036872|07700-900-123
+44 (0)1273 482000|+44 1273 482000|0044 1273 482000|+441273482000|0300 123 4567|0300 123 4567 ext 123|01273 33 70 35
0800 0728 000|01273.482000|029 2087 2087
"""
NOT_TELEPHONES = """
£100,731 to £104,625|SCP 01 02 03 04 05 06 07|01/12/2026 09:30|01.12.2026 9.30|28 01 2026 0900
Vacancy number: 01273482000
Reference 01323747433|ORB/01273/482000|TN21 0DD|12345678901|Job 0812345|2026-01-01 00:00:00|£01273482000|0.0123456789
Registered charity no. 01234567890|37.00 hours|SW1A 2AA 10|A01273482000|0440 123 4567|www.example.gov.uk|@council
"""
EMAILS = (
    "jobs@example.gov.uk|jo.o'neil@hr.example.gov.uk|a_b+c@example.co.uk|jobs [at] example.gov.uk|jobs(at)example.org"
)


def _each(table: str) -> list[str]:
    return [text for line in table.strip().split("\n") for text in line.split("|")]


@pytest.mark.parametrize("number", _each(TELEPHONES))
def test_a_telephone_number_is_masked(number: str) -> None:
    assert mask(f"Please ring {number}, or write.") == f"Please ring {TELEPHONE_MASK}, or write."


@pytest.mark.parametrize("text", _each(NOT_TELEPHONES))
def test_what_is_no_telephone_number_stays(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize("address", _each(EMAILS))
def test_an_e_mail_address_is_masked(address: str) -> None:
    assert mask(f"Write to {address}.") == f"Write to {EMAIL_MASK}."


def test_two_numbers_side_by_side_are_both_masked() -> None:
    assert mask("01273 337035 / 07876 036872") == f"{TELEPHONE_MASK} / {TELEPHONE_MASK}"


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=200), st.text(alphabet="<>/pdivliul &;lt\x01\x02-:\n0 1+4@.a", max_size=200)))
def test_no_body_raises_and_masking_twice_is_masking_once(body: str) -> None:
    text = readable(body)
    assert "\x01" not in text
    assert mask(mask(text)) == mask(text)


def test_hostile_text_costs_little() -> None:
    for text in ("0" * 100_000, "a" * 100_000, "a@" * 50_000, "01 1 " * 25_000, "(0" * 50_000, "+44 " * 25_000):
        assert len(mask(text)) == len(text)
    for body in ("&lt;" * 100_000, "<" * 100_000, "\n " * 100_000, "<dt>" * 50_000):
        assert len(readable(body)) <= TEXT_CAP

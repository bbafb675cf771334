"""Bytes to text: which charset is believed when."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.pages import Problem, Verdict
from scraper.text import decode
from tests.conftest import page_of

PAY = "£30,000 – £35,000 “pro rata” café"
CP1252 = PAY.encode("cp1252")


def text_of(body: bytes, content_type: str | None = "text/html") -> str:
    return decode(page_of(body, headers={"content-type": content_type} if content_type else {}))


def labelled(body: bytes, charset: str) -> str:
    return text_of(body, f"text/html; charset={charset}")


@pytest.mark.parametrize(
    "content_type", [None, "", "text/html", "text/html; charset=utf-8", "text/html;charset='UTF8'"]
)
def test_utf8_is_utf8_labelled_or_not(content_type: str | None) -> None:
    assert text_of(PAY.encode(), content_type) == PAY


@pytest.mark.parametrize(
    "label",
    ["ISO-8859-1", "iso8859-1", "latin1", "Latin-1", "us-ascii", "ASCII", "windows-1252", "cp1252", '"iso-8859-1"'],
)
def test_latin1_and_ascii_mean_windows_1252_as_in_browsers(label: str) -> None:
    assert labelled(CP1252, label) == PAY


@pytest.mark.parametrize(
    "label", ["utf-8", "nonsense", "base64", "rot13", "idna", "unicode_escape", "utf-7", "undefined", "x" * 500]
)
def test_a_label_that_does_not_fit_is_passed_over(label: str) -> None:
    assert labelled(CP1252, label) == PAY


@pytest.mark.parametrize(
    "head",
    ['<meta charset="{}">', "<META CHARSET={}>", "<meta http-equiv=Content-Type content='text/html; charset={}'>",
     "<?xml version='1.0' encoding='{}'?>", "\n<!-- long comment " + "x" * 2000 + " --><meta charset='{}' />"],
)  # fmt: skip
def test_the_page_may_declare_its_own_charset(head: str) -> None:
    body = (head.format("iso-8859-15") + "€ 5").encode("iso-8859-15")
    assert text_of(body).endswith("€ 5")


def test_the_header_goes_before_the_page() -> None:
    body = "<meta charset=windows-1251>€ 5".encode("iso-8859-15")
    assert labelled(body, "iso-8859-15").endswith("€ 5")


def test_without_any_label_windows_1252_is_the_guess() -> None:
    assert text_of(CP1252) == PAY


def test_utf8_mislabelled_by_the_server_is_still_read() -> None:
    assert labelled(PAY.encode(), "iso-8859-1") == PAY


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "text/html"])
def test_a_stray_byte_in_a_utf8_page_spoils_only_itself(content_type: str) -> None:
    assert text_of(PAY.encode() + b" \xa35 " + PAY.encode(), content_type) == f"{PAY} £5 {PAY}"


def test_a_byte_order_mark_decides_and_is_not_text() -> None:
    assert labelled(b"\xef\xbb\xbf" + PAY.encode(), "iso-8859-1") == PAY
    assert text_of(PAY.encode("utf-16")) == PAY
    assert text_of(b"\xfe\xff" + PAY.encode("utf-16-be")) == PAY


def test_utf16_is_believed_from_the_header_and_not_from_the_page() -> None:
    assert labelled(PAY.encode("utf-16-le"), "utf-16le") == PAY
    assert text_of(b"<meta charset=utf-16>" + PAY.encode()) == f"<meta charset=utf-16>{PAY}"


def test_bytes_that_windows_1252_lacks_go_to_detection() -> None:
    text = "Требуется помощник учителя в начальную школу. Заработная плата обсуждается на собеседовании. " * 5
    body = text.encode("koi8-r") + b"\x81\x8d"
    assert isinstance(text_of(body), str)


def test_nuls_are_removed() -> None:
    assert text_of(b"a\x00b\x00c") == "abc"


def test_an_empty_body_is_empty_text() -> None:
    assert text_of(b"") == ""
    assert text_of(b"\xef\xbb\xbf") == ""


@pytest.mark.parametrize(
    "body",
    [b"%PDF-1.7\n...", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"PK\x03\x04zip", b"\x1f\x8b\x08gz",
     bytes(range(256)) * 9, b"\x00" * 100, b"\x01\x02\x03\x04" * 50],
)  # fmt: skip
def test_what_is_not_text_is_undecodable(body: bytes) -> None:
    with pytest.raises(Problem) as caught:
        text_of(body)
    assert (caught.value.verdict, caught.value.cause) == (Verdict.BROKEN, "undecodable")


@given(st.text())
def test_any_text_survives_utf8(text: str) -> None:
    body = text.encode("utf-8", "ignore")
    try:
        assert text_of(body, "text/html; charset=utf-8") == body.decode().replace("\x00", "").removeprefix("\ufeff")
    except Problem:
        assert any(ord(char) < 32 or char in "\x7f\ufffd" for char in text) or body.startswith((b"RIFF", b"PK"))


@given(
    st.binary(),
    st.sampled_from(["utf-8", "latin1", "utf-16", "gb2312", "shift_jis", "", "hz-gb-2312", "utf-32", "euc-kr"]),
)
def test_any_bytes_are_text_or_a_typed_problem(body: bytes, charset: str) -> None:
    try:
        text = labelled(body, charset)
    except Problem as problem:
        assert problem.cause == "undecodable"  # noqa: PT017 (one of two outcomes, each checked)
    else:
        assert "\x00" not in text
        text.encode()


@pytest.mark.parametrize(
    "body",
    [b"\xa3" * 4_000_000, ("é".encode() * 30 + b"\xa3") * 60_000, b"<meta " * 700_000 + b"\xa3", b"\x81" * 4_000_000],
)
def test_hostile_bytes_are_read_in_time(body: bytes) -> None:
    started = time.perf_counter()
    try:
        assert text_of(body)
    except Problem as problem:
        assert problem.cause == "undecodable"  # noqa: PT017 (one of two outcomes, each checked)
    assert time.perf_counter() - started < 2.0

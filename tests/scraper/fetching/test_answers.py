"""One HTTP/1.1 answer, however its bytes fall: what it says, where it ends, and what is refused."""

import gzip
from itertools import pairwise

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scraper.fetching.answers import LONGEST_HEAD, LONGEST_LINE, MOST_HEADERS, AnswerReader
from scraper.fetching.failures import Failure, HeadTooBig
from scraper.fetching.wire import Answer

LIMIT = 5_000
URL = "https://jobs.example.gov.uk/"
PAGE = b"<p>a vacancy</p>"
PACKED = gzip.compress(PAGE, mtime=0)


def head(*lines: bytes, status: bytes = b"HTTP/1.1 200 OK") -> bytes:
    return b"\r\n".join((status, *lines, b"", b""))


def counted(body: bytes, *lines: bytes) -> bytes:
    return head(b"Content-Length: %d" % len(body), *lines) + body


CHUNKED = b"Transfer-Encoding: chunked"
READ: dict[str, tuple[bytes, int, bytes, bool]] = {
    "a length": (counted(PAGE), 200, PAGE, True),
    "nothing": (counted(b""), 200, b"", True),
    "a length said twice alike": (head(b"Content-Length: 16, 16") + PAGE, 200, PAGE, True),
    "chunks": (head(CHUNKED) + b"8\r\n<p>a vac\r\n8\r\nancy</p>\r\n0\r\n\r\n", 200, PAGE, True),
    "chunks with extensions and trailers": (
        head(CHUNKED) + b'10;a="b"\r\n<p>a vacancy</p>\r\n000\r\nExpires: 0\r\n\r\n',
        200,
        PAGE,
        True,
    ),
    "chunks count, whatever the length says": (
        head(CHUNKED, b"Content-Length: 3") + b"10\r\n<p>a vacancy</p>\r\n0\r\n\r\n",
        200,
        PAGE,
        False,
    ),
    "a packed body": (counted(PACKED, b"Content-Encoding: gzip"), 200, PAGE, True),
    "no body with 204": (head(status=b"HTTP/1.1 204 No Content"), 204, b"", True),
    "no body with 304, though it tells a length": (
        head(b"Content-Length: 99999", b"Content-Encoding: br", status=b"HTTP/1.1 304 Not Modified"),
        304,
        b"",
        True,
    ),
    "hints before": (head(status=b"HTTP/1.1 103 Early Hints") + counted(PAGE), 200, PAGE, True),
    "the other side will close": (counted(PAGE, b"Connection: Close"), 200, PAGE, False),
    "version 1.0 closes": (head(b"Content-Length: 16", status=b"HTTP/1.0 200 OK") + PAGE, 200, PAGE, False),
    "version 1.0 that keeps": (
        head(b"Content-Length: 16", b"Connection: Keep-Alive", status=b"HTTP/1.0 200 OK") + PAGE,
        200,
        PAGE,
        True,
    ),
    "more than the answer": (counted(PAGE) + b"HTTP/1.1 200 OK\r\n", 200, PAGE, False),
    "bare line feeds": (b"HTTP/1.1 200 OK\nContent-Length: 16\n\n" + PAGE, 200, PAGE, True),
    "blank lines in front": (b"\r\n\r\n" + counted(PAGE), 200, PAGE, True),
    "no reason": (head(b"Content-Length: 16", status=b"HTTP/1.1 200") + PAGE, 200, PAGE, True),
    "a line without a colon": (head(b"no header", b"Content-Length: 16") + PAGE, 200, PAGE, True),
    "a space before the colon": (head(b"Content-Length : 16") + PAGE, 200, PAGE, True),
}


def read(data: bytes, cuts: list[int] | None = None) -> tuple[Answer, AnswerReader]:
    """The answer, its bytes cut at these places."""
    reader = AnswerReader(LIMIT, URL)
    places = sorted({min(cut, len(data)) for cut in cuts or []} | {0, len(data)})
    for begin, end in pairwise(places):
        if reader.whole:
            break
        reader.feed(data[begin:end])
    return reader.answer, reader


@pytest.mark.parametrize("name", READ)
def test_an_answer_is_read(name: str) -> None:
    data, status, body, keeps = READ[name]
    answer, reader = read(data)
    assert (answer.status, answer.body, reader.whole, reader.keeps) == (status, body, True, keeps)


@given(st.sampled_from(list(READ)), st.lists(st.integers(0, 200), max_size=9))
def test_it_is_the_same_however_its_bytes_fall(name: str, cuts: list[int]) -> None:
    data, status, body, _ = READ[name]
    answer, reader = read(data, cuts)
    assert (answer.status, answer.body, reader.whole) == (status, body, True)
    assert answer.headers == read(data)[0].headers


@pytest.mark.parametrize("name", READ)
def test_it_is_the_same_byte_by_byte(name: str) -> None:
    data, status, body, _ = READ[name]
    answer, _ = read(data, list(range(len(data))))
    assert (answer.status, answer.body) == (status, body)


def test_an_answer_without_a_length_ends_with_the_connection() -> None:
    reader = AnswerReader(LIMIT, URL)
    assert not reader.feed(head() + PAGE)
    assert not reader.feed(PAGE)
    reader.end()
    assert (reader.whole, reader.keeps, reader.answer.body) == (True, False, PAGE * 2)


def test_headers_come_as_they_are_a_value_over_several_lines_as_one() -> None:
    data = counted(b"", b'ETag: "a"', b"Set-Cookie: a=1", b"Set-Cookie: b=2", b"X-Long: one,", b"\t two", b"X-\xa3: 1")
    names = [(b"ETag", b'"a"'), (b"Set-Cookie", b"a=1"), (b"Set-Cookie", b"b=2"), (b"X-Long", b"one, two")]
    assert read(data)[0].headers[1:] == names


NO_ANSWER = {
    "another protocol": b"SSH-2.0-OpenSSH_9.7\r\n",
    "HTTP/2": b"HTTP/2 200 OK\r\n\r\n",
    "no status": b"HTTP/1.1 OK\r\n\r\n",
    "a page alone": b"<html>\n\n",
    "a NUL in the head": head(b"Server: a\0b"),
    "two lengths": head(b"Content-Length: 3", b"Content-Length: 4"),
    "a length that is no number": head(b"Content-Length: +3"),
    "a length below nothing": head(b"Content-Length: -3"),
    "a transfer coding that can't be undone": head(b"Transfer-Encoding: gzip, chunked"),
    "a chunk without a size": head(CHUNKED) + b"x\r\n",
    "a chunk longer than its size": head(CHUNKED) + b"1\r\nabc\r\n",
    "a chunk size without end": head(CHUNKED) + b"1;" + b"a" * 9_000,
}
TOO_LONG = {
    "a header": head(b"X: " + b"a" * LONGEST_LINE),
    "a header without end": b"HTTP/1.1 200 OK\r\nX: " + b"a" * LONGEST_LINE,
    "headers": head(*[b"X: 1"] * (MOST_HEADERS + 1)),
    "a head": head(*[b"X: " + b"a" * 2_000] * (LONGEST_HEAD // 2_000)),
    "trailers": head(CHUNKED) + b"0\r\n" + b"X: 1\r\n" * (MOST_HEADERS + 1),
}
OVER = {
    "a length beyond the cap": (head(b"Content-Length: 5001"), "too_big"),
    "a body beyond the cap": (head() + b"a" * (LIMIT + 1), "too_big"),
    "chunks beyond the cap": (head(CHUNKED) + (b"400\r\n" + b"a" * 1024 + b"\r\n") * 5, "too_big"),
    "more framing than the cap": (head(CHUNKED) + b"1;aaaaaaaaaaaaaaa\r\na\r\n" * 400, "too_big"),
    "unpacked beyond the cap": (counted(gzip.compress(b"a" * 9_000), b"Content-Encoding: gzip"), "too_big"),
    "a coding nobody asked for": (counted(PAGE, b"Content-Encoding: br"), "undecodable"),
    "packed data that is none": (counted(b"\x1f\x8bno", b"Content-Encoding: gzip"), "undecodable"),
}


@pytest.mark.parametrize("name", NO_ANSWER)
def test_what_is_no_answer_or_could_be_read_in_two_ways_is_refused(name: str) -> None:
    with pytest.raises(httpx.RemoteProtocolError) as caught:
        read(NO_ANSWER[name])
    assert not isinstance(caught.value, HeadTooBig)


@pytest.mark.parametrize("name", TOO_LONG)
def test_too_long_a_head_is_refused(name: str) -> None:
    with pytest.raises(HeadTooBig):
        read(TOO_LONG[name])


@pytest.mark.parametrize("name", OVER)
def test_a_body_keeps_within_its_cap_and_its_codings(name: str) -> None:
    data, cause = OVER[name]
    with pytest.raises(Failure) as caught:
        read(data)
    assert caught.value.cause == cause


@pytest.mark.parametrize("name", ["a length", "chunks", "a packed body", "hints before"])
def test_an_answer_that_breaks_off_is_none(name: str) -> None:
    data = READ[name][0]
    for cut in range(len(data)):
        reader = AnswerReader(LIMIT, URL)
        assert not reader.feed(data[:cut])
        with pytest.raises(httpx.RemoteProtocolError):
            reader.end()


_PARTS = st.sampled_from(
    [
        b"HTTP/1.1 200 OK", b"HTTP/1.0 304 x", b"\r\n", b"\n", b"\r", b"Content-Length: ", b"3", b"Transfer-Encoding: ",
        b"chunked", b"Content-Encoding: gzip", b"\x1f\x8b\x08", b"\0", b" ", b"5\r\n", b"0\r\n\r\n", b"abc", b":", b";",
    ]
)  # fmt: skip


@given(st.lists(_PARTS | st.binary(max_size=6), max_size=40).map(b"".join), st.lists(st.integers(0, 200), max_size=5))
@example(head(CHUNKED) + b"1\r\na\r\n" * 3, [])
def test_whatever_comes_is_an_answer_a_refusal_or_not_yet_the_end(data: bytes, cuts: list[int]) -> None:
    told = list[object]()
    for places in ([], cuts):
        try:
            answer, reader = read(data, places)
            told.append((reader.whole, answer if reader.whole else None))
        except (httpx.RemoteProtocolError, Failure) as error:
            told.append((type(error), None))
    assert told[0] == told[1]


def test_many_small_chunks_are_read_in_one_piece() -> None:
    reader = AnswerReader(1 << 20, URL)
    assert reader.feed(head(CHUNKED) + b"1\r\na\r\n" * 100_000 + b"0\r\n\r\n")
    assert reader.answer.body == b"a" * 100_000

"""Bytes to lines: in order, none lost, whatever the bytes."""

import io
import os

from hypothesis import given
from hypothesis import strategies as st

from counciljobs.lines import CHUNK, lines_of, text_of_argument


def lines(data: bytes) -> list[str]:
    return [line for ready in lines_of(io.BytesIO(data)) for line in ready]


def test_empty_lines_are_lines() -> None:
    assert lines(b"a\n\n\nb\n") == ["a", "", "", "b"]


def test_no_input_is_no_line() -> None:
    assert lines(b"") == []


def test_a_last_line_may_lack_its_line_feed() -> None:
    assert lines(b"a\nb") == ["a", "b"]


def test_windows_line_ends_and_a_byte_order_mark_are_dropped() -> None:
    assert lines(b"\xef\xbb\xbfa\r\nb\r\n") == ["a", "b"]
    assert lines(b"\xef\xbb\xbfa") == ["a"]


def test_only_a_line_feed_ends_a_line() -> None:
    assert lines("a\u2028b\x0bc\x0cd\x85e\rf\n".encode()) == ["a\u2028b\x0bc\x0cd\x85e\rf"]


def test_nuls_stay_and_invalid_utf8_is_shown_as_such() -> None:
    assert lines(b"a\x00b\n\xa326,000\n") == ["a\x00b", "\ufffd26,000"]


def test_a_line_longer_than_many_reads_stays_whole() -> None:
    long = "£" * CHUNK * 5
    assert lines(f"a\n{long}\nb\n".encode()) == ["a", long, "b"]


def test_what_has_come_is_given_before_more_is_awaited() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream:
        answers = lines_of(stream)
        os.write(writing, b"first\nsecond\nthi")
        assert next(answers) == ["first", "second"]
        os.write(writing, b"rd\n")
        os.close(writing)
        assert list(answers) == [["third"]]


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n\r\ufeff"), max_size=20)))
def test_what_is_written_as_lines_is_read_as_lines(texts: list[str]) -> None:
    assert lines("".join(f"{text}\n" for text in texts).encode()) == texts


@given(st.binary(max_size=200))
def test_any_bytes_give_as_many_lines_as_they_have_ends(data: bytes) -> None:
    assert len(lines(data)) == data.count(b"\n") + (not data.endswith(b"\n") and data != b"")


def test_an_argument_that_is_not_utf8_becomes_text() -> None:
    assert text_of_argument(os.fsdecode(b"\xa326,000")) == "\ufffd26,000"
    assert text_of_argument("£26,000") == "£26,000"

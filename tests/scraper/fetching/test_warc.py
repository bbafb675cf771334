"""WARC files are read as far as they are whole, whatever stands in them; nothing but Torn is ever raised."""

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from scraper.fetching.rewriting import DROP, Mixed, rewrite
from scraper.fetching.warc import Record, Torn, record_at, records

BODIES = [b"first", b"x" * 200_000, b"", b"last\r\n\r\nWARC/1.1\r\n"]


def raw(number: int, body: bytes) -> bytes:
    told = f"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: urn:{number}\r\nContent-Length: {len(body)}\r\n\r\n"
    return told.encode() + body + b"\r\n\r\n"


PLAIN = b"".join(raw(n, body) for n, body in enumerate(BODIES))
BY_RECORD = b"".join(gzip.compress(raw(n, body), mtime=0) for n, body in enumerate(BODIES))
ONE_PIECE = gzip.compress(PLAIN, mtime=0)


def read(path: Path) -> tuple[list[Record], bool]:
    """The records before a tear, and whether there is one."""
    found: list[Record] = []
    try:
        found.extend(records(path))
    except Torn:
        return found, True
    return found, False


@pytest.mark.parametrize("content", [PLAIN, BY_RECORD, ONE_PIECE], ids=["plain", "by record", "one piece"])
def test_every_record_is_given_and_found_again_by_its_place(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(content)
    found, torn = read(path)
    assert ([record.block for record in found], torn) == (BODIES, False)
    assert [record_at(record.place).uri for record in found] == [f"urn:{n}" for n in range(len(BODIES))]


def test_lines_that_end_as_no_standard_says_are_lines_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(PLAIN.replace(b"\r\nWARC-Type", b"\nWARC-Type"))
    found, torn = read(path)
    assert ([record.block for record in found], torn) == (BODIES, False)


@given(content=st.sampled_from([PLAIN, BY_RECORD, ONE_PIECE]), data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_cut_anywhere_loses_only_what_it_cuts(tmp_path: Path, content: bytes, data: st.DataObject) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    found, _ = read(path)
    assert [record.block for record in found] == BODIES[: len(found)]


@given(content=st.sampled_from([BY_RECORD, PLAIN]), at=st.integers(0, len(BY_RECORD) - 1), value=st.binary(max_size=40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_never_raises_anything_else(tmp_path: Path, content: bytes, at: int, value: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(content[:at] + value + content[at + len(value) :])
    found, _ = read(path)
    assert len(found) <= len(BODIES) + 1


@given(content=st.binary(max_size=400))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_file_without_records_or_torn(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(content)
    found, torn = read(path)
    assert torn or not content.strip() or found or content.startswith(b"\x1f\x8b")


@pytest.mark.parametrize("length", ["-1", "1e9", "99999999999", "²", ""])
def test_a_length_that_lies_is_a_tear(tmp_path: Path, length: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(raw(0, b"good") + f"WARC/1.1\r\nContent-Length: {length}\r\n\r\n".encode())
    found, torn = read(path)
    assert ([record.block for record in found], torn) == ([b"good"], True)


def test_a_record_is_taken_out_and_the_rest_stays_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(BY_RECORD)
    assert rewrite(path, lambda record: DROP if record.uri == "urn:1" else None) == 1
    members = [gzip.compress(raw(n, body), mtime=0) for n, body in enumerate(BODIES) if n != 1]
    assert path.read_bytes() == b"".join(members)
    with io.BytesIO(path.read_bytes()) as file:
        assert [one.rec_headers.get_header("WARC-Target-URI") for one in ArchiveIterator(file)] == [
            "urn:0",
            "urn:2",
            "urn:3",
        ]
    assert [file.name for file in tmp_path.iterdir()] == ["a.warc.gz"]


def test_one_piece_is_not_taken_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(ONE_PIECE)
    with pytest.raises(Mixed):
        rewrite(path, lambda _: DROP)
    assert path.read_bytes() == ONE_PIECE

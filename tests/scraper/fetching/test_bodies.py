"""Bodies within their caps, whatever their content coding says."""

import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Iterable

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.fetching.bodies import read_body
from scraper.pages import Problem

LIMIT = 10_000
TEXT = b"<p>a vacancy</p>" * 100


class Chunks(httpx.AsyncByteStream):
    """A body in chunks; remembers how many were taken."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.chunks = chunks
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self.chunks:
            self.taken += 1
            yield chunk


async def read(data: bytes | Chunks, coding: str | None = None, size: int = 7, length: str | None = None) -> bytes:
    stream = data if isinstance(data, Chunks) else Chunks(data[i : i + size] for i in range(0, len(data), size))
    pairs = {"content-encoding": coding, "content-length": length}
    headers = {name: value for name, value in pairs.items() if value}
    return await read_body(httpx.Response(200, headers=headers, stream=stream), LIMIT, "http://x/")


async def cause_of(data: bytes | Chunks, coding: str | None = None, length: str | None = None) -> str:
    with pytest.raises(Problem) as caught:
        await read(data, coding, length=length)
    return caught.value.cause


def raw_deflate(data: bytes) -> bytes:
    return zlib.compress(data)[2:-4]


def packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


SENT = {
    "plain": (None, TEXT),
    "identity": ("identity", TEXT),
    "gzip": ("gzip", packed(TEXT)),
    "gzip by its old name": ("x-gzip", packed(TEXT)),
    "gzip spelled loosely": ("GZip ", packed(TEXT)),
    "gzip in two members": ("gzip", packed(TEXT[:800]) + packed(TEXT[800:])),
    "gzip with a tail": ("gzip", packed(TEXT) + b"\x00\x00 trailing"),
    "gzip that is plain": ("gzip", TEXT),
    "gzip that is zlib": ("gzip", zlib.compress(TEXT)),
    "deflate": ("deflate", zlib.compress(TEXT)),
    "deflate in its raw form": ("deflate", raw_deflate(TEXT)),
    "deflate that is plain": ("deflate", TEXT),
}


@pytest.mark.parametrize("size", [1, 7, 100_000])
@pytest.mark.parametrize("sent", SENT)
async def test_a_body_is_unpacked_however_it_is_cut(sent: str, size: int) -> None:
    coding, data = SENT[sent]
    assert await read(data, coding, size) == TEXT


@pytest.mark.parametrize("coding", [None, "gzip", "deflate"])
async def test_an_empty_body_is_empty(coding: str | None) -> None:
    assert await read(b"", coding) == b""


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress", "nonsense"])
async def test_a_coding_we_did_not_ask_for_cannot_be_read(coding: str) -> None:
    assert await cause_of(TEXT, coding) == "undecodable"


async def test_packed_data_that_breaks_off_is_a_broken_connection() -> None:
    assert await cause_of(packed(TEXT)[:-12], "gzip") == "connection"
    assert await cause_of(raw_deflate(TEXT)[:-5], "deflate") == "connection"


async def test_a_body_at_its_limit_passes_and_one_byte_more_does_not() -> None:
    assert len(await read(b"x" * LIMIT)) == LIMIT
    assert len(await read(packed(b"x" * LIMIT), "gzip")) == LIMIT
    assert await cause_of(b"x" * (LIMIT + 1)) == "too_big"
    assert await cause_of(packed(b"x" * (LIMIT + 1)), "gzip") == "too_big"


async def test_a_body_that_says_it_is_too_big_is_not_begun() -> None:
    body = Chunks([b"x"])
    assert await cause_of(body, length="99999999999") == "too_big"
    assert body.taken == 0


async def test_a_flood_is_left_as_soon_as_the_limit_is_passed() -> None:
    flood = Chunks(b"x" * 1000 for _ in range(1_000_000))
    assert await cause_of(flood) == "too_big"
    assert flood.taken == 11


async def test_a_bomb_is_left_while_it_is_small() -> None:
    bomb = packed(b" " * 50_000_000)
    chunks = Chunks(bomb[i : i + 100] for i in range(0, len(bomb), 100))
    assert await cause_of(chunks, "gzip") == "too_big"
    assert chunks.taken < 5


async def test_a_bomb_in_one_chunk_is_never_unpacked_whole() -> None:
    bomb = packed(b" " * 50_000_000)
    tracemalloc.start()
    try:
        assert await cause_of(Chunks([bomb]), "gzip") == "too_big"
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


async def test_of_very_many_members_only_the_first_are_read() -> None:
    assert await read(packed(b"") * 99 + packed(TEXT), "gzip") == TEXT
    assert await read(packed(b"") * 200 + packed(TEXT), "gzip") == b""


async def test_a_length_that_is_no_number_is_passed_over() -> None:
    assert await read(TEXT, length="many") == TEXT
    assert await read(TEXT, length="-5") == TEXT


@given(st.binary(max_size=400), st.sampled_from(["gzip", "deflate"]), st.integers(1, 50))
async def test_any_bytes_are_a_body_or_a_typed_problem(data: bytes, coding: str, size: int) -> None:
    try:
        body = await read(data, coding, size)
    except Problem as problem:
        assert problem.cause in {"undecodable", "connection"}  # noqa: PT017 (one of two outcomes, each checked)
    else:
        assert len(body) <= LIMIT

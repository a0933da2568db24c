from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.collect.body import PIECE, BodyError, read_body

LARGEST, RATIO = 4_000_000, 2000


def bare(content):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


PACKED = {"gzip": gzip.compress, "deflate": zlib.compress, " Deflate ": bare, "x-gzip": gzip.compress}


def cut(raw, size):
    return [raw[start : start + size] for start in range(0, len(raw), size)]


@settings(max_examples=60, deadline=None)
@given(
    content=st.binary(max_size=300) | st.integers(0, 3 * PIECE).map(bytes) | st.text().map(str.encode),
    encoding=st.sampled_from(sorted(PACKED)),
    size=st.integers(1, 5000),
)
def test_what_was_packed_is_unpacked_however_it_is_cut(content, encoding, size):
    assert read_body(cut(PACKED[encoding](content), size), encoding, LARGEST, RATIO) == content


@pytest.mark.parametrize("size", [PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 258])
def test_a_body_of_just_so_many_pieces_is_whole(size):
    assert read_body([bare(bytes(size))], "deflate", LARGEST, RATIO) == bytes(size)


@pytest.mark.parametrize("encoding", sorted(PACKED))
@pytest.mark.parametrize("lost", [1, 5, 30])
def test_a_packed_body_that_is_cut_short_is_told(encoding, lost):
    packed = PACKED[encoding]("القافلة تصل إلى المخيم ".encode() * 3)
    if encoding == " Deflate " and lost == 1:
        pytest.skip("the last byte of a bare deflate stream may hold padding alone")
    with pytest.raises(BodyError) as error:
        read_body([packed[:-lost]], encoding, LARGEST, RATIO)
    assert (error.value.reason, error.value.is_transient) == ("truncated", True)


def test_no_more_is_taken_than_the_cap_and_a_cut_body_is_that_long():
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield b"x" * 1000

    with pytest.raises(BodyError, match="too-large"):
        read_body(endless(), "", 10_000, RATIO)
    assert len(taken) == 11
    assert read_body(endless(), "", 10_000, RATIO, is_cut=True) == b"x" * 10_000


@settings(max_examples=60, deadline=None)
@given(raw=st.binary(max_size=400), encoding=st.sampled_from([*PACKED, "br", "", "identity"]))
def test_any_bytes_are_read_or_refused_with_a_reason(raw, encoding):
    try:
        assert isinstance(read_body([raw], encoding, LARGEST, RATIO), bytes)
    except BodyError as error:
        assert error.reason in {"truncated", "broken-encoding", "unknown-encoding"}

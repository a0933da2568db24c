import gzip
import zlib

import pytest

from corpus.readers.codings import unpacked
from tests.corpus.hostile.makers import ARABIC, ENGLISH, warc_record

PAGE = f"<html><body><p>{ARABIC}</p></body></html>".encode()


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "chunked"])
def test_bodies_of_a_web_archive_are_unpacked(read, text, coding):
    body = f"<html><body><p>{text}</p></body></html>".encode()
    packed = {
        "gzip": lambda: gzip.compress(body),
        "deflate": lambda: zlib.compress(body),
        "br": lambda: brotli_stored(body),
        "chunked": lambda: f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n",
    }[coding]()
    header = "Transfer-Encoding" if coding == "chunked" else "Content-Encoding"
    plain = warc_record("https://river.example/2", body)
    _, items = read(
        "a.warc", warc_record("https://river.example/1", packed, f"text/html\r\n{header}: {coding}") + plain
    )
    assert [item.content for item in items] == [body, body]


def brotli_stored(body):
    """Brotli (RFC 7932) of one uncompressed block."""
    bits, size = 0, 0

    def put(value, width):
        nonlocal bits, size
        bits |= value << size
        size += width

    put(0, 1)  # WBITS 16
    put(0, 1)  # not the last block
    put(0, 2)  # four nibbles of length
    put(len(body) - 1, 16)
    put(1, 1)  # uncompressed
    size = -(-size // 8) * 8
    return bits.to_bytes(size // 8, "little") + body + b"\x03"


def raw_deflate(body):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def test_codings_put_on_one_after_the_other_and_those_already_taken_off():
    twice = gzip.compress(brotli_stored(PAGE))
    chunks = b"5;x=1\r\n" + twice[:5] + b"\r\n" + f"{len(twice) - 5:X}\r\n".encode() + twice[5:] + b"\r\n0\r\n\r\n"
    assert unpacked(chunks, "chunked", "br, gzip", 10_000) == PAGE
    assert unpacked(raw_deflate(PAGE), "", "deflate", 10_000) == PAGE
    for coding in ("gzip", "br", "deflate", "zstd", "identity"):
        assert unpacked(PAGE, "chunked", coding, 10_000) == PAGE


def test_a_body_that_unpacks_without_end_is_cut_after_the_largest():
    assert len(unpacked(gzip.compress(b"x" * 10_000_000), "", "gzip", 1000)) == 1001


@pytest.mark.parametrize(
    ("raw", "transfer", "coding"),
    [
        (gzip.compress(PAGE)[:-20], "", "gzip"),
        (b"5\r\nabcde\r\n9\r\nabc", "chunked", ""),
        (b"\x00\x01\x02", "", "deflate"),
        (b"\xff\xff\xff", "", "br"),
        (b"abc", "", "compress"),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_one_problem(read, raw, transfer, coding):
    with pytest.raises(ValueError, match=r"it |Invalid|Error|error|invalid"):
        unpacked(raw, transfer, coding, 1000)
    kind = f"text/html\r\nTransfer-Encoding: {transfer}\r\nContent-Encoding: {coding}"
    _, items = read(
        "a.warc", warc_record("https://river.example/1", raw, kind) + warc_record("https://r.example/", PAGE)
    )
    assert [getattr(item, "reason", "") for item in items] == ["page-not-readable", ""]

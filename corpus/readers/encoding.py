"""The encoding of a text file, guessed from its bytes."""

from __future__ import annotations

import codecs
import re
from typing import Final

SAMPLE_BYTES: Final = 1 << 18
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]{3,}")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_SIGNATURES: Final = (
    b"%PDF",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x7fELF",
    b"PK\x03\x04",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
)
_DAMAGED: Final = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]")
_LOOK_WIDE: Final = 4096
_BOUNDARY: Final = 3  # a sample may end inside a character of up to four bytes


def guess_encoding(head: bytes) -> str:
    """The name of the codec for a file that begins with these bytes.

    UTF-8 is taken unless it is mostly broken; then Arabic code pages are told from Western ones by their runs of high
    bytes (Arabic words are all high bytes, Western words hold single ones), and Windows-1256 from ISO 8859-6 by the
    article "ال", the most frequent pair of letters.
    """
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    if wide := _wide(head[:_LOOK_WIDE]):
        return wide
    sample = head[:SAMPLE_BYTES]
    if _is_utf8(sample):
        return "utf-8"
    text = sample.decode("utf-8", "surrogateescape")
    damaged = len(_DAMAGED.findall(text[:-_BOUNDARY]))
    if damaged == 0 or len(_BEYOND_ASCII.findall(text)) > 5 * damaged:
        return "utf-8"
    in_runs = sum(len(run) for run in _HIGH_RUN.findall(head))
    if 2 * in_runs < len(_HIGH.findall(head)):
        return "cp1252"
    return "iso8859-6" if head.count(b"\xc7\xe4") > head.count(b"\xc7\xe1") else "cp1256"


def _is_utf8(sample: bytes) -> bool:
    """Whether the bytes are UTF-8 without a fault; a character cut at their end is none."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _wide(head: bytes) -> str:
    """``"utf-16-le"`` or ``"utf-16-be"`` for text in two bytes a letter that lacks its mark, else nothing.

    The upper byte of a letter is 0 in Latin and 6 in Arabic, so nine of ten bytes at every other place are one of the
    two; in a text of one byte a letter neither is a letter at all.
    """
    for name, upper in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(upper) > 3 and 10 * (upper.count(0) + upper.count(6)) >= 9 * len(upper):
            lower = head[::2] if name == "utf-16-le" else head[1::2]
            return name if 2 * lower.count(0) < len(lower) else ""  # not a file of NULs
    return ""


def is_binary(head: bytes) -> bool:
    """Whether bytes cannot be a text: a known signature, or more than one control byte in fifty."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) or _wide(head[:_LOOK_WIDE]):
        return False
    return head.startswith(_SIGNATURES) or 50 * len(_CONTROL.findall(head)) > len(head)

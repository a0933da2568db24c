"""The encoding of a text file, guessed from its bytes."""

from __future__ import annotations

import codecs
import re
from typing import Final

SAMPLE_BYTES: Final = 1 << 18
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
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
    text = head[:SAMPLE_BYTES].decode("utf-8", "surrogateescape")
    damaged = sum("\udc80" <= character <= "\udcff" for character in text[:-_BOUNDARY])
    whole = sum(character > "\x7f" for character in text) - damaged
    if damaged == 0 or whole > 4 * damaged:
        return "utf-8"
    in_runs = sum(len(run) for run in _HIGH_RUN.findall(head))
    if 2 * in_runs < len(_HIGH.findall(head)):
        return "cp1252"
    return "iso8859-6" if head.count(b"\xc7\xe4") > head.count(b"\xc7\xe1") else "cp1256"


def is_binary(head: bytes) -> bool:
    """Whether bytes cannot be a text: a known signature, or more than one control byte in fifty."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    return head.startswith(_SIGNATURES) or 50 * len(_CONTROL.findall(head)) > len(head)

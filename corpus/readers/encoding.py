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
_ARABIC_RUNS: Final = 0.75
"""Share of high bytes that stand three and more together: 0.93 and more in Arabic, 0.53 in a Turkish sentence."""
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
_CODECS: Final = frozenset(
    "utf-8 ascii cp866 cp874 cp932 cp949 koi8-r koi8-u mac-roman mac-cyrillic mac-arabic cp720 cp864 gbk gb2312 "
    "gb18030 big5 big5hkscs euc_jp euc_kr shift_jis iso2022_jp tis-620 "
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 "
    "iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-11 "
    "iso8859-13 iso8859-14 iso8859-15 iso8859-16".split()
)
"""Those of the WHATWG Encoding Standard and the Arabic ones of DOS and Macintosh. Python has many codecs more, some of
which are no encodings of files (``idna``, ``undefined``, ``unicode_escape``) and fail on any bytes."""
_WIDE_CODECS: Final = frozenset("utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be".split())
_LABEL_TAIL: Final = re.compile(r"^x-(?=cp|mac|gbk|sjis|euc)|-[ie]$", re.I)
_TURKISH: Final = re.compile(rb"[\xd0\xdd\xde\xf0\xfd\xfe]")
"""Ğ İ Ş ğ ı ş of Windows-1254, which are Ð Ý Þ ð ý þ in Windows-1252."""
_ACUTE: Final = re.compile(rb"[\xc1\xcd\xd3\xda\xe1\xe6\xed\xf3\xfa]")
"""Letters of Icelandic that stand between the six, and that Turkish has not."""
_TURKISH_SHARE: Final = 5
"""One high byte in so many is one of the six: in Turkish every second is, in French and German none."""
_BOUNDARY: Final = 3  # a sample may end inside a character of up to four bytes


def guess_encoding(head: bytes) -> str:
    """The name of the codec for a file that begins with these bytes.

    UTF-8 is taken unless it is mostly broken; then Arabic code pages are told from Western ones by their runs of high
    bytes (Arabic words are all high bytes, Western words hold single ones), Windows-1256 from ISO 8859-6 by the article
    "ال", the most frequent pair of letters, and Windows-1254 from 1252 by the six letters in which they differ.
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
    if in_runs < _ARABIC_RUNS * len(_HIGH.findall(head)):
        return "cp1254" if _is_turkish(head) else "cp1252"
    return "iso8859-6" if head.count(b"\xc7\xe4") > head.count(b"\xc7\xe1") else "cp1256"


def guess_note(encoding: str, raw: bytes) -> tuple[str, ...]:
    """The note that an encoding was guessed, such as ``"encoding-guessed:cp1256"``; none for UTF-8 or a byte mark.

    Parameters
    ----------
    encoding : str
        What :func:`guess_encoding` gave.
    raw : bytes
        The bytes it was given.
    """
    is_sure = encoding.startswith("utf-8") or any(raw.startswith(bom) for bom, _ in _BOMS)
    return () if is_sure else (f"encoding-guessed:{encoding}",)


def known_codec(label: str, *, is_wide_allowed: bool = False) -> str:
    """The name Python gives an encoding; empty if there is none of this label, or it is none of files.

    Parameters
    ----------
    label : str
        As a page, a header or a person writes it.
    is_wide_allowed : bool
        Whether UTF-16 and UTF-32 count: a page that could be read far enough to see its label is neither.
    """
    try:
        name = codecs.lookup(_LABEL_TAIL.sub("", label.strip())).name
    except (LookupError, ValueError):  # a NUL or a surrogate in it is a ValueError
        return ""
    return name if name in _CODECS or (is_wide_allowed and name in _WIDE_CODECS) else ""


def _is_turkish(head: bytes) -> bool:
    """Whether Western bytes are Turkish: many of the letters that only Windows-1254 has, more than Icelandic ones."""
    n_turkish = len(_TURKISH.findall(head))
    return _TURKISH_SHARE * n_turkish >= len(_HIGH.findall(head)) and n_turkish > len(_ACUTE.findall(head))


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

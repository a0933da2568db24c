"""Text as it is stored: decoded entities, no control characters, tidy lines, nothing else changed."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
# C0 and C1 controls except tab and line ends, and the two overrides that make a reader see the letters in another
# order than they are stored in. U+FFFD stays: it shows where a source lost a character.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufeff\ufffe\uffff]")
_LINE_END: Final = re.compile("\r\n?|[\u2028\u2029\x85]")
_GAP: Final = re.compile(r"\n{3,}")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_INVISIBLE: Final = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def clean_text(raw: str) -> str:
    """The text with entities decoded, control characters out, and lines without blank edges.

    Paragraph breaks, single newlines, spaces inside a line, diacritics and every letter stay as they were published.
    """
    text = html.unescape(raw) if _ENTITY.search(raw) else raw
    text = _LINE_END.sub("\n", text)
    text = _CONTROL.sub("", text)
    text = "\n".join(line.strip() for line in text.split("\n"))
    return (_GAP.sub("\n\n", text) if "\n\n\n" in text else text).strip()


def clean_line(raw: str) -> str:
    """The text cleaned and on one line: for titles, names and by-lines."""
    return " ".join(clean_text(raw).split())


def is_damaged(text: str) -> bool:
    """Whether the text holds half a character, left by a wrong decoding."""
    return _SURROGATE.search(text) is not None


def storable(text: str) -> str:
    r"""The text with halves of characters written out, such as ``\\udcff``: file names and columns may hold them."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def printable(words: str) -> str:
    """The words with what would disturb a terminal or turn its letters round written out."""
    return "".join(
        letter if letter.isprintable() or letter == "\u200c" else f"\\u{ord(letter):04x}" for letter in words
    )


def identity_form(text: str) -> str:
    """The form by which two copies of a text are the same: case, spacing and invisible characters do not count.

    This is deliberately not :func:`corpus.text.normalise.fold`: article ids are made from it, so it must never change
    when matching improves.
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(plain.split()).casefold()

"""The text of a web page, whose own word on its encoding is often wrong."""

from __future__ import annotations

import re
from typing import Final

from corpus.readers.encoding import guess_encoding, guess_note, known_codec

_IN_TYPE: Final = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.I)
_IN_PAGE: Final = re.compile(
    rb"<(?:meta\b[^<>]{0,500}?charset\s{0,9}=\s{0,9}[\"']?|\?xml\b[^<>]{0,200}?encoding\s{0,9}=\s{0,9}[\"'])([\w.:-]{1,40})",
    re.I,
)
_LOOK: Final = 4096
_WESTERN: Final = frozenset({"iso8859-1", "cp1252", "ascii"})
"""Encodings that servers declare without looking: where the bytes are Arabic, they are not believed."""
_ASCII: Final = bytes(range(128))
_FAULTS: Final = 20
"""One byte beyond ASCII in so many that the declared encoding has no letter for speaks against it."""
NOTE: Final = "charset-corrected"


def page_text(raw: bytes, content_type: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of a page's source, and notes where its declared encoding was wrong or its encoding was guessed.

    Parameters
    ----------
    raw : bytes
        The source.
    content_type : str
        The HTTP header, if there is one.

    Notes
    -----
    Bytes with letters beyond ASCII that are valid UTF-8 are UTF-8, whatever is declared: no text of another encoding
    is that by chance. Otherwise the header counts before the page, as HTML says, unless the bytes speak against it.
    """
    declared = _codec(_IN_TYPE.search(content_type)) or _codec(_IN_PAGE.search(raw[:_LOOK]))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _other_text(raw, declared)
    if "\x00" in text[:_LOOK] and guess_encoding(raw).startswith("utf-16"):  # Latin letters in two bytes each
        return raw.decode(guess_encoding(raw), "replace"), guess_note(guess_encoding(raw), raw)
    return text, (NOTE,) if declared not in {"", "utf-8"} and not raw.isascii() else ()


def _other_text(raw: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    """The text of bytes that are not UTF-8 without a fault."""
    guessed = guess_encoding(raw)
    notes = guess_note(guessed, raw)
    if guessed.startswith("utf-"):
        wrong = declared not in {"", "utf-8"} and guessed == "utf-8"
        return raw.decode(guessed, "replace"), (NOTE,) if wrong else notes
    if declared in {"", "utf-8"}:
        return raw.decode(guessed, "replace"), (NOTE, *notes) if declared else notes
    if declared in _WESTERN and guessed in {"cp1256", "iso8859-6"}:
        return raw.decode(guessed, "replace"), (NOTE, *notes)
    text = raw.decode("cp1252" if declared in _WESTERN else declared, "replace")
    if _FAULTS * text.count("\ufffd") > len(raw.translate(None, _ASCII)):
        return raw.decode(guessed, "replace"), (NOTE, *notes)
    return text, ()


def _codec(found: re.Match[str] | re.Match[bytes] | None) -> str:
    """The name Python gives a declared encoding; empty if it has none or it is none of pages."""
    if found is None:
        return ""
    return known_codec(found[1].decode("ascii", "replace") if isinstance(found[1], bytes) else found[1])

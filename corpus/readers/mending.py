"""Records mended where a file damaged them in a way that can be undone, cut where they are too long, and noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from corpus.readers.limits import LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE
from corpus.readers.records import Problem, Record, excerpt
from corpus.text.clean import is_damaged

_LATIN_MARKS: Final = ("Ã", "Â", "â", "Ø", "Ù")
"""A UTF-8 text of English, French or Arabic that was read as Windows-1252 or Latin-1 holds one of these letters."""
_ARABIC_MARKS: Final = ("ط§", "ظ„", "ظ…", "ظˆ")
"""What ا, ل, م and و become where UTF-8 was read as Windows-1256: pairs no Arabic word holds."""
_ARABIC_LEADS: Final = re.compile("[طظ]")
_ARABIC: Final = re.compile("[\u0621-\u06ff]")
_LEAD_SHARE: Final = 0.35
"""Share of ط and ظ among Arabic letters: above 0.5 where UTF-8 was read as Windows-1256, under 0.03 in prose."""
_NULS: Final = re.compile("\x00+")
_OVERRIDES: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CAPS: Final = {"title": LONGEST_TITLE, "author": LONGEST_NAME, "publisher": LONGEST_NAME, "section": LONGEST_NAME}


def finished(record: Record) -> Record | Problem:
    """The record fit to be prepared, or the problem for which it cannot be.

    Text that was decoded wrongly is repaired (``"mojibake-repaired"``), NUL characters become spaces
    (``"nul-characters-removed"``), characters that turn the order of letters round leave titles and names
    (``"direction-overrides-removed"``), titles over 1,000 and names over 300 characters are cut (``"title-cut"``).
    """
    if any(is_damaged(value) for value in record.values.values()):
        shown = excerpt(record.get("title") or record.get("text"))
        detail = "The row holds bytes of another encoding, or halves of characters; save the file as UTF-8."
        return Problem(record.position, "bad-encoding", detail, shown)
    n_characters = len(record.get("text"))
    if n_characters > LONGEST_TEXT:
        detail = f"The text has {n_characters} characters; at most {LONGEST_TEXT} are an article. Split the file."
        return Problem(record.position, "too-long", detail, excerpt(record.get("title") or record.get("text")))
    notes: list[str] = []
    values = {name: _mended(name, value, notes) for name, value in record.values.items()}
    if not notes:
        return record
    return replace(record, values=values, notes=(*record.notes, *dict.fromkeys(notes)))


def _mended(name: str, value: str, notes: list[str]) -> str:
    if "\x00" in value:
        value = _NULS.sub(" ", value)
        notes.append("nul-characters-removed")
    repaired = without_mojibake(value)
    if repaired != value:
        value = repaired
        notes.append("mojibake-repaired")
    cap = _CAPS.get(name)
    if cap is None:
        return value
    if _OVERRIDES.search(value):
        value = _OVERRIDES.sub("", value)
        notes.append("direction-overrides-removed")
    if len(value) > cap:
        value = value[:cap].rsplit(None, 1)[0]
        notes.append(f"{name}-cut")
    return value


def without_mojibake(text: str) -> str:
    """The text with UTF-8 that was read as a one-byte encoding repaired; any other text as it is.

    Windows-1252, Latin-1 and their like are ``ftfy.fix_encoding``'s work; Windows-1256, in which "مرصد" becomes
    "ظ…ط±طµط¯", is not among its encodings and is undone here, only where the bytes are valid UTF-8.
    """
    if text.isascii():
        return text
    if any(mark in text for mark in _LATIN_MARKS):
        text = _by_line(text, _from_latin)
    if any(mark in text for mark in _ARABIC_MARKS):
        text = _by_line(text, _from_arabic)
    return text


def _by_line(text: str, repair: Callable[[str], str]) -> str:
    return "\n".join(line if line.isascii() else repair(line) for line in text.split("\n"))


def _from_latin(line: str) -> str:
    import ftfy

    return ftfy.fix_encoding(line)


def _from_arabic(line: str) -> str:
    letters = len(_ARABIC.findall(line))
    if len(_ARABIC_LEADS.findall(line)) < max(2.0, _LEAD_SHARE * letters):
        return line
    try:
        return line.encode("cp1256").decode("utf-8")
    except UnicodeError:
        return line

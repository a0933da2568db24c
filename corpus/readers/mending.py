"""Records mended where a file damaged them in a way that can be undone, cut where they are too long, and noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from corpus.readers.headlines import without_headline
from corpus.readers.limits import LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE
from corpus.readers.records import Problem, Record, excerpt
from corpus.text.clean import is_damaged

_ARABIC_LEADS: Final = re.compile("[طظ]")
_ARABIC: Final = re.compile("[\u0621-\u06ff]")
_LEAD_SHARE: Final = 0.35
"""Share of ط and ظ among Arabic letters: above 0.5 where UTF-8 was read as Windows-1256, under 0.03 in prose."""
_NULS: Final = re.compile("\x00+")
_OVERRIDES: Final = re.compile("[\u202d\u202e]")
_CAPS: Final = {"title": LONGEST_TITLE, "author": LONGEST_NAME, "publisher": LONGEST_NAME, "section": LONGEST_NAME}


def finished(record: Record) -> Record | Problem:
    """The record fit to be prepared, or the problem for which it cannot be.

    Text that was decoded wrongly is repaired (``"mojibake-repaired"``), NUL characters become spaces
    (``"nul-characters-removed"``), characters that turn the order of letters round leave titles and names
    (``"direction-overrides-removed"``), titles over 1,000 and names over 300 characters are cut (``"title-cut"``). The
    headline at the beginning of the text is taken out of it.
    """
    record = without_headline(record)
    odd = [name for name, value in record.values.items() if _may_need_mending(name, value)]
    if not odd:
        return record
    if any(is_damaged(record.values[name]) for name in odd):
        shown = excerpt(record.get("title") or record.get("text"))
        detail = "The row holds bytes of another encoding, or halves of characters; save the file as UTF-8."
        return Problem(record.position, "bad-encoding", detail, shown)
    n_characters = len(record.get("text"))
    if n_characters > LONGEST_TEXT:
        detail = f"The text has {n_characters} characters; at most {LONGEST_TEXT} are an article. Split the file."
        return Problem(record.position, "too-long", detail, excerpt(record.get("title") or record.get("text")))
    notes: list[str] = []
    mended = {name: _mended(name, record.values[name], notes) for name in odd}
    if not notes:
        return record
    original = record.original or (
        record.get("text") if mended.get("text", record.get("text")) != record.get("text") else ""
    )
    values = {**record.values, **mended}
    return replace(record, values=values, notes=(*record.notes, *dict.fromkeys(notes)), original=original)


def _may_need_mending(name: str, value: str) -> bool:
    """Whether a value may be one that is refused, repaired or cut: asked of every value, so it must cost little."""
    if len(value) > LONGEST_NAME and len(value) > _CAPS.get(name, LONGEST_TEXT):
        return True
    if value.isascii():
        return "\x00" in value
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return "\x00" in value or _has_mojibake_marks(value) or (name in _CAPS and _OVERRIDES.search(value) is not None)


def _has_mojibake_marks(text: str) -> bool:
    """Whether something occurs that every damaged text of some length holds.

    UTF-8 of English, French or Arabic that was read as Windows-1252 or Latin-1 holds one of the five letters; ا, ل, م
    and و read as Windows-1256 are the four pairs, which no Arabic word holds. Written out: a loop takes six times as
    long.
    """
    return (
        "Ã" in text or "Â" in text or "â" in text or "Ø" in text or "Ù" in text
        or "ط§" in text or "ظ„" in text or "ظ…" in text or "ظˆ" in text
    )  # fmt: skip


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
    if text.isascii() or not _has_mojibake_marks(text):
        return text
    return _by_line(_by_line(text, _from_latin), _from_arabic)


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

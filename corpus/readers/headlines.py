"""Headlines that stand once more at the beginning of the text."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from corpus.readers.records import Record
from corpus.text.normalise import fold

MARKS: Final = " .:!|-–—…\"'«»“”‘’*#"
"""Stripped before a headline and a first line are compared."""
_SLACK: Final = 12
"""Characters by which the two may differ in length: marks, vowel signs and spaces."""


def without_headline(record: Record) -> Record:
    """The record without its headline as the first line of the text, which is then listed as removed.

    Two lines are the same if their folded letters are. A text of nothing else stays.
    """
    title = record.get("title").strip()
    text = record.get("text")
    if not title or record.is_page:
        return record
    start = text[: len(title) + 4 * _SLACK].lstrip("\ufeff \t\r\n")
    first = start.partition("\n")[0].strip()
    if "\n" not in start or abs(len(first) - len(title)) > _SLACK or _bare(first) != _bare(title):
        return record
    rest = text[text.index("\n", text.index(first)) :].strip("\r\n")
    if not rest.strip():
        return record
    values = {**record.values, "text": rest}
    return replace(record, values=values, removed=(first, *record.removed), original=record.original or text)


def _bare(line: str) -> str:
    return " ".join(fold(line).split()).strip(MARKS)

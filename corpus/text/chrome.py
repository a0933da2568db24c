"""Page chrome: what of a text is its article, and what are buttons, boxes, appeals, captions and credits."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.text import chrome_words as words
from corpus.text.credits import (
    NONE,
    Credits,
    agency_tail,
    byline,
    credit_line,
    dateline,
    taken_from,
)
from corpus.text.lines import (
    Line,
    folded_lines,
    is_button,
    is_inline_link,
    worth_a_look,
)

LONGEST_ROW_CHROME: Final = 250
"""Characters of the longest line of a row that is looked at."""

_MORE: Final = re.compile(r"\W*المزيد\W*|\W*(?:read|see|show) more\W*|\W*lire la suite\W*|\W*devamini oku\W*")
_GAP: Final = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What cleaning makes of the text of a row: the text, the lines and captions taken out, and what they named."""

    text: str
    removed: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    author: str = ""
    section: str = ""
    place: str = ""
    agency: str = ""


def clean_row(text: str) -> Cleaned:
    """The text of a row without lines of chrome and of credits, what was taken out of it, and what it credits.

    A row was already taken out of its page by whoever made the file, so a line goes only if it is chrome by itself, or
    holds nothing but credits at one of the text's ends, or belongs to a box of links that nothing follows. A dateline
    that opens a sentence, and a credit that ends one, are read and stay.
    """
    raw = text.split("\n")
    full = [position for position, line in enumerate(raw) if line.strip()]
    near = [position for position in full if len(raw[position]) <= LONGEST_ROW_CHROME]
    shown = [raw[position].strip() for position in near]
    looked_at = worth_a_look(shown)
    folded = folded_lines([shown[at] for at in looked_at])
    lines = dict(zip((near[at] for at in looked_at), folded, strict=True))
    gone = {position for position, line in lines.items() if _is_row_chrome(line)}
    left = [position for position in full if position not in gone]
    boxed = _box_at_the_end([lines.get(position) for position in left])
    gone.update(left[len(left) - boxed :])
    left = left[: len(left) - boxed]
    found, left = _without_credits(left, lines)
    cleaned = joined(raw, set(full) - set(left)) if len(left) < len(full) else Cleaned(text)
    if left:
        found = found.or_else(dateline(raw[left[0]].strip())).or_else(Credits(agency=agency_tail(raw[left[-1]])))
    return Cleaned(cleaned.text, cleaned.removed, author=found.author, place=found.place, agency=found.agency)


def joined(raw: Sequence[str], gone: Collection[int]) -> Cleaned:
    """The text of the lines left when those at the positions ``gone`` are taken out, and the lines taken."""
    kept = "\n".join(line for position, line in enumerate(raw) if position not in gone)
    removed = tuple(raw[position].strip() for position in sorted(gone))
    return Cleaned(_GAP.sub("\n\n", kept).strip(), removed)


def _is_row_chrome(line: Line) -> bool:
    if re.fullmatch(r"\W*\d[\W\d]*", line.plain):  # a year that heads a timeline, not a page's counter
        return False
    return bool(is_button(line) or _MORE.fullmatch(line.plain) or is_inline_link(line))


def _box_at_the_end(lines: Sequence[Line | None]) -> int:
    """How many lines at the end are a box of links: from its heading on, with no sentence behind it."""
    boxed = 0
    for count, line in enumerate(reversed(lines), 1):
        if line is None or line.is_prose or line.ends_sentence or count == len(lines):
            break
        if words.RELATED.fullmatch(line.plain) or words.COMMENTS.fullmatch(line.plain):
            boxed = count
    return boxed


def _without_credits(left: Sequence[int], lines: dict[int, Line]) -> tuple[Credits, list[int]]:
    """What lines of nothing but credits name at both ends of a text, and the positions of the lines between them."""
    found, first, last = NONE, 0, len(left)
    while last - first > 1 and (named := credited(lines.get(left[first]), at_end=False)) is not None:
        found, first = found.or_else(named), first + 1
    while last - first > 1 and (named := credited(lines.get(left[last - 1]), at_end=True)) is not None:
        found, last = found.or_else(named), last - 1
    return found, list(left[first:last])


def credited(line: Line | None, *, at_end: bool) -> Credits | None:
    """What a line of nothing but credits names; None if it is no such line."""
    if line is None or line.is_prose:
        return None
    named = credit_line(line.text, line.plain)
    if named is None and at_end and (outlet := taken_from(line.text, line.plain)):
        named = Credits(agency=outlet)
    return named if named is not None else byline(line.text, line.plain)

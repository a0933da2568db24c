"""The body of a pasted page: its paragraphs and captions, told from boxes, tags, comments and the foot of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from corpus.text import appeal_words as appeals
from corpus.text import chrome_words as words
from corpus.text.chrome import credited
from corpus.text.credit_words import AGENCY_ALONE
from corpus.text.credits import NONE, Credits, agency_tail, dateline, has_agency_photo, has_marked_photo
from corpus.text.lines import (
    LONG_SENTENCE,
    Line,
    is_appeal,
    is_button,
    is_caption,
    is_footer,
    is_heading_of_links,
    is_inline_link,
)
from corpus.text.normalise import fold
from corpus.text.stamps import is_labelled_stamp, is_stamp

LONGEST_BODY_CAPTION: Final = 24
"""Words of a caption between paragraphs, where only its credit tells it from a paragraph."""
LONGEST_TAG: Final = 4
"""Words of a tag, a menu's entry, a name: what stands in rows of short lines around an article."""
MOST_LINKS: Final = 6
FEWEST_BEFORE_COMMENTS: Final = 2
"""Paragraphs above a heading of comments; where there are fewer it is a button."""
FEWEST_BEFORE_FOOT: Final = 2
"""Headings, appeals and buttons between the last paragraph and one behind it that speaks to the reader."""
CHROME_IN_A_ROW: Final = 3
"""Lines of chrome in a row behind the last paragraph, after which nothing is the article's."""
LONGEST_HEADING: Final = 80
COMMENT_SHAPE: Final = 8
"""Lines below a heading of comments among which one shows that readers write there."""

_OPENS_LIST: Final = re.compile(r":\W*$")


@dataclass(frozen=True, slots=True)
class Body:
    """What cleaning leaves of a page below its title: paragraphs, captions, lines taken out in order, and credits."""

    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]
    removed: tuple[str, ...]
    credits: Credits = NONE
    stamps: tuple[Line, ...] = ()
    """Labelled times among the lines taken out, but for those in boxes, which are times of other articles."""


@dataclass(slots=True)
class _Sorter:
    """The lines of a body as they are told apart, in order."""

    paragraphs: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    stamps: list[Line] = field(default_factory=list)
    named: Credits = NONE

    def remove(self, line: Line, named: Credits | None = None, *, is_boxed: bool = False) -> None:
        self.removed.append(line.text)
        if not is_boxed and is_labelled_stamp(line.plain):
            self.stamps.append(line)
        self.named = self.named.or_else(named or NONE)

    def keep(self, line: Line, *, is_head: bool, is_last: bool = False) -> None:
        """A line that is no chrome: a caption, or else a paragraph."""
        words_of = _caption(line, self.captions, is_head=is_head, is_last=is_last)
        if words_of is None:
            self.removed.append(line.text)
        else:
            (self.captions if words_of else self.paragraphs).append(words_of or line.text)

    def keep_all(self, lines: Sequence[Line]) -> None:
        """Lines behind the last paragraph that are no chrome."""
        for line in lines:
            self.keep(line, is_head=False, is_last=True)


def clean_body(lines: Sequence[Line]) -> Body:
    """The article's own paragraphs among the lines below a page's title.

    Notes
    -----
    Up to the last paragraph a line goes only if it is chrome by itself, or a link in a box between paragraphs; behind
    it, everything goes from the first heading of a box or entry of a foot on, and before that rows of tags and names.
    What readers wrote below the article counts as no paragraph.
    """
    prose = _paragraphs(lines)
    first, last = (prose[0] if prose else len(lines)), _before_foot(lines, prose)
    sorter = _Sorter()
    _sort_body(lines[: last + 1], first, sorter)
    _sort_tail(lines[last + 1 :], sorter, is_body=last < 0)
    opening = dateline(lines[first].text) if prose else NONE
    ending = Credits(agency=agency_tail(sorter.paragraphs[-1])) if sorter.paragraphs else NONE
    named = opening.or_else(sorter.named).or_else(ending)
    return Body(tuple(sorter.paragraphs), tuple(sorter.captions), tuple(sorter.removed), named, tuple(sorter.stamps))


def _paragraphs(lines: Sequence[Line]) -> list[int]:
    """The positions of the paragraphs above the heading below which readers write."""
    found: list[int] = []
    for position, line in enumerate(lines):
        if len(found) >= FEWEST_BEFORE_COMMENTS and words.COMMENTS.fullmatch(line.plain[:LONGEST_HEADING]):
            below = lines[position + 1 : position + 1 + COMMENT_SHAPE]
            if any(words.REPLY.fullmatch(other.plain[:LONGEST_HEADING]) or is_stamp(other.plain) for other in below):
                break
        if line.is_prose:
            found.append(position)
    return found


def _before_foot(lines: Sequence[Line], prose: Sequence[int]) -> int:
    """The position of the last paragraph that is the article's: one behind a box that speaks to the reader is not."""
    last = prose[-1] if prose else -1
    for before, position in zip(reversed(prose[:-1]), reversed(prose[1:]), strict=True):
        between = lines[before + 1 : position]
        strong = sum(is_heading_of_links(line) or is_appeal(line) or is_button(line) for line in between)
        plain = lines[position].plain
        if strong < FEWEST_BEFORE_FOOT or not appeals.TO_READER.search(plain) or appeals.REPORTED.search(plain):
            break
        last = before
    return last


def _sort_body(lines: Sequence[Line], first: int, sorter: _Sorter) -> None:
    """The lines up to the last paragraph."""
    in_box = 0
    for position, line in enumerate(lines):
        is_head = position <= first
        if _is_chrome_in_body(line, is_head):
            sorter.remove(line, is_boxed=in_box > 0)
        elif is_heading_of_links(line):
            sorter.remove(line)
            in_box = MOST_LINKS
        elif in_box and not line.is_prose and not _heads_section(lines, position, is_first=in_box == MOST_LINKS):
            sorter.remove(line, is_boxed=True)
            in_box -= 1
        else:
            in_box = 0
            named = credited(line, at_end=False) if is_head else None
            if named is None:
                sorter.keep(line, is_head=is_head)
            else:
                sorter.remove(line, named)


def _is_chrome_in_body(line: Line, is_head: bool) -> bool:
    if is_button(line) or is_appeal(line) or is_inline_link(line):
        return True
    return is_stamp(line.plain) if is_head else is_labelled_stamp(line.plain)


def _heads_section(lines: Sequence[Line], position: int, *, is_first: bool) -> bool:
    """Whether a short line in a box stands right above a paragraph, below other links: a heading of the article."""
    following = lines[position + 1] if position + 1 < len(lines) else None
    return not is_first and following is not None and following.is_prose and lines[position].n_words <= LONGEST_TAG


def _sort_tail(lines: Sequence[Line], sorter: _Sorter, *, is_body: bool) -> None:
    """The lines behind the last paragraph; all of them are the body where nothing is a paragraph."""
    waiting: list[Line] = []
    in_a_row = 0
    is_cut = in_list = in_box = False
    for position, line in enumerate(lines):
        at_start = is_body and position == 0
        is_cut = (
            is_cut or in_a_row >= CHROME_IN_A_ROW or (not at_start and (is_heading_of_links(line) or is_footer(line)))
        )
        in_box = in_box or bool(waiting) or (not at_start and is_heading_of_links(line))  # a headline, and its time
        named = credited(line, at_end=True) if not is_cut or words.SOURCE.match(line.plain) else None
        is_chrome = is_cut or named is not None or _is_chrome_in_body(line, is_head=not is_body)
        if is_chrome:
            in_a_row += 1
            for tag in waiting:
                sorter.remove(tag)
            waiting.clear()
            sorter.remove(line, named, is_boxed=in_box)
        elif line.ends_sentence or is_body or in_list or _OPENS_LIST.search(line.text) or _is_labelled(line):
            in_list, in_a_row = in_list or _OPENS_LIST.search(line.text) is not None, 0
            sorter.keep_all([*waiting, line])
            waiting.clear()
        elif line.n_words >= LONG_SENTENCE or (line.n_words > LONGEST_TAG and not in_a_row):
            sorter.keep_all([*waiting, line])
            waiting.clear()
        else:
            waiting.append(line)
    for line in waiting if in_a_row else ():
        sorter.remove(line)
    sorter.keep_all([] if in_a_row else waiting)


def _caption(line: Line, already: Sequence[str], *, is_head: bool, is_last: bool) -> str | None:
    """The words of a caption line; empty if the line is none, None if it says a caption once more.

    A page often gives the caption of its lead picture twice, once behind an icon's label; where the two differ, the
    second stays in the text, because one cannot tell which of the two wordings the publisher meant. Behind the last
    paragraph only a label makes a caption: there a credit may be the article's own.
    """
    if not is_caption(line):
        return ""
    labelled = words.ICON_CAPTION.fullmatch(line.plain) or words.LABEL_CAPTION.fullmatch(line.plain)
    if labelled:
        rest = line.text[labelled.start("rest") :].strip()  # folding keeps a label's length: no mark in it folds away
        if AGENCY_ALONE.fullmatch(fold(rest)):  # whose photograph it is, and no word on what it shows
            return None
        return (None if rest in already else "") if already and is_head else rest
    if words.SCENE.fullmatch(line.plain) or words.IMAGE_BANK.match(line.text):
        return line.text
    has_credit = has_marked_photo if is_last else has_agency_photo
    if not is_head and (line.n_words > LONGEST_BODY_CAPTION or not has_credit(line.plain)):
        return ""
    return None if line.text in already else line.text


def _is_labelled(line: Line) -> bool:
    return is_caption(line) and words.LABEL_CAPTION.fullmatch(line.plain) is not None

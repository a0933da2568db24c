"""One line of a page or a text, and what it is by itself: prose, a button, an appeal, a heading of links, a caption."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corpus.text import appeal_words as appeals
from corpus.text import chrome_words as words
from corpus.text.credits import has_photo_credit, is_desk_line
from corpus.text.normalise import fold
from corpus.text.stamps import is_stamp

LONG_PARAGRAPH: Final = 18
LONG_SENTENCE: Final = 12
"""Words from which a line, or a line that ends a sentence, is an article's own: headlines and appeals are shorter."""
LONGEST_APPEAL: Final = 30
SHORTEST_TOLD: Final = 3
"""Words up to which an appeal is one whatever ends it: "Donate now."."""
REMEMBERED: Final = 2_048
"""Lines whose kind is remembered: each of a page's is asked for several times over."""
FEWEST_OF_MENU: Final = 3
LONGEST_SHARE_BAR: Final = 160
LONGEST_CAPTION: Final = 45
FEWEST_OF_SCENE: Final = 4
"""Words before "© All rights reserved" that are a photograph's caption, not a site's name."""
SHORTEST_SENTENCE: Final = 80
"""Characters from which a line that ends as a sentence is looked at only if it holds a word of chrome."""
OPENING: Final = 30
LONGEST_LABEL: Final = 160
"""Characters of the longest button, entry of a menu, or heading of a box."""
LONGEST_CHROME: Final = 400
"""Characters of the longest line that is looked at by patterns; a longer one is a paragraph."""

_TOKEN: Final = re.compile(r"[\w'-]+")
_WORD: Final = re.compile(r"\w+")
_SENTENCE_END: Final = re.compile(r"(?<!\.)[.!؟?][\"'”»)\]]*$")
_END_LENGTH: Final = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page as published, and its folded form."""

    text: str
    plain: str

    @property
    def n_words(self) -> int:
        """Words of the line."""
        return _count(self.plain)

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        return _SENTENCE_END.search(self.text[-_END_LENGTH:]) is not None

    @property
    def is_prose(self) -> bool:
        """Whether the line can only be the article's own: a long paragraph, or a sentence that ends as one."""
        return _is_prose(self)


@functools.lru_cache(REMEMBERED)
def _count(plain: str) -> int:
    return len(_WORD.findall(plain))


@functools.lru_cache(REMEMBERED)
def _is_prose(line: Line) -> bool:
    n = line.n_words
    if n < LONG_SENTENCE or (n < LONG_PARAGRAPH and not line.ends_sentence):
        return False
    return not (is_appeal(line) or is_notice(line) or is_stamp(line.plain))


def lines_of(text: str) -> list[Line]:
    """The lines of a text that hold anything, with their folded forms."""
    raw = [line.strip() for line in text.split("\n")]
    return folded_lines([line for line in raw if line])


def folded_lines(raw: Sequence[str]) -> list[Line]:
    """The lines with their folded forms, folded together, which is cheaper than one by one."""
    if not raw:
        return []
    copies = fold("\n".join(raw)).split("\n")
    if len(copies) != len(raw):  # a line holds another sign of a line's end, which folding makes a plain one
        copies = [fold(line).replace("\n", " ") for line in raw]
    return [Line(line, copy.strip()) for line, copy in zip(raw, copies, strict=True)]


def worth_a_look(raw: Sequence[str]) -> list[int]:
    """The positions of lines that are not at a glance sentences of an article, so that patterns are tried on them.

    A long line that ends as a sentence is looked at only if it holds a word of chrome: nine lines in ten of a row are
    told apart by this alone, which is what makes cleaning a row cheaper than storing it.
    """
    whole = "\n".join(raw).lower()
    marks = [mark for mark in words.SENTENCE_MARKS if mark in whole]
    openings = tuple(mark for mark in words.OPENING_MARKS if mark in whole)
    return [position for position, line in enumerate(raw) if not _is_plain_sentence(line, marks, openings)]


def _is_plain_sentence(raw: str, marks: Sequence[str], openings: Sequence[str]) -> bool:
    if len(raw) < SHORTEST_SENTENCE or _SENTENCE_END.search(raw[-_END_LENGTH:]) is None:
        return False
    if not marks and not openings:
        return True
    plain = raw.lower()
    return not (any(mark in plain[:OPENING] for mark in openings) or any(mark in plain for mark in marks))


def is_menu(line: Line) -> bool:
    """Whether a line is a bar of a menu's entries: ``Home News Sport Business``."""
    if len(line.plain) > LONGEST_LABEL or line.n_words < FEWEST_OF_MENU:
        return False
    return all(word in words.MENU for word in _WORD.findall(line.plain))


def is_share(line: Line) -> bool:
    """Whether a line is a bar of share buttons: nothing but names of networks and words to share, print, copy."""
    if len(line.plain) > LONGEST_SHARE_BAR:
        return False
    tokens = _TOKEN.findall(line.plain)
    known = all(token in words.SHARE_WORDS or token in words.SHARE_GLUE for token in tokens)
    return known and any(token in words.SHARE_CORE for token in tokens)


@functools.lru_cache(REMEMBERED)
def is_appeal(line: Line) -> bool:
    """Whether a line asks its reader to give, join, subscribe or follow.

    A sentence that opens like an appeal is the article's if it says who spoke, or names nothing of the site ("Sign up,
    the poster said, and be home by spring."). A longer paragraph counts only if it speaks to its reader of the press
    itself, and quotes nobody: people in the news ask for support, too.
    """
    if appeals.APPEAL_WHOLE.fullmatch(line.plain):
        return True
    if appeals.APPEAL.match(line.plain):
        return line.n_words <= LONGEST_APPEAL and not _is_told(line)
    if (
        len(line.plain) > 2 * LONGEST_CHROME
        or not appeals.TRADE.search(line.plain)
        or appeals.REPORTED.search(line.plain)
    ):
        return False
    asked = len(set(appeals.ASKING.findall(line.plain)))
    return asked >= 2 and len(appeals.ADDRESSING.findall(line.plain)) >= 2


def _is_told(line: Line) -> bool:
    """Whether a line that opens like an appeal is a sentence of the article."""
    if not line.ends_sentence or line.n_words <= SHORTEST_TOLD:
        return False
    return appeals.SAID.search(line.plain) is not None or appeals.OF_SITE.search(line.plain) is None


def is_inline_link(line: Line) -> bool:
    """Whether a line is a label and the headline it links to; a sentence that says who spoke is the article's."""
    if len(line.plain) > LONGEST_CHROME or words.RELATED_INLINE.fullmatch(line.plain) is None:
        return False
    return not (line.text.rstrip("\"'»”").endswith(".") and appeals.SAID.search(line.plain))


def is_notice(line: Line) -> bool:
    """Whether a line is a site's own note: on cookies, on whose opinion it prints, on who else reported."""
    if len(line.plain) > 2 * LONGEST_CHROME:
        return False
    return bool(appeals.NOTICE.match(line.plain) or _on_cookies(line.plain) or is_desk_line(line.plain))


@functools.lru_cache(REMEMBERED)
def is_button(line: Line) -> bool:
    """Whether a line is chrome wherever it stands: buttons, toggles, navigation, app and rights notices."""
    plain = line.plain
    if len(plain) > LONGEST_CHROME:
        return False
    whole = (words.SYMBOLS, words.SIZE, words.POPUP, words.NAVIGATION, words.CONTACT)
    if len(plain) <= LONGEST_LABEL and (any(pattern.fullmatch(plain) for pattern in whole) or is_share(line)):
        return True
    if is_footer(line) or words.APP.search(plain) or is_notice(line):
        return True
    return words.SMS.search(plain) is not None and line.n_words <= LONGEST_APPEAL


@functools.lru_cache(REMEMBERED)
def is_heading_of_links(line: Line) -> bool:
    """Whether a line heads a box that is not the article: related articles, comments, tags, or a pop-up's button."""
    if len(line.plain) > LONGEST_CHROME:
        return False
    patterns = (words.RELATED, words.COMMENTS, words.SECTION_END, words.POPUP)
    return any(pattern.fullmatch(line.plain) for pattern in patterns)


@functools.lru_cache(REMEMBERED)
def is_footer(line: Line) -> bool:
    """Whether a line is an entry of a site's foot: whose rights, who they are, their terms."""
    if len(line.plain) > LONGEST_CHROME:
        return False
    is_rights = words.RIGHTS.search(line.plain) and not _is_photo_mark(line.plain) and line.n_words <= LONGEST_APPEAL
    return bool(is_rights) or (len(line.plain) <= LONGEST_LABEL and words.FOOTER.fullmatch(line.plain) is not None)


@functools.lru_cache(REMEMBERED)
def is_caption(line: Line) -> bool:
    """Whether a line is labelled as a caption, or ends in the credit of a photograph and not as a sentence."""
    if len(line.plain) > LONGEST_CHROME or line.n_words > LONGEST_CAPTION:
        return False
    if words.ICON_CAPTION.fullmatch(line.plain):
        return True
    labelled = words.LABEL_CAPTION.fullmatch(line.plain)
    if labelled:
        return not (line.ends_sentence and words.GOES_ON.match(line.text[labelled.start("rest") :]))
    if (words.SCENE.fullmatch(line.plain) or words.IMAGE_BANK.match(line.text)) and not line.ends_sentence:
        return True
    return has_photo_credit(line.plain) and not line.ends_sentence and line.n_words > 2


def _is_photo_mark(plain: str) -> bool:
    """Whether a line's mark of rights is the credit of a photograph: behind words, and without a site's year."""
    found = words.PHOTO_MARK.search(plain)
    if found is None or words.RIGHTS_YEAR.search(plain[found.start() :]):
        return False
    before = len(_WORD.findall(plain[: found.start()]))
    return before > 0 and (before >= FEWEST_OF_SCENE or not words.RESERVED.search(plain))


def _on_cookies(plain: str) -> bool:
    named = any(name in plain for name in appeals.COOKIE_NAMES)
    return named and appeals.COOKIES.search(plain) is not None

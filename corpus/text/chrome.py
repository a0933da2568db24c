"""Page chrome: what of a pasted page is its article, and what are buttons, boxes, appeals and captions."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.text import chrome_words as words
from corpus.text.normalise import fold

LONG_PARAGRAPH: Final = 25
LONG_SENTENCE: Final = 12
"""Words from which a line, or a line that ends a sentence, is an article's own: headlines and appeals are shorter."""
LONGEST_APPEAL: Final = 30
LONGEST_SHARE_BAR: Final = 160
LONGEST_CAPTION: Final = 45
LONGEST_ROW_CHROME: Final = 250
"""Characters of the longest line of a row that is looked at."""
MOST_LINKS: Final = 5

_TOKEN: Final = re.compile(r"[\w-]+")
_WORD: Final = re.compile(r"\w+")
_SENTENCE_END: Final = re.compile(r"(?<!\.)[.!؟?][\"'”»)\]]*$")
_MORE: Final = re.compile(r"\W*المزيد\W*|\W*(?:read|see|show) more\W*|\W*lire la suite\W*|\W*devamini oku\W*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page as published, and its folded form."""

    text: str
    plain: str

    @property
    def n_words(self) -> int:
        """Words of the line."""
        return len(_WORD.findall(self.plain))

    @property
    def is_prose(self) -> bool:
        """Whether the line can only be the article's own: a long paragraph, or a sentence that ends as one."""
        n = self.n_words
        is_sentence = n >= LONG_SENTENCE and _SENTENCE_END.search(self.text) is not None
        return (n >= LONG_PARAGRAPH or is_sentence) and not is_appeal(self)


@dataclass(frozen=True, slots=True)
class Body:
    """What cleaning leaves of a page below its title: paragraphs, captions and the lines taken out, in order."""

    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]
    removed: tuple[str, ...]


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


def lines_of(text: str) -> list[Line]:
    """The lines of a text that hold anything, with their folded forms."""
    raw = [line.strip() for line in text.split("\n")]
    return [line for line in folded_lines([line for line in raw if line]) if line.text]


def folded_lines(raw: Sequence[str]) -> list[Line]:
    """The lines with their folded forms, folded together, which is cheaper than one by one."""
    if not raw:
        return []
    copies = fold("\n".join(raw)).split("\n")
    if len(copies) != len(raw):  # a line holds another sign of a line's end, which folding makes a plain one
        copies = [fold(line).replace("\n", " ") for line in raw]
    return [Line(line, copy.strip()) for line, copy in zip(raw, copies, strict=True)]


def is_share(line: Line) -> bool:
    """Whether a line is a bar of share buttons: nothing but names of networks and words to share, print, copy."""
    if len(line.plain) > LONGEST_SHARE_BAR:
        return False
    tokens = _TOKEN.findall(line.plain)
    known = all(token in words.SHARE_WORDS or token in words.SHARE_GLUE for token in tokens)
    return known and any(token in words.SHARE_CORE for token in tokens)


def is_appeal(line: Line) -> bool:
    """Whether a line asks its reader to give, join, subscribe or follow."""
    if words.APPEAL_WHOLE.fullmatch(line.plain):
        return True
    if words.APPEAL.match(line.plain):
        return line.n_words <= LONGEST_APPEAL
    asked = len(set(words.ASKING.findall(line.plain)))
    return asked >= 2 and len(words.ADDRESSING.findall(line.plain)) >= 2


def is_button(line: Line) -> bool:
    """Whether a line is chrome wherever it stands: buttons, toggles, navigation, app and rights notices."""
    if any(pattern.fullmatch(line.plain) for pattern in (words.SYMBOLS, words.SIZE, words.POPUP, words.NAVIGATION)):
        return True
    if is_share(line) or words.APP.search(line.plain):
        return True
    return bool(words.RIGHTS.search(line.plain) or words.SMS.search(line.plain)) and line.n_words <= LONGEST_APPEAL


def is_heading_of_links(line: Line) -> bool:
    """Whether a line heads a box that is not the article: related articles, comments, tags, or a pop-up's button."""
    patterns = (words.RELATED, words.SECTION_END, words.POPUP)
    return any(pattern.fullmatch(line.plain) for pattern in patterns)


def clean_body(lines: Sequence[Line]) -> Body:
    """The article's own paragraphs among the lines below a page's title.

    Notes
    -----
    A box of links or an appeal at the end is cut from its heading on, but only if no prose follows it. Everywhere else
    a line goes only if it is chrome by itself, so a sentence of the article is never taken.
    """
    end = _end_of_article(lines)
    paragraphs: list[str] = []
    captions: list[str] = []
    removed: list[str] = []
    in_box = 0
    first_prose = next((position for position, line in enumerate(lines) if line.is_prose), len(lines))
    for position, line in enumerate(lines[:end]):
        is_head = position <= first_prose
        if is_button(line) or is_appeal(line) or words.RELATED_INLINE.fullmatch(line.plain):
            removed.append(line.text)
        elif is_heading_of_links(line):
            removed.append(line.text)
            in_box = MOST_LINKS
        elif in_box and not line.is_prose:
            removed.append(line.text)
            in_box -= 1
        else:
            in_box = 0
            caption = _caption(line, is_head, already=bool(captions))
            (captions if caption else paragraphs).append(caption or line.text)
    removed.extend(line.text for line in lines[end:])
    return Body(tuple(paragraphs), tuple(captions), tuple(removed))


def clean_row(text: str) -> Cleaned:
    """The text of a row of a file without lines of chrome, and what was taken out of it.

    A row was already taken out of its page by whoever made the file, so only lines that are chrome by themselves go.
    """
    raw = text.split("\n")
    short = [position for position, line in enumerate(raw) if 0 < len(line) <= LONGEST_ROW_CHROME]
    lines = folded_lines([raw[position].strip() for position in short])
    gone = {position for position, line in zip(short, lines, strict=True) if _is_row_chrome(line)}
    if not gone:
        return Cleaned(text)
    return joined(raw, gone)


def joined(raw: Sequence[str], gone: Collection[int]) -> Cleaned:
    """The text of the lines left when those at the positions ``gone`` are taken out, and the lines taken."""
    kept = "\n".join(line for position, line in enumerate(raw) if position not in gone)
    removed = tuple(raw[position].strip() for position in sorted(gone))
    return Cleaned(re.sub(r"\n{3,}", "\n\n", kept).strip(), removed)


def _is_row_chrome(line: Line) -> bool:
    if re.fullmatch(r"\W*\d[\W\d]*", line.plain):  # a year that heads a timeline, not a page's counter
        return False
    return bool(is_button(line) or _MORE.fullmatch(line.plain) or words.RELATED_INLINE.fullmatch(line.plain))


def _end_of_article(lines: Sequence[Line]) -> int:
    """The position from which nothing but boxes and appeals follows; the number of lines if there is none."""
    last_prose = max((position for position, line in enumerate(lines) if line.is_prose), default=-1)
    for position in range(last_prose + 1, len(lines)):
        if position > 0 and is_heading_of_links(lines[position]):
            return position
    return len(lines)


def _caption(line: Line, is_head: bool, already: bool) -> str:
    """The words of a caption line, or nothing if the line is none.

    Above the first paragraph a line that ends in a photo credit is the caption of the lead picture. A page often gives
    that caption twice, once behind an icon's label; where the two differ, the second stays in the text, because one
    cannot tell which of the two wordings the publisher meant.
    """
    if line.n_words > LONGEST_CAPTION:
        return ""
    labelled = words.ICON_CAPTION.fullmatch(line.plain) or words.LABEL_CAPTION.fullmatch(line.plain)
    if labelled:
        return "" if already and is_head else _without_label(line, labelled)
    is_credited = is_head and words.CREDIT.fullmatch(line.plain) is not None
    return line.text if is_credited and not _SENTENCE_END.search(line.text) else ""


def _without_label(line: Line, labelled: re.Match[str]) -> str:
    """The line's own words after its label; folding keeps the label's length, as it holds no mark that folds away."""
    return line.text[labelled.start("rest") :].strip()

"""What stands around a pasted page's title: address, menu, path, date, by-line, and which of the lines is the title."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from corpus.publishers import Publisher, Publishers
from corpus.text import chrome_words as words
from corpus.text.body import LONGEST_TAG
from corpus.text.credits import NONE, Credits, byline, credit_line
from corpus.text.datelines import is_date_line, of_page
from corpus.text.dates import DAY_FIRST, Dated, parse_date
from corpus.text.lines import Line, is_appeal, is_button, is_caption, is_heading_of_links, is_menu
from corpus.text.stamps import has_time, is_stamp

LONGEST_TITLE: Final = 40
"""Words; a first line above it is a paragraph of a page pasted without its title."""
SHORTEST_TITLE: Final = 4
"""Words of a title that is told from a menu's entries by its length alone."""
HEAD_LINES: Final = 12
"""Lines at the beginning of a page without a paragraph in which its date, by-line, address and path stand."""
SHORTEST_CRUMB_OF_PAGE: Final = 3
LONGEST_PATH: Final = 250
LONGEST_RIGHTS: Final = 400
"""Characters of a path of sections, and of a line of rights."""
LONGEST_SITE_NAME: Final = 9
LONGEST_NAME_LINE: Final = 160
MOST_PARTS: Final = 6
"""Characters of a line that may name a site or an author, and parts of it that are looked up."""
MOST_HEAD_LINES: Final = 150
"""Lines above the first paragraph that are looked at one by one; the longest head of the thirty test pages has 20."""
STEM: Final = 4
STEM_LATIN: Final = 5
"""Letters by which a title's word is found again in the article, whatever its ending."""

_ADDRESS: Final = re.compile(r"https?://\S+")
_SITE_SUFFIX: Final = re.compile(r"\s+[-–—|]\s+([^-–—|]{2,40})$")
_CRUMB: Final = re.compile(r"\s*[>»›|/\\]\s*")
_PARTS: Final = re.compile(r"\s*[-–—|/]\s*")
_ARTICLE: Final = re.compile(r"^(?:[وفبلك]?ال|لل|[وفبلك](?=\w{4}))")
_UPDATE: Final = re.compile(
    r"\W*(?:اخر تحديث|تحديث|حدث|updated|last (?:updated|modified)|mis a jour|(?:son )?guncelle)"
)


class Head:
    """Reads what stands around a page's title off its lines, and leaves the rest.

    Parameters
    ----------
    publishers : Publishers
        By which a site's name and address are known.
    today : datetime.date
        Later dates are not believed.
    """

    def __init__(self, publishers: Publishers, today: dt.date) -> None:
        self._publishers = publishers
        self._today = today
        self._updated: Dated | None = None
        self._published: Dated | None = None
        self._seen: set[str] = set()
        self.title = ""
        self.url = ""
        self.section = ""
        self.named: Credits = NONE
        self.publisher: Publisher | None = None
        self.removed: list[str] = []

    @property
    def dated(self) -> Dated | None:
        """The date the head gives: that of publication before that of the last change."""
        return self._published or self._updated

    def take(self, lines: Sequence[Line]) -> list[Line]:
        """The lines that are not part of the page's head: captions above the title, and all that follows it."""
        first_prose = next((position for position, line in enumerate(lines) if line.is_prose), None)
        end = min(HEAD_LINES, len(lines)) if first_prose is None else min(first_prose, MOST_HEAD_LINES)
        at = self._title_at(lines, end, has_prose=first_prose is not None)
        rest = [line for position, line in enumerate(lines[: max(at, 0)]) if not self._takes_above(lines, position)]
        if at >= 0:
            self._set_title(lines[at].text)
        for position in range(at + 1, max(end, at + 1)):
            if self._takes_below(lines, position, has_prose=first_prose is not None):
                self.removed.append(lines[position].text)
            else:
                rest.append(lines[position])
        return [*rest, *lines[max(end, at + 1) :]]

    def _title_at(self, lines: Sequence[Line], end: int, *, has_prose: bool) -> int:
        """The position of the title, -1 if the page was pasted without one.

        A menu's entries are short, and a site's motto says nothing of the article: the first line of some length that
        shares a word with the article's paragraphs is its title.
        """
        may_be = [position for position in range(end) if self._may_be_title(lines[position])]
        may_be = self._without_tickers(lines, may_be)
        fit = [position for position in may_be if not self._names_site_and_author(lines[position])] or may_be
        if not fit and end < len(lines) and lines[end].n_words <= LONGEST_TITLE and has_prose:
            return end if not any(not _is_chrome(line) for line in lines[:end]) and end + 1 < len(lines) else -1
        if not has_prose:
            return fit[0] if fit else -1
        said = {stem for line in lines[end:] if line.is_prose for stem in _stems(line)}
        long = [position for position in fit if lines[position].n_words >= SHORTEST_TITLE]
        if long:
            telling = next((position for position in long if _stems(lines[position]) & said), long[0])
            return telling - 1 if telling - 1 in long else telling  # then the telling line is what stands below a title
        return max(fit, key=lambda position: (lines[position].n_words, position), default=-1)

    def _may_be_title(self, line: Line) -> bool:
        if not 0 < line.n_words <= LONGEST_TITLE or line.text.startswith("|") or is_menu(line):
            return False
        if _is_chrome(line) or is_caption(line):
            return False
        is_furniture = (
            _ADDRESS.fullmatch(line.text) or has_time(line.plain) or _is_path(line) or byline(line.text, line.plain)
        )
        return not is_furniture and is_date_line(line.text, self._today) is None and self._site(line) is None

    @staticmethod
    def _without_tickers(lines: Sequence[Line], may_be: list[int]) -> list[int]:
        """The positions but for lines below "breaking news", where another long enough follows them."""
        last = max((at for at in may_be if lines[at].n_words >= SHORTEST_TITLE), default=-1)
        return [at for at in may_be if at >= last or not at or words.TICKER.fullmatch(lines[at - 1].plain) is None]

    def _names_site_and_author(self, line: Line) -> bool:
        parts = _parts(line)
        own = [part for part in parts if self._publishers.get(part) is None]
        return 0 < len(own) < len(parts) and len(" ".join(own).split()) < SHORTEST_TITLE

    def _takes_above(self, lines: Sequence[Line], position: int) -> bool:
        """Whether a line above the title is taken off: all but captions are."""
        line = lines[position]
        if is_caption(line) and not _is_chrome(line):
            return False
        self.removed.append(line.text)
        if self._is_address(line) or self.note_date(line) or self._is_path(line) or self._is_site(line):
            return True
        in_menu = position > 0 and lines[position - 1].n_words <= LONGEST_TAG and not _is_furniture(lines[position - 1])
        is_again = line.plain in self._seen and line.n_words <= LONGEST_TAG
        if is_again or (line.plain in words.SECTIONS and not in_menu):
            self.section = line.text  # the last of its kind: a menu's entry once more, or a label right above the title
        elif position and is_stamp(lines[position - 1].plain) and _may_be_name(line):
            self.named = self.named.or_else(Credits(author=line.text))
        self._seen.add(line.plain)
        return True

    def _takes_below(self, lines: Sequence[Line], position: int, *, has_prose: bool) -> bool:
        """Whether a line between the title and the first paragraph is the page's address, date, by-line or the like."""
        line = lines[position]
        if self._is_address(line) or self.note_date(line) or self._is_path(line) or line.text == self.title:
            return True
        near = [lines[other] for other in (position - 1, position + 1) if 0 <= other < len(lines)]
        beside = any(_is_furniture(other) for other in near)
        agency = credit_line(line.text, line.plain) if self.publisher is not None else None
        if agency is not None and agency.agency and self._site(line) is not self.publisher:
            self.named = self.named.or_else(agency)
            return True
        if self._is_site(line) or self._is_byline(line, beside_stamp=beside):
            return True
        if not has_prose or line.n_words > LONGEST_TAG or line.ends_sentence or is_caption(line):
            return False
        if not beside and not any(other.text in self.removed[-1:] for other in near):
            return False
        if _may_be_name(line) and any(self._is_beside_name(other) for other in near):
            self.named = self.named.or_else(Credits(author=line.text))
        elif line.plain in words.SECTIONS:
            self.section = self.section or line.text
        return True

    def _is_beside_name(self, line: Line) -> bool:
        """Whether a line is one beside which by-lines stand: a stamp, an address, the site's name."""
        is_own = self.publisher is not None and self._site(line) is self.publisher
        return is_stamp(line.plain) or words.CONTACT.fullmatch(line.plain) is not None or is_own

    def note_rights(self, line: Line) -> None:
        """Notes the publisher that a foot line names as the holder of its rights."""
        if self.publisher is None and len(line.plain) <= LONGEST_RIGHTS and words.RIGHTS.search(line.plain):
            names = words.NOT_OF_NAME.split(line.text)
            self.publisher = next((site for name in names if (site := self._publishers.get(name))), None)

    def _set_title(self, text: str) -> None:
        suffix = _SITE_SUFFIX.search(text)
        site = self._publishers.get(suffix[1]) if suffix else None
        if suffix and site:
            self.publisher = self.publisher or site
            text = text[: suffix.start()]
        self.title = text

    def _is_address(self, line: Line) -> bool:
        if not _ADDRESS.fullmatch(line.text):
            return False
        self.url = self.url or line.text
        self.publisher = self.publisher or self._publishers.by_address(line.text)
        return True

    def note_date(self, line: Line) -> bool:
        """Whether a line is nothing but a date or a time, which is then noted."""
        dated = is_date_line(line.text, self._today)
        if dated is None and is_stamp(line.plain):
            found = parse_date(line.text, self._today, DAY_FIRST)
            dated = of_page(found, line.plain) if found.at is not None else None
        elif dated is None:
            return False
        if dated is not None and _UPDATE.match(line.plain):
            self._updated = self._updated or dated
        elif dated is not None:
            self._published = self._published or dated
        return True

    def _is_path(self, line: Line) -> bool:
        if not _is_path(line):
            return False
        crumbs = [crumb for crumb in _CRUMB.split(line.text) if crumb.strip()]
        if len(crumbs) > 2 and len(crumbs[-1].split()) >= SHORTEST_CRUMB_OF_PAGE:
            crumbs.pop()  # the page itself
        inner = [crumb.strip() for crumb in crumbs[1:] if len(crumb.split()) <= LONGEST_TAG]
        self.section = inner[-1] if inner else self.section
        return True

    def _site(self, line: Line) -> Publisher | None:
        is_name = line.n_words <= LONGEST_SITE_NAME and 0 < len(line.text) <= LONGEST_NAME_LINE
        return self._publishers.get(line.text) if is_name and line.n_words else None

    def _is_site(self, line: Line) -> bool:
        site = self._site(line)
        self.publisher = self.publisher or site
        return site is not None

    def _is_byline(self, line: Line, *, beside_stamp: bool) -> bool:
        """Whether a line is a by-line: labelled, of credits only, or of a name and the site's name."""
        named = byline(line.text, line.plain) or credit_line(line.text, line.plain, beside_stamp=beside_stamp)
        if named is None and line.n_words <= LONGEST_SITE_NAME and not line.text.endswith((".", ":", "؟", "!")):
            parts = _parts(line)
            sites = [site for part in parts if (site := self._publishers.get(part)) is not None]
            self.publisher = self.publisher or (sites[0] if sites else None)
            own = [part for part in parts if self._publishers.get(part) is None]
            named = Credits(author=" - ".join(own)) if sites and own else None
        if named is None:
            return False
        self.named = self.named.or_else(named)
        return True


def _parts(line: Line) -> list[str]:
    """The parts of a line between its marks, the first few; the line itself where it is too long for names."""
    return _PARTS.split(line.text, MOST_PARTS - 1) if len(line.text) <= LONGEST_NAME_LINE else [line.text]


def _is_path(line: Line) -> bool:
    if len(line.plain) > LONGEST_PATH or not words.BREADCRUMB.fullmatch(line.text):
        return False
    return words.CRUMB_ROOT.match(line.plain) is not None or len(_CRUMB.findall(line.text)) > 1


def _is_chrome(line: Line) -> bool:
    return is_button(line) or is_appeal(line) or is_heading_of_links(line)


def _is_furniture(line: Line) -> bool:
    return _is_chrome(line) or is_stamp(line.plain) or byline(line.text, line.plain) is not None


def _may_be_name(line: Line) -> bool:
    """Whether a short line could be an author's name: words without a digit, in capitals where the script has them."""
    if _is_chrome(line) or line.plain in words.SECTIONS or not 2 <= line.n_words <= LONGEST_TAG:
        return False
    names = [word for word in line.text.split() if len(word) > 2]
    return all(word.isalpha() or "-" in word or "." in word for word in names) and not any(
        map(str.islower, names[:1] + names[-1:])
    )


def _stems(line: Line) -> set[str]:
    """The beginnings of a line's longer words, without the Arabic article and its prefixes."""
    bare = (_ARTICLE.sub("", word) for word in re.findall(r"[^\W\d_]+", line.plain))
    sized = ((word, STEM_LATIN if word.isascii() else STEM) for word in bare)
    return {word[:size] for word, size in sized if len(word) >= size}

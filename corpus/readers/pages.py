"""One news page as a person pastes it into a text file: title, captions, article and page chrome in one heap."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Final

from corpus.publishers import Publisher, Publishers
from corpus.readers.records import Problem, Record, excerpt
from corpus.text import chrome_words as words
from corpus.text.chrome import Line, clean_body, is_appeal, is_button, is_heading_of_links, lines_of
from corpus.text.clean import clean_text, is_damaged
from corpus.text.datelines import date_from_name, date_from_text, is_date_line
from corpus.text.dates import UNDATED, Dated
from corpus.text.language import detect_language

LONGEST_TITLE: Final = 40
"""Words; a first line above it is a paragraph of a page pasted without its title."""
HEAD_LINES: Final = 12
"""Lines around the title in which a page's date, by-line, address and path stand."""
LONGEST_BYLINE: Final = 9

_ADDRESS: Final = re.compile(r"https?://\S+")
_SITE_SUFFIX: Final = re.compile(r"\s+[-–—|]\s+([^-–—|]{2,40})$")
_MARKUP: Final = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)", re.I)


def read_page(content: str, name: str, publishers: Publishers, today: dt.date) -> Record | Problem:
    """The article of a pasted page.

    Parameters
    ----------
    content : str
        The file's text.
    name : str
        The file's name; a date in it counts where the text proves none.
    publishers : Publishers
        By which the page's marks and site name are known.
    today : datetime.date
        Later dates are not believed.
    """
    if is_damaged(content):
        return Problem(
            0, "bad-encoding", "The page holds bytes of another encoding; save it as UTF-8.", excerpt(content)
        )
    if _MARKUP.match(content):
        return Problem(0, "markup", "The file is a page's source; paste the page's words instead.", excerpt(content))
    head = _Head(publishers, today)
    lines = lines_of(clean_text(content))
    body = clean_body(head.take(lines))
    text = "\n\n".join(body.paragraphs)
    publisher = head.publisher or publishers.by_mark(content)
    values = {"title": head.title, "text": text, "url": head.url, "author": head.author}
    if publisher is not None:
        values["publisher"] = publisher.name(detect_language(f"{head.title}\n{text}"))
    dated = head.dated or _first_date(head.title, text, name, today)
    removed = _in_order(lines, (*head.removed, *body.removed))
    return Record(1, values, captions=body.captions, removed=removed, dated=dated, is_page=True)


def _first_date(title: str, text: str, name: str, today: dt.date) -> Dated:
    proved = date_from_text(title, text, today)
    if proved.at is not None:
        return proved
    named = date_from_name(name, today)
    return named if named.at is not None else proved if proved.note else UNDATED


def _in_order(lines: list[Line], removed: tuple[str, ...]) -> tuple[str, ...]:
    """Removed lines in the order of the page."""
    left = Counter(removed)
    found = []
    for line in lines:
        if left[line.text] > 0:
            left[line.text] -= 1
            found.append(line.text)
    return tuple(found)


class _Head:
    """What stands around a page's title: reads it off the lines and leaves the rest."""

    def __init__(self, publishers: Publishers, today: dt.date) -> None:
        self._publishers = publishers
        self._today = today
        self.title = ""
        self.url = ""
        self.author = ""
        self.publisher: Publisher | None = None
        self.dated: Dated | None = None
        self.removed: list[str] = []

    def take(self, lines: list[Line]) -> list[Line]:
        """The lines below the title that are not part of the page's head."""
        rest: list[Line] = []
        seen_prose = False
        for position, line in enumerate(lines):
            in_head = position < HEAD_LINES and not seen_prose
            if in_head and self._is_furniture(line, below_title=bool(self.title)):
                self.removed.append(line.text)
            elif not self.title and not seen_prose and line.n_words <= LONGEST_TITLE and not _is_chrome(line):
                self._set_title(line.text)
            elif not self.title and not seen_prose and _is_chrome(line):
                self.removed.append(line.text)
            else:
                rest.append(line)
                seen_prose = seen_prose or line.is_prose
        return rest

    def _set_title(self, text: str) -> None:
        suffix = _SITE_SUFFIX.search(text)
        site = self._publishers.get(suffix[1]) if suffix else None
        if suffix and site:
            self.publisher = self.publisher or site
            text = text[: suffix.start()]
        self.title = text

    def _is_furniture(self, line: Line, *, below_title: bool) -> bool:
        """Whether a line is the page's address, path, date, site name or by-line, or its title once more."""
        address = _ADDRESS.fullmatch(line.text)
        if address:
            self.url = self.url or line.text
            self.publisher = self.publisher or self._publishers.by_address(line.text)
            return True
        dated = is_date_line(line.text, self._today)
        if dated is not None:
            self.dated = self.dated or dated
            return True
        if words.BREADCRUMB.fullmatch(line.plain) or (below_title and line.text == self.title):
            return True
        site = self._publishers.get(line.text) if line.n_words <= LONGEST_BYLINE else None
        if site is not None:
            self.publisher = self.publisher or site
            return True
        return below_title and self._is_byline(line)

    def _is_byline(self, line: Line) -> bool:
        if line.n_words > LONGEST_BYLINE or line.text.endswith((".", ":", "؟", "!")):
            return False
        parts = [self._publishers.get(part) for part in re.split(r"\s*[-–—|/]\s*", line.text)]
        site = next((part for part in parts if part is not None), None)
        labelled = words.BYLINE.fullmatch(line.plain)
        if site is None and labelled is None:
            return False
        same_length = labelled is not None and len(line.plain) == len(line.text)
        self.publisher = self.publisher or site
        self.author = self.author or (line.text[labelled.start("name") :] if labelled and same_length else line.text)
        return True


def _is_chrome(line: Line) -> bool:
    return is_button(line) or is_appeal(line) or is_heading_of_links(line)

"""One news page as a person pastes it into a text file: title, captions, article and page chrome in one heap."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Final

from corpus.publishers import Publishers
from corpus.readers.page_head import Head
from corpus.readers.records import Problem, Record, excerpt
from corpus.text.body import clean_body
from corpus.text.clean import clean_text, is_damaged
from corpus.text.datelines import date_from_name, date_from_text
from corpus.text.dates import UNDATED, Dated
from corpus.text.language import detect_language
from corpus.text.lines import Line, lines_of

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
    head = Head(publishers, today)
    lines = lines_of(clean_text(content))
    body = clean_body(head.take(lines))
    text = "\n\n".join(body.paragraphs)
    named = head.named.or_else(body.credits)
    values = {"title": head.title, "text": text, "url": head.url, "author": named.author, "section": head.section}
    values |= {"place": body.credits.place or named.place, "agency": body.credits.agency or named.agency}
    for line in lines_of("\n".join(body.removed)):
        head.note_rights(line)
    for line in body.stamps:
        head.note_date(line)
    publisher = head.publisher or publishers.by_mark(content)
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

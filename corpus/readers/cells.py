"""Cells of tables and objects that hold a piece of a web page in place of words."""

from __future__ import annotations

import html
import re
from typing import Final

NOTE: Final = "html-removed"
FIELDS: Final = ("text", "title")
_TAG: Final = re.compile(
    r"</?(?:p|br|div|a|span|strong|em|b|i|u|h[1-6]|ul|ol|li|img|script|style|figure|figcaption|blockquote|table|tr|td"
    r"|section|article|iframe|font|hr|sup|sub)(?:\s[^<>]{0,4000})?\s?/?>",
    re.I,
)
_FEWEST_TAGS: Final = 2
"""One alone may be a sign in a sentence on the web, as in "the <b> key"."""
_BREAK: Final = re.compile(r"<(?:br|hr)\s?/?>|</p>", re.I)


def without_markup(value: str) -> str:
    """The words of a cell that holds HTML, as it is or escaped; the very value where it holds none.

    Raises
    ------
    Refused
        If its tags are made to keep a parser busy.
    """
    if "<" in value and _has_tags(value):
        return _words(value)
    if "&lt;" in value and _has_tags(unescaped := html.unescape(value)):
        return _words(unescaped)
    return value


def _has_tags(value: str) -> bool:
    found = _TAG.finditer(value)
    return len([tag for tag, _ in zip(found, range(_FEWEST_TAGS), strict=False)]) == _FEWEST_TAGS or (
        _BREAK.search(value) is not None
    )


def _words(value: str) -> str:
    from corpus.readers.html import fragment_text

    return fragment_text(value)

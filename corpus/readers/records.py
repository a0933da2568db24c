"""What a reader hands on: a record, or a problem with the place where it was met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from corpus.text.clean import storable
from corpus.text.dates import Dated

EXCERPT: int = 120
"""Characters of the input shown with a problem."""
LONGEST_DETAIL: Final = 2000
"""Characters of a problem's words, which may quote names of columns."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article as a file gives it, before cleaning: field name to value as text.

    ``dates`` are the values of the date columns in order, with the order in which the column writes day and month. A
    pasted page brings what cleaning took out of it, and its date already read. ``notes`` are short codes of what was
    noticed and mended on the way, such as ``"mojibake-repaired"``; they are counted in the account of the file.
    ``original`` is the text as the input gave it, where a reader has changed it: the whole of a pasted page.
    """

    position: int
    values: Mapping[str, str]
    dates: tuple[tuple[object, str | None], ...] = ()
    captions: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    dated: Dated | None = None
    is_page: bool = False
    notes: tuple[str, ...] = ()
    original: str = ""

    def get(self, name: str) -> str:
        """A field's value; empty if the file does not give it."""
        return self.values.get(name, "")


@dataclass(frozen=True, slots=True)
class Markup:
    """A web page's source, not yet read: extraction is slow, so it is left to the worker that prepares the article.

    ``values`` and ``dates`` are what is known of it from outside: a feed's or a list's title, publisher, language.
    """

    position: int
    content: bytes
    url: str = ""
    content_type: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[tuple[object, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """A web address that a list gives in place of an article, and what the list says of the page behind it."""

    position: int
    url: str
    values: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[tuple[object, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One row or file that cannot be taken: position from 1, or 0 for the whole file, and why."""

    position: int
    reason: str
    detail: str
    excerpt: str = field(default="")

    def __post_init__(self) -> None:
        # the words may name a column that was decoded wrongly
        object.__setattr__(self, "detail", storable(self.detail[:LONGEST_DETAIL]))
        object.__setattr__(self, "excerpt", storable(self.excerpt))


Item = Record | Markup | Address | Problem


def excerpt(raw: str) -> str:
    """The first characters of some input on one line, fit to be shown and stored."""
    line = " ".join(raw[: 4 * EXCERPT].split())[:EXCERPT]
    return line.encode("utf-8", "replace").decode("utf-8")

"""Fetched pages held for a moment, and stored some at a time so that the corpus is locked briefly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Protocol

from corpus.collect.answers import Answer
from corpus.collect.ledger import Known
from corpus.collect.pace import Clock
from corpus.collect.settings import CollectError
from corpus.collect.states import Verdict
from corpus.collect.wanted import Wanted
from corpus.readers.charset import page_text
from corpus.readers.records import Markup, Problem, Record
from corpus.workspace import Workspace

MOST_PAGES: Final = 25
"""Pages a batch: at the usual pause of 2 s a host, one host fills it in about a minute, the time below."""
MOST_BYTES: Final = 50_000_000
"""Bytes of a batch: five pages of the largest size that is taken, so that a few such pages do not fill the memory."""
LONGEST_HELD: Final = 60.0
"""Seconds; so much work is lost at most when a collection is killed."""
FORMAT: Final = "collected"
_TAKEN: Final = frozenset({"title", "author", "section", "language", "publisher"})
"""What a list may say of a page; its text is taken from the page alone."""
_SITE: Final = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?")

_SEEN: Final = re.compile(r"(\d{4})(\d\d)(\d\d)T\d{6}Z")
LONGEST_TITLE: Final = 200

Dates = tuple[tuple[object, str | None], ...]
Outcome = Callable[[int, str, str, str], None]


class AddItems(Protocol):
    """What stores a batch: :func:`corpus.intake.add_items`."""

    def __call__(
        self,
        workspace: Workspace,
        source_uri: str,
        items: Iterable[Record | Markup | Problem],
        *,
        format: str,
        outcome: Outcome | None = None,
    ) -> object:
        """Stores items, and tells what became of each."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was fetched, or an entry of a feed, on its way into the corpus."""

    url: str
    source_uri: str
    item: Record | Markup
    answer: Answer | None = None
    known: Known | None = None

    @classmethod
    def of(cls, wanted: Wanted, answer: Answer, known: Known | None = None) -> Page:
        """The page that came for an address, with what the list said of it."""
        values = {name: value for name, value in wanted.values.items() if name in _TAKEN and value.strip()}
        if _SITE.fullmatch(values.get("publisher", "").strip()):
            del values["publisher"]  # a site is no name; the publisher is found by the page's own address
        values, dates = _seen_apart(values, wanted.dates)
        page = Markup(wanted.position, answer.content, answer.url, answer.content_type, values, dates)
        item = plain_page(page) if answer.media_type == "text/plain" else page
        return cls(wanted.url, wanted.source_uri, item, answer, known)


def plain_page(page: Markup) -> Record:
    """The article of a page of plain text: its first line is the title where it stands alone."""
    text, notes = page_text(page.content, page.content_type)
    head, _, rest = text.strip().partition("\n")
    is_title = bool(rest.strip()) and len(head) <= LONGEST_TITLE
    values = {"title": head, "text": rest} if is_title else {"text": text}
    return Record(page.position, {**values, **page.values, "url": page.url}, page.dates, notes=notes)


def _seen_apart(values: Mapping[str, str], dates: Dates) -> tuple[dict[str, str], Dates]:
    """GDELT's date is when it saw the page: not when that was published, but when at the latest."""
    seen = [match for value, _ in dates if (match := _SEEN.fullmatch(str(value).strip()))]
    if not seen:
        return dict(values), dates
    others = tuple((value, order) for value, order in dates if value and not _SEEN.fullmatch(str(value).strip()))
    kept = {name: value for name, value in values.items() if name != "title"}  # "word , word": taken apart
    return {**kept, "captured": "-".join(seen[0].groups())}, others


class Shelf:
    """Pages held until they are stored.

    Parameters
    ----------
    workspace : Workspace
        Where they are stored.
    add : callable
        Stores them.
    clock : Clock
        Tells how long they have been held.
    """

    def __init__(self, workspace: Workspace, add: AddItems, clock: Clock) -> None:
        self._workspace = workspace
        self._add = add
        self._clock = clock
        self._pages: list[Page] = []
        self._since = 0.0

    def put(self, page: Page) -> None:
        """A page held."""
        if not self._pages:
            self._since = self._clock.seconds()
        self._pages.append(page)

    def is_due(self) -> bool:
        """Whether the pages are to be stored now."""
        return bool(self._pages) and (
            len(self._pages) >= MOST_PAGES
            or sum(len(page.answer.content) for page in self._pages if page.answer) >= MOST_BYTES
            or self._clock.seconds() - self._since >= LONGEST_HELD
        )

    def empty(self) -> Iterator[tuple[Page, Verdict]]:
        """The pages with what became of them, once they are durable: source by source, in order of place.

        Raises
        ------
        CollectError
            If the corpus does not say what became of a page.
        """
        pages, self._pages = self._pages, []
        pages.sort(key=lambda page: (page.source_uri, page.item.position, page.url))
        for source_uri, group in groupby(pages, key=lambda page: page.source_uri):
            for batch in _told_apart(list(group)):
                yield from self._stored(source_uri, batch)

    def _stored(self, source_uri: str, pages: list[Page]) -> Iterator[tuple[Page, Verdict]]:
        told: dict[int, Verdict] = {}

        def outcome(position: int, state: str, reason: str, detail: str) -> None:
            told[position] = Verdict(_STATES[state], reason, detail)

        self._add(self._workspace, source_uri, [page.item for page in pages], format=FORMAT, outcome=outcome)
        for page in pages:
            found = told.get(page.item.position)
            if found is None:
                raise CollectError(f"The corpus did not say what became of {page.url}. This is a fault of Marsad.")
            reason = found.reason or ("same-text" if found.state == "duplicate" else "")
            yield page, Verdict(found.state, reason, found.detail, answer=page.answer)


def _told_apart(pages: list[Page]) -> list[list[Page]]:
    """The pages in batches in which each place stands once, for the corpus names a page by its place.

    A feed that is read twice gives other pages at the same places; a page must not get another page's verdict.
    """
    batches: list[list[Page]] = []
    met: Counter[int] = Counter()
    for page in pages:
        number = met[page.item.position]
        met[page.item.position] += 1
        if number == len(batches):
            batches.append([])
        batches[number].append(page)
    return batches


_STATES: Final[Mapping[str, str]] = {"accepted": "stored", "duplicate": "duplicate", "rejected": "rejected"}

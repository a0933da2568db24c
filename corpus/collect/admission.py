"""What lists give, taken in: asked for, at hand, or ended at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from corpus.collect.books import Books, is_copy
from corpus.collect.ledger import Known
from corpus.collect.normal import canonical_address
from corpus.collect.shelf import Page
from corpus.collect.states import Verdict
from corpus.collect.wanted import AtHand, Item, Listed, Missed, Unusable, Wanted

THREADS: Final = 8
"""Hosts asked at once. Each waits seconds between two requests, so a few threads keep a home connection busy."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to collect: at most so many pages, and also those that are in a final state; for how many hosts at once."""

    max_pages: int | None = None
    again: bool = False
    threads: int = THREADS


@dataclass(frozen=True, slots=True)
class Job:
    """An address to be asked for, and what is known of its page."""

    wanted: Wanted
    known: Known | None


class Admission:
    """Takes in what lists give.

    Parameters
    ----------
    books : Books
        Where addresses that need no request are counted and noted.
    options : Options
        How much is asked for.
    """

    def __init__(self, books: Books, options: Options) -> None:
        self._books = books
        self._options = options
        self._seen: set[str] = set()
        self._n_asked = 0
        self.lists: list[Listed] = []

    def take(self, item: Item) -> Job | Page | None:
        """What is to be asked for or stored; None if that is nothing, for the item has ended or is a word on a list."""
        account = self._books.account
        if isinstance(item, Missed):
            account.miss(item.source_uri, item.detail, is_failure=item.is_failure)
            return None
        if isinstance(item, Listed):
            self.lists.append(item)
            self._books.open_list(item)
            return None
        account.given += 1
        if isinstance(item, Unusable):
            verdict = Verdict("rejected", item.problem.reason, item.problem.detail)
            self._books.end_other(f"line:{item.problem.position}:{item.source_uri}", item.source_uri, verdict)
            return None
        return self._take_at_hand(item) if isinstance(item, AtHand) else self._take_wanted(item)

    def _take_wanted(self, wanted: Wanted) -> Job | None:
        """An address to be asked for, unless it was given twice, done before, or is one too many."""
        ledger, page = self._books.ledger, canonical_address(wanted.url)
        known, is_open = ledger.known(wanted.url), ledger.is_open(wanted.url)
        ledger.begin(wanted.url)
        if page in self._seen:
            verdict = Verdict("duplicate", "given-twice", f"The same page as {page}, which was given before.")
            self._books.end(wanted, verdict, is_noted=is_open)
            return None
        self._seen.add(page)
        before = self._before(wanted, known)
        if before is not None:
            self._books.end(wanted, before, is_noted=is_open and is_copy(known, wanted.url))
            return None
        if self._options.max_pages is not None and self._n_asked >= self._options.max_pages:
            detail = "More addresses were given than --max-pages; 'collect retry' goes on with them."
            verdict = Verdict("quarantined", "page-limit", detail, retry_at=self._books.clock.now())
            self._books.end(wanted, verdict, known, is_noted=known is None or not known.is_held)
            return None
        self._n_asked += 1
        return Job(wanted, known)

    def _before(self, wanted: Wanted, known: Known | None) -> Verdict | None:
        """What an address counts as for what became of it before; None if it is to be asked for."""
        if known is None or self._options.again:
            return None
        if known.state == "rejected":
            detail = f"It was rejected before, as {known.url}: {known.reason}; --again asks for it once more."
            return Verdict("rejected", "rejected-before" if is_copy(known, wanted.url) else known.reason, detail)
        if known.is_final:
            return Verdict("duplicate", "collected-before", f"The page was collected before, as {known.url}.")
        if not known.is_due(self._books.clock.now()):
            detail = f"It is quarantined ({known.reason}) and not to be asked for yet."
            return Verdict("quarantined", "not-due", detail, retry_at=known.retry_at)
        return None

    def _take_at_hand(self, item: AtHand) -> Page | None:
        known = self._books.ledger.known(item.url)
        if item.url in self._seen or (known is not None and known.is_final and not self._options.again):
            verdict = Verdict("duplicate", "collected-before", "The feed gave the same entry before.")
            self._books.end_other(item.url, item.source_uri, verdict, is_noted=False)
            return None
        self._seen.add(item.url)
        return Page(item.url, item.source_uri, item.item)

"""A collection: lists in, pages fetched and stored, every address in exactly one counted state."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from corpus.collect.account import Account
from corpus.collect.admission import Admission, Job, Options
from corpus.collect.answers import Answer, Failure, Wish
from corpus.collect.books import Books, is_copy
from corpus.collect.crew import Crew
from corpus.collect.fetcher import Fetcher
from corpus.collect.ledger import Ledger
from corpus.collect.normal import canonical_address
from corpus.collect.pace import Stopped
from corpus.collect.settings import CollectError
from corpus.collect.shelf import AddItems, Page, Shelf
from corpus.collect.states import Verdict, of_failure
from corpus.collect.wanted import Item, Missed
from corpus.errors import ReaderError
from corpus.intake import add_items
from corpus.workspace import Workspace

WINDOW: Final = 2000
"""Addresses held ready, the list is read on as they are done: enough that a list sorted by host, with some hundred
pages of each, still keeps all threads at work, and one or two megabytes of memory."""
MOST_HELD: Final = 500
"""Rows of states held before they are stored. A write takes some tens of milliseconds whatever its size, so that
100,000 addresses that need no request cost 200 of them; after a kill they are judged anew without a request."""
TROUBLE: Final = 3
"""Addresses of a host that fail in a row before the rest waits for another run: each had three tries over some ten
seconds, so the host has been down for half a minute, and a list may hold thousands of its pages."""
PATIENCE: Final = 5.0
"""Seconds for which pages under way are waited for once a collection is asked to stop: a news page takes about one,
and a person who pressed Ctrl-C should not wait for the 30 that a request may take."""


_ADD: Final[AddItems] = partial(add_items, is_settled=False)
"""Copies and templates are looked for once, when everything is collected."""


@dataclass(frozen=True, slots=True)
class _Done:
    job: Job
    found: Answer | Failure | None  # None: not asked, for its host is in trouble


class Collector:
    """Collects pages into a workspace.

    Parameters
    ----------
    workspace : Workspace
        Where articles and states are stored.
    fetcher : Fetcher
        Fetches.
    options : Options
        How much.
    add : callable
        Stores a batch of pages; :func:`corpus.intake.add_items`.
    stop : threading.Event
        Set from outside to end the collection early.
    tell : callable, optional
        Told the account as it grows.

    Notes
    -----
    Articles are stored before the states of their addresses. A collection that is killed between the two has stored
    pages without a state: the next one fetches them again and counts them as duplicates. Feeds are taken down as read
    only when all they gave has its state, so that a killed collection does not lose what came of a changed feed.
    """

    def __init__(
        self,
        workspace: Workspace,
        fetcher: Fetcher,
        options: Options | None = None,
        add: AddItems = _ADD,
        stop: threading.Event | None = None,
        tell: Callable[[Account], None] | None = None,
    ) -> None:
        self.fetcher = fetcher
        self.ledger = Ledger(workspace)
        self.options = options or Options()
        self.account = Account()
        self.books = Books(self.ledger, self.account, fetcher.clock)
        self._admission = Admission(self.books, self.options)
        self._shelf = Shelf(workspace, add, fetcher.clock)
        self._stop = stop or threading.Event()
        self._tell = tell
        self._failed: Counter[str] = Counter()

    def collect(self, items: Iterable[Item]) -> Account:
        """The account of all that the lists gave, stored.

        Raises
        ------
        CorpusError
            If the workspace cannot be written, or the first list cannot be used at all; ``account`` then holds what
            was done. A list that fails after that is told in the account.
        """
        crew: Crew[Job, _Done] = Crew(self._work, self.fetcher.pace.ready_at, self.options.threads)
        try:
            self._run(items, crew)
        except Stopped:
            self._stop.set()
        finally:
            crew.stop()
            try:
                self._await(crew)
            finally:
                self._store()
        self.account.is_interrupted = self._stop.is_set()
        self.account.close()
        if not self.account.is_interrupted:
            self._settle_lists()
        return self.account

    @property
    def is_stopped(self) -> bool:
        """Whether the collection was asked to stop."""
        return self._stop.is_set()

    def _run(self, items: Iterable[Item], crew: Crew[Job, _Done]) -> None:
        for item in self._given(items):
            taken = self._admission.take(item)
            if isinstance(taken, Job):
                crew.submit(_host(taken.wanted.url), taken)
            elif taken is not None:
                self._put(taken)
            self._settle(crew, 0)
            while crew.n_pending >= WINDOW and not self._stop.is_set():
                self._settle(crew, 0.2)
            if self._stop.is_set():
                return
        while crew.n_pending and not self._stop.is_set():
            self._settle(crew, 0.2)

    def _given(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items; once something was given, an error of the lists is told like another part that was missed."""
        try:
            yield from items
        except (CollectError, ReaderError) as error:
            if not self.account.is_begun:
                raise
            yield Missed("the rest of the list", str(error))

    def _await(self, crew: Crew[Job, _Done]) -> None:
        """What is under way taken in, unless it takes long: a site that was asked should not be asked again for it."""
        end = time.monotonic() + PATIENCE
        self._settle(crew, 0)
        while crew.is_busy() and time.monotonic() < end:
            self._settle(crew, 0.1)

    def _work(self, job: Job) -> _Done:
        """One address asked for, in a thread of the crew; the crew works on a host in one thread at a time."""
        if self._stop.is_set():
            raise Stopped
        host = _host(job.wanted.url)
        if self._failed[host] >= TROUBLE:
            return _Done(job, None)
        known = job.known
        wish = Wish(job.wanted.url)
        if known is not None and known.is_held:  # of others the corpus holds no text
            wish = Wish(job.wanted.url, etag=known.etag or "", last_modified=known.last_modified or "")
        found = self.fetcher.fetch(wish)
        is_trouble = isinstance(found, Failure) and found.is_transient and found.is_asked
        self._failed[host] = self._failed[host] + 1 if is_trouble else 0
        return _Done(job, found)

    def _settle(self, crew: Crew[Job, _Done], timeout: float) -> None:
        """The results that are there taken in; waits for one at most ``timeout`` seconds."""
        while (done := crew.take(timeout)) is not None:
            timeout = 0
            self._take_done(done)
            self._told()
        if self._shelf.is_due() or self.ledger.n_held >= MOST_HELD:
            self._store()

    def _take_done(self, done: _Done) -> None:
        wanted, known, found = done.job.wanted, done.job.known, done.found
        if isinstance(found, Answer) and found.status != 304:
            self._put(Page.of(wanted, found, known))
        elif isinstance(found, Answer):
            verdict = Verdict("duplicate", "not-modified", "The site says that the page is as it was.", answer=found)
            self.books.end(wanted, verdict, known)
        else:
            verdict = of_failure(found, known, self.fetcher.clock.now())
            is_noted = verdict.reason != "not-refreshed" or is_copy(known, wanted.url)
            self.books.end(wanted, verdict, known, is_noted=is_noted)

    def _put(self, page: Page) -> None:
        self._shelf.put(page)
        if self._shelf.is_due():
            self._store()

    def _store(self) -> None:
        """Articles first, then the states of their addresses."""
        for page, verdict in self._shelf.empty():
            self.books.end_page(page, verdict)
        self.ledger.flush()
        self._told()

    def _told(self) -> None:
        if self._tell is not None:
            self._tell(self.account)

    def _settle_lists(self) -> None:
        for item in self._admission.lists:
            self.books.end_list(item)
        self.ledger.flush()


def _host(url: str) -> str:
    try:
        return urlsplit(canonical_address(url)).hostname or ""
    except ValueError:
        return ""

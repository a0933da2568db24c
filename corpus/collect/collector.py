"""A collection: lists in, pages fetched and stored, every address in exactly one counted state."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from corpus.collect.account import Account
from corpus.collect.answers import Answer, Failure, Wish
from corpus.collect.crew import Crew
from corpus.collect.fetcher import Fetcher
from corpus.collect.ledger import Known, Ledger
from corpus.collect.normal import canonical_address
from corpus.collect.pace import Stopped
from corpus.collect.shelf import AddItems, Page, Shelf
from corpus.collect.states import Verdict, of_failure, of_list, row_of
from corpus.collect.wanted import AtHand, Item, Listed, Missed, Unusable, Wanted
from corpus.intake import add_items
from corpus.workspace import Workspace

THREADS: Final = 8
"""Hosts asked at once. Each waits seconds between two requests, so a few threads keep a home connection busy."""
WINDOW: Final = 2000
"""Addresses held ready; the list is read on as they are done."""
MOST_HELD: Final = 500
"""Rows of states held before they are stored."""
TROUBLE: Final = 3
"""Addresses of a host that fail in a row, each after all its tries, before the rest waits for another run."""

PATIENCE: Final = 5.0
"""Seconds for which pages under way are waited for once a collection is asked to stop."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to collect: at most so many pages, and also those that are in a final state; for how many hosts at once."""

    max_pages: int | None = None
    again: bool = False
    threads: int = THREADS


@dataclass(frozen=True, slots=True)
class _Job:
    wanted: Wanted
    known: Known | None


_ADD: Final[AddItems] = partial(add_items, is_settled=False)
"""Copies and templates are looked for once, when everything is collected."""


@dataclass(frozen=True, slots=True)
class _Done:
    job: _Job
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
        self._clock = fetcher.clock
        self._shelf = Shelf(workspace, add, self._clock)
        self._stop = stop or threading.Event()
        self._tell = tell
        self._account = Account()
        self._seen: set[str] = set()
        self._lists: list[Listed] = []
        self._failed: Counter[str] = Counter()
        self._n_asked = 0

    def collect(self, items: Iterable[Item]) -> Account:
        """The account of all that the lists gave, stored.

        Raises
        ------
        CorpusError
            If the workspace cannot be written, or a list cannot be used at all.
        """
        crew: Crew[_Job, _Done] = Crew(self._work, self.fetcher.pace.ready_at, self.options.threads)
        try:
            self._run(items, crew)
        except Stopped:
            self._stop.set()
        finally:
            crew.stop()
            self._await(crew)
            self._store()
        account = self._account
        account.is_interrupted = self._stop.is_set()
        account.close()
        if not account.is_interrupted:
            self._settle_lists()
        return account

    @property
    def is_stopped(self) -> bool:
        """Whether the collection was asked to stop."""
        return self._stop.is_set()

    def _run(self, items: Iterable[Item], crew: Crew[_Job, _Done]) -> None:
        for item in items:
            self._admit(item, crew)
            self._settle(crew, 0)
            while crew.n_pending >= WINDOW and not self._stop.is_set():
                self._settle(crew, 0.2)
            if self._stop.is_set():
                return
        while crew.n_pending and not self._stop.is_set():
            self._settle(crew, 0.2)

    def _await(self, crew: Crew[_Job, _Done]) -> None:
        """What is under way taken in, unless it takes long: a site that was asked should not be asked again for it."""
        end = time.monotonic() + PATIENCE
        self._settle(crew, 0)
        while crew.is_busy() and time.monotonic() < end:
            self._settle(crew, 0.1)

    def _admit(self, item: Item, crew: Crew[_Job, _Done]) -> None:
        if isinstance(item, Missed):
            self._account.notes.append(f"{item.source_uri}: {item.detail}")
            self._account.failed += item.is_failure
        elif isinstance(item, Listed):
            self._take_list(item)
        else:
            self._account.given += 1
            if isinstance(item, Unusable):
                verdict = Verdict("rejected", item.problem.reason, item.problem.detail)
                self._end(f"line:{item.problem.position}:{item.source_uri}", item.source_uri, verdict)
            elif isinstance(item, AtHand):
                self._take_at_hand(item)
            else:
                self._take_wanted(item, crew)

    def _take_wanted(self, wanted: Wanted, crew: Crew[_Job, _Done]) -> None:
        """An address given to the crew, or ended at once: given twice, done before, or one too many."""
        page = canonical_address(wanted.url)
        known = self.ledger.known(wanted.url)
        if page in self._seen:
            verdict = Verdict("duplicate", "given-twice", f"The same page as {page}, which was given before.")
            self._end(wanted.url, wanted.source_uri, verdict, is_noted=not self.ledger.has(wanted.url))
            return
        self._seen.add(page)
        before = self._before(wanted, known)
        if before is not None:
            self._end(wanted.url, wanted.source_uri, before, is_noted=not self.ledger.has(wanted.url))
        elif self.options.max_pages is not None and self._n_asked >= self.options.max_pages:
            detail = "More addresses were given than --max-pages; 'collect retry' goes on with them."
            verdict = Verdict("quarantined", "page-limit", detail, retry_at=self._clock.now())
            self._end(wanted.url, wanted.source_uri, verdict, known)
        else:
            self._n_asked += 1
            self.ledger.begin(wanted.url)
            crew.submit(_host(wanted.url), _Job(wanted, known))

    def _before(self, wanted: Wanted, known: Known | None) -> Verdict | None:
        """What an address counts as for what became of it before; None if it is to be asked for."""
        if known is None or self.options.again:
            return None
        if known.state == "rejected":
            return Verdict("rejected", known.reason, "It was rejected before; --again asks for it once more.")
        if known.is_final:
            return Verdict("duplicate", "collected-before", f"The page was collected before, as {known.url}.")
        if not known.is_due(self._clock.now()):
            return Verdict("quarantined", known.reason, "It is not to be asked for yet.", retry_at=known.retry_at)
        return None

    def _take_at_hand(self, item: AtHand) -> None:
        known = self.ledger.known(item.url)
        if item.url in self._seen or (known is not None and known.is_final and not self.options.again):
            verdict = Verdict("duplicate", "collected-before", "The feed gave the same entry before.")
            self._end(item.url, item.source_uri, verdict, is_noted=False)
            return
        self._seen.add(item.url)
        self._put(Page(item.url, item.source_uri, item.item))

    def _take_list(self, item: Listed) -> None:
        self._lists.append(item)
        if isinstance(item.found, Failure):
            self._account.failed += 1
            self._account.notes.append(f"{item.kind} {item.url}: {item.found.reason}: {item.found.detail}")
        elif item.found.status == 304:
            self._account.unchanged += 1
        else:
            self._account.read += 1

    def _work(self, job: _Job) -> _Done:
        """One address asked for, in a thread of the crew; the crew works on a host in one thread at a time."""
        if self._stop.is_set():
            raise Stopped
        host = _host(job.wanted.url)
        if self._failed[host] >= TROUBLE:
            return _Done(job, None)
        known = job.known
        wish = Wish(job.wanted.url)
        if known is not None and known.state in ("stored", "duplicate"):  # of others the corpus holds no text
            wish = Wish(job.wanted.url, etag=known.etag or "", last_modified=known.last_modified or "")
        found = self.fetcher.fetch(wish)
        is_trouble = isinstance(found, Failure) and found.is_transient
        self._failed[host] = self._failed[host] + 1 if is_trouble else 0
        return _Done(job, found)

    def _settle(self, crew: Crew[_Job, _Done], timeout: float) -> None:
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
            self._put(Page.of(wanted, found, 0 if known is None else known.attempts))
        elif isinstance(found, Answer):
            verdict = Verdict("duplicate", "not-modified", "The site says that the page is as it was.", answer=found)
            self._end(wanted.url, wanted.source_uri, verdict, known)
        else:
            self._end(wanted.url, wanted.source_uri, of_failure(found, known, self._clock.now()), known)

    def _put(self, page: Page) -> None:
        self._shelf.put(page)
        if self._shelf.is_due():
            self._store()

    def _store(self) -> None:
        """Articles first, then the states of their addresses."""
        for page, verdict in self._shelf.empty():
            self._account.count(verdict.state, verdict.reason)
            self.ledger.note(row_of(page.url, page.source_uri, verdict, page.attempts, self._clock.now()))
        self.ledger.flush()
        self._told()

    def _told(self) -> None:
        if self._tell is not None:
            self._tell(self._account)

    def _end(
        self, url: str, source_uri: str, verdict: Verdict, known: Known | None = None, *, is_noted: bool = True
    ) -> None:
        """An address counted in its state, and the state noted unless the table's own still holds."""
        self._account.count(verdict.state, verdict.reason)
        if is_noted:
            attempts = (0 if known is None else known.attempts) + verdict.is_asked
            self.ledger.note(row_of(url, source_uri, verdict, attempts, self._clock.now()))

    def _settle_lists(self) -> None:
        for item in self._lists:
            known = self.ledger.known(item.url)
            verdict = of_list(item, known, self._clock.now())
            self.ledger.note(
                row_of(item.url, item.kind, verdict, 1 + (known.attempts if known else 0), self._clock.now())
            )
        self.ledger.flush()


def _host(url: str) -> str:
    try:
        return urlsplit(canonical_address(url)).hostname or ""
    except ValueError:
        return ""

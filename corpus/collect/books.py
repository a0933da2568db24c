"""The books of a collection: its account, and the table of fetches beside it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.collect.account import Account
from corpus.collect.answers import Failure
from corpus.collect.ledger import Known, Ledger
from corpus.collect.pace import Clock
from corpus.collect.said import said_of
from corpus.collect.shelf import Page
from corpus.collect.states import Verdict, kept, of_list, row_of
from corpus.collect.wanted import Listed, Wanted


@dataclass(frozen=True, slots=True)
class Books:
    """Counts addresses in their states, and notes the states in the table."""

    ledger: Ledger
    account: Account
    clock: Clock

    def end(self, wanted: Wanted, verdict: Verdict, known: Known | None = None, *, is_noted: bool = True) -> None:
        """A page's address counted in its state, and the state noted unless the table's own still holds."""
        self.account.count(verdict.state, verdict.reason)
        if is_noted:
            self._note(wanted.url, wanted.source_uri, verdict, known, said_of(wanted))

    def end_other(self, name: str, source_uri: str, verdict: Verdict, *, is_noted: bool = True) -> None:
        """What a list holds in place of an address, under a name made for it, counted and noted."""
        self.account.count(verdict.state, verdict.reason)
        if is_noted:
            self._note(name, source_uri, verdict)

    def end_page(self, page: Page, verdict: Verdict) -> None:
        """A page counted and noted as the corpus took it; what the corpus holds of it from before stays."""
        final = kept(verdict, page.known)
        self.account.count(final.state, final.reason)
        if final is verdict or is_copy(page.known, page.url):
            self._note(page.url, page.source_uri, final, page.known)

    def open_list(self, item: Listed) -> None:
        """A feed counted among those that were read, had not changed, or failed."""
        if isinstance(item.found, Failure):
            self.account.miss(f"{item.kind} {item.url}", f"{item.found.reason}: {item.found.detail}")
        elif item.found.status == 304:
            self.account.unchanged += 1
        else:
            self.account.read += 1

    def end_list(self, item: Listed, verdict: Verdict | None = None) -> None:
        """The state of a feed or archive noted; it follows from the answer where none is given."""
        known = self.ledger.known(item.url)
        verdict = verdict or of_list(item, known, self.clock.now())
        self._note(item.url, item.kind, verdict, known)

    def _note(
        self, url: str, source_uri: str, verdict: Verdict, known: Known | None = None, said: str | None = None
    ) -> None:
        self.ledger.note(row_of(url, source_uri, verdict, known, self.clock.now(), said))


def is_copy(known: Known | None, url: str) -> bool:
    """Whether what is known of a page is known under another spelling of its address."""
    return known is not None and known.url != url

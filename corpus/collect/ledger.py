"""The table of fetches: the one state that every address is in, kept over all collections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from sys import intern
from typing import Any, Final

from corpus.collect.normal import canonical_address
from corpus.schema import FETCHES
from corpus.text.clean import storable
from corpus.workspace import NEVER, Workspace

FETCHES_LOCK: Final = "fetches"
FINAL_STATES: Final = frozenset({"stored", "duplicate", "rejected"})
COPIES: Final = frozenset({"given-twice", "collected-before", "rejected-before", "not-due", "not-refreshed"})
"""Reasons of an address that was not asked for because another spelling of it was: its row says nothing of the page."""
_RANKS: Final = {"stored": 0, "duplicate": 1, "rejected": 2, "quarantined": 3}
_LONGEST: Final = 500
_KEPT: Final = ("url", "source_uri", "state", "reason", "attempts", "retry_at", "etag", "last_modified", "known")


@dataclass(frozen=True, slots=True)
class Known:
    """What the table says of an address; ``said`` is what its list said of it, of quarantined ones only."""

    url: str
    source_uri: str
    state: str
    reason: str
    attempts: int
    retry_at: dt.datetime | None
    etag: str | None
    last_modified: str | None
    said: str | None = None

    @property
    def is_final(self) -> bool:
        """Whether it is not asked for again of itself."""
        return self.state in FINAL_STATES

    @property
    def is_held(self) -> bool:
        """Whether the corpus holds the text of its page."""
        return self.state in ("stored", "duplicate")

    @property
    def failures(self) -> int:
        """In how many collections in a row it failed, up to now."""
        return self.attempts if self.state == "quarantined" else 0

    def is_due(self, now: dt.datetime) -> bool:
        """Whether it is quarantined and may be asked for again."""
        return self.state == "quarantined" and (self.retry_at is None or self.retry_at <= now)


class Ledger:
    """The table of fetches, held in memory by address and by page, and written some rows at a time.

    Notes
    -----
    Two collections may write at once: rows are written under a lock, the later row of an address stays. A row takes
    about 400 bytes in memory where a site sends ETag and Last-Modified, measured with ``tracemalloc`` over 50,000
    addresses of 72 characters, so that a million addresses take some 400 MB.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._rows: dict[str, Known] = {}
        self._pages: dict[str, str] = {}  # only where the page is not known by its own canonical address
        self._held: dict[str, dict[str, Any]] = {}
        self._begun: set[str] = set()
        self._new: set[str] = set()
        self._version = NEVER
        self._load()

    def known(self, url: str) -> Known | None:
        """What is known of the page at an address, whichever of its spellings was given."""
        page = canonical_address(url)
        found = self._rows.get(self._pages.get(page, page))
        return None if found is None or found.reason in COPIES else found

    def begin(self, url: str) -> None:
        """An address taken up: its row will be that of its own outcome."""
        self._begun.add(url)

    def is_open(self, url: str) -> bool:
        """Whether this very spelling has no final state, and none of its own is on the way."""
        found = self._rows.get(url)
        return url not in self._begun and (found is None or not found.is_final)

    def due(self, now: dt.datetime) -> list[Known]:
        """The addresses that may be asked for again, those due first before the others."""
        found = [known for known in self._rows.values() if known.is_due(now)]
        return sorted(found, key=lambda known: (known.retry_at or now, known.url))

    def waiting(self, now: dt.datetime) -> int:
        """How many addresses are quarantined and not yet due."""
        return sum(known.state == "quarantined" and not known.is_due(now) for known in self._rows.values())

    def note(self, row: dict[str, Any]) -> None:
        """A state taken down; it is stored with the next :meth:`flush`."""
        fit = {**row, **{name: storable(row[name])[:_LONGEST] for name in ("reason", "detail")}}
        self._held[row["url"]] = fit
        if row["url"] not in self._rows:
            self._new.add(row["url"])
        self._remember(_known(fit))

    @property
    def n_held(self) -> int:
        """How many rows are not stored yet."""
        return len(self._held)

    def flush(self) -> None:
        """The held rows stored.

        Raises
        ------
        WorkspaceError
            If the table cannot be written.
        """
        if not self._held:
            return
        with self._workspace.lock(FETCHES_LOCK):
            new = self._new if self._workspace.version(FETCHES) == self._version else self._not_on_disk()
            rows = list(self._held.values())
            self._workspace.append(FETCHES, [row for row in rows if row["url"] in new])
            self._workspace.patch(FETCHES, [row for row in rows if row["url"] not in new])
            self._version = self._workspace.version(FETCHES)
        self._held, self._new = {}, set()

    def _not_on_disk(self) -> set[str]:
        """The held addresses without a row: another collection may have written theirs meanwhile."""
        stored = self._workspace.pick(FETCHES, "url", list(self._held), ["url"])["url"].to_pylist()
        return set(self._held) - set(stored)

    def _load(self) -> None:
        self._version = self._workspace.version(FETCHES)
        if self._version != NEVER:
            for row in self._workspace.rows(FETCHES, list(_KEPT), version=self._version):
                self._remember(_known(row))

    def _remember(self, known: Known) -> None:
        """A page is known by the spelling that was asked for, of several by the one that got furthest.

        Never by one that was seen to be the same: else a collection that is killed before it has the page would leave
        it for one collected before.
        """
        self._rows[known.url] = known
        if known.reason in COPIES:
            return
        page = canonical_address(known.url)
        held = self.known(known.url)
        if held is None or held.url == known.url or _rank(known) < _rank(held):
            if known.url == page:
                self._pages.pop(page, None)
            else:
                self._pages[page] = known.url


def _rank(known: Known) -> tuple[int, str]:
    return _RANKS[known.state], known.url


def _known(row: Mapping[str, Any]) -> Known:
    """A row as it is held; the words that many rows share are held once."""
    shared = {name: intern(row[name]) for name in ("source_uri", "state", "reason")}
    own = {name: row.get(name) for name in ("url", "attempts", "retry_at", "etag", "last_modified")}
    return Known(**shared, **own, said=row.get("known"))  # type: ignore[arg-type]  # the schema has checked them

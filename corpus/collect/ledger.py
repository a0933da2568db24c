"""The table of fetches: the one state that every address is in, kept over all collections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from corpus.collect.normal import canonical_address
from corpus.schema import FETCHES
from corpus.text.clean import storable
from corpus.workspace import NEVER, Workspace

FETCHES_LOCK: Final = "fetches"
FINAL_STATES: Final = frozenset({"stored", "duplicate", "rejected"})
_LONGEST: Final = 500
_KEPT: Final = ("url", "source_uri", "state", "reason", "attempts", "retry_at", "etag", "last_modified")


@dataclass(frozen=True, slots=True)
class Known:
    """What the table says of an address."""

    url: str
    source_uri: str
    state: str
    reason: str
    attempts: int
    retry_at: dt.datetime | None
    etag: str | None
    last_modified: str | None

    @property
    def is_final(self) -> bool:
        """Whether it is not asked for again of itself."""
        return self.state in FINAL_STATES

    def is_due(self, now: dt.datetime) -> bool:
        """Whether it is quarantined and may be asked for again."""
        return self.state == "quarantined" and (self.retry_at is None or self.retry_at <= now)


class Ledger:
    """The table of fetches, held in memory by address and by page, and written some rows at a time.

    Notes
    -----
    Two collections may write at once: rows are written under a lock, the later row of an address stays. A row is about
    300 bytes in memory, so that a million addresses take some 300 MB.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._rows: dict[str, Known] = {}
        self._pages: dict[str, str] = {}
        self._held: dict[str, dict[str, Any]] = {}
        self._begun: set[str] = set()
        self._version = NEVER
        self._load()

    def known(self, url: str) -> Known | None:
        """What is known of the page at an address, whichever of its spellings was given."""
        page = self._pages.get(canonical_address(url))
        return None if page is None else self._rows[page]

    def begin(self, url: str) -> None:
        """An address taken up: its row will be that of its own outcome."""
        self._begun.add(url)

    def has(self, url: str) -> bool:
        """Whether this very spelling has a row, or will have one of its own."""
        return url in self._rows or url in self._begun

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
            stored = self._stored()
            rows = list(self._held.values())
            self._workspace.append(FETCHES, [row for row in rows if row["url"] not in stored])
            self._workspace.patch(FETCHES, [row for row in rows if row["url"] in stored])
            self._version = self._workspace.version(FETCHES)
        self._on_disk = stored | set(self._held)
        self._held = {}

    def _stored(self) -> set[str]:
        """The addresses with a row on disk; read again only where another collection wrote meanwhile."""
        if self._workspace.version(FETCHES) == self._version:
            return self._on_disk
        return set(self._workspace.read(FETCHES, columns=["url"])["url"].to_pylist())

    def _load(self) -> None:
        self._version = self._workspace.version(FETCHES)
        if self._version != NEVER:
            for row in self._workspace.rows(FETCHES, list(_KEPT), version=self._version):
                self._remember(_known(row))
        self._on_disk = set(self._rows)

    def _remember(self, known: Known) -> None:
        """A page is known by the spelling that was asked for, not by a second one that was seen to be the same.

        Else a collection that is killed before it has the page would leave it for one collected before.
        """
        self._rows[known.url] = known
        if known.reason != "given-twice":
            self._pages[canonical_address(known.url)] = known.url


def _known(row: Mapping[str, Any]) -> Known:
    return Known(**{name: row.get(name) for name in _KEPT})  # type: ignore[arg-type]  # the schema has checked them

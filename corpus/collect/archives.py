"""Web archives: those of this machine read where they are, those of the web brought here first."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice, takewhile
from pathlib import Path
from typing import Final

from corpus.collect.account import Account
from corpus.collect.answers import ANYTHING, Answer, Failure, Wish
from corpus.collect.collector import Collector
from corpus.collect.pace import Stopped
from corpus.collect.settings import CollectError
from corpus.collect.states import Verdict
from corpus.collect.wanted import ARCHIVE, Listed
from corpus.intake import add_items
from corpus.publishers import Publishers
from corpus.readers import read_file
from corpus.text.clean import storable
from corpus.workspace import Workspace

FOLDER: Final = "downloads"
"""Below the workspace; an archive is removed as soon as it is read."""
LARGEST_ARCHIVE: Final = 2_000_000_000
"""Bytes; a Common Crawl archive has about one billion."""
TIMEOUT: Final = 4 * 3600.0
"""Seconds: 2 GB on a line of 1.2 Mbit/s."""
WARC: Final = "warc"


def collect_archives(
    collector: Collector, workspace: Workspace, archives: Iterable[str], *, largest: int = LARGEST_ARCHIVE
) -> Account:
    """The account of the pages of archives, now part of the corpus.

    Parameters
    ----------
    collector : Collector
        Fetches archives of the web, and keeps their states; ``max_pages`` counts for each archive.
    workspace : Workspace
        Where to store.
    archives : iterable of str
        Files, and addresses.
    largest : int
        Bytes of an archive from the web.

    Raises
    ------
    CollectError
        If a file does not exist; nothing is read then.
    WorkspaceError
        If the workspace cannot be written; the collector's ``account`` holds what was done.
    """
    account = collector.account
    try:
        for archive in checked(archives):
            if _is_address(archive):
                _collect_address(collector, workspace, archive, largest)
            else:
                _add(collector, workspace, Path(archive), Path(archive).as_posix())
                account.read += 1
    except Stopped:
        pass  # while it waited for a site
    account.is_interrupted = collector.is_stopped
    account.close()
    return account


def checked(archives: Iterable[str]) -> list[str]:
    """The archives, each an address or a file.

    Raises
    ------
    CollectError
        If one is neither.
    """
    found = list(archives)
    for archive in found:
        # os.path and not Path, which raises for a name too long to be one
        if not _is_address(archive) and not os.path.isfile(archive):
            raise CollectError(f"{archive!r} is neither a web address nor a file; check the path.")
    return found


def _is_address(archive: str) -> bool:
    return archive.lower().startswith(("http://", "https://"))


def _collect_address(collector: Collector, workspace: Workspace, url: str, largest: int) -> None:
    account, known = collector.account, collector.ledger.known(url)
    if known is not None and known.state == "stored" and not collector.options.again:
        account.unchanged += 1
        account.notes.append(f"{url}: read before; --again reads it once more.")
        return
    verdict = None
    try:
        with _room(workspace, url) as path:
            wish = Wish(url, types=ANYTHING, largest=largest, timeout=TIMEOUT, into=path)
            found: Answer | Failure = collector.fetcher.fetch(wish)
            if isinstance(found, Answer) and _add(collector, workspace, path, url):
                detail = "Only its first pages were read, as --max-pages asked."
                verdict = Verdict("quarantined", "page-limit", detail, retry_at=collector.fetcher.clock.now())
    except CollectError as error:  # the disk is full, say: the others may be smaller
        account.miss(f"{ARCHIVE} {url}", str(error))
        return
    if collector.is_stopped:
        return  # it is read in full by the next run
    item = Listed(url, ARCHIVE, found)
    collector.books.open_list(item)
    collector.books.end_list(item, verdict)
    collector.ledger.flush()


@contextmanager
def _room(workspace: Workspace, url: str) -> Iterator[Path]:
    """A file in the workspace for an archive, gone afterwards; what a killed collection left is written over."""
    folder = workspace.root / FOLDER
    path = folder / f"{hashlib.sha256(storable(url).encode()).hexdigest()[:24]}.warc"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise CollectError(f"The archive cannot be kept at {str(path)!r}: {error}.") from error
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _add(collector: Collector, workspace: Workspace, path: Path, source_uri: str) -> bool:
    """Whether pages of the archive were left out, for more are not wanted; those before are stored and counted."""
    account, limit = collector.account, collector.options.max_pages

    def outcome(position: int, state: str, reason: str, detail: str) -> None:
        del position, detail
        account.given += 1
        told = {"accepted": "stored"}.get(state, state)
        account.count(told, reason or ("same-text" if state == "duplicate" else ""))

    reading = read_file(path, collector.fetcher.clock.now().date())
    found = takewhile(lambda _: not collector.is_stopped, reading.items(Publishers.load()))
    add_items(workspace, storable(source_uri), islice(found, limit), format=WARC, outcome=outcome, is_settled=False)
    if limit is None or next(found, None) is None:
        return False
    detail = f"page-limit: only its first {limit} pages were read; the same command without --max-pages reads the rest"
    account.miss(f"{ARCHIVE} {source_uri}", detail, is_failure=False)
    return True

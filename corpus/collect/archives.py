"""Web archives: those of this machine read where they are, those of the web brought here first."""

from __future__ import annotations

import hashlib
from collections import Counter
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
from corpus.collect.states import of_list, row_of
from corpus.collect.wanted import ARCHIVE, Listed
from corpus.intake import add_items
from corpus.publishers import Publishers
from corpus.readers import read_file
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
        If a file does not exist.
    """
    account = Account()
    try:
        _collect_all(collector, workspace, archives, largest, account)
    except Stopped:
        pass  # while it waited for a site
    account.is_interrupted = collector.is_stopped
    account.close()
    return account


def _collect_all(
    collector: Collector, workspace: Workspace, archives: Iterable[str], largest: int, account: Account
) -> None:
    for archive in archives:
        if archive.lower().startswith(("http://", "https://")):
            _collect_address(collector, workspace, archive, largest, account)
        elif Path(archive).is_file():
            _add(collector, workspace, Path(archive), Path(archive).as_posix(), account)
            account.read += 1
        else:
            raise CollectError(f"{archive!r} is neither a web address nor a file; check the path.")


def _collect_address(collector: Collector, workspace: Workspace, url: str, largest: int, account: Account) -> None:
    ledger, fetcher = collector.ledger, collector.fetcher
    known = ledger.known(url)
    if known is not None and known.state == "stored" and not collector.options.again:
        account.unchanged += 1
        account.notes.append(f"{url}: read before; --again reads it once more.")
        return
    with _room(workspace, url) as path:
        wish = Wish(url, types=ANYTHING, largest=largest, timeout=TIMEOUT, into=path)
        found: Answer | Failure = fetcher.fetch(wish)
        if isinstance(found, Failure):
            account.failed += 1
            account.notes.append(f"{ARCHIVE} {url}: {found.reason}: {found.detail}")
        else:
            _add(collector, workspace, path, url, account)
            account.read += 1
    if collector.is_stopped:
        return  # it is read in full by the next run
    verdict = of_list(Listed(url, ARCHIVE, found), known, fetcher.clock.now())
    ledger.note(row_of(url, ARCHIVE, verdict, 1 + (known.attempts if known else 0), fetcher.clock.now()))
    ledger.flush()


@contextmanager
def _room(workspace: Workspace, url: str) -> Iterator[Path]:
    """A file in the workspace for an archive, gone afterwards; what a killed collection left is written over."""
    folder = workspace.root / FOLDER
    path = folder / f"{hashlib.sha256(url.encode()).hexdigest()[:24]}.warc"
    try:
        folder.mkdir(exist_ok=True)
        yield path
    except OSError as error:
        raise CollectError(f"The archive cannot be kept at {str(path)!r}: {error}.") from error
    finally:
        path.unlink(missing_ok=True)


def _add(collector: Collector, workspace: Workspace, path: Path, source_uri: str, account: Account) -> None:
    reasons: Counter[tuple[str, str]] = Counter()

    def outcome(position: int, state: str, reason: str, detail: str) -> None:
        del position, detail
        reasons[{"accepted": "stored"}.get(state, state), reason or ("same-text" if state == "duplicate" else "")] += 1

    reading = read_file(path, collector.fetcher.clock.now().date())
    found = takewhile(lambda _: not collector.is_stopped, reading.items(Publishers.load()))
    items = islice(found, collector.options.max_pages)
    add_items(workspace, source_uri, items, format=WARC, outcome=outcome)
    for (state, reason), number in reasons.items():
        account.given += number
        account.count(state, reason, number)

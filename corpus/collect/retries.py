"""What is quarantined and due: pages, feeds, and archives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.collect.collector import Collector
from corpus.collect.feeds import feed_items
from corpus.collect.ledger import Known
from corpus.collect.said import wanted_again
from corpus.collect.wanted import ARCHIVE, FEED, LISTS, Item, Missed


def retry_items(collector: Collector) -> Iterator[Item]:
    """The quarantined addresses that are due, and a word on those that are not.

    Parameters
    ----------
    collector : Collector
        Whose ledger says what is due.
    """
    now = collector.fetcher.clock.now()
    due = collector.ledger.due(now)
    waiting = collector.ledger.waiting(now)
    if waiting:
        yield Missed("retry", f"{waiting} more are quarantined and not due yet", is_failure=False)
    for known in due:
        if known.source_uri == ARCHIVE:
            detail = f"the archive {known.url} is due; collect it with: python -m corpus collect warc {known.url}"
            yield Missed("retry", detail, is_failure=False)
    yield from due_items(due)
    yield from feed_items(collector.fetcher, collector.ledger, [k.url for k in due if k.source_uri == FEED])


def due_items(due: Iterable[Known]) -> Iterator[Item]:
    """The quarantined pages among what is due, with what their lists said of them."""
    pages = (known for known in due if known.source_uri not in LISTS)
    for position, known in enumerate(pages, 1):
        yield wanted_again(known, position)

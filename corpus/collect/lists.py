"""Lists of addresses in files, and the quarantined addresses of earlier collections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.collect.ledger import Known
from corpus.collect.wanted import LISTS, Item, Unusable, Wanted
from corpus.readers.addresses import read_addresses
from corpus.readers.records import Problem
from corpus.text.clean import storable


def file_items(paths: Iterable[Path]) -> Iterator[Item]:
    """What files give: lists of addresses, exports of Media Cloud and GDELT, tables with a column of addresses."""
    for path in paths:
        source_uri = storable(path.as_posix())
        for found in read_addresses(path):
            if isinstance(found, Problem):
                yield Unusable(source_uri, found)
            else:
                yield Wanted(source_uri, found.position, found.url, found.values, found.dates)


def due_items(due: Iterable[Known]) -> Iterator[Item]:
    """The quarantined pages among what is due; what a list had said of them besides their address is not kept."""
    pages = (known for known in due if known.source_uri not in LISTS)
    for position, known in enumerate(pages, 1):
        yield Wanted(known.source_uri, position, known.url)

"""Lists of addresses in files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.collect.wanted import Item, Unusable, Wanted
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

"""The addresses that a file names, for the collector to fetch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from corpus.publishers import Publishers
from corpus.readers.formats import read_file
from corpus.readers.records import Address, Markup, Problem, Record


def read_addresses(path: Path) -> Iterator[Address | Problem]:
    """The addresses of a file, in order: a list, a Media Cloud or GDELT export, or any table with a column of them.

    Parameters
    ----------
    path : pathlib.Path
        The file, also packed. Of a file with articles the addresses of those are given.

    Notes
    -----
    GDELT's date is when GDELT saw the page; it is given as the list gives it.
    """
    for item in read_file(path, dt.date.max).walk(Publishers(())):
        if isinstance(item, Record):
            yield _address_of(item.position, item.get("url"), item)
        elif isinstance(item, Markup):
            yield Problem(item.position, "no-address", "A page's source is no list of addresses; use 'corpus add'.")
        else:
            yield item


def _address_of(position: int, url: str, record: Record) -> Address | Problem:
    if url.strip():
        return Address(position, url.strip(), record.values, record.dates)
    return Problem(position, "no-address", "The row names no web address; name the column 'url' or 'link'.")

"""Lists that hold web addresses in place of articles: plain lists, and GDELT's tables without a header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpus.readers.encoding import guess_encoding
from corpus.readers.limits import LONGEST_ROW
from corpus.readers.records import Address, Item, Problem, excerpt
from corpus.readers.settings import Settings
from corpus.readers.source import Source
from corpus.readers.tables import text_of

LONGEST_ADDRESS: Final = 8000
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+", re.I)
_LOOK: Final = 20
"""Lines at the head of a list that must all be addresses."""
# GDELT's codebooks: number of columns -> (date added, site, address). Global Knowledge Graph 2.1 has 27 columns, events
# 1.0 have 57 and with the address 58, events 2.0 have 61, mentions 16.
_GDELT: Final = {27: (1, 3, 4), 58: (56, None, 57), 61: (59, None, 60), 16: (2, 4, 5)}
_GDELT_KINDS: Final = {27: "knowledge graph", 58: "events", 61: "events", 16: "mentions"}
_DATE: Final = re.compile(r"\d{8}(?:\d{6})?")


def is_address_list(text: str) -> bool:
    """Whether each of the first lines is a web address or a comment, and one is an address."""
    lines = [line.strip() for line in text[: _LOOK * 400].splitlines()[:_LOOK]]
    told = [line for line in lines if line and not line.startswith("#")]
    if told and text[_LOOK * 400 :] and len(lines) < _LOOK:
        told = told[:-1] or told  # the last line may be cut
    return bool(told) and all(_ADDRESS.fullmatch(line) for line in told)


def is_gdelt(text: str) -> bool:
    """Whether the first line is a row of a GDELT table, which has no header: told by its columns, date and address."""
    return _gdelt_address(text.partition("\n")[0].rstrip("\r").split("\t")) is not None


def _gdelt_address(cells: list[str]) -> tuple[str, str, str] | None:
    """The address, date and site of a GDELT row; None if it is none."""
    places = _GDELT.get(len(cells))
    if places is None:
        return None
    date, site, address = places
    if not _DATE.fullmatch(cells[date]) or not _ADDRESS.fullmatch(cells[address].strip()):
        return None
    return cells[address].strip(), cells[date], cells[site] if site is not None else ""


def read_address_list(source: Source, settings: Settings) -> Iterator[Item]:
    """The addresses of a file with one a line; blank lines and lines that begin with # do not count."""
    position = 0
    for line in _lines(source, settings):
        line = line.strip("\ufeff \t\r\n")
        if not line or line.startswith("#"):
            continue
        position += 1
        if len(line) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(line):
            yield Address(position, line, settings.layout.constants)
        else:
            detail = f"A line of a list of addresses begins with http:// or https://, got {excerpt(line)!r}."
            yield Problem(position, "not-an-address", detail, excerpt(line))


def read_gdelt(source: Source, settings: Settings) -> Iterator[Item]:
    """The addresses of a GDELT table without a header: each once, though a page may have many events."""
    seen: set[str] = set()
    for position, line in enumerate(_lines(source, settings), 1):
        cells = line.rstrip("\r\n").split("\t")
        found = _gdelt_address(cells)
        if found is None:
            allowed = ", ".join(f"{kind} {n}" for n, kind in _GDELT_KINDS.items())
            detail = f"The row has {len(cells)} columns, or no web address where GDELT has it; GDELT has: {allowed}."
            yield Problem(position, "not-an-address", detail, excerpt(line))
        elif found[0] in seen:
            yield Problem(
                position, "address-repeated", "The row names a page that a row above it names, too.", found[0]
            )
        else:
            seen.add(found[0])
            values = {"publisher": found[2]} if found[2] else {}
            yield Address(position, found[0], {**values, **settings.layout.constants}, ((found[1], None),))


def _lines(source: Source, settings: Settings) -> Iterator[str]:
    encoding = settings.layout.encoding or guess_encoding(source.head())
    with source.open() as binary, text_of(binary, encoding) as stream:
        while line := stream.readline(LONGEST_ROW):
            yield line

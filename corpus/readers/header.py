"""The row of a table that names its columns, where titles or remarks stand above it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

from corpus.readers.layout import Layout
from corpus.readers.limits import MOST_COLUMNS

LOWEST_IN_SHEET: Final = 10
LOWEST_IN_CSV: Final = 5
"""Rows among which the header is looked for. A sheet's merged titles, legends and blanks fill more of them."""
FEWEST_KNOWN: Final = 2
"""Known columns, one of them for texts, by which a row further down is told from a row of words."""
ABOVE_NOTE: Final = "lines-above-header"
_SEPARATOR: Final = re.compile(r"\ufeff?\"?sep=(?P<mark>[^\r\n\"]|\t)\"?\s*", re.I)


def header_row(rows: Sequence[Sequence[str]], layout: Layout) -> int:
    """The position of the first row that names two known columns and among them one for texts; 0 if none does."""
    for position, cells in enumerate(rows):
        names = [cell.strip() for cell in cells]
        if 1 < len(names) <= MOST_COLUMNS and layout.missing(names) == []:
            columns = layout.columns(names)
            if (columns.has_text or "url" in columns.of_field) and columns.n_recognised >= FEWEST_KNOWN:
                return position
    return 0


def separator_of(start: str) -> str:
    """The delimiter that a first line of Excel's own, ``sep=;``, names; empty if it is none."""
    found = _SEPARATOR.fullmatch(start.partition("\n")[0])
    return found["mark"] if found else ""


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of a line; none if it breaks the rules of CSV."""
    try:
        return next(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []

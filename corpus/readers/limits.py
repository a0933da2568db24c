"""What a reader takes at most, so that no file costs unbounded memory or time."""

from __future__ import annotations

from typing import Final

from corpus.errors import ReaderError

LONGEST_LINE: Final = 16 * 1024 * 1024
"""Bytes of one line of JSON, and of one value of a JSON file; the longest article of the test corpora has 60 kB."""
LONGEST_ROW: Final = 4 * 1024 * 1024
MOST_ROW_LINES: Final = 5000
"""Lines of one CSV row; a row above it is one whose quote was never closed."""
MOST_OPEN_QUOTES: Final = 100
"""Rows with an unclosed quote after which a CSV file is given up: each costs reading ``MOST_ROW_LINES`` again."""
MOST_COLUMNS: Final = 1000
MOST_NAMES: Final = 1000
"""Names of keys that are told of a file whose objects each name their own; those that fill a field always are."""
SHOWN_NAMES: Final = 200
LONGEST_COLUMN: Final = 80
"""Characters of a column's name that are compared and shown; the longest name that is known has 17."""
DEEPEST_VALUE: Final = 50
"""Lists and objects in a value; a column of texts has one or two, and Python's own limit is some hundreds."""
LARGEST_PAGE: Final = 16 * 1024 * 1024
LARGEST_MARKUP: Final = 8 * 1024 * 1024
LARGEST_FEED: Final = 32 * 1024 * 1024
LARGEST_WORKBOOK: Final = 64 * 1024 * 1024
MOST_CELLS: Final = 5_000_000
LARGEST_IN_MEMORY: Final = 256 * 1024 * 1024
"""Bytes of a packed file that must be read from its end, such as Parquet in a zip."""
MOST_MEMBERS: Final = 20_000
DEEPEST_ARCHIVE: Final = 2
MOST_PROBLEMS: Final = 10_000
"""Rows at the head of a file that may all be problems before it is given up: no corpus, or a bomb of short lines."""
HIGHEST_RATIO: Final = 250
"""Unpacked bytes for one packed byte. News packs 3 to 5 times, repeated records up to 100 times, a bomb 1000 times."""
FREE_BYTES: Final = 16 * 1024 * 1024
"""Unpacked bytes below which the ratio does not count: a short file of blanks is no bomb."""
LARGEST_FRONT_MATTER: Final = 16 * 1024
"""Characters; with ``MOST_BRACKETS`` it keeps reading YAML, whose time grows with the square, under a second."""
MOST_BRACKETS: Final = 200
LARGEST_MARKDOWN: Final = 2 * 1024 * 1024
LONGEST_TEXT: Final = 2_000_000
"""Characters of an article, about 300,000 words: three novels."""
LONGEST_TITLE: Final = 1000
LONGEST_NAME: Final = 300


class Refused(ReaderError):
    """A file or a part of it is not read further: a short reason code, and words a person can act on."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail

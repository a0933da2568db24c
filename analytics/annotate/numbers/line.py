"""A sentence as words, numbers and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from corpus.text.normalise import Normalised

TOKEN: Final = re.compile(r"\d+(?:[.,'٫٬،]\d+)*|(?:[a-z]\.){2,}|[^\W\d_]+(?:['-][^\W\d_]+)*|[^\w\s#]")


@dataclass(frozen=True, slots=True)
class Line:
    """The tokens of a sentence: folded, with offsets into the folded copy."""

    words: list[str]
    spans: list[tuple[int, int]]

    @classmethod
    def of(cls, copy: Normalised, start: int, end: int) -> Line:
        """The tokens of ``copy.text[start:end]``."""
        spans = [found.span() for found in TOKEN.finditer(copy.text, start, end)]
        return cls([copy.text[first:stop] for first, stop in spans], spans)

    def glued(self, at: int) -> bool:
        """Whether a token stands right behind the one before it."""
        return 0 < at < len(self.words) and self.spans[at][0] == self.spans[at - 1][1]

    def word(self, at: int) -> str:
        """The token at a place; empty where there is none."""
        return self.words[at] if 0 <= at < len(self.words) else ""

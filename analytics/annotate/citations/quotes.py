"""Quotations: pairs of quotation marks, also where one is missing or turned the wrong way."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from analytics.annotate.spans import Span

_MARK: Final = re.compile("[\"“”„«»‟〝〞＂\n]|''")
_LEFT_ONLY: Final = frozenset("«")
_RIGHT_ONLY: Final = frozenset("»")


def find_quotes(text: str) -> list[Span]:
    """Spans of quotations with their marks, in order and disjoint; a mark without a partner in its line is left out.

    Printed Arabic often uses one mark for both sides, so the sides are told apart by the space around a mark, and only
    where that does not decide by whether a quotation is open.
    """
    quotes: list[Span] = []
    opened: int | None = None
    for match in _MARK.finditer(text):
        if match[0] == "\n":
            opened = None
            continue
        side = _side(text, match.start(), match.end())
        if side == "left" or (opened is None and side == "either"):
            opened = match.start()
        elif opened is not None:
            quotes.append(Span(opened, match.end()))
            opened = None
    return quotes


def _side(text: str, start: int, end: int) -> str:
    """``left`` or ``right`` where the mark can only open or only close, else ``either``."""
    if text[start] in _LEFT_ONLY:
        return "left"
    if text[start] in _RIGHT_ONLY:
        return "right"
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    left = before.isspace() or before in "([:"
    right = after.isspace() or after in ")].,،;؛:!?؟"
    if left == right:
        return "either"
    return "left" if left else "right"


class Quotes:
    """Quotations of a text, for look-up by position."""

    def __init__(self, text: str) -> None:
        self.spans: Sequence[Span] = find_quotes(text)
        self._starts = [span.start for span in self.spans]

    def at(self, position: int) -> Span | None:
        """The quotation that covers ``position``, marks included."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and position < self.spans[index].end:
            return self.spans[index]
        return None

    def within(self, span: Span) -> list[Span]:
        """Quotations that share a character with ``span``."""
        index = max(0, bisect_right(self._starts, span.start) - 1)
        found = []
        while index < len(self.spans) and self.spans[index].start < span.end:
            if self.spans[index].overlaps(span):
                found.append(self.spans[index])
            index += 1
        return found

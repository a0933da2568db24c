"""Highlights: a text cut where marks begin and end, so that marks may overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

from dash import html

from dashboard.kinds import Component

_BREAKS: Final = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Highlight:
    """Characters ``start`` to ``end`` of a text that are of some kind, and what to say of them."""

    start: int
    end: int
    kind: str
    title: str = ""
    asks: str = ""
    """What a click on it asks for the tone of, as ``start:end``; empty if it asks for nothing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start`` to ``end`` of a text that share the same marks."""

    start: int
    end: int
    kinds: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    asks: str = ""


def pieces(length: int, marks: Iterable[Highlight], start: int = 0, cuts: Iterable[int] = ()) -> list[Piece]:
    """The characters from ``start`` to ``length`` as pieces in order, none left out and none twice.

    Marks outside are cut to fit; the kinds of a piece keep the order in which the marks were given. At each of the
    ``cuts`` one piece ends, whatever the marks are.
    """
    kept = [m for m in marks if m.start < length and m.end > start and m.start < m.end]
    edges = sorted({start, length, *(max(m.start, start) for m in kept), *(min(m.end, length) for m in kept),
                    *(cut for cut in cuts if start < cut < length)})  # fmt: skip
    found = []
    for left, right in pairwise(edges):
        over = [m for m in kept if m.start <= left and m.end >= right]
        kinds = tuple(dict.fromkeys(m.kind for m in over))
        titles = tuple(dict.fromkeys(m.title for m in over if m.title))
        asked = next((m.asks for m in reversed(over) if m.asks), "")
        found.append(Piece(left, right, kinds, titles, asked))
    return found


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph of a text; paragraphs are parted by blank lines."""
    found, at = [], 0
    for gap in _BREAKS.finditer(text):
        if text[at : gap.start()].strip():
            found.append((at, gap.start()))
        at = gap.end()
    if text[at:].strip():
        found.append((at, len(text)))
    return found


def marked_text(
    text: str, start: int, end: int, marks: Sequence[Highlight], behind: Mapping[int, Component] = MappingProxyType({})
) -> list[Any]:
    """The words from ``start`` to ``end`` as components: plain strings and marks, never HTML.

    ``behind`` are components that stand behind a character, by the offset at which it ends.
    """
    found: list[Any] = []
    for piece in pieces(end, marks, start, behind):
        found.append(_component(text[piece.start : piece.end], piece))
        found += [behind[piece.end]] if piece.end in behind else []
    return found


def _component(words: str, piece: Piece) -> Component:
    if not piece.kinds:
        return words
    asks = {"role": "button", "tabIndex": 0, "data-tone": piece.asks} if piece.asks else {}
    kinds = " ".join(f"mark-{kind}" for kind in piece.kinds)
    return html.Mark(words, className=kinds, title=" · ".join(piece.titles), **asks)

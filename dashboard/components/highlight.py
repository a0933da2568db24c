"""Highlights: a text cut where marks begin and end, so that marks may overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
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


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start`` to ``end`` of a text that share the same marks."""

    start: int
    end: int
    kinds: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def pieces(length: int, marks: Iterable[Highlight], start: int = 0) -> list[Piece]:
    """The characters from ``start`` to ``length`` as pieces in order, none left out and none twice.

    Marks outside are cut to fit; the kinds of a piece keep the order in which the marks were given.
    """
    kept = [m for m in marks if m.start < length and m.end > start and m.start < m.end]
    edges = sorted({start, length, *(max(m.start, start) for m in kept), *(min(m.end, length) for m in kept)})
    found = []
    for left, right in pairwise(edges):
        over = [m for m in kept if m.start <= left and m.end >= right]
        kinds = tuple(dict.fromkeys(m.kind for m in over))
        titles = tuple(dict.fromkeys(m.title for m in over if m.title))
        found.append(Piece(left, right, kinds, titles))
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


def marked_text(text: str, start: int, end: int, marks: Sequence[Highlight]) -> list[Any]:
    """The words from ``start`` to ``end`` as components: plain strings and marks, never HTML."""
    return [_component(text[piece.start : piece.end], piece) for piece in pieces(end, marks, start)]


def _component(words: str, piece: Piece) -> Component:
    if not piece.kinds:
        return words
    return html.Mark(words, className=" ".join(f"mark-{kind}" for kind in piece.kinds), title=" · ".join(piece.titles))

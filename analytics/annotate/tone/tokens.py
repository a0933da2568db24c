"""Turns texts and targets into rows of tokens: ``<s> left [ target ] right </s>``, any number of targets a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer

from analytics.annotate.tone.engine import Span

WINDOW: Final = 96
"""Tokens of a row. Of 2,324 sentences of war news 91% fit; a target in a longer one is read with those around it."""
PAD: Final = 1
_BEGIN: Final = 0
_END: Final = 2


@dataclass(frozen=True, slots=True)
class TokenRow:
    """Tokens of one row.

    Attributes
    ----------
    ids : list of int
        The first begins the row and the last ends it.
    text : int
        Number of its text.
    targets : list of (number, first, last)
        Which targets of the text lie in the row, and where: tokens ``first`` up to but not including ``last``.
    is_whole : bool
        Whether the row counts for the tone of the text as a whole.
    """

    ids: list[int]
    text: int
    targets: list[tuple[int, int, int]]
    is_whole: bool


class ToneTokens:
    """Reads texts into tokens.

    Parameters
    ----------
    tokenizer : Tokenizer
        The cut tokenizer; three rows of our own stand behind its pieces: a name left out, "[" and "]" of a target.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        size = int(tokenizer.get_vocab_size())
        self.unnamed, self.opening, self.closing = range(size, size + 3)

    @classmethod
    def load(cls, path: Path) -> ToneTokens:
        """The tokens of a ``tokenizer.json``."""
        return cls(Tokenizer.from_file(str(path)))

    def rows(
        self, texts: Sequence[str], targets: Sequence[Sequence[Span]], unnamed: Sequence[bool]
    ) -> Iterator[TokenRow]:
        """The rows of each text: one with all its targets, or several where it is long or targets overlap.

        Parameters
        ----------
        texts : sequence of str
        targets : sequence of sequence of (start, end)
            Characters of the targets of each text, in any order.
        unnamed : sequence of bool
            Whether the names of the targets are left out, so that the row is the same for every name.
        """
        layers = [(i, layer) for i, spans in enumerate(targets) for layer in _layers(spans)]
        parts = [_parts(texts[i], [span for _, span in layer]) for i, layer in layers]
        encoded = iter(self._tokenizer.encode_batch_fast([p for row in parts for p in row], add_special_tokens=False))
        seen = -1
        for (i, layer), row in zip(layers, parts, strict=True):
            ids, spans = self._joined([next(encoded).ids for _ in row], unnamed[i])
            placed = [(number, *span) for (number, _), span in zip(layer, spans, strict=True)]
            yield from _fitted(ids, i, placed, is_whole=i > seen)
            seen = i

    def _joined(self, parts: list[list[int]], unnamed: bool) -> tuple[list[int], list[Span]]:
        ids, spans = [_BEGIN], []
        for number, part in enumerate(parts):
            if number % 2 == 0:
                ids += part
                continue
            ids.append(self.opening)
            start = len(ids)
            ids += [self.unnamed] if unnamed or not part else part
            spans.append((start, len(ids)))
            ids.append(self.closing)
        return [*ids, _END], spans


def _layers(spans: Sequence[Span]) -> list[list[tuple[int, Span]]]:
    """Numbered spans in lists without overlap, each in order; one empty list for a text without targets."""
    layers: list[list[tuple[int, Span]]] = [[]]
    for number, span in sorted(enumerate(spans), key=lambda pair: (pair[1], pair[0])):
        fitting = next((layer for layer in layers if not layer or layer[-1][1][1] <= span[0]), None)
        if fitting is None:
            layers.append(fitting := [])
        fitting.append((number, span))
    return layers


def _parts(text: str, spans: Iterable[Span]) -> list[str]:
    """The text cut at the edges of its targets; every second part is a target."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def _fitted(ids: list[int], text: int, targets: list[tuple[int, int, int]], *, is_whole: bool) -> Iterator[TokenRow]:
    """The row itself, or pieces of it for the whole text and one around each target."""
    if len(ids) <= WINDOW:
        yield TokenRow(ids, text, targets, is_whole)
        return
    room = WINDOW - 2
    inner = ids[1:-1]
    if is_whole:
        for start in range(0, len(inner), room):
            yield TokenRow([_BEGIN, *inner[start : start + room], _END], text, [], True)
    for number, first, last in targets:
        start = max(0, min((first + last - 2 - room) // 2, len(inner) - room))
        inside = (max(1, first - start), min(last - start, WINDOW - 1))
        yield TokenRow([_BEGIN, *inner[start : start + room], _END], text, [(number, *inside)], False)

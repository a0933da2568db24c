"""Words and marks of a text, folded for look-up, with their place in the original."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from analytics.annotate.copies import text_copy
from corpus.text.normalise import Normalised

_TOKEN: Final = re.compile(r"(?:[a-z]\.){2,}|[^\W_]+(?:['\-_][^\W_]+)*|\n+|-{2,}|''|[^\w\s#]")
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_LATIN: Final = re.compile("[A-Za-z]")
_ALI: Final = "علي"
_ALI_NAME: Final = "عليّ"  # folding would make the name the preposition "على"
COMMAS: Final = frozenset(",،;؛")
STOPS: Final = frozenset(".!?؟…\n")


class Token(NamedTuple):
    """A folded word or mark, with its place in the original; ``word`` tells the two apart."""

    start: int
    end: int
    text: str
    word: bool


def tokenise(text: str) -> list[Token]:
    """Tokens in order, without white space and ``#``; a line end is a mark, two single quotes are a quotation mark."""
    copy = text_copy(text)
    told_apart = "على" in text  # else the text prints the preposition as it prints the name
    found = [(match[0], *match.span()) for match in _TOKEN.finditer(copy.text)]
    spans = [(first, last) for _, first, last in found]
    tokens = []
    for (word, _, _), (start, end) in zip(found, _places(copy, spans), strict=True):
        if told_apart and word == _ALI and text[start:end] == _ALI:
            word = _ALI_NAME
        elif word == "''":
            word = '"'
        tokens.append(Token(start, end, word, word[0].isalnum()))
    return tokens


def _places(copy: Normalised, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The place of each token in the original, with the marks that belong to its last letter."""
    if len(copy) == len(copy.original) or not spans:  # nothing was dropped: the copy has the places of the original
        return spans
    origins = np.append(copy.origins, len(copy.original))
    starts, ends = np.array(spans).T
    begun, ended = origins[starts], origins[ends]
    plain = ended == origins[ends - 1] + 1
    return [
        (start, end) if is_plain else copy.span(*span)
        for start, end, is_plain, span in zip(begun.tolist(), ended.tolist(), plain.tolist(), spans, strict=True)
    ]


def is_arabic(text: str) -> bool:
    """Whether the text has more Arabic than Latin letters."""
    if _ARABIC.search(text) is None:
        return False
    return _LATIN.search(text) is None or len(_ARABIC.findall(text)) > len(_LATIN.findall(text))

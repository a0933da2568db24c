"""Words and marks of a text, folded for look-up, with their place in the original."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from corpus.text.normalise import Normalised, normalise

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
    copy = normalise(text)
    told_apart = "على" in text  # else the text prints the preposition as it prints the name
    if len(copy) == len(text):  # nothing was dropped: the copy has the places of the original
        places: Iterator[tuple[int, int]] = (match.span() for match in _TOKEN.finditer(copy.text))
    else:
        places = _places(copy)
    tokens = []
    for match, (start, end) in zip(_TOKEN.finditer(copy.text), places, strict=True):
        word = match[0]
        if told_apart and word == _ALI and text[start:end] == _ALI:
            word = _ALI_NAME
        elif word == "''":
            word = '"'
        tokens.append(Token(start, end, word, word[0].isalnum()))
    return tokens


def _places(copy: Normalised) -> Iterator[tuple[int, int]]:
    """The place of each token in the original, with the marks that belong to its last letter."""
    origins = [*copy.origins.tolist(), len(copy.original)]
    for match in _TOKEN.finditer(copy.text):
        start, end = match.span()
        if origins[end] == origins[end - 1] + 1:
            yield origins[start], origins[end]
        else:
            yield copy.span(start, end)


def is_arabic(text: str) -> bool:
    """Whether the text has more Arabic than Latin letters."""
    if _ARABIC.search(text) is None:
        return False
    return _LATIN.search(text) is None or len(_ARABIC.findall(text)) > len(_LATIN.findall(text))

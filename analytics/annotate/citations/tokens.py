"""Words and marks of a text, folded for look-up, with their place in the original."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from analytics.annotate.spans import Span
from corpus.text.normalise import normalise

_TOKEN: Final = re.compile(r"(?:[a-z]\.){2,}|[^\W_]+(?:['\-_][^\W_]+)*|\n+|-{2,}|[^\w\s#]")
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_LATIN: Final = re.compile("[A-Za-z]")
_ALI: Final = "علي"
_ALI_NAME: Final = "عليّ"  # folding would make the name the preposition "على"
COMMAS: Final = frozenset(",،;؛")
STOPS: Final = frozenset(".!?؟…\n")


@dataclass(frozen=True, slots=True)
class Token(Span):
    """A folded word or mark: ``word`` tells the two apart."""

    text: str
    word: bool


def tokenise(text: str) -> list[Token]:
    """Tokens in order; white space and ``#`` are left out, a line end is a mark."""
    copy = normalise(text)
    tokens = []
    told_apart = "على" in text  # else the text prints the preposition as it prints the name
    for match in _TOKEN.finditer(copy.text):
        start, end = copy.span(match.start(), match.end())
        word = _ALI_NAME if told_apart and text[start:end] == _ALI else match[0]
        tokens.append(Token(start, end, word, match[0][0].isalnum()))
    return tokens


def is_arabic(text: str) -> bool:
    """Whether the text has more Arabic than Latin letters."""
    return len(_ARABIC.findall(text)) > len(_LATIN.findall(text))

"""Cheap features of a text, with or without a target: hashed stems and where they stand.

Words are folded and stemmed in both languages, so that one sentence costs a fraction of a millisecond and the sentence
vector, which is made once for topics as well, is the only pass of a neural model. The target's own words are no
features: the model is to judge what is said about a name, not the name.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import Stemmer
from scipy.sparse import csr_matrix

from corpus.text.normalise import fold

BUCKETS: Final = 1 << 16
REACHES: Final = (1, 3, 6, 10)  # words from the target
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_ARABIC: Final = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_LATIN: Final = re.compile("[A-Za-z]")
_SIGN_BIT: Final = 31
# Marks and words that often begin another clause.
_MARKS: Final = ".!?؟،,;؛:()\"'-"
_BREAKS: Final = (
    "but while whereas although though after before when as who which because since despite amid "
    "بينما لكن ولكن فيما حيث بعد قبل الذي التي الذين إذ كما عندما رغم بسبب إثر"
)
_GRAM: Final = 4  # letters of the pieces of words that stand in for spelling variants and dialect

Target = tuple[int, int] | None


def is_arabic(text: str) -> bool:
    """Whether more letters of the text are Arabic than Latin."""
    return len(_ARABIC.findall(text)) > len(_LATIN.findall(text))


class FeatureMaker:
    """Turns texts and targets into rows of hashed features.

    Snowball stemmers (Porter 2001, "Snowball: a language for stemming algorithms") for Arabic and English; signed
    hashing after Weinberger et al. 2009, "Feature hashing for large scale multitask learning".
    """

    def __init__(self) -> None:
        self._arabic = Stemmer.Stemmer("arabic")
        self._english = Stemmer.Stemmer("english")
        self._breaks = frozenset([*_MARKS, *self.stems(_BREAKS)])

    def rows(self, texts: Sequence[str], targets: Sequence[Target]) -> csr_matrix:
        """Hashed features, shape (n_texts, 65,536), each row of length 1."""
        starts: list[int] = [0]
        columns: list[int] = []
        values: list[float] = []
        for text, target in zip(texts, targets, strict=True):
            names = set(self._text_names(text) if target is None else self._target_names(text, *target))
            codes = sorted(zlib.crc32(name.encode("utf-8", "surrogatepass")) for name in names)
            size = 1.0 / np.sqrt(max(1, len(codes)))
            columns.extend(code % BUCKETS for code in codes)
            values.extend(size if code >> _SIGN_BIT else -size for code in codes)
            starts.append(len(columns))
        matrix = csr_matrix(
            (np.array(values, dtype=np.float32), np.array(columns, dtype=np.int32), np.array(starts, dtype=np.int32)),
            shape=(len(texts), BUCKETS),
        )
        matrix.sum_duplicates()
        return matrix

    def stems(self, text: str) -> list[str]:
        """Stems of a text in order; a number is "0", a mark is itself."""
        return [self._stem(word) for word in _TOKEN.findall(fold(text))]

    def _stem(self, word: str) -> str:
        if word[0].isdigit():
            return "0"
        stemmer = self._arabic if _ARABIC.match(word) else self._english
        return str(stemmer.stemWord(word))

    def _text_names(self, text: str) -> Iterator[str]:
        stems = self.stems(text)
        for stem in stems:
            yield f"t|{stem}"
        for first, second in pairwise(stems):
            yield f"t2|{first}|{second}"
        for word in _TOKEN.findall(fold(text)):
            marked = f"^{word}$"
            for at in range(len(marked) - _GRAM + 1 if len(marked) > _GRAM else 0):
                yield f"c|{marked[at : at + _GRAM]}"

    def _target_names(self, text: str, start: int, end: int) -> Iterator[str]:
        left = self.stems(text[:start])[::-1]
        right = self.stems(text[end:])
        yield from _side_names("L", left, self._breaks)
        yield from _side_names("R", right, self._breaks)
        if left and right:
            yield f"x|{left[0]}|{right[0]}"


def _side_names(side: str, stems: Sequence[str], breaks: frozenset[str]) -> Iterator[str]:
    """Features of the words on one side of the target, nearest first."""
    clause = 0
    for distance, stem in enumerate(stems):
        yield f"b|{stem}"
        yield f"{side}|{stem}"
        clause += stem in breaks
        if clause == 0:
            yield f"K|{stem}"
            yield f"{side}K|{stem}"
        elif clause == 1:
            yield f"{side}K2|{stem}"
        for reach in REACHES:
            if distance < reach:
                yield f"{side}{reach}|{stem}"
    for near, far in pairwise(stems):
        yield f"b2|{far}|{near}" if side == "L" else f"b2|{near}|{far}"
    for count in (2, 3):
        if len(stems) >= count:
            yield f"{side}k|{'|'.join(stems[:count])}"

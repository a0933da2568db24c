"""The words of many texts as numbers, and the phrases among them: what the terms of a corpus are counted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.topics.words import Analyser, Word

JOINER: Final = "_"  # between the stems of a phrase
LONGEST: Final = 4  # words of a phrase: وحدات حماية الشعب الكردية
_RAREST: Final = 2_000  # a term is in at least one article of so many, and never in a single one only
_COMMONEST: Final = 0.7  # a single word in more than this share of articles tells no topics apart
_ENOUGH: Final = 20  # articles below which single words are the only terms, and none is too rare or too common

_Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SizedTerms:
    """The kept terms of one size: their keys and forms, and where they stand."""

    keys: list[str]
    forms: list[str]
    positions: _Ids
    numbers: _Ids  # term at each of the positions


@dataclass(frozen=True, slots=True)
class WordStream:
    """The words of all articles of a language, one after the other, as numbers."""

    vocabulary: list[Word]
    words: _Ids  # word at each position
    stems: _Ids
    follows: NDArray[np.bool_]
    articles: _Ids
    n_articles: int

    @classmethod
    def of(cls, analyser: Analyser, texts: Iterable[str]) -> WordStream:
        """The words of the texts."""
        number: dict[int, int] = {}  # by identity: an analyser gives one object for one written form
        vocabulary: list[Word] = []
        words: list[int] = []
        lengths: list[int] = []
        for text in texts:
            before = len(words)
            for word in analyser.words(text):
                known = number.setdefault(id(word), len(vocabulary))
                if known == len(vocabulary):
                    vocabulary.append(word)
                words.append(known)
            lengths.append(len(words) - before)
        at = np.array(words, dtype=np.int64)
        stems = np.unique([word.stem for word in vocabulary] or [""], return_inverse=True)[1]
        follows = np.array([word.follows for word in vocabulary], dtype=bool)
        articles = np.repeat(np.arange(len(lengths)), lengths)
        return cls(vocabulary, at, stems[at], follows[at], articles, len(lengths))

    @property
    def longest(self) -> int:
        """The longest phrase to be counted."""
        return LONGEST if self.n_articles >= _ENOUGH else 1

    def terms(self, size: int, weak: frozenset[str], own: Mapping[str, str]) -> SizedTerms:
        """The terms of so many words that are neither too rare nor, as single words, too common or weak."""
        positions = self.phrases(size)
        numbers = self.numbered(positions, size)
        spread = np.bincount(np.unique(numbers * self.n_articles + self.articles[positions]) // max(1, self.n_articles))
        first = np.unique(numbers, return_index=True)[1]
        kept = np.ones(len(spread), dtype=bool)
        if self.n_articles >= _ENOUGH:
            kept = spread >= max(2, -(-self.n_articles // _RAREST))
        if size == 1:
            kept &= (spread <= _COMMONEST * self.n_articles) | (self.n_articles < _ENOUGH)
            kept &= np.array([self._word(positions[at]).stem not in weak for at in first], dtype=bool)
        inside = kept[numbers]
        renumbered = (np.cumsum(kept) - 1)[numbers[inside]]
        positions = positions[inside]
        keys = [self.key(positions[at], size) for at in np.unique(renumbered, return_index=True)[1]]
        return SizedTerms(
            keys, self._forms(positions, renumbered, size, [own.get(key, "") for key in keys]), positions, renumbered
        )

    def counts(self, found: Sequence[SizedTerms]) -> sp.csr_matrix:
        """How often each article has each of the terms, shape (n_articles, n_terms)."""
        starts = np.cumsum([0, *(len(terms.keys) for terms in found)])
        numbers = np.concatenate([terms.numbers + start for terms, start in zip(found, starts, strict=False)])
        articles = np.concatenate([self.articles[terms.positions] for terms in found])
        ones = np.ones(len(numbers), dtype=np.int32)
        return sp.csr_matrix((ones, (articles, numbers)), shape=(self.n_articles, int(starts[-1])))  # adds up equals

    def phrases(self, size: int) -> _Ids:
        """Positions at which a phrase of so many words begins, no stem twice."""
        n = len(self.words) - size + 1
        if n <= 0:
            return np.empty(0, dtype=np.int64)
        whole = np.ones(n, dtype=bool)
        for step in range(1, size):
            whole &= self.follows[step : step + n]
            for earlier in range(step):
                whole &= self.stems[earlier : earlier + n] != self.stems[step : step + n]
        return np.flatnonzero(whole)

    def numbered(self, positions: _Ids, size: int) -> _Ids:
        """A number from 0 of the phrase at each position, equal for equal stems."""
        numbers = np.zeros(len(positions), dtype=np.int64)
        for step in range(size):
            stems = self.stems[positions + step]
            numbers = np.unique(numbers * (int(stems.max(initial=0)) + 1) + stems, return_inverse=True)[1]
        return numbers

    def _forms(self, positions: _Ids, numbers: _Ids, size: int, own: Sequence[str]) -> list[str]:
        """The commonest form of each term; of equals, the one with fewer capitals, then the first in the alphabet.

        A name of one word (``own``) that is written somewhere is shown before its adjective: لبنان, not اللبنانية.
        """
        base = len(self.vocabulary) + 1
        written = numbers
        for step in range(size):
            written = np.unique(written * base + self.words[positions + step], return_inverse=True)[1]
        _, first, counts = np.unique(written, return_index=True, return_counts=True)
        tally: dict[int, dict[str, int]] = {}
        for at, count in zip(first.tolist(), counts.tolist(), strict=True):
            form = " ".join(self._word(positions[at] + step).shown for step in range(size))
            forms = tally.setdefault(int(numbers[at]), {})
            forms[form] = forms.get(form, 0) + count
        return [
            name
            if name in forms and " " not in name
            else min(forms, key=lambda form: (-forms[form], sum(map(str.isupper, form)), form))
            for (_, forms), name in zip(sorted(tally.items()), own, strict=True)
        ]

    def _word(self, position: int) -> Word:
        return self.vocabulary[int(self.words[position])]

    def key(self, position: int, size: int) -> str:
        """The key of the phrase at a position."""
        return JOINER.join(self._word(position + step).stem for step in range(size))

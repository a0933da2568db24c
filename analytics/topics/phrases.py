"""The words of many texts as numbers, and the phrases among them: what the terms of a corpus are counted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
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

    def terms(self, weak: frozenset[str], own: Mapping[str, str]) -> list[SizedTerms]:
        """The terms of each number of words that are neither too rare nor, as single words, too common or weak.

        A phrase is in no more articles than its parts are (Agrawal and Srikant 1994, "Fast algorithms for mining
        association rules"): longer phrases are looked for only where both parts are in articles enough.
        """
        found = []
        positions, numbers = np.arange(len(self.words)), self.stems
        for size in range(1, self.longest + 1):
            if size > 1:
                positions, numbers = self._longer(positions, numbers, size)
            numbers, first = _numbered(numbers)
            spread = self._spread(positions, numbers)
            enough = spread >= (max(2, -(-self.n_articles // _RAREST)) if self.n_articles >= _ENOUGH else 1)
            kept = enough if size > 1 else enough & self._tells(spread, positions[first], weak)
            found.append(self._sized(*_renumbered(positions, numbers, kept), size, own))
            positions, numbers = _renumbered(positions, numbers, enough)
        return found

    def _longer(self, positions: _Ids, numbers: _Ids, size: int) -> tuple[_Ids, _Ids]:
        """Where phrases of one word more begin, no stem twice, and a number of each that is equal for equal stems."""
        at = np.full(len(self.words) + 1, -1, dtype=np.int64)
        at[positions] = numbers
        starts = positions[at[positions + 1] >= 0]
        last = starts + size - 1
        starts = starts[self.follows[last] & (self.stems[starts] != self.stems[last])]
        return starts, at[starts] * (int(numbers.max(initial=0)) + 1) + at[starts + 1]

    def _spread(self, positions: _Ids, numbers: _Ids) -> _Ids:
        """In how many articles each number is."""
        each = pa.array(numbers * self.n_articles + self.articles[positions]).unique().to_numpy()
        return np.bincount(each // max(1, self.n_articles))

    def _tells(self, spread: _Ids, first: _Ids, weak: frozenset[str]) -> NDArray[np.bool_]:
        """Which single words, given where each stands first, are neither too common nor weak."""
        strong = np.array([self._word(position).stem not in weak for position in first], dtype=bool)
        return strong & ((spread <= _COMMONEST * self.n_articles) | (self.n_articles < _ENOUGH))

    def _sized(self, positions: _Ids, numbers: _Ids, size: int, own: Mapping[str, str]) -> SizedTerms:
        keys = [self.key(position, size) for position in positions[_numbered(numbers)[1]]]
        forms = self._forms(positions, numbers, size, [own.get(key, "") for key in keys])
        return SizedTerms(keys, forms, positions, numbers)

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

    def numbered(self, positions: _Ids, size: int) -> tuple[_Ids, _Ids]:
        """A number from 0 of the phrase at each position, equal for equal stems, and where each number is first."""
        numbers = self.stems[positions]
        for step in range(1, size):
            numbers = _numbered(numbers)[0] * (int(self.stems.max(initial=0)) + 1) + self.stems[positions + step]
        return _numbered(numbers)

    def _forms(self, positions: _Ids, numbers: _Ids, size: int, own: Sequence[str]) -> list[str]:
        """The commonest form of each term; of equals, the one with fewer capitals, then the first in the alphabet.

        A name of one word (``own``) that is written somewhere is shown before its adjective: لبنان, not اللبنانية; and
        an English one before its aliases, as labels of Arabic topics translate it: Islamic State, not Daesh.
        """
        base = len(self.vocabulary) + 1
        written = numbers
        for step in range(size):
            written = _numbered(written * base + self.words[positions + step])[0]
        written, first = _numbered(written)
        counts = np.bincount(written)
        tally: list[dict[str, int]] = [{} for _ in own]
        for at, number, count in zip(positions[first].tolist(), numbers[first].tolist(), counts.tolist(), strict=True):
            form = " ".join([self._word(at + step).shown for step in range(size)])
            forms = tally[number]
            forms[form] = forms.get(form, 0) + count
        return [
            name
            if name in forms and (" " not in name or name.isascii())
            else min(forms, key=lambda form: (-forms[form], sum(map(str.isupper, form)), form))
            for forms, name in zip(tally, own, strict=True)
        ]

    def _word(self, position: int) -> Word:
        return self.vocabulary[int(self.words[position])]

    def key(self, position: int, size: int) -> str:
        """The key of the phrase at a position."""
        return JOINER.join(self._word(position + step).stem for step in range(size))


def _numbered(values: _Ids) -> tuple[_Ids, _Ids]:
    """A number from 0 of each value, by first occurrence, and where each occurs first; by hashing, not by sorting."""
    numbers = pa.array(values, pa.int64()).dictionary_encode().indices.to_numpy().astype(np.int64)
    return numbers, np.flatnonzero(np.diff(np.maximum.accumulate(numbers), prepend=-1))


def _renumbered(positions: _Ids, numbers: _Ids, kept: NDArray[np.bool_]) -> tuple[_Ids, _Ids]:
    """The positions of the kept numbers, and their numbers without gaps, by first occurrence."""
    inside = kept[numbers]
    return positions[inside], (np.cumsum(kept) - 1)[numbers[inside]]

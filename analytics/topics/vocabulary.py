"""The terms of a corpus: words and phrases of up to four words, counted by stem, with the form a reader is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.topics.words import LANGUAGES, Analyser, ArabicAnalyser, EnglishAnalyser, Word, weak_stems

JOINER: Final = "_"  # between the stems of a phrase
_LONGEST: Final = 4  # words of a phrase: وحدات حماية الشعب الكردية
_RAREST: Final = 2_000  # a term is in at least one article of so many, and never in a single one only
_COMMONEST: Final = 0.7  # a single word in more than this share of articles tells no topics apart
_ENOUGH: Final = 20  # articles below which single words are the only terms, and none is too rare or too common

_Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TopicDocument:
    """What topics are fitted on: an article, its language, and its publisher, whose name is no topic word."""

    article_id: str
    title: str
    text: str
    language: str
    publisher_id: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of a corpus and the articles as sequences of terms.

    Attributes
    ----------
    terms : mapping of str to tuple of str
        Keys of each language's terms, sorted: a stem, or up to four joined by ``JOINER``.
    shown : mapping of str to str
        Commonest real form of each term.
    documents : tuple of str
        Each article's terms, separated by spaces, in the order of the articles given.
    """

    terms: Mapping[str, tuple[str, ...]]
    shown: Mapping[str, str]
    documents: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every term, language by language: the columns of a matrix of counts."""
        return tuple(term for language in LANGUAGES for term in self.terms[language])

    def presence(self) -> sp.csr_matrix:
        """Which article has which term, shape (n_articles, n_terms), as 0 and 1."""
        number = {term: column for column, term in enumerate(self.columns)}
        found = [sorted({number[term] for term in document.split()}) for document in self.documents]
        indptr = np.cumsum([0, *map(len, found)])
        indices = np.array([column for row in found for column in row], dtype=np.int64)
        return sp.csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(found), len(number)))


def build_vocabulary(documents: Sequence[TopicDocument]) -> Vocabulary:
    """The vocabulary of articles in Arabic and English; an article in another language has no terms."""
    terms: dict[str, tuple[str, ...]] = {}
    shown: dict[str, str] = {}
    written = [""] * len(documents)
    for language in LANGUAGES:
        rows = [row for row, document in enumerate(documents) if document.language == language]
        stream = _Stream.of(_analyser(language, [documents[row] for row in rows]), [_whole(documents[r]) for r in rows])
        found = [stream.terms(size, weak_stems(language)) for size in range(1, stream.longest + 1)]
        shown |= {key: form for sized in found for key, form in zip(sized.keys, sized.forms, strict=True)}
        terms[language] = tuple(sorted(key for sized in found for key in sized.keys))
        for row, text in zip(rows, stream.written(found), strict=True):
            written[row] = text
    return Vocabulary(terms, shown, tuple(written))


def _whole(document: TopicDocument) -> str:
    return f"{document.title}\n\n{document.text}"


def _analyser(language: str, documents: Sequence[TopicDocument]) -> Analyser:
    names = {name for document in documents for name in (document.publisher, document.publisher_id) if name}
    if language == "ar":
        return ArabicAnalyser((_whole(document) for document in documents), names)
    return EnglishAnalyser(names)


@dataclass(frozen=True, slots=True)
class _Terms:
    """The kept terms of one size: their keys and forms, and where they stand."""

    keys: list[str]
    forms: list[str]
    positions: _Ids
    numbers: _Ids  # term at each of the positions


@dataclass(frozen=True, slots=True)
class _Stream:
    """The words of all articles of a language, one after the other, as numbers."""

    vocabulary: list[Word]
    words: _Ids  # word at each position
    stems: _Ids
    follows: NDArray[np.bool_]
    articles: _Ids
    n_articles: int

    @classmethod
    def of(cls, analyser: Analyser, texts: Sequence[str]) -> _Stream:
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
        articles = np.repeat(np.arange(len(texts)), lengths)
        return cls(vocabulary, at, stems[at], follows[at], articles, len(texts))

    @property
    def longest(self) -> int:
        """The longest phrase to be counted."""
        return _LONGEST if self.n_articles >= _ENOUGH else 1

    def terms(self, size: int, weak: frozenset[str]) -> _Terms:
        """The terms of so many words that are neither too rare nor, as single words, too common or weak."""
        positions = self._phrases(size)
        numbers = self._numbered(positions, size)
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
        keys = [self._key(positions[at], size) for at in np.unique(renumbered, return_index=True)[1]]
        return _Terms(keys, self._forms(positions, renumbered, size), positions, renumbered)

    def written(self, found: Sequence[_Terms]) -> list[str]:
        """Each article's terms in the order in which they stand, separated by spaces."""
        keys = [key for terms in found for key in terms.keys]
        starts = np.cumsum([0, *(len(terms.keys) for terms in found)])
        numbers = np.concatenate([terms.numbers + start for terms, start in zip(found, starts, strict=False)])
        positions = np.concatenate([terms.positions for terms in found])
        order = np.argsort(positions, kind="stable")
        edges = np.searchsorted(self.articles[positions[order]], np.arange(self.n_articles + 1))
        sequence = numbers[order].tolist()
        return [
            " ".join([keys[number] for number in sequence[edges[article] : edges[article + 1]]])
            for article in range(self.n_articles)
        ]

    def _phrases(self, size: int) -> _Ids:
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

    def _numbered(self, positions: _Ids, size: int) -> _Ids:
        """A number from 0 of the phrase at each position, equal for equal stems."""
        numbers = np.zeros(len(positions), dtype=np.int64)
        for step in range(size):
            stems = self.stems[positions + step]
            numbers = np.unique(numbers * (int(stems.max(initial=0)) + 1) + stems, return_inverse=True)[1]
        return numbers

    def _forms(self, positions: _Ids, numbers: _Ids, size: int) -> list[str]:
        """The commonest form of each term; of equals, the one with fewer capitals, then the first in the alphabet."""
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
            min(forms, key=lambda form: (-forms[form], sum(map(str.isupper, form)), form))
            for _, forms in sorted(tally.items())
        ]

    def _word(self, position: int) -> Word:
        return self.vocabulary[int(self.words[position])]

    def _key(self, position: int, size: int) -> str:
        return JOINER.join(self._word(position + step).stem for step in range(size))

"""The terms of a corpus: words and phrases of up to four words, counted by stem, with the form a reader is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.topics.known_names import NameIndex
from analytics.topics.words import LANGUAGES, Analyser, ArabicAnalyser, EnglishAnalyser, Word, weak_stems, word_forms

JOINER: Final = "_"  # between the stems of a phrase
_LONGEST: Final = 4  # words of a phrase: وحدات حماية الشعب الكردية
_RAREST: Final = 2_000  # a term is in at least one article of so many, and never in a single one only
_COMMONEST: Final = 0.7  # a single word in more than this share of articles tells no topics apart
_ENOUGH: Final = 20  # articles below which single words are the only terms, and none is too rare or too common

_Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TopicDocument:
    """What topics are fitted on: an article, its language, its publisher, whose name is no topic word, and its day."""

    article_id: str
    title: str
    text: str
    language: str
    publisher_id: str = ""
    publisher: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The terms of a corpus and how often each article has each.

    Attributes
    ----------
    terms : mapping of str to tuple of str
        Keys of each language's terms, sorted: a stem, or up to four joined by ``JOINER``.
    shown : mapping of str to str
        Commonest real form of each term, by language and key.
    counts : sparse matrix of int, shape (n_articles, n_terms)
        The articles in the order given; the columns as in ``columns``.
    forms : mapping of str to int
        How often each Arabic word is written, which decides what is a particle.
    publishers : tuple of str
        Names of the articles' publishers, which are no terms.
    """

    terms: Mapping[str, tuple[str, ...]]
    shown: Mapping[str, Mapping[str, str]]
    counts: sp.csr_matrix
    forms: Mapping[str, int] = field(default_factory=dict)
    publishers: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every term, language by language: the columns of a matrix of counts."""
        return tuple(term for language in LANGUAGES for term in self.terms[language])

    @property
    def column_forms(self) -> tuple[str, ...]:
        """The form shown of each column."""
        return tuple(self.shown[language][term] for language in LANGUAGES for term in self.terms[language])

    @property
    def column_languages(self) -> tuple[str, ...]:
        """The language of each column."""
        return tuple(language for language in LANGUAGES for _ in self.terms[language])

    @property
    def documents(self) -> tuple[str, ...]:
        """Each article as its terms, separated by spaces, each as often as it occurs."""
        columns = np.array(self.columns, dtype=object)
        terms = np.repeat(columns[self.counts.indices], self.counts.data).tolist()
        edges = np.concatenate([[0], np.cumsum(self.counts.data, dtype=np.int64)])[self.counts.indptr].tolist()
        return tuple(" ".join(terms[start:end]) for start, end in pairwise(edges))

    def key_terms(self, size: int) -> dict[str, list[str]]:
        """The terms found in most articles, of those the most frequent, in each language that is written."""
        spread = np.bincount(self.counts.indices, minlength=self.counts.shape[1])
        total = np.asarray(self.counts.sum(axis=0)).ravel()
        order = np.lexsort((-total, -spread))
        languages, forms = np.array(self.column_languages), self.column_forms
        return {
            language: [forms[at] for at in order[languages[order] == language][:size]]
            for language in LANGUAGES
            if self.terms[language]
        }


def build_vocabulary(
    documents: Sequence[TopicDocument], names: Iterable[tuple[str, ...]] = (), outlets: Iterable[str] = ()
) -> Vocabulary:
    """The vocabulary of articles in Arabic and English; an article in another language has no terms.

    Parameters
    ----------
    documents : sequence of TopicDocument
        The articles.
    names : iterable of tuple of str
        Arabic name, English name and other spellings of actors and places: each is one term, however it is spelt.
    outlets : iterable of str
        Names of media; they are no terms, as the names of the articles' publishers are not.
    """
    known, dropped = tuple(names), tuple(outlets)
    forms = word_forms(_whole(document) for document in documents if document.language == "ar")
    publishers = publisher_names(documents)
    terms: dict[str, tuple[str, ...]] = {}
    shown: dict[str, dict[str, str]] = {}
    blocks: list[sp.csr_matrix] = []
    for language in LANGUAGES:
        rows = [row for row, document in enumerate(documents) if document.language == language]
        index = NameIndex(language, known, (*publishers, *dropped))
        analyser = analyser_of(language, forms, index)
        stream = _Stream.of(analyser, (_whole(documents[row]) for row in rows))
        found = [stream.terms(size, weak_stems(language), index.own) for size in range(1, stream.longest + 1)]
        keys = [key for sized in found for key in sized.keys]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        terms[language] = tuple(keys[at] for at in order)
        shown[language] = dict(zip(keys, (form for sized in found for form in sized.forms), strict=True))
        counts = stream.counts(found)[:, order].tocoo()
        places = np.array(rows, dtype=np.int64)[counts.row]
        blocks.append(sp.csr_matrix((counts.data, (places, counts.col)), shape=(len(documents), len(keys))))
    counts = sp.hstack(blocks, format="csr", dtype=np.int32)
    counts.sort_indices()
    return Vocabulary(terms, shown, counts, forms, publishers)


def _whole(document: TopicDocument) -> str:
    return f"{document.title}\n\n{document.text}"


def publisher_names(documents: Iterable[TopicDocument]) -> tuple[str, ...]:
    """The names and ids of the articles' publishers, sorted."""
    return tuple(
        sorted({name for document in documents for name in (document.publisher, document.publisher_id) if name})
    )


def analyser_of(language: str, forms: Mapping[str, int], names: NameIndex) -> Analyser:
    """The analyser of a language."""
    return ArabicAnalyser(forms, names) if language == "ar" else EnglishAnalyser(names)


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
    def of(cls, analyser: Analyser, texts: Iterable[str]) -> _Stream:
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
        return _LONGEST if self.n_articles >= _ENOUGH else 1

    def terms(self, size: int, weak: frozenset[str], own: Mapping[str, str]) -> _Terms:
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
        return _Terms(
            keys, self._forms(positions, renumbered, size, [own.get(key, "") for key in keys]), positions, renumbered
        )

    def counts(self, found: Sequence[_Terms]) -> sp.csr_matrix:
        """How often each article has each of the terms, shape (n_articles, n_terms)."""
        starts = np.cumsum([0, *(len(terms.keys) for terms in found)])
        numbers = np.concatenate([terms.numbers + start for terms, start in zip(found, starts, strict=False)])
        articles = np.concatenate([self.articles[terms.positions] for terms in found])
        ones = np.ones(len(numbers), dtype=np.int32)
        return sp.csr_matrix((ones, (articles, numbers)), shape=(self.n_articles, int(starts[-1])))  # adds up equals

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

    def _key(self, position: int, size: int) -> str:
        return JOINER.join(self._word(position + step).stem for step in range(size))

"""The terms of a corpus: single words and pairs of adjacent words, counted by stem, with the form a reader is shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp

from analytics.topics.words import LANGUAGES, Analyser, ArabicAnalyser, EnglishAnalyser, Word

JOINER: Final = "_"  # between the two stems of a pair
_RAREST: Final = 2_000  # a term is in at least one article of so many, and never in a single one only
_COMMONEST: Final = 0.5  # a single word in more than this share of articles tells no topics apart
_ENOUGH: Final = 20  # articles below which no term is left out for being rare or common


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
        Keys of each language's terms, sorted: a stem, or two joined by ``JOINER``.
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
        analyser = _analyser(language, [documents[row] for row in rows])
        words = [list(analyser.words(_whole(documents[row]))) for row in rows]
        kept = _kept(words)
        forms = _forms(words, kept)
        terms[language] = tuple(sorted(kept))
        shown |= forms
        for row, sequence in zip(rows, words, strict=True):
            written[row] = " ".join(term for term, _ in _terms(sequence) if term in kept)
    return Vocabulary(terms, shown, tuple(written))


def _whole(document: TopicDocument) -> str:
    return f"{document.title}\n\n{document.text}"


def _analyser(language: str, documents: Sequence[TopicDocument]) -> Analyser:
    names = {name for document in documents for name in (document.publisher, document.publisher_id) if name}
    if language == "ar":
        return ArabicAnalyser((_whole(document) for document in documents), names)
    return EnglishAnalyser(names)


def _terms(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Each word and each pair of adjacent words: its key, and its form."""
    before: Word | None = None
    for word in words:
        yield word.stem, word.shown
        if word.follows and before is not None and before.stem != word.stem:
            yield before.stem + JOINER + word.stem, f"{before.shown} {word.shown}"
        before = word


def _kept(words: Sequence[Sequence[Word]]) -> set[str]:
    """Terms that are neither too rare nor, as single words, too common to tell topics apart."""
    n = len(words)
    found = Counter(term for sequence in words for term in {term for term, _ in _terms(sequence)})
    if n < _ENOUGH:
        return {term for term, _ in found.items() if JOINER not in term}
    rarest = max(2, -(-n // _RAREST))
    return {term for term, count in found.items() if count >= rarest and (JOINER in term or count <= _COMMONEST * n)}


def _forms(words: Sequence[Sequence[Word]], kept: set[str]) -> dict[str, str]:
    """Each term's commonest form; of equals, the one in lower case, then the first in the alphabet."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sequence in words:
        for term, form in _terms(sequence):
            if term in kept:
                counts[term][form] += 1
    return {
        term: min(forms, key=lambda form: (-forms[form], sum(map(str.isupper, form)), form))
        for term, forms in counts.items()
    }

"""The terms of a corpus: words and phrases of up to four words, counted by stem, with the form a reader is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, pairwise
from typing import Final

import numpy as np
import scipy.sparse as sp

from analytics.topics.known_names import NameIndex
from analytics.topics.phrases import WordStream
from analytics.topics.words import LANGUAGES, Analyser, ArabicAnalyser, EnglishAnalyser, weak_stems, word_forms

# Terms a language keeps at most, those in most articles: the tables stay bounded however many articles there are. With
# 20,000 or 30,000 no label and none of 310 top terms of 23 topics and 5 themes of 9,428 war articles differs from
# those with all, nor with 10,000 in 4,800 news articles; with 15,000, 3 war terms change, with 10,000 9.
MOST_TERMS: Final = 30_000


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

    @property
    def has_letters(self) -> bool:
        """Whether title or text has a letter of any script."""
        return any(map(str.isalpha, chain(self.title, self.text)))


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
    forms = word_forms(whole_text(document) for document in documents if document.language == "ar")
    publishers = publisher_names(documents)
    terms: dict[str, tuple[str, ...]] = {}
    shown: dict[str, dict[str, str]] = {}
    blocks: list[sp.csr_matrix] = []
    for language in LANGUAGES:
        rows = [row for row, document in enumerate(documents) if document.language == language]
        index = NameIndex(language, known, (*publishers, *dropped))
        analyser = analyser_of(language, forms, index)
        stream = WordStream.of(analyser, (whole_text(documents[row]) for row in rows))
        found = stream.terms(weak_stems(language), index.own)
        keys = [key for sized in found for key in sized.keys]
        counted = stream.counts(found)
        order = _most_widespread(keys, counted)
        terms[language] = tuple(keys[at] for at in order)
        forms_shown = [form for sized in found for form in sized.forms]
        shown[language] = {keys[at]: forms_shown[at] for at in order}
        chosen = counted[:, order].tocoo()
        places = np.array(rows, dtype=np.int64)[chosen.row]
        blocks.append(sp.csr_matrix((chosen.data, (places, chosen.col)), shape=(len(documents), len(order))))
    counts = sp.hstack(blocks, format="csr", dtype=np.int32)
    counts.sort_indices()
    return Vocabulary(terms, shown, counts, forms, publishers)


def _most_widespread(keys: Sequence[str], counts: sp.csr_matrix) -> list[int]:
    """The terms to keep, by key: those in most articles, of equals the first by key."""
    spread = np.bincount(counts.indices, minlength=len(keys))
    order = sorted(range(len(keys)), key=lambda at: (-int(spread[at]), keys[at]))[:MOST_TERMS]
    return sorted(order, key=keys.__getitem__)


def whole_text(document: TopicDocument) -> str:
    """Title and text of an article."""
    return f"{document.title}\n\n{document.text}"


def publisher_names(documents: Iterable[TopicDocument]) -> tuple[str, ...]:
    """The names and ids of the articles' publishers, sorted."""
    return tuple(
        sorted({name for document in documents for name in (document.publisher, document.publisher_id) if name})
    )


def analyser_of(language: str, forms: Mapping[str, int], names: NameIndex) -> Analyser:
    """The analyser of a language."""
    return ArabicAnalyser(forms, names) if language == "ar" else EnglishAnalyser(names)

"""How often each article has each term: what any grouping of the articles is described with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.topics.describe import Description, describe_groups
from analytics.topics.vocabulary import Vocabulary
from analytics.topics.words import LANGUAGES


@dataclass(frozen=True, slots=True, eq=False)
class TermCounts:
    """The terms of articles, counted.

    Attributes
    ----------
    matrix : sparse matrix of int, shape (n_articles, n_terms)
        How often each article has each term; the columns of a language stand together, sorted by key.
    article_ids : tuple of str
        The article of each row.
    languages : tuple of str
        The language of each article's terms; empty for an article without any.
    keys : tuple of str
        Each term as its stems joined by ``_``.
    shown : tuple of str
        Each term as it is most often written.
    term_languages : tuple of str
        The language of each term.
    """

    matrix: sp.csr_matrix
    article_ids: tuple[str, ...]
    languages: tuple[str, ...]
    keys: tuple[str, ...]
    shown: tuple[str, ...]
    term_languages: tuple[str, ...]

    @classmethod
    def of(cls, vocabulary: Vocabulary, article_ids: Sequence[str]) -> Self:
        """The counts of a vocabulary; the articles in the order of its rows."""
        matrix, languages = vocabulary.counts, vocabulary.column_languages
        spoken = _spoken(matrix, languages)
        return cls(matrix, tuple(article_ids), spoken, vocabulary.columns, vocabulary.column_forms, languages)

    @classmethod
    def from_tables(cls, terms: pa.Table, article_terms: pa.Table) -> Self:
        """The counts as a run stores them, in tables ``terms`` and ``article_terms``; articles by id."""
        terms, article_terms = terms.sort_by("term_no"), article_terms.sort_by("article_id")
        numbers = article_terms["terms"].combine_chunks()
        lengths = pc.fill_null(pc.list_value_length(numbers), 0).to_numpy(zero_copy_only=False)
        indptr = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        matrix = sp.csr_matrix(
            (_flat(article_terms["counts"]), _flat(article_terms["terms"]), indptr),
            shape=(article_terms.num_rows, terms.num_rows),
        )
        languages = tuple(terms["language"].to_pylist())
        return cls(
            matrix,
            tuple(article_terms["article_id"].to_pylist()),
            _spoken(matrix, languages),
            tuple(terms["term"].to_pylist()),
            tuple(terms["shown"].to_pylist()),
            languages,
        )

    def describe(
        self,
        labels: NDArray[np.int64],
        names: Iterable[tuple[str, ...]] = (),
        weights: sp.csr_matrix | None = None,
    ) -> list[Description]:
        """A description of each group of the articles, by group number; an empty one where no article has a number.

        Parameters
        ----------
        labels : ndarray of int, shape (n_articles,)
            Group of each row; -1 for an article of none.
        names : iterable of tuple of str
            The Arabic and the English name of known actors and places, first and second in each.
        weights : sparse matrix, shape (n_groups, n_terms), optional
            Weight of each term in each group, if it is known already; :meth:`weights` of the labels if not given.

        Raises
        ------
        ValueError
            If there is not one label an article.
        """
        weights = self.weights(labels) if weights is None else weights
        return describe_groups(self, labels, names, weights, self.telling(labels))

    def weights(self, labels: NDArray[np.int64]) -> sp.csr_matrix:
        """Class-based TF-IDF of every group and term within each language, shape (n_groups, n_terms).

        Grootendorst 2022, "BERTopic: Neural topic modeling with a class-based TF-IDF procedure": the frequency of a
        term in the group, times log(1 + A / f), with A the mean number of terms a group and f the term's frequency in
        all groups. The numbers are those of BERTopic's ``ClassTfidfTransformer``.

        Raises
        ------
        ValueError
            If there is not one label an article.
        """
        labels = np.asarray(labels)
        if len(labels) != len(self.article_ids):
            raise ValueError(f"There are {len(labels)} labels for {len(self.article_ids)} articles; give one each.")
        n_groups = int(labels.max(initial=-1)) + 1
        rows = np.flatnonzero(labels >= 0)
        member = sp.csr_matrix((np.ones(len(rows)), (labels[rows], rows)), shape=(n_groups, len(labels)))
        counts = sp.csr_matrix(member @ self.matrix)
        return _class_tfidf(counts, np.asarray(self.term_languages), len(np.unique(labels[rows])))

    def telling(self, labels: NDArray[np.int64]) -> sp.csr_matrix:
        """How much each term tells of each group, shape (n_groups, n_terms): nothing where it is no more common there.

        P(term | group) log(P(term | group) / P(term)), over the articles of the term's language: the term's part of the
        mutual information of words and groups (Kullback and Leibler 1951, "On information and sufficiency"). It counts
        articles, not occurrences, so that one article that repeats a word does not name a topic.
        """
        labels, spoken = np.asarray(labels), np.asarray(self.languages)
        rows = np.flatnonzero(labels >= 0)
        n_groups = int(labels.max(initial=-1)) + 1
        member = sp.csr_matrix((np.ones(len(rows)), (labels[rows], rows)), shape=(n_groups, len(labels)))
        together = sp.coo_matrix(member @ (self.matrix > 0).astype(np.float64))
        own = np.asarray([LANGUAGES.index(language) for language in self.term_languages], dtype=np.int64)
        sizes = np.array([member @ (spoken == language) for language in LANGUAGES])
        n_articles, language = sizes.sum(axis=1), own[together.col]
        share = together.data / sizes[language, together.row]
        everywhere = np.bincount(together.col, together.data, minlength=len(own))[together.col] / n_articles[language]
        value = np.maximum(share * np.log(share / everywhere), 0)
        return sp.csr_matrix((value, (together.row, together.col)), shape=together.shape)


def _class_tfidf(counts: sp.csr_matrix, term_languages: NDArray[np.str_], n_groups: int) -> sp.csr_matrix:
    """Class-based TF-IDF within each language; ``n_groups`` of the rows have articles."""
    blocks = []
    for language in LANGUAGES:
        block = counts[:, term_languages == language]
        frequency = np.asarray(block.sum(axis=0), dtype=np.float64).ravel()
        mean = int(block.sum() / n_groups) if n_groups else 0  # BERTopic's own rounding
        present = np.maximum(frequency, 1.0)
        inverse = np.where(frequency > 0, np.log(mean / present + 1), 0.0)
        sizes = np.asarray(block.sum(axis=1), dtype=np.float64).ravel()
        shares = sp.diags(1 / np.maximum(sizes, 1.0)) @ block
        blocks.append(shares @ sp.diags(inverse))
    return sp.csr_matrix(sp.hstack(blocks, format="csr"))


def _flat(column: pa.ChunkedArray) -> NDArray[np.int64]:
    return np.asarray(pc.list_flatten(column).to_numpy(), dtype=np.int64)


def _spoken(matrix: sp.csr_matrix, term_languages: Sequence[str]) -> tuple[str, ...]:
    """The language of each article's terms."""
    spoken = np.full(matrix.shape[0], "", dtype=object)
    own = np.asarray(term_languages)
    for language in LANGUAGES:
        spoken[np.diff(matrix[:, own == language].indptr) > 0] = language
    return tuple(spoken)

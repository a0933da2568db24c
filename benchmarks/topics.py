"""Figures behind the choices of the encoder and the topics, on labelled articles beside the repository.

Usage: python benchmarks/topics.py [articles a section, default 300]
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.metrics import normalized_mutual_info_score

from analytics.annotate.sentences import split_sentences
from analytics.encoder import UniversalEncoder, document_vectors
from analytics.schema import whole
from analytics.topics.align import Space
from analytics.topics.model import fit_topics
from analytics.topics.vocabulary import TopicDocument

LABELLED = Path(__file__).resolve().parents[1] / "../shared/data/labelled"
SECTIONS = {
    "technology": "technology",
    "economy": "business",
    "sport": "sport",
    "internationalNews": "world",
    "middleEast": "world",
    "1": "world",
    "2": "sport",
    "3": "business",
    "4": "technology",
}


def read(name: str, size: int) -> list[tuple[str, str, str]]:
    """Title, text and category of the first ``size`` articles of each category."""
    with gzip.open(LABELLED / name, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    taken: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows:
        taken.setdefault(row["category"], []).append((row["title"], row["text"], row["category"]))
    return [article for category in sorted(taken) for article in taken[category][:size]]


def encode(articles: list[tuple[str, str, str]]) -> tuple[NDArray[np.float32], NDArray[np.float32], float]:
    """Vectors from sentences, vectors of the first 400 words, and words encoded a second."""
    encoder = UniversalEncoder()
    encoder.encode(["warm"])
    sentences, index = [], []
    for number, (title, text, _) in enumerate(articles):
        string = whole(title, text)
        found = [string[s.start : s.end] for s in split_sentences(title, text)]
        sentences += found
        index += [number] * len(found)
    n_words = np.array([len(sentence.split()) for sentence in sentences])
    started = time.perf_counter()
    vectors = encoder.encode(sentences)
    speed = n_words.sum() / (time.perf_counter() - started)
    lead = encoder.encode([" ".join(whole(title, text).split()[:400]) for title, text, _ in articles])
    return document_vectors(vectors, np.array(index), len(articles), n_words=n_words), lead, speed


def kmeans_nmi(vectors: NDArray[np.float32], categories: list[str]) -> float:
    """Mean NMI of k-means with the categories over six seeds."""
    k = len(set(categories))
    found = [KMeans(k, n_init=3, random_state=seed).fit_predict(vectors) for seed in range(6)]
    return float(np.mean([normalized_mutual_info_score(categories, labels) for labels in found]))


def main() -> None:
    """Print the figures."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    documents, vectors, categories = [], [], []
    for language, name in (("ar", "topics_ant_6cat.jsonl.gz"), ("en", "topics_agnews_4cat.jsonl.gz")):
        articles = read(name, size)
        mean, lead, speed = encode(articles)
        own = [category for _, _, category in articles]
        print(f"{name}: {len(articles)} articles, {speed:.0f} words/s")
        print(f"  k-means NMI: sentences {kmeans_nmi(mean, own):.3f}, first 400 words {kmeans_nmi(lead, own):.3f}")
        shared = [i for i, category in enumerate(own) if category in SECTIONS]
        documents += [TopicDocument(f"{language}{i:05}", *articles[i][:2], language) for i in shared]
        categories += [SECTIONS[own[i]] for i in shared]
        vectors.append(mean[shared])
    stacked = np.concatenate(vectors)
    languages = [document.language for document in documents]
    for name, space in (("as encoded", stacked), ("aligned", Space.of(stacked, languages).apply(stacked, languages))):
        labels = KMeans(4, n_init=3, random_state=0).fit_predict(space)
        by_section = normalized_mutual_info_score(categories, labels)
        by_language = normalized_mutual_info_score(languages, labels)
        print(f"both languages, {name}: k-means NMI with sections {by_section:.3f}, with language {by_language:.3f}")
    started = time.perf_counter()
    result = fit_topics(documents, stacked, random_state=0)
    topics = [row["topic_id"] for row in sorted(result.assignments, key=lambda row: row["article_id"])]
    print(
        f"topics: {len(result.topics)} in {time.perf_counter() - started:.1f} s, NMI with sections "
        f"{normalized_mutual_info_score(categories, topics):.3f}, with language "
        f"{normalized_mutual_info_score(languages, topics):.3f}"
    )


if __name__ == "__main__":
    main()

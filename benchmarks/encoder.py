"""Figures behind the choice of article vectors, and the vectors that ``benchmarks/topics.py`` reads.

Usage: python benchmarks/encoder.py [articles a section, default 300]
       python benchmarks/encoder.py --prepare SHARED FOLDER

The first prints, on the labelled articles beside the repository, k-means NMI of vectors made from sentences beside
vectors of the first 400 words, and of both languages before and after they are aligned. The second encodes the corpora
of ``SHARED/data`` (13 minutes on two cores) into ``FOLDER``: war.npy and .json, topics_ant_6cat, topics_agnews_4cat.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.metrics import normalized_mutual_info_score
from topic_data import SECTIONS

from analytics.encoder import UniversalEncoder, document_vectors
from analytics.evaluation.inputs import article_sentences
from analytics.schema import whole
from analytics.topics.align import Space
from corpus.intake import add_paths
from corpus.schema import ARTICLES
from corpus.workspace import Workspace

LABELLED = Path(__file__).resolve().parents[1] / "../shared/data/labelled"
WAR: Final = ("ant_war_2018.jsonl.gz", "saudinewsnet_war_2015.jsonl.gz", "fa_kes.csv")
COLUMNS: Final = ("article_id", "title", "text", "language", "publisher_id", "publisher", "published_at", "story_id")

Vectors = NDArray[np.float32]


def read(name: str, size: int) -> list[tuple[str, str, str]]:
    """Title, text and category of the first ``size`` articles of each category."""
    taken: dict[str, list[tuple[str, str, str]]] = {}
    for row in lines_of(LABELLED / name):
        taken.setdefault(row["category"], []).append((row["title"], row["text"], row["category"]))
    return [article for category in sorted(taken) for article in taken[category][:size]]


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a compressed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def encode(articles: Sequence[tuple[str, str, str]]) -> tuple[Vectors, Vectors, float]:
    """Vectors from sentences, vectors of the first 400 words, and words encoded a second."""
    encoder = UniversalEncoder()
    encoder.encode(["warm"])
    mean, speed = from_sentences(encoder, [article[:2] for article in articles])
    lead = encoder.encode([" ".join(whole(title, text).split()[:400]) for title, text, _ in articles])
    return mean, lead, speed


def from_sentences(encoder: UniversalEncoder, articles: Sequence[tuple[str, str]]) -> tuple[Vectors, float]:
    """Vector of each article as a run makes it, and words encoded a second."""
    sentences, index = article_sentences(articles)
    n_words = np.array([len(sentence.split()) for sentence in sentences])
    started = time.perf_counter()
    vectors = encoder.encode(sentences)
    speed = n_words.sum() / (time.perf_counter() - started)
    return document_vectors(vectors, index, len(articles), n_words=n_words), speed


def kmeans_nmi(vectors: Vectors, categories: Sequence[str]) -> float:
    """Mean NMI of k-means with the categories over six seeds."""
    k = len(set(categories))
    found = [KMeans(k, n_init=3, random_state=seed).fit_predict(vectors) for seed in range(6)]
    return float(np.mean([normalized_mutual_info_score(categories, labels) for labels in found]))


def compare(size: int) -> None:
    """Print the figures."""
    categories: list[str] = []
    languages: list[str] = []
    vectors = []
    for language, name in (("ar", "topics_ant_6cat.jsonl.gz"), ("en", "topics_agnews_4cat.jsonl.gz")):
        articles = read(name, size)
        mean, lead, speed = encode(articles)
        own = [category for _, _, category in articles]
        print(f"{name}: {len(articles)} articles, {speed:.0f} words/s")
        print(f"  k-means NMI: sentences {kmeans_nmi(mean, own):.3f}, first 400 words {kmeans_nmi(lead, own):.3f}")
        shared = [i for i, category in enumerate(own) if category in SECTIONS]
        categories += [SECTIONS[own[i]] for i in shared]
        languages += [language] * len(shared)
        vectors.append(mean[shared])
    stacked = np.concatenate(vectors)
    for name, space in (("as encoded", stacked), ("aligned", Space.of(stacked, languages).apply(stacked, languages))):
        labels = KMeans(4, n_init=3, random_state=0).fit_predict(space)
        by_section = normalized_mutual_info_score(categories, labels)
        by_language = normalized_mutual_info_score(languages, labels)
        print(f"both languages, {name}: k-means NMI with sections {by_section:.3f}, with language {by_language:.3f}")


def prepare(shared: Path, folder: Path) -> None:
    """Encode the corpora that ``benchmarks/topics.py`` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder = UniversalEncoder()
    store(folder / "war", war_articles(shared / "data/corpora", folder / "workspace"), encoder)
    for language, name in (("ar", "topics_ant_6cat"), ("en", "topics_agnews_4cat")):
        rows = [
            {"article_id": f"{language}{number:05}", "language": language}
            | {column: row[column] for column in ("title", "text", "category")}
            for number, row in enumerate(lines_of(shared / f"data/labelled/{name}.jsonl.gz"))
        ]
        store(folder / name, rows, encoder)


def war_articles(corpora: Path, workspace: Path) -> list[dict[str, Any]]:
    """The real war articles as an intake stores them, by id."""
    made = Workspace.create(workspace)
    add_paths(made, [corpora / name for name in WAR])
    return list(made.read(ARTICLES, columns=list(COLUMNS)).sort_by("article_id").to_pylist())


def store(path: Path, rows: Sequence[dict[str, Any]], encoder: UniversalEncoder) -> None:
    """Write the articles that have a letter, and their vectors, in the same order."""
    kept = [row for row in rows if (row["title"] + row["text"]).strip()]
    vectors, _ = from_sentences(encoder, [(row["title"], row["text"]) for row in kept])
    np.save(path.with_suffix(".npy"), vectors)
    path.with_suffix(".json").write_text(json.dumps(kept, ensure_ascii=False, default=str), encoding="utf-8")
    print(f"{path.name}: {len(kept)} articles")


def main() -> None:
    """Print the figures, or prepare the corpora."""
    if sys.argv[1:2] == ["--prepare"]:
        prepare(*map(Path, sys.argv[2:4]))
    else:
        compare(int(sys.argv[1]) if len(sys.argv) > 1 else 300)


if __name__ == "__main__":
    main()

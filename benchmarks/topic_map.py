"""How true the map is to the vectors, how far articles move, and how themes above topics compare.

python -m benchmarks.topic_map DATA, a folder of vectors as ``benchmarks/encoder.py --prepare`` makes it.

Of the map: seconds, trustworthiness of ten neighbours (Venna and Kaski 2001) of 2,000 articles, and by how much nine
tenths of the articles move when the last tenth is added, as part of the map's extent: with the map before as the start,
and made afresh and turned onto it. Of the themes: purity and NMI with the sections, and the mean ARI, on shared
articles, of the themes of five samples of nine tenths with those of all; beside Leiden at the resolution that gives as
many communities.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.manifold import trustworthiness
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from analytics.topics.align import Space
from analytics.topics.graph import by_size, leiden, merge_small, neighbour_graph
from analytics.topics.positions import map_positions, turned_onto
from analytics.topics.themes import build_themes, topic_links
from benchmarks.topic_data import Articles, parts, read

_RESOLUTION: Final = 3.0  # topics enough for themes, on any of the corpora
_CORPORA: Final = ("ant", "ag", "war")
Labels = NDArray[np.int64]


def aligned(articles: Articles) -> NDArray[np.float32]:
    """The vectors in the space of topics."""
    return Space.of(articles.vectors, articles.languages).apply(articles.vectors, articles.languages)


def measure_map(vectors: NDArray[np.float32], ids: list[str]) -> str:
    """One line on the map."""
    n = len(ids)
    draw = np.random.default_rng(0)
    map_positions(vectors[:50], ids[:50])  # compiled before the clock starts
    begun = time.perf_counter()
    whole = map_positions(vectors, ids)
    seconds = time.perf_counter() - begun
    order = draw.permutation(n)
    is_same = np.array_equal(map_positions(vectors[order], [ids[i] for i in order]), whole[order])
    asked = draw.permutation(n)[:2_000]
    kept = np.sort(draw.permutation(n)[: round(0.9 * n)])
    before = map_positions(vectors[kept], [ids[i] for i in kept])
    previous = {ids[i]: (float(x), float(y)) for i, (x, y) in zip(kept, before, strict=True)}
    begun = time.perf_counter()
    after = map_positions(vectors, ids, previous=previous)
    again = time.perf_counter() - begun
    extent = np.sqrt(((before - before.mean(axis=0)) ** 2).sum(axis=1).mean())
    true = [trustworthiness(vectors[asked], at[asked], n_neighbors=10, metric="cosine") for at in (whole, after)]
    moved = [
        np.linalg.norm(at[kept] - before, axis=1).mean() / extent
        for at in (after, turned_onto(whole, whole[kept], before))
    ]
    return (
        f"{n:,} articles: {seconds:.1f} s, again {again:.1f} s; trustworthiness {true[0]:.3f}, again {true[1]:.3f}; "
        f"moved {moved[0]:.3f} from the map before, {moved[1]:.3f} afresh; same in another order: {is_same}"
    )


def grouped(vectors: NDArray[np.float32]) -> tuple[Labels, Labels, Labels]:
    """Topics, themes, and as many communities of Leiden, of each article."""
    graph = neighbour_graph(vectors, 15)
    labels = by_size(merge_small(leiden(graph, _RESOLUTION, 0), graph, max(3, round(0.002 * len(vectors)))))
    levels = build_themes(topic_links(graph, labels), np.bincount(labels).tolist())
    themes = levels[0][labels]
    low, high = 0.0, _RESOLUTION
    for _ in range(10):
        middle = (low + high) / 2
        found = leiden(graph, middle, 0)
        low, high = (low, middle) if len(np.unique(found)) > themes.max() + 1 else (middle, high)
    return labels, themes, leiden(graph, low, 0)


def purity(groups: Labels, sections: NDArray[np.str_]) -> float:
    """Share of the articles that are of the commonest section of their group."""
    table = np.zeros((int(groups.max()) + 1, len(np.unique(sections))))
    np.add.at(table, (groups, np.unique(sections, return_inverse=True)[1]), 1)
    return float(table.max(axis=1).sum() / len(groups))


def measure_themes(vectors: NDArray[np.float32], articles: Articles) -> str:
    """Three lines on the themes."""
    topics, *found = grouped(vectors)
    samples = [at for name, at in parts(len(vectors), shuffles=0) if name != "all"]
    others = [grouped(vectors[at]) for at in samples]
    lines = [f"{len(np.unique(topics))} topics, {len(np.unique(found[0]))} themes"]
    sections = np.array(articles.categories)
    for place, name in enumerate(("themes", "Leiden")):
        own = found[place]
        agree = [adjusted_rand_score(own[at], other[place + 1]) for at, other in zip(samples, others, strict=True)]
        line = f"  {name}: ARI of samples {np.mean(agree):.3f}"
        if sections.any():
            line += f", purity {purity(own, sections):.3f}, NMI {normalized_mutual_info_score(sections, own):.3f}"
        lines.append(line)
    return "\n".join(lines)


def main() -> None:
    """Print the figures of each corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("corpora", nargs="*", default=_CORPORA, help=f"of {', '.join(_CORPORA)}; all by default")
    options = parser.parse_args()
    for corpus in options.corpora:
        articles = read(options.data, corpus)
        vectors = aligned(articles)
        print(f"{corpus}: {measure_map(vectors, articles.ids)}")
        print(measure_themes(vectors, articles), flush=True)


if __name__ == "__main__":
    main()

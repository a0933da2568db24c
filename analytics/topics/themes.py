"""Themes above topics: the topics joined step by step by how strongly the articles' neighbour graph links them.

Bonald, Charpentier, Galland and Hollocou 2018, "Hierarchical graph clustering using node pair sampling" (Paris): of
all pairs the two are joined whose link is strongest beside the link that chance would give them, their weights
multiplied over the whole. It is the tree that belongs to modularity, by which the topics themselves were found, and a
theme never parts a topic.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.topics.describe import Description

FEWEST_TOPICS: Final = 6
"""Fewer topics need no themes: a reader sees them at once."""
MOST_THEMES: Final = 9
"""More themes than these have themes of their own above them."""
_DECIMALS: Final = 9  # strengths are rounded before they are ranked, so that no machine's last bit decides

Rows = list[dict[str, Any]]
Describe = Callable[[NDArray[np.int64]], Sequence[Description]]
"""A description of each group of the articles, given the group of each."""


def topic_links(graph: sp.csr_matrix, labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """Sum of the weights between each two topics, shape (k, k); within a topic each edge counts twice.

    Parameters
    ----------
    graph : sparse matrix, shape (n_articles, n_articles)
        The symmetric neighbour graph.
    labels : ndarray of int, shape (n_articles,)
        Topic of each article, from 0 without gaps.
    """
    k = int(labels.max()) + 1
    member = sp.csr_matrix((np.ones(len(labels)), (labels, np.arange(len(labels)))), shape=(k, len(labels)))
    return np.asarray((member @ graph @ member.T).todense(), dtype=np.float64)


def build_themes(links: NDArray[np.float64], sizes: Sequence[int]) -> list[NDArray[np.int64]]:
    """The theme of each topic, then the theme of level 2 of each theme of level 1; an empty list for few topics.

    There are as many themes as the square root of the number of topics, so that a reader chooses from a list about as
    long as that of the topics in a theme; if they are more than nine, they are joined once more in the same way. Themes
    are numbered from 0 in each level, largest first, of equals the one with the lower topic.

    Parameters
    ----------
    links : ndarray of float, shape (k, k)
        Sum of the weights between each two topics, as :func:`topic_links` gives it.
    sizes : sequence of int
        Articles of each topic.

    Raises
    ------
    ValueError
        If there is not one size a topic.
    """
    if links.shape != (len(sizes), len(sizes)):
        raise ValueError(f"There are {len(sizes)} sizes for links of shape {links.shape}; give one size a topic.")
    levels: list[NDArray[np.int64]] = []
    amounts = np.asarray(sizes, dtype=np.int64)
    while len(amounts) >= FEWEST_TOPICS and (not levels or len(amounts) > MOST_THEMES) and len(levels) < 2:
        themes = _by_size(_joined(links, round(len(amounts) ** 0.5)), amounts)
        member = np.eye(int(themes.max()) + 1)[themes]
        links, amounts = member.T @ links @ member, np.bincount(themes, weights=amounts).astype(np.int64)
        levels.append(themes)
    return levels


def _joined(links: NDArray[np.float64], wanted: int) -> NDArray[np.int64]:
    """Group of each node when the nearest have been joined until ``wanted`` groups are left."""
    between = np.array(links, dtype=np.float64)
    weight = between.sum(axis=1)
    total = max(float(weight.sum()), 1.0)
    groups = np.arange(len(between))
    alive = np.ones(len(between), dtype=bool)
    while alive.sum() > wanted:
        expected = np.outer(np.maximum(weight, 1e-12), np.maximum(weight, 1e-12)) / total
        strength = np.round(between / expected, _DECIMALS)
        strength[~alive], strength[:, ~alive] = -1.0, -1.0
        strength[np.tril_indices(len(strength))] = -1.0
        one, other = divmod(int(np.argmax(strength)), len(strength))
        between[one] += between[other]
        between[:, one] += between[:, other]
        weight[one] += weight[other]
        alive[other] = False
        groups[groups == other] = one
    return np.unique(groups, return_inverse=True)[1].astype(np.int64)


def _by_size(groups: NDArray[np.int64], amounts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Groups renumbered from 0 by descending number of articles, ties by first member."""
    first = np.unique(groups, return_index=True)[1]
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.lexsort((first, -np.bincount(groups, weights=amounts)))] = np.arange(len(first))
    return rank[groups]


def with_themes(
    topics: Rows, levels: Sequence[NDArray[np.int64]], labels: NDArray[np.int64], describe: Describe
) -> tuple[Rows, Rows]:
    """Rows of ``topics`` with their ``parent_id``, and rows of ``themes``, the lower level first.

    Parameters
    ----------
    topics : list of dict
        Rows of table ``topics``, in the order of the topics' numbers in ``labels``.
    levels : sequence of ndarray of int
        As :func:`build_themes` gives them.
    labels : ndarray of int, shape (n_articles,)
        Topic of each article, by its place in ``topics``.
    describe : callable
        A description of each group of the articles.
    """
    if not levels:
        return [{**topic, "parent_id": None} for topic in topics], []
    themes: Rows = []
    first = 0
    groups, amounts = labels, [int(topic["n"]) for topic in topics]
    for level, parents in enumerate(levels, start=1):
        groups = np.where(groups >= 0, parents[groups], -1)
        amounts = np.bincount(parents, weights=amounts).astype(np.int64).tolist()
        above = levels[level] + first + len(amounts) if level < len(levels) else [None] * len(amounts)
        described = zip(describe(groups), amounts, above, strict=True)
        themes += [_row(first + at, level, *each) for at, each in enumerate(described)]
        first += len(amounts)
    return [{**topic, "parent_id": int(levels[0][at])} for at, topic in enumerate(topics)], themes


def themes_after(themes: Sequence[Mapping[str, Any]], topics: Sequence[Mapping[str, Any]]) -> Rows:
    """Rows of ``themes`` that fit topics which were edited: counted anew, without those that no topic is left in.

    A topic made by an edit says its theme itself, that of the topic it was made from; one of a theme that is not there
    is in no theme. Names and terms stay as a reader knows them.

    Parameters
    ----------
    themes : sequence of mapping
        Rows of table ``themes``.
    topics : sequence of mapping
        Rows of table ``topics`` after the edit: ``parent_id`` and ``n``.
    """
    amounts: dict[int, int] = {}
    above = {theme["theme_id"]: theme["parent_id"] for theme in themes}
    for topic in topics:
        theme = topic["parent_id"]
        while theme in above:
            amounts[theme] = amounts.get(theme, 0) + int(topic["n"])
            theme = above[theme]
    return [{**theme, "n": amounts[theme["theme_id"]]} for theme in themes if theme["theme_id"] in amounts]


def _row(theme: int, level: int, described: Description, n: int, above: int | None) -> dict[str, Any]:
    return {
        "theme_id": theme,
        "parent_id": None if above is None else int(above),
        "level": level,
        "label_ar": described.label_ar,
        "label_en": described.label_en,
        "terms_ar": described.terms_ar,
        "terms_en": described.terms_en,
        "n": n,
    }

"""New topics proposed: articles that fit no topic well, and are as alike as those of the topics there are.

The articles are grouped by Leiden communities of their neighbour graph, as topics are. A group keeps the articles that
are as near its middle as three quarters of the fitted articles are to theirs, and is proposed if it is as cohesive as
the lower quartile of the topics and no single event: at least ``LEAST`` articles of ``LEAST_STORIES`` stories.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.encoder import unit_rows
from analytics.topics.assigning import TopicModel
from analytics.topics.graph import by_size, leiden, neighbour_graph

LEAST: Final = 10
"""Articles of a proposal at least: what an article is compared with in a topic."""
LEAST_STORIES: Final = 5
"""Stories of a proposal at least; copies of one agency report are one story."""
_NEIGHBOURS: Final = 10
# Of the groups, wide ones first, then narrow ones of what is left. A section left out of six Arabic ones came back as
# 1 to 7 groups at resolution 1 alone; at .3 alone the widest as 2 and 3, but one was missed.
_RESOLUTIONS: Final = (0.3, 1.0)
_ROUNDS: Final = 2  # times the middle is found again after those far from it left
_KEPT_SHARE: Final = 0.5  # of an earlier proposal's articles still to be had that its successor must hold
_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new topic proposed.

    Attributes
    ----------
    proposal_id : str
        'p' and 8 hexadecimal digits, of a digest of its articles when it was first seen.
    articles : tuple of str
        Its articles, nearest its middle first, ties by id.
    cohesion : float
        Mean cosine of its articles with their middle, -1 to 1.
    nearest_topic_id : int
        The topic nearest to it.
    similarity : float
        Cosine of its middle with that of the topic.
    """

    proposal_id: str
    articles: tuple[str, ...]
    cohesion: float
    nearest_topic_id: int
    similarity: float


def propose(
    model: TopicModel,
    article_ids: Sequence[str],
    vectors: NDArray[np.float32],
    *,
    stories: Sequence[str] | None = None,
    previous: Mapping[str, Sequence[str]] | None = None,
    random_state: int = 0,
) -> tuple[Proposal, ...]:
    """New topics among articles that fit none, largest first; the same for any order of the articles.

    Parameters
    ----------
    model : TopicModel
        The topics there are.
    article_ids : sequence of str
        Ids of the articles that fit none, each once.
    vectors : ndarray of float32, shape (n_articles, dimension)
        Their unit vectors in the model's space.
    stories : sequence of str, optional
        Story of each article; by default each is its own.
    previous : mapping of str to sequence of str, optional
        Articles of each proposal made before, by its id. A group that holds at least half of those of them that still
        fit no topic is the same proposal, and keeps its id.
    random_state : int
        Seed of the groups.

    Raises
    ------
    ValueError
        If ids, vectors and stories differ in number.
    """
    told = list(article_ids if stories is None else stories)
    if not len(article_ids) == len(vectors) == len(told):
        raise ValueError(f"There are {len(article_ids)} ids, {len(vectors)} vectors and {len(told)} stories.")
    order = sorted(range(len(told)), key=lambda row: article_ids[row])
    if len(order) < LEAST:
        return ()
    ids, points = [article_ids[row] for row in order], np.asarray(vectors[order], dtype=np.float32)
    names, middles, near, together = _topics(model)
    found: list[NDArray[np.int64]] = []
    left: NDArray[np.int64] = np.arange(len(ids))
    for resolution in _RESOLUTIONS:
        for rows in _groups(points[left], near, resolution, random_state):
            members = left[rows]
            n_stories = len({told[order[row]] for row in members})
            if len(members) >= LEAST and n_stories >= LEAST_STORIES and pairwise_cosine(points[members]) >= together:
                found.append(members)
        left = np.setdiff1d(np.arange(len(ids)), np.concatenate([left[:0], *found]))
    numbers = _numbers([{ids[row] for row in members} for members in found], ids, previous or {})
    made = [
        _proposal(number, ids, points, members, names, middles) for number, members in zip(numbers, found, strict=True)
    ]
    return tuple(sorted(made, key=lambda one: (-len(one.articles), one.proposal_id)))


def pairwise_cosine(vectors: NDArray[np.float32]) -> float:
    """Mean cosine of all pairs of unit vectors, -1 to 1; unlike that with their middle, no higher for few of them."""
    n = len(vectors)
    if n < 2:
        return 0.0
    exact = vectors.astype(np.float64)
    total = exact.sum(axis=0)
    return round(float((total @ total - (exact * exact).sum()) / (n * (n - 1))), _DECIMALS)


def _topics(model: TopicModel) -> tuple[NDArray[np.int64], NDArray[np.float32], float, float]:
    """Numbers of the topics, their middles, and the lower quartiles of cosine with a middle and of pairs in a topic."""
    names = np.unique(model.owners)
    unit = unit_rows(model.prototypes.astype(np.float64))
    parts = [unit[model.owners == name] for name in names]
    middles = [_middle(part) for part in parts]
    near = np.concatenate([_cosines(part, middle) for part, middle in zip(parts, middles, strict=True)])
    together = [pairwise_cosine(part) for part in parts]
    return names, np.stack(middles), float(np.quantile(near, 0.25)), float(np.quantile(together, 0.25))


def _groups(points: NDArray[np.float32], near: float, resolution: float, random_state: int) -> list[NDArray[np.int64]]:
    """Rows of each community, largest first, without those far from its middle."""
    if not len(points):
        return []
    labels = by_size(leiden(neighbour_graph(points, _NEIGHBOURS), resolution, random_state))
    groups = []
    for label in range(int(labels.max()) + 1):
        members = np.flatnonzero(labels == label)
        for _ in range(_ROUNDS):
            if len(members):
                members = members[_cosines(points[members], _middle(points[members])) >= near]
        groups.append(members)
    return groups


def _numbers(groups: Sequence[set[str]], unfit: Sequence[str], previous: Mapping[str, Sequence[str]]) -> list[str]:
    """Id of each group: that of the proposal it continues, most shared articles first, or a new one."""
    there = set(unfit)
    left = {number: there & set(articles) for number, articles in previous.items()}
    pairs = sorted(
        (-len(group & articles), number, at)
        for at, group in enumerate(groups)
        for number, articles in left.items()
        if articles and len(group & articles) >= _KEPT_SHARE * len(articles)
    )
    given: dict[int, str] = {}
    for _, number, at in pairs:
        if at not in given and number not in given.values():
            given[at] = number
    return [given.get(at) or _new_number(group, previous) for at, group in enumerate(groups)]


def _new_number(articles: set[str], taken: Mapping[str, Sequence[str]]) -> str:
    """A digest of the articles; hashed once more where an earlier proposal of other articles has it."""
    digest = "\n".join(sorted(articles)).encode("utf-8", "surrogatepass")
    while True:
        digest = blake2b(digest, digest_size=4).digest()
        if f"p{digest.hex()}" not in taken:
            return f"p{digest.hex()}"


def _proposal(
    number: str,
    ids: Sequence[str],
    points: NDArray[np.float32],
    members: NDArray[np.int64],
    names: NDArray[np.int64],
    middles: NDArray[np.float32],
) -> Proposal:
    middle = _middle(points[members])
    cosines = _cosines(points[members], middle)
    ranked = sorted(zip(cosines.tolist(), members.tolist(), strict=True), key=lambda pair: (-pair[0], ids[pair[1]]))
    similarities = _cosines(middles, middle)
    best = int(similarities.argmax())
    return Proposal(
        number,
        tuple(ids[row] for _, row in ranked),
        round(float(cosines.mean()), _DECIMALS),
        int(names[best]),
        float(similarities[best]),
    )


def _middle(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(unit_rows(vectors.astype(np.float64).sum(axis=0, keepdims=True))[0])


def _cosines(vectors: NDArray[np.float32], middle: NDArray[np.float32]) -> NDArray[np.float64]:
    """Cosines with a middle, rounded so that no machine's last bit decides."""
    return np.asarray(np.round((vectors.astype(np.float64) * middle.astype(np.float64)).sum(axis=1), _DECIMALS))

"""Which articles join a topic that a person made: of words or examples, or of a proposal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.encoder import unit_rows
from analytics.topics.edits.entries import Edit
from analytics.topics.edits.membership import UNFIT, Membership, middle
from analytics.topics.edits.source import EditSource

ANCHORS: Final = 20
"""Articles nearest to a seed whose middle stands for it, where they are a twentieth of all or fewer; at least three.

Words lie beside articles, not among them, so the articles nearest to them are asked in their place (Rocchio 1971,
"Relevance feedback in information retrieval", with the best matches taken for relevant).
"""
FLOOR: Final = 0.1
"""Share of articles that lie less near to the middle of their own topic than an article must lie to a seed's.

Five words, or five articles, for each of eight sections of 2,534 English and 1,600 Arabic articles; mean precision and
recall of the articles that join, by section. Words without anchors, at .05: .95 and .06 (they match next to nothing);
with 20 anchors at .05 .91 and .54, at .10 .94 and .43, at .25 .95 and .28. Articles with 20 anchors at .10: .89 and
.46. 50 anchors add .06 of recall, but a small subject does not have so many; asking that an article lie nearer to the
seed than to its own topic too leaves a recall of .09.
"""
_FEWEST: Final = 3  # anchors of a corpus so small that a twentieth of it is no middle
_SAMPLE: Final = 10_000  # articles by which the floor is set: bounds memory at 20 MB
_BLOCK: Final = 50_000  # articles whose vectors are read at once: 100 MB
_DECIMALS: Final = 6

Joining = tuple[NDArray[np.int64], NDArray[np.float64]]
"""Rows of the articles that join, and the cosine of each with the topic's middle."""


def seeded(members: Membership, edit: Edit, source: EditSource) -> Joining:
    """The articles of a topic seeded by words or examples.

    The seed is the middle of the ``ANCHORS`` articles nearest to the words or examples (of few articles a twentieth,
    but three). Articles as near to it as nine tenths of the run's articles are to the middle of their own topic join,
    and the examples.

    Parameters
    ----------
    members : Membership
        Where articles are.
    edit : Edit
        The seed, with its vectors.
    source : EditSource
        Vectors of the articles.
    """
    start = _start(edit, source)
    everything = np.arange(len(members.ids))
    order = np.argsort(-_cosines(members, everything, start, source), kind="stable")
    anchors = min(ANCHORS, max(_FEWEST, len(order) // 20))
    seed = middle(members.vectors(np.sort(order[:anchors]), source))
    near = _cosines(members, everything, seed, source)
    joins = near >= _floor(members, source)
    joins[members.places(edit.articles)] = True
    rows = np.flatnonzero(joins)
    return rows, near[rows]


def accepted(members: Membership, edit: Edit, proposals: Sequence[str], source: EditSource) -> Joining:
    """The articles of a proposal that was accepted.

    These are the articles it had then, those it has in this run, and others that fit no topic and lie as near to their
    middle as nine tenths of them do, each measured against the rest.

    Parameters
    ----------
    members : Membership
        Where articles are.
    edit : Edit
        The acceptance, with the articles of the proposal.
    proposals : sequence of str
        The run's proposals that are the same.
    source : EditSource
        Vectors of the articles, and the run's proposals.
    """
    proposed = (article for proposal in proposals for article in source.proposals.get(proposal, ()))
    own = members.places((*edit.articles, *proposed))
    own = np.sort(own[np.isin(members.ids[own], edit.articles) | (members.basis[own] == UNFIT)])
    if not len(own):
        return own, np.empty(0)
    vectors = members.vectors(own, source)
    total = vectors.astype(np.float64).sum(axis=0)
    rest = unit_rows(total - vectors) if len(own) > 1 else vectors
    apart = np.round(np.einsum("ij,ij->i", vectors.astype(np.float64), rest), _DECIMALS)
    centre = middle(vectors)
    others = np.setdiff1d(np.flatnonzero(members.basis == UNFIT), own)
    near = _cosines(members, others, centre, source)
    later = others[near >= np.quantile(apart, FLOOR, method="lower")]
    rows = np.sort(np.concatenate([own, later]))
    return rows, _cosines(members, rows, centre, source)


def strength_in(members: Membership, rows: NDArray[np.int64], topic: int, source: EditSource) -> NDArray[np.float64]:
    """Cosine of some articles with the middle of a topic; of a topic without articles, with their own."""
    if not len(rows):
        return np.empty(0)
    own = members.rows_of(topic)
    thinned = own[:: max(1, -(-len(own) // _SAMPLE))]
    centre = middle(members.vectors(thinned if len(own) else rows, source))
    return _cosines(members, rows, centre, source)


def _start(edit: Edit, source: EditSource) -> NDArray[np.float32]:
    """Where the words or examples lie in the run's space: the middle of the languages."""
    vectors = np.array([one.vector for one in edit.vectors], dtype=np.float32)
    return middle(source.space.apply(vectors, [one.language for one in edit.vectors], [""] * len(vectors)))


def _cosines(
    members: Membership, rows: NDArray[np.int64], centre: NDArray[np.float32], source: EditSource
) -> NDArray[np.float64]:
    """Cosine of each of some articles with a unit vector, rounded so that no machine's last bit decides."""
    found = [vectors @ centre for vectors in _blocks(members, rows, source)]
    return np.round(np.concatenate(found) if found else np.empty(0), _DECIMALS).astype(np.float64)


def _blocks(members: Membership, rows: NDArray[np.int64], source: EditSource) -> Iterator[NDArray[np.float32]]:
    for at in range(0, len(rows), _BLOCK):
        yield members.vectors(rows[at : at + _BLOCK], source)


def _floor(members: Membership, source: EditSource) -> float:
    """How near an article must be to a seed, from how near articles are to the middles of their own topics."""
    counted = np.flatnonzero(members.counted >= 0)
    sample = counted[:: max(1, -(-len(counted) // _SAMPLE))]
    if not len(sample):
        return 1.0
    vectors = members.vectors(sample, source)
    _, topics = np.unique(members.topics[sample], return_inverse=True)
    sums = np.zeros((int(topics.max()) + 1, vectors.shape[1]))
    np.add.at(sums, topics, vectors)
    own = np.einsum("ij,ij->i", vectors.astype(np.float64), unit_rows(sums)[topics])
    return float(np.quantile(np.round(own, _DECIMALS), FLOOR, method="lower"))

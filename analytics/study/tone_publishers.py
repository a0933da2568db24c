"""Tone of publishers beside one another: as it is, and on the same topics.

The raw difference is a publisher's mean less that of all others. It may come from what is written about: a paper of
casualty reports is more negative than one of ceremonies, in the same words. The adjusted difference compares within
topics and puts these together as if the publisher wrote about each as often as all publishers do (direct
standardisation; Gelman and Hill 2007, ch. 14, of poststratification).

- A *shared* topic is one with an article of the publisher and with ``CELL`` stories of others at least.
- Where the publisher has ``CELL`` stories in it, its difference counts by the topic's share of all articles.
- Its other shared topics are one stratum, with the share they have of all articles together; inside it the differences
  count by the publisher's own number, so that no single article stands for a topic.
- Articles that fit no topic are not compared. Nothing is adjusted where less than ``OVERLAP`` of the publisher's units
  lie in shared topics: what is left would not be the publisher.

Where all publishers write about the same topics as often, and enough, both differences are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.resampling import added, clusters, resampled
from analytics.study.tone_groups import described, named
from analytics.study.tone_sums import SCALE, ToneSums, read, stories_of_run
from analytics.study.tone_tests import MIN_STORIES, compared, discovered

CELL: Final = MIN_STORIES
"""Fewest stories of a publisher, and of the others, in a topic that is compared by itself."""
OVERLAP: Final = 0.5
COLUMNS: Final = [
    "publisher_id", "name_ar", "name_en", "n", "n_articles", "n_stories", "n_sentences", "n_unscored", "mean", "low",
    "high", "raw", "raw_low", "raw_high", "raw_p", "raw_q", "adjusted", "adjusted_low", "adjusted_high", "adjusted_p",
    "adjusted_q", "n_topics", "overlap", "coverage", "reason", "is_small",
]  # fmt: skip
_FOUND: Final = (
    "raw", "raw_low", "raw_high", "raw_p", "adjusted", "adjusted_low", "adjusted_high", "adjusted_p", "n_topics",
    "overlap", "coverage", "reason",
)  # fmt: skip
_Row = list[float | int | str | None]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Tones by publisher, topic and story; the last of the ``n_topics`` topics is that of articles that fit none.

    Attributes
    ----------
    publisher, pair, cluster, n, total : ndarray of shape (n_rows,)
        Of a publisher and a pair of topic and story: units with a tone, and the sum of their tones.
    topic, story, pair_n, is_alone : ndarray of shape (n_pairs,)
        Of each pair: its topic, its story, units of all publishers, whether one publisher has all of them.
    """

    publisher: Ints
    pair: Ints
    cluster: Ints
    n: Floats
    total: Floats
    topic: Ints
    story: Ints
    pair_n: Floats
    is_alone: NDArray[np.bool_]
    n_topics: int

    @classmethod
    def from_rows(cls, rows: pd.DataFrame, publishers: pd.Index[Any], listed: pd.Index[Any], n_stories: int) -> Self:
        """The cells of rows of :func:`analytics.study.tone_sums.read`, whatever their order."""
        scored = rows[rows["n"] > 0]
        topic = listed.get_indexer(pd.Index(scored["topic_id"].fillna(-1).astype("int64")))
        topic = np.where(topic < 0, len(listed), topic)
        publisher = publishers.get_indexer(pd.Index(scored["key"]))
        story_no = scored["story_no"].to_numpy(np.int64)
        order = np.lexsort((story_no, topic, publisher))
        named = topic * (n_stories + 1) + story_no
        pairs, pair, carriers = np.unique(named[order], return_inverse=True, return_counts=True)
        n = scored["n"].to_numpy(float)[order]
        return cls(
            publisher=publisher[order], pair=pair, cluster=clusters(story_no[order], n_stories), n=n,
            total=scored["total"].to_numpy(float)[order] / SCALE, topic=pairs // (n_stories + 1),
            story=np.unique(pairs % (n_stories + 1), return_inverse=True)[1], pair_n=added(pair, n, len(pairs)),
            is_alone=carriers == 1, n_topics=len(listed) + 1,
        )  # fmt: skip

    def side(self, rows: slice) -> _Side:
        """The tones of some rows by topic."""
        topic, m = self.topic[self.pair[rows]], self.n_topics
        own = topic, self.cluster[rows]
        return _Side(
            added(topic, self.n[rows], m),
            added(topic, self.total[rows], m),
            resampled(*own, self.n[rows], m),
            resampled(*own, self.total[rows], m),
        )

    def effective(self, weight: Floats) -> float:
        """Effective stories of weights of pairs."""
        by_story = added(self.story, weight, int(self.story.max(initial=-1)) + 1)
        squares = float((by_story**2).sum())
        return float(by_story.sum()) ** 2 / squares if squares > 0 else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """Units and summed tones by topic, shape (n_topics,), and in each resample, shape (n_topics, RESAMPLES)."""

    n: Floats
    total: Floats
    n_drawn: Floats
    total_drawn: Floats

    def without(self, part: _Side) -> _Side:
        """All others. Sums of weights are cut at 0, below which rounding may bring them."""
        n_drawn = np.maximum(self.n_drawn - part.n_drawn, 0.0)
        return _Side(self.n - part.n, self.total - part.total, n_drawn, self.total_drawn - part.total_drawn)


def publisher_tone(query: Query, filters: Filters, toward: str | None) -> pd.DataFrame:
    """See :meth:`analytics.study.tone_answers.ToneAnswers.publisher_tone`."""
    rows = read(query, "publisher", filters, toward, split="topic_id")
    n_stories = stories_of_run(query)
    whole = rows.drop(columns="topic_id").groupby(["key", "story_no"], sort=True).sum().reset_index()
    sums = ToneSums.from_rows(whole, n_stories)
    out = described(sums)
    listed = pd.Index(query.frame("SELECT topic_id FROM topic ORDER BY topic_id")["topic_id"])
    found = differences(Cells.from_rows(rows, sums.keys, listed, n_stories), len(sums.keys))
    more = pd.DataFrame(found, columns=list(_FOUND), index=out.index)
    more = more.astype(dict.fromkeys(_FOUND, "float64") | {"n_topics": "int64", "reason": "object"})
    out = pd.concat([out, more], axis=1)
    for kind in ("raw", "adjusted"):
        out[f"{kind}_q"] = discovered(out[f"{kind}_p"].to_numpy(float))
    out = named(query, "publisher", out.assign(key=sums.keys)).rename(columns={"key": "publisher_id"})
    return out.sort_values(["n", "publisher_id"], ascending=[False, True], ignore_index=True)[COLUMNS]


def differences(cells: Cells, n_publishers: int) -> list[_Row]:
    """A row a publisher: what ``_FOUND`` names."""
    if not n_publishers:
        return []
    everyone = cells.side(slice(None))
    ends = np.searchsorted(cells.publisher, np.arange(n_publishers + 1))
    slices = [slice(*pair) for pair in pairwise(ends)]
    return [_row(cells, everyone, rows) for rows in slices]


def _row(cells: Cells, everyone: _Side, rows: slice) -> _Row:
    """The raw and the adjusted difference of the publisher of these rows from all others."""
    own = cells.side(rows)
    others = everyone.without(own)
    mine = added(cells.pair[rows], cells.n[rows], len(cells.topic))
    rest = cells.pair_n - mine
    k = cells.effective(mine), cells.effective(rest)
    shared, single = _shared(cells, mine)
    overlap = own.n[shared].sum() / own.n.sum() if own.n.sum() else np.nan
    coverage = everyone.n[shared].sum() / everyone.n.sum() if everyone.n.sum() else np.nan
    about = (int(shared.sum()), overlap, coverage)
    nothing = [np.nan] * 4
    if min(k) < MIN_STORIES:
        return [*nothing, *nothing, *about, "few_stories" if k[0] < MIN_STORIES else "few_others"]
    raw = _compared(
        [own.total.sum() / own.n.sum(), others.total.sum() / others.n.sum()],
        [side.total_drawn.sum(axis=0) / side.n_drawn.sum(axis=0) for side in (own, others)],
        k,
    )
    if overlap < OVERLAP:
        return [*raw, *nothing, *about, "little_overlap"]
    weight = _standard(own.n[shared], everyone.n[shared], single[shared])
    by_topic = [np.zeros(cells.n_topics), np.zeros(cells.n_topics)]
    for side, found in zip((own, others), by_topic, strict=True):
        found[shared] = weight / side.n[shared]
    k = (cells.effective(by_topic[0][cells.topic] * mine), cells.effective(by_topic[1][cells.topic] * rest))
    if min(k) < MIN_STORIES:
        return [*raw, *nothing, *about, "few_shared"]
    drawn = _standard(own.n_drawn[shared], everyone.n_drawn[shared], single[shared])
    adjusted = _compared(
        [(weight * side.total[shared] / side.n[shared]).sum() for side in (own, others)],
        [(drawn * side.total_drawn[shared] / side.n_drawn[shared]).sum(axis=0) for side in (own, others)],
        k,
    )
    return [*raw, *adjusted, *about, None]


def _shared(cells: Cells, mine: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The topics shared with others, and those of them that are compared by themselves."""
    m = cells.n_topics
    held = mine > 0
    stories = added(cells.topic, held, m)
    elsewhere = added(cells.topic, ~(held & cells.is_alone), m)
    is_topic = np.arange(m) < m - 1
    shared = is_topic & (stories > 0) & (elsewhere >= CELL)
    return shared, shared & (stories >= CELL)


def _standard(own: Floats, everyone: Floats, single: NDArray[np.bool_]) -> Floats:
    """The weight of each shared topic, in all 1; of numbers by topic, and by resample if there is a second axis."""
    share = everyone / everyone.sum(axis=0)
    few = own[~single]
    share[~single] = share[~single].sum(axis=0) * few / np.where(few.sum(axis=0) > 0, few.sum(axis=0), 1.0)
    return np.asarray(share)


def _compared(means: list[Any], drawn: list[Floats], k: tuple[float, float]) -> list[float]:
    """Difference, low, high, p."""
    difference = np.array([means[0] - means[1]])
    low, high, p = compared(difference, drawn[0][None], drawn[1][None], np.array([k[0]]), np.array([k[1]]))
    return [float(values[0]) for values in (difference, low, high, p)]

"""The encoder: whether vectors group articles by subject, and find a report's other side in the other language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import numpy as np

from analytics.evaluation.inputs import Inputs, Task, Vectors
from analytics.evaluation.partitions import nmi_interval
from analytics.evaluation.resampling import share
from analytics.evaluation.schema import Finding
from analytics.evaluation.sections import FILES, LANGUAGE_OF, pair_sides, sample, sample_reports, sections

SEEDS: Final = 6


def other_side_ranks(vectors: Vectors, rows: Sequence[dict[str, Any]]) -> dict[int, int]:
    """For each report told in both languages, the rank of its other side among all of the other language, from 1.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, dimension)
    rows : sequence of dict, shape (n,)
        With ``lang``, and ``pair`` where the report has another side.
    """
    languages = np.array([row["lang"] for row in rows])
    ranks = {}
    for one, other in pair_sides(rows).values():
        for asked, wanted in ((one, other), (other, one)):
            others = np.flatnonzero(languages != languages[asked])
            order = others[np.argsort(-(vectors[others] @ vectors[asked]), kind="stable")]
            ranks[asked] = 1 + int(np.flatnonzero(order == wanted)[0])
    return ranks


def of_sample(inputs: Inputs) -> Iterator[Finding]:
    """How often the nearest report in the other language is the report's other side, asked from each language."""
    rows, found = sample_reports(inputs), sample(inputs)
    ranks = other_side_ranks(found.vectors, rows)
    for language in ("ar", "en"):
        own = [rank for at, rank in ranks.items() if rows[at]["lang"] == language]
        estimate = share(sum(rank == 1 for rank in own), len(own))
        yield Finding(
            "encoder", "other_side_nearest", language, "sample", len(own), "reports",
            estimate.figure, estimate.low, estimate.high, estimate.interval, notes=("own_sample",),
        )  # fmt: skip


def of_sections(inputs: Inputs, dataset: str) -> Iterator[Finding]:
    """NMI of k-means with the newsroom's sections: the mean of six seeds."""
    from sklearn.cluster import KMeans

    found = sections(inputs, dataset)
    k = len(set(found.categories))
    fits = [KMeans(k, n_init=3, random_state=seed).fit_predict(found.vectors).tolist() for seed in range(SEEDS)]
    estimate = nmi_interval(found.categories, fits)
    yield Finding(
        "encoder", "kmeans_nmi", LANGUAGE_OF[dataset], dataset, len(found.articles), "articles",
        estimate.value, estimate.low, estimate.high, "jackknife", notes=("first_of_section",),
    )  # fmt: skip


def _task(dataset: str) -> Task:
    def measure(inputs: Inputs) -> Iterable[Finding]:
        return of_sections(inputs, dataset)

    return Task("encoder", dataset, measure, (FILES[dataset],))


TASKS: Final = (Task("encoder", "sample", of_sample), *map(_task, FILES))

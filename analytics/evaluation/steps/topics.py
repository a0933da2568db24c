"""Topics: whether they follow known sections, cross languages, and come back on other samples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from analytics.evaluation.inputs import Article, Encoded, Inputs, Task
from analytics.evaluation.partitions import OUTSIDE, nmi_interval, pairwise_ari
from analytics.evaluation.resampling import share
from analytics.evaluation.schema import Finding
from analytics.evaluation.sections import FILES, LANGUAGE_OF, both, pair_sides, sample, sample_reports, sections

SAMPLES: Final = 5
"""Samples of nine tenths of the articles that topics are found on again."""
SHARE: Final = 0.9


def topics_of(articles: Sequence[Article], found: Encoded, at: Sequence[int]) -> dict[str, int]:
    """Topic of each article at these places, by its id; -1 where it fits none."""
    from analytics.topics.model import fit_topics
    from analytics.topics.vocabulary import TopicDocument

    documents = [
        TopicDocument(one.article_id, one.title, one.text, one.language) for one in (articles[place] for place in at)
    ]
    result = fit_topics(documents, found.vectors[list(at)], random_state=0)
    return {row["article_id"]: OUTSIDE if row["basis"] == "unfit" else row["topic_id"] for row in result.assignments}


def all_topics(found: Encoded) -> dict[str, int]:
    """Topic of each article of a set."""
    return topics_of(found.articles, found, range(len(found.articles)))


def labels_of(found: Encoded, topics: dict[str, int]) -> list[int]:
    """The topics in the order of the articles."""
    return [topics.get(article.article_id, OUTSIDE) for article in found.articles]


def agreement(language: str, dataset: str, found: Encoded, labels: Sequence[int], notes: tuple[str, ...]) -> Finding:
    """NMI of topics with the known sections of the articles of a language."""
    kept = [at for at, one in enumerate(found.articles) if language in ("both", one.language)]
    estimate = nmi_interval([found.articles[at].category for at in kept], [[labels[at] for at in kept]])
    return Finding(
        "topics", "sections_nmi", language, dataset, len(kept), "articles",
        estimate.value, estimate.low, estimate.high, "jackknife", notes=notes,
    )  # fmt: skip


def of_sample(inputs: Inputs) -> Iterator[Finding]:
    """How often both sides of a fact told in both languages fall into one topic, and NMI with the sample's sections."""
    rows, found = sample_reports(inputs), sample(inputs)
    topics = all_topics(found)
    sides = pair_sides(rows).values()
    told = [tuple(topics.get(rows[at]["id"], OUTSIDE) for at in places) for places in sides]
    estimate = share(sum(one == other != OUTSIDE for one, other in told), len(told))
    yield Finding(
        "topics", "pairs_in_one_topic", "both", "sample", len(told), "pairs",
        estimate.figure, estimate.low, estimate.high, estimate.interval, notes=("own_sample",),
    )  # fmt: skip
    labels = labels_of(found, topics)
    for language in ("ar", "en"):
        yield agreement(language, "sample", found, labels, ("own_sample",))


def of_sections(inputs: Inputs, dataset: str) -> Iterator[Finding]:
    """NMI with the newsroom's sections, articles that fit no topic, and agreement of topics found on samples."""
    found, language = sections(inputs, dataset), LANGUAGE_OF[dataset]
    n = len(found.articles)
    labels = labels_of(found, all_topics(found))
    notes = ("first_of_section",)
    yield agreement(language, dataset, found, labels, notes)
    unfit = share(labels.count(OUTSIDE), n)
    yield Finding(
        "topics", "unfit", language, dataset, n, "articles", unfit.figure, unfit.low, unfit.high, "wilson", notes=notes
    )
    fits = []
    for seed in range(SAMPLES):
        places = np.sort(np.random.default_rng(seed).choice(n, round(SHARE * n), replace=False))
        fits.append(topics_of(found.articles, found, places.tolist()))
    same = pairwise_ari(fits)
    yield Finding(
        "topics", "stability_ari", language, dataset, n, "articles", same.value, same.low, same.high, "range",
        notes=(*notes, "nine_tenths"),
    )  # fmt: skip


def of_both(inputs: Inputs) -> Iterator[Finding]:
    """NMI with sections, and with the language, of topics of both languages together."""
    found = both(inputs)
    labels = labels_of(found, all_topics(found))
    notes = ("first_of_section", "shared_sections")
    yield agreement("both", "both_sections", found, labels, notes)
    leak = nmi_interval(found.languages, [labels])
    yield Finding(
        "topics", "language_nmi", "both", "both_sections", len(labels), "articles",
        leak.value, leak.low, leak.high, "jackknife", notes=notes,
    )  # fmt: skip


def _task(dataset: str) -> Task:
    def measure(inputs: Inputs) -> Iterable[Finding]:
        return of_sections(inputs, dataset)

    return Task("topics", dataset, measure, (FILES[dataset],))


TASKS: Final = (
    Task("topics", "sample", of_sample),
    *map(_task, FILES),
    Task("topics", "both_sections", of_both, tuple(FILES.values())),
)

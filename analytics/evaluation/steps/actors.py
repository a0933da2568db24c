"""Actors: names found, and linked to the right actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from analytics.evaluation.gold import COUNTS, FILE, GoldArticle, article_counts, predicted
from analytics.evaluation.inputs import Inputs, Task
from analytics.evaluation.name_sets import (
    ANERCORP,
    ANERCORP_KINDS,
    RE3D,
    RE3D_KINDS,
    NamedText,
    anercorp,
    hits,
    re3d,
    roles_of,
)
from analytics.evaluation.resampling import Floats, Statistic, clustered, ratio
from analytics.evaluation.schema import Finding

AT: Final = {name: at for at, name in enumerate(COUNTS)}
DATASET: Final = "gold_dev"
FEW: Final = 10
"""Articles below which resampled intervals are known to be too narrow (Cameron, Gelbach, Miller 2008, RES 90:414)."""
MEASURES: Final = {
    "mention_precision": ratio(AT["mentions_hit"], AT["mentions_found"]),
    "mention_recall": ratio(AT["mentions_hit"], AT["mentions"]),
    "linking": ratio(AT["linked"], AT["mentions_hit"]),
}


def f1(hits: int, found: int, gold: int) -> Statistic:
    """The statistic of F1 from three columns of counts."""

    def measured(counts: Floats) -> Floats:
        total = counts[:, found] + counts[:, gold]
        return np.where(total > 0, 2 * counts[:, hits] / np.where(total > 0, total, 1), 0.0)

    return measured


def gold_counts(inputs: Inputs) -> dict[str, Floats]:
    """What is found in the gold articles: for each language counts of each article, shape (n_articles, 10)."""
    rows: dict[str, list[Floats]] = {}
    for article in sorted(inputs.data.json_lines(FILE, GoldArticle.of), key=lambda one: one.article_id):
        found = inputs.annotator.annotate(article.title, article.text)
        names, citations = predicted(found, inputs.annotator.registry)
        rows.setdefault(article.language, []).append(article_counts(article, names, citations))
    return {language: np.stack(rows[language]) for language in sorted(rows)}


def findings(
    step: str, unit: str, counts: dict[str, Floats], measures: dict[str, Statistic], ns: dict[str, int]
) -> Iterator[Finding]:
    """A finding for each language and measure; a figure of which there is nothing to count is left out."""
    for language, table in counts.items():
        for measure, statistic in measures.items():
            n = int(table[:, ns[measure]].sum())
            if language not in ("ar", "en") or not n:
                continue
            got = clustered(table, statistic, n=n)
            yield Finding(
                step, measure, language, DATASET, n, unit, got.figure, got.low, got.high, got.interval,
                n_clusters=len(table), notes=("silver", *_doubts(len(table), got.interval)),
            )  # fmt: skip


def _doubts(n_articles: int, interval: str) -> Sequence[str]:
    """What makes an interval narrower than it should be."""
    return ("as_independent",) if interval == "wilson" else ("few_articles",) if n_articles < FEW else ()


def of_gold(inputs: Inputs) -> Iterator[Finding]:
    """Precision, recall and F1 of names, and the share of those found that are linked rightly."""
    measures = {"mention_f1": f1(AT["mentions_hit"], AT["mentions_found"], AT["mentions"]), **MEASURES}
    ns = {
        "mention_precision": AT["mentions_found"],
        "mention_recall": AT["mentions"],
        "mention_f1": AT["mentions"],
        "linking": AT["mentions_hit"],
    }
    yield from findings("actors", "names", gold_counts(inputs), measures, ns)


def of_names(
    inputs: Inputs, texts: Sequence[NamedText], language: str, kinds: dict[str, str], notes: tuple[str, ...]
) -> Iterator[Finding]:
    """Recall of labelled names, by the registry alone and with the names it does not know, resampled by text."""
    rows: dict[str, list[tuple[int, int, int]]] = {kind: [] for kind in kinds}
    for one in texts:
        found = inputs.annotator.annotate("", one.text)
        for kind, table in rows.items():
            hit = [hits(start, end, found) for start, end, of in one.labels if of == kind]
            table.append((len(hit), sum(known for known, _ in hit), sum(either for _, either in hit)))
    for kind, table in rows.items():
        counts = np.array([row for row in table if row[0]], dtype=np.float64).reshape(-1, 3)
        for measure, column in (("names_recall_registry", 1), ("names_recall", 2)):
            if n := int(counts[:, 0].sum()):
                got = clustered(counts, ratio(column, 0), n=n)
                yield Finding(
                    "actors", measure, language, kinds[kind], n, "names", got.figure, got.low, got.high, got.interval,
                    n_clusters=len(counts), notes=notes,
                )  # fmt: skip


def of_re3d(inputs: Inputs) -> Iterator[Finding]:
    """Names of persons and organisations of this conflict."""
    texts = re3d(inputs.data, roles_of(inputs.annotator))
    yield from of_names(inputs, texts, "en", RE3D_KINDS, ("stated_rule",))


def of_anercorp(inputs: Inputs) -> Iterator[Finding]:
    """Names of persons and organisations in general news."""
    yield from of_names(inputs, anercorp(inputs.data), "ar", ANERCORP_KINDS, ("general_news",))


TASKS: Final = (
    Task("actors", DATASET, of_gold, (FILE,)),
    Task("actors", "re3d", of_re3d, (RE3D,)),
    Task("actors", "anercorp", of_anercorp, (ANERCORP,)),
)

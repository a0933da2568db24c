"""Citations: statements found with who made them and what was said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from analytics.evaluation import polnear
from analytics.evaluation.gold import FILE
from analytics.evaluation.inputs import Inputs, Task
from analytics.evaluation.resampling import clustered, ratio
from analytics.evaluation.schema import Finding
from analytics.evaluation.steps.actors import AT, DATASET, f1, findings, gold_counts


def of_gold(inputs: Inputs) -> Iterator[Finding]:
    """Precision, recall and F1 of citations, and the shares of those found with the right source and content."""
    hits, found, gold = AT["citations_hit"], AT["citations_found"], AT["citations"]
    measures = {
        "citation_f1": f1(hits, found, gold),
        "citation_precision": ratio(hits, found),
        "citation_recall": ratio(hits, gold),
        "citation_source": ratio(AT["sources"], hits),
        "citation_content": ratio(AT["contents_hit"], AT["contents"]),
    }
    ns = {
        "citation_precision": found,
        "citation_recall": gold,
        "citation_f1": gold,
        "citation_source": hits,
        "citation_content": AT["contents"],
    }
    yield from findings("citations", "citations", gold_counts(inputs), measures, ns)


def of_polnear(inputs: Inputs) -> Iterator[Finding]:
    """Attributions in English political news."""
    documents = sorted(inputs.data.json_lines(polnear.FILE, polnear.Document.of), key=lambda one: one.document_id)
    counts = np.stack([polnear.document_counts(one.gold, polnear.found_in(one, inputs.annotator)) for one in documents])
    gold, found, hits, sources, with_content, contents = range(len(polnear.COUNTS))
    measures = {
        "citation_f1": (f1(hits, found, gold), gold),
        "citation_precision": (ratio(hits, found), found),
        "citation_recall": (ratio(hits, gold), gold),
        "citation_source": (ratio(sources, hits), hits),
        "citation_content": (ratio(contents, with_content), with_content),
    }
    for measure, (statistic, of) in measures.items():
        if n := int(counts[:, of].sum()):
            got = clustered(counts, statistic, n=n)
            yield Finding(
                "citations", measure, "en", "polnear_dev", n, "citations", got.figure, got.low, got.high, got.interval,
                n_clusters=len(counts), notes=("rules_seen", "us_politics"),
            )  # fmt: skip


TASKS: Final = (
    Task("citations", DATASET, of_gold, (FILE,)),
    Task("citations", "polnear_dev", of_polnear, (polnear.FILE,)),
)

"""Citations: statements found with who made them and what was said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analytics.evaluation.gold import FILE
from analytics.evaluation.inputs import Inputs, Task
from analytics.evaluation.resampling import ratio
from analytics.evaluation.schema import Finding
from analytics.evaluation.steps.actors import AT, DATASET, f1, findings, gold_counts


def of_gold(inputs: Inputs) -> Iterator[Finding]:
    """Precision, recall and F1 of citations, and the shares of those found with the right source and content."""
    hits, found, gold = AT["citations_hit"], AT["citations_found"], AT["citations"]
    measures = {
        "citation_precision": ratio(hits, found),
        "citation_recall": ratio(hits, gold),
        "citation_f1": f1(hits, found, gold),
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


TASKS: Final = (Task("citations", DATASET, of_gold, (FILE,)),)

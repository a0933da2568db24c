"""The terms of articles as tables of a run: what topics are described with, now and after a person's edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pyarrow as pa

from analytics.topic_schema import ARTICLE_TERMS, TERMS
from analytics.topics.vocabulary import Vocabulary
from analytics.topics.words import LANGUAGES


def term_tables(vocabulary: Vocabulary, article_ids: Sequence[str]) -> tuple[pa.Table, pa.Table]:
    """Tables ``terms`` and ``article_terms`` of articles given in the order of the vocabulary's documents."""
    number = {term: column for column, term in enumerate(vocabulary.columns)}
    counted = [Counter(number[term] for term in document.split()) for document in vocabulary.documents]
    spread = Counter(column for counts in counted for column in counts)
    terms = [
        {"language": language, "term": term, "shown": vocabulary.shown[term]}
        for language in LANGUAGES
        for term in vocabulary.terms[language]
    ]
    rows = [
        {"article_id": article, "terms": sorted(counts), "counts": [counts[c] for c in sorted(counts)]}
        for article, counts in zip(article_ids, counted, strict=True)
    ]
    numbered = [{"term_no": no, **term, "n": spread[no]} for no, term in enumerate(terms)]
    return TERMS.to_arrow(numbered), ARTICLE_TERMS.to_arrow(rows)

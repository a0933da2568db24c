"""The terms of articles as tables of a run: what topics are described with, now and after a person's edit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import scipy.sparse as sp

from analytics.topic_schema import ARTICLE_TERMS, TERMS
from analytics.topics.vocabulary import Vocabulary


def term_tables(vocabulary: Vocabulary, article_ids: Sequence[str]) -> tuple[pa.Table, pa.Table]:
    """Tables ``terms`` and ``article_terms`` of articles given in the order of the vocabulary's rows."""
    columns = vocabulary.columns
    spread = np.bincount(vocabulary.counts.indices, minlength=len(columns))
    arrays = (range(len(columns)), vocabulary.column_languages, columns, vocabulary.column_forms, spread)
    schema = TERMS.arrow_schema()
    terms = pa.table(
        [pa.array(values, type_) for values, type_ in zip(arrays, schema.types, strict=True)], schema=schema
    )
    return terms, article_terms_table(article_ids, vocabulary.counts)


def article_terms_table(article_ids: Sequence[str], counts: sp.csr_matrix) -> pa.Table:
    """Table ``article_terms`` of a matrix of counts with sorted columns, one row an article."""
    edges = pa.array(counts.indptr, pa.int32())
    lists = [pa.ListArray.from_arrays(edges, pa.array(values, pa.int64())) for values in (counts.indices, counts.data)]
    return pa.table([pa.array(article_ids, pa.string()), *lists], schema=ARTICLE_TERMS.arrow_schema())

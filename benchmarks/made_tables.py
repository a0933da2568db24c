"""The tables of a study whose columns a benchmark makes up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from analytics.schema import RUN_TABLES
from analytics.study.query import Query
from corpus.schema import ARTICLES


def query_of(columns: Mapping[str, Mapping[str, Any]]) -> Query:
    """A query over tables with these columns, by name of the table without its "s"; all other columns are empty."""
    tables = {}
    for table in (ARTICLES, *RUN_TABLES):
        name, schema = table.name.removesuffix("s"), table.to_arrow([]).schema
        given = columns.get(name, {})
        length = len(next(iter(given.values()), []))
        arrays = [pa.array(given[f.name], f.type) if f.name in given else pa.nulls(length, f.type) for f in schema]
        tables[f"source_{name}"] = pa.Table.from_arrays(arrays, schema=schema)
    return Query.of_tables(tables)

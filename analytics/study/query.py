"""Questions put to the tables of a run: SQL with a selection in it, frames out."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, Self

import duckdb
import pandas as pd
import pyarrow as pa

from analytics.run import Run
from analytics.study.filters import Filters
from analytics.study.scope import FREQUENCIES, frequency_for
from analytics.study.tables import made_of, open_tables
from analytics.study.units import Sql, evidence, joined, members, placed, units
from corpus.schema import ARTICLES, Table
from corpus.text.normalise import fold
from corpus.workspace import CORPUS, Workspace

TONE_COLUMNS: Final = """count(*) AS n,
    count(*) FILTER (a.tone_label = 'negative') AS negative, count(*) FILTER (a.tone_label = 'neutral') AS neutral,
    count(*) FILTER (a.tone_label = 'positive') AS positive"""

_MOST: Final = (0.05, 0.95)  # quantiles of the days


class Query:
    """The tables of one run in memory; safe to use from several threads."""

    def __init__(self, db: duckdb.DuckDBPyConnection, stored: tuple[Workspace, Run] | None = None) -> None:
        self._db = db
        self._stored = stored
        self._lock = threading.Lock()
        self._has_search = False

    @classmethod
    def of_run(cls, workspace: Workspace, run: Run, edited: Mapping[str, pa.Table] = MappingProxyType({})) -> Self:
        """Questions to a run and to the corpus it was made from; tables that were edited take the place of its own."""
        return cls(open_tables(workspace, run, edited), (workspace, run))

    @classmethod
    def of_tables(cls, sources: Mapping[str, pa.Table]) -> Self:
        """Questions to tables alone, as :func:`analytics.study.tables.made_of` takes them; texts cannot be read."""
        return cls(made_of(sources))

    @property
    def _run(self) -> tuple[Workspace, Run]:
        if self._stored is None:
            raise LookupError("These tables were given without texts; use Query.of_run to read or search texts.")
        return self._stored

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of this thread's own to the same tables."""
        return self._db.cursor()

    def frame(self, sql: str, values: Sequence[Any] = ()) -> pd.DataFrame:
        """The rows of a statement."""
        frame: pd.DataFrame = self.cursor().sql(sql, params=list(values)).to_arrow_table().to_pandas()
        return frame

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...]:
        """The one row of an aggregate."""
        found = self.cursor().execute(sql, list(values)).fetchone()
        if found is None:
            raise LookupError("The statement returned no row; only aggregates without GROUP BY may be asked here.")
        return tuple(found)

    def units(self, filters: Filters, join: str = "", key: str = "") -> Sql:
        """The units of a selection as a table and its parameters; see :func:`analytics.study.units.units`."""
        self._prepare(filters)
        return units(filters, join, key)

    def members(self, filters: Filters) -> Sql:
        """All articles of a selection as a table and its parameters; see :func:`analytics.study.units.members`."""
        self._prepare(filters)
        return members(filters)

    def placed(self, filters: Filters, join: str = "", key: str = "") -> Sql:
        """The articles of a selection with the date of their unit; see :func:`analytics.study.units.placed`."""
        self._prepare(filters)
        return placed(filters, join, key)

    def evidence(self, filters: Filters) -> Sql:
        """:meth:`members` with what is counted of them; see :func:`analytics.study.units.evidence`."""
        self._prepare(filters)
        return evidence(filters)

    def count(self, filters: Filters) -> int:
        """How many articles or stories a selection holds."""
        table, values = self.members(filters)
        counted = "DISTINCT story_id" if filters.unit == "stories" else "*"
        return int(self.row(f"SELECT count({counted}) FROM {table}", values)[0])

    def frequency(self, filters: Filters, frequency: str, *, outliers: bool = True) -> str:
        """The frequency asked for, or for "auto" the one that suits what was collected.

        Without ``outliers``, it suits the days between which nine tenths of the articles lie: a few articles years
        before the others would make one period of all that is compared.

        Raises
        ------
        ValueError
            If it is not a frequency.
        """
        if frequency != "auto":
            if frequency not in FREQUENCIES:
                raise ValueError(f"frequency is {frequency!r}; allowed: auto, {', '.join(FREQUENCIES)}.")
            return frequency
        table, values = self.units(filters.frame())
        low, high = (0.0, 1.0) if outliers else _MOST
        first, last = self.row(f"SELECT quantile_disc(day, {low}), quantile_disc(day, {high}) FROM {table}", values)
        return frequency_for(first, last) if first else "month"

    def counts(self, dimension: str, filters: Filters) -> pd.DataFrame:
        """Units a key of a dimension, largest first: key, n, the three classes, n_ar, n_en."""
        join, key, _ = joined(dimension)
        table, values = self.units(filters, join, key)
        return self.frame(
            f"""SELECT a.key, {TONE_COLUMNS}, count(*) FILTER (a.in_ar) AS n_ar, count(*) FILTER (a.in_en) AS n_en
                FROM {table} a GROUP BY 1 ORDER BY n DESC, 1""",
            values,
        )

    def stored(self, article_id: str) -> dict[str, Any]:
        """An article's row in the corpus the run was made from, with its text."""
        workspace, run = self._run
        rows = workspace.select(ARTICLES, "article_id", article_id, version=run.corpus_version).to_pylist()
        return dict(rows[0])

    def whole_table(self, table: Table) -> pa.Table:
        """A table of the run that is not held in memory, read now."""
        workspace, run = self._run
        return workspace.read(table, under=run.under)

    def picked(self, table: Table, article_ids: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
        """Some columns of some articles' rows that are not held in memory: their texts, or a table of the run."""
        workspace, run = self._run
        under, version = (CORPUS, run.corpus_version) if table is ARTICLES else (run.under, None)
        rows = workspace.pick(table, "article_id", list(article_ids), list(columns), under, version)
        frame: pd.DataFrame = rows.to_pandas()
        return frame

    def _prepare(self, filters: Filters) -> None:
        """Fold the texts once, on the first search by words."""
        if not filters.q:
            return
        with self._lock:
            if self._has_search:
                return
            names = ["article_id", "title", "text"]
            workspace, run = self._run
            columns = workspace.read(ARTICLES, columns=names, version=run.corpus_version).to_pydict()
            folded = [fold(f"{title}\n{text}") for title, text in zip(columns["title"], columns["text"], strict=True)]
            cursor = self.cursor()
            cursor.register("source_search", pd.DataFrame({"article_id": columns["article_id"], "folded": folded}))
            cursor.execute("CREATE TABLE search AS SELECT * FROM source_search")
            self._has_search = True

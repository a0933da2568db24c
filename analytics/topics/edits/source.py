"""What edits of topics are carried out with: the tables of a run, each read when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analytics.run import OWN_FILE, Run
from analytics.schema import EMBEDDINGS
from analytics.topic_schema import ARTICLE_TERMS, PROPOSALS, TERMS, TOPIC_MODEL
from analytics.topics.align import Space
from analytics.topics.assigning import TopicModel
from analytics.topics.term_counts import TermCounts
from corpus.schema import ARTICLES
from corpus.workspace import Workspace


class Facts(NamedTuple):
    """What was published of an article: its language, who published it, on which day."""

    language: str = ""
    publisher: str = ""
    day: date | None = None


NOTHING: Final = Facts()


class EditSource(Protocol):
    """What edits are carried out with."""

    @property
    def encoder(self) -> str:
        """Name of the encoder of the vectors, as the run's settings have it."""

    @property
    def space(self) -> Space:
        """Where vectors are compared."""

    @property
    def terms(self) -> TermCounts:
        """The terms of the articles."""

    @property
    def names(self) -> Sequence[tuple[str, ...]]:
        """The Arabic and the English name of known actors, first and second in each."""

    @property
    def proposals(self) -> Mapping[str, tuple[str, ...]]:
        """The articles of each topic proposed by the run."""

    def facts(self, article_ids: Sequence[str]) -> list[Facts]:
        """What was published of each article; nothing for one that is not there."""

    def encoded(self, article_ids: Sequence[str]) -> NDArray[np.float32]:
        """The encoder's vector of each article, shape (n, dimension); zeros for one without."""


class RunSource:
    """What edits are carried out with, of a published run.

    Parameters
    ----------
    workspace : Workspace
    run : Run
    """

    def __init__(self, workspace: Workspace, run: Run) -> None:
        self._workspace = workspace
        self._run = run

    @property
    def encoder(self) -> str:
        """See :class:`EditSource`."""
        return str(self._run.manifest.get("settings", {}).get("encoder", ""))

    @cached_property
    def space(self) -> Space:
        """See :class:`EditSource`."""
        return TopicModel.from_rows(self._workspace.read(TOPIC_MODEL, under=self._run.under).to_pylist()).space

    @cached_property
    def terms(self) -> TermCounts:
        """See :class:`EditSource`."""
        tables = (self._workspace.read(table, under=self._run.under) for table in (TERMS, ARTICLE_TERMS))
        return TermCounts.from_tables(*tables)

    @cached_property
    def names(self) -> Sequence[tuple[str, ...]]:
        """See :class:`EditSource`."""
        from analytics.annotate.actors import Registry
        from analytics.annotate.actors.own import OwnActors

        own = self._run.folder / OWN_FILE
        registry = Registry.load(OwnActors.from_file(own if own.exists() else None))
        return [(actor.name_ar, actor.name_en) for actor in registry.values()]

    @cached_property
    def proposals(self) -> Mapping[str, tuple[str, ...]]:
        """See :class:`EditSource`."""
        rows = self._workspace.read(PROPOSALS, under=self._run.under, columns=["proposal_id", "articles"]).to_pylist()
        return {row["proposal_id"]: tuple(row["articles"] or ()) for row in rows}

    @cached_property
    def _facts(self) -> dict[str, Facts]:
        columns = ["article_id", "language", "publisher_id", "published_at"]
        rows = self._workspace.read(ARTICLES, columns=columns, version=self._run.corpus_version)
        days = rows["published_at"].cast(pa.date32())
        values = zip(rows["language"].to_pylist(), rows["publisher_id"].to_pylist(), days.to_pylist(), strict=True)
        return {article: Facts(*value) for article, value in zip(rows["article_id"].to_pylist(), values, strict=True)}

    def facts(self, article_ids: Sequence[str]) -> list[Facts]:
        """See :class:`EditSource`."""
        return [self._facts.get(article, NOTHING) for article in article_ids]

    def encoded(self, article_ids: Sequence[str]) -> NDArray[np.float32]:
        """See :class:`EditSource`."""
        columns = ["article_id", "vector"]
        rows = self._workspace.pick(EMBEDDINGS, "article_id", list(article_ids), columns, self._run.under)
        return _in_order(rows, article_ids, len(self.space.centre))


def _in_order(rows: pa.Table, article_ids: Sequence[str], dimension: int) -> NDArray[np.float32]:
    """Vectors in the order of the articles; zeros where there is none."""
    place = {article: at for at, article in enumerate(rows["article_id"].to_pylist())}
    flat = pc.list_flatten(rows["vector"]).to_numpy().astype(np.float32)
    known = np.concatenate([flat.reshape(-1, dimension), np.zeros((1, dimension), dtype=np.float32)])
    return np.asarray(known[[place.get(article, -1) for article in article_ids]])

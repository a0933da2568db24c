"""What a run takes over from one made before: the annotations of articles that are as they were.

The encoder rounds the last bit of a vector otherwise when the sentences around it change (2e-7 at most, measured). A
fit takes over all annotations of the same corpus or none, so that it is the same however it was made; an update takes
over those of each article that did not change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analytics.annotating import COLUMNS, Annotated, annotate_articles
from analytics.run import Run
from analytics.schema import CANDIDATES, CITATIONS, EMBEDDINGS, MENTIONS, NUMBERS, PLACES, TONES
from analytics.topics.result import Progress
from corpus.schema import ARTICLES
from corpus.workspace import Workspace

ANNOTATION_TABLES: Final = (MENTIONS, CANDIDATES, CITATIONS, NUMBERS, PLACES, TONES)
_READ: Final = tuple(name for name in COLUMNS if name not in ("published_at", "story_id"))
"""What is read of an article besides its date and story, on which neither annotation nor topic depends."""
_ORDER: Final = ("article_id", "sentence_no", "start", "cue_start", "source_start")


def unchanged(workspace: Workspace, base: Run, rows: Sequence[dict[str, Any]]) -> frozenset[str]:
    """The articles that were in a run's corpus as they are now: same words, language, publisher and agency."""
    stored = workspace.rows(ARTICLES, list(_READ), version=base.corpus_version)  # their texts are not held
    before = {row["article_id"]: _digest(row) for row in stored}
    return frozenset(row["article_id"] for row in rows if before.get(row["article_id"]) == _digest(row))


def annotate_new(
    workspace: Workspace,
    base: Run,
    kept: Collection[str],
    rows: Sequence[dict[str, Any]],
    *,
    processes: int | None,
    progress: Progress,
    own_file: Path | None,
    tone: str,
) -> Annotated:
    """What is in the articles: of those kept as the run before found it, of the others found now.

    Parameters
    ----------
    workspace : Workspace
    base : Run
        The run before.
    kept : collection of str
        Articles of it that are as they were.
    rows : sequence of dict
        All articles, by id.
    processes, progress, own_file, tone
        As for :func:`annotate_articles`.
    """
    old = _annotated_before(workspace, base, [row["article_id"] for row in rows if row["article_id"] in kept])
    new_rows = [row for row in rows if row["article_id"] not in kept]
    if not new_rows:
        return old
    new = annotate_articles(new_rows, processes, progress, own_file, tone)
    tables = {name: _in_order(pa.concat_tables([table, new.tables[name]])) for name, table in old.tables.items()}
    vectors = np.zeros((len(rows), new.vectors.shape[1]), dtype=np.float32)
    is_kept = np.array([row["article_id"] in kept for row in rows])
    vectors[is_kept], vectors[~is_kept] = old.vectors.reshape(-1, vectors.shape[1]), new.vectors
    return Annotated(tables, vectors)


def stored_vectors(workspace: Workspace, run: Run, article_ids: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of articles of a run, shape (n_articles, dimension); zeros for one that it does not have."""
    table = workspace.read(EMBEDDINGS, under=run.under).combine_chunks()
    if not table.num_rows:
        return np.zeros((len(article_ids), 0), dtype=np.float32)
    flat = pc.list_flatten(table["vector"]).to_numpy().reshape(table.num_rows, -1)
    row = {article: number for number, article in enumerate(table["article_id"].to_pylist())}
    at = np.array([row.get(article, -1) for article in article_ids], dtype=np.int64)
    found: NDArray[np.float32] = np.asarray(flat[at], dtype=np.float32)
    found[at < 0] = 0
    return found


def _annotated_before(workspace: Workspace, base: Run, article_ids: Sequence[str]) -> Annotated:
    """What a run has of some of its articles, given by id in ascending order."""
    wanted = pa.array(article_ids, pa.string())
    tables = {}
    for table in ANNOTATION_TABLES:
        stored = workspace.read(table, under=base.under)
        tables[table.name] = _in_order(stored.filter(pc.is_in(stored["article_id"], wanted)))
    return Annotated(tables, stored_vectors(workspace, base, article_ids))


def _in_order(table: pa.Table) -> pa.Table:
    """The rows by article and place in it; a table of several files comes in the order of their names."""
    keys = [(name, "ascending") for name in _ORDER if name in table.column_names]
    return table.take(pc.sort_indices(table, sort_keys=keys))


def _digest(row: dict[str, Any]) -> bytes:
    whole = hashlib.sha256()
    for name in _READ:
        value = row[name]
        whole.update(b"\1" if value is None else b"\0" + value.encode("utf-8", "surrogatepass") + b"\2")
    return whole.digest()

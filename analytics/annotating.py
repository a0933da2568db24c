"""The annotation step of a run: what every article says, as tables, and the vector of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.annotate.actors import Actor, Registry, Role
from analytics.annotate.places import Gazetteer
from analytics.mapped_places import place_rows
from analytics.mapping import ArticleText, batches, map_batches
from analytics.schema import ACTORS, CITATIONS, EMBEDDINGS, GAZETTEER, MENTIONS, PLACES, ROLES
from analytics.topics.result import Progress
from corpus.schema import ARTICLES
from corpus.workspace import Workspace

Rows = list[dict[str, Any]]
COLUMNS: Final = (
    "article_id",
    "title",
    "text",
    "language",
    "publisher_id",
    "publisher",
    "agency",
    "published_at",
    "story_id",
)
"""What a run reads of an article."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """What was found in some articles.

    Attributes
    ----------
    tables : mapping of str to pyarrow.Table
        The tables that the map step fills, by name, articles in order of their ids.
    vectors : ndarray of float32, shape (n_articles, dimension)
        Unit vector of each article, in order of their ids.
    """

    tables: dict[str, pa.Table]
    vectors: NDArray[np.float32]


def read_articles(workspace: Workspace, version: int) -> Rows:
    """The articles of a version of the corpus as rows of :data:`COLUMNS`, by id."""
    table = workspace.read(ARTICLES, columns=list(COLUMNS), version=version)
    rows: Rows = table.sort_by("article_id").to_pylist()
    return rows


def annotate_articles(
    rows: Sequence[dict[str, Any]], processes: int | None, progress: Progress, own_file: Path | None, tone: str
) -> Annotated:
    """What is in the articles, of which there is at least one."""
    articles = [ArticleText(row["article_id"], row["title"], row["text"], row["agency"]) for row in rows]
    work = batches(articles)
    results = []
    done = 0
    progress("annotate", 0, len(rows))
    for batch, result in zip(work, map_batches(work, processes, own_file, tone), strict=True):
        results.append(result)
        done += len(batch)
        progress("annotate", done, len(rows))
    tables = {name: pa.concat_tables([r.tables[name] for r in results]) for name in results[0].tables}
    return Annotated(tables, np.concatenate([r.vectors for r in results]))


def derived_tables(rows: Sequence[dict[str, Any]], annotated: Annotated, registry: Registry) -> dict[str, pa.Table]:
    """The tables that follow from what was found: actors, roles, the gazetteer, and the articles' vectors."""
    tables, vectors = annotated.tables, annotated.vectors
    seen = set(tables[MENTIONS.name]["actor_id"].to_pylist())
    seen |= {key for key in tables[CITATIONS.name]["source_actor_id"].to_pylist() if key}
    seen |= {key for key in tables[CITATIONS.name]["via_actor_id"].to_pylist() if key}
    actors = [registry[key] for key in sorted(seen)]
    places = place_rows(Gazetteer.load(), tables[PLACES.name]["place_id"].to_pylist())
    ids = pa.array([row["article_id"] for row in rows])
    width = pa.array(np.arange(len(rows) + 1, dtype=np.int32) * vectors.shape[1])
    flat = pa.ListArray.from_arrays(width, pa.array(vectors.reshape(-1)))
    return {
        ACTORS.name: ACTORS.to_arrow([_actor_row(actor, registry) for actor in actors]),
        ROLES.name: ROLES.to_arrow([_role_row(actor, role) for actor in actors for role in actor.roles]),
        GAZETTEER.name: GAZETTEER.to_arrow(places),
        EMBEDDINGS.name: pa.table({"article_id": ids, "vector": flat}, schema=EMBEDDINGS.arrow_schema()),
    }


def _actor_row(actor: Actor, registry: Registry) -> dict[str, Any]:
    return {
        "actor_id": actor.id,
        "name_ar": actor.name_ar,
        "name_en": actor.name_en,
        "type": actor.type,
        "qid": actor.qid,
        "parent_id": actor.parent,
        "origin": registry.origin(actor.id),
    }


def _role_row(actor: Actor, role: Role) -> dict[str, Any]:
    return {
        "actor_id": actor.id,
        "title_ar": role.title_ar,
        "title_en": role.title_en,
        "body_id": role.body,
        "start": role.start,
        "end": role.end,
    }

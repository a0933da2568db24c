"""What a corpus holds, in numbers."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pyarrow.compute as pc

from corpus.schema import ARTICLES, INTAKES, REJECTS
from corpus.workspace import Workspace

_COLUMNS = ["publisher_id", "language", "published_at", "published_precision", "n_words", "is_original", "is_sample"]


def status_of(workspace: Workspace) -> dict[str, Any]:
    """Counts of articles, languages, publishers, dates, rejects and files, and the corpus version and digest."""
    articles = workspace.read(ARTICLES, columns=_COLUMNS)
    rejects = workspace.read(REJECTS, columns=["reason"])
    intakes = workspace.read(INTAKES, columns=["n_read", "n_accepted", "n_duplicate", "n_rejected"])
    dates = pc.min_max(articles["published_at"]).as_py() if articles.num_rows else {"min": None, "max": None}
    digest = workspace.corpus_digest()
    return {
        "workspace": str(workspace.root),
        "version": digest["version"],
        "digest": digest["digest"],
        "articles": articles.num_rows,
        "words": pc.sum(articles["n_words"]).as_py() or 0,
        "stories": pc.sum(articles["is_original"]).as_py() or 0,
        "sample_articles": pc.sum(articles["is_sample"]).as_py() or 0,
        "languages": _counted(articles["language"].to_pylist()),
        "publishers": _counted(articles["publisher_id"].to_pylist()),
        "date_precision": _counted(articles["published_precision"].to_pylist()),
        "first_date": dates["min"].date().isoformat() if dates["min"] else None,
        "last_date": dates["max"].date().isoformat() if dates["max"] else None,
        "rejects": _counted(rejects["reason"].to_pylist()),
        "intakes": intakes.num_rows,
        "read": {name.removeprefix("n_"): pc.sum(intakes[name]).as_py() or 0 for name in intakes.column_names},
    }


def _counted(values: list[str]) -> dict[str, int]:
    counts = Counter(values)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

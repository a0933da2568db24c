"""What a corpus holds, in numbers."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from corpus.schema import ARTICLES, FETCHES, INTAKES, REJECTS
from corpus.workspace import Workspace

_COUNTS = ["n_read", "n_accepted", "n_duplicate", "n_rejected"]
_COLUMNS = ["publisher_id", "language", "published_at", "published_precision", "n_words", "is_original", "is_sample"]


def status_of(workspace: Workspace) -> dict[str, Any]:
    """Counts of articles, languages, publishers, dates, rejects and files, and the corpus version and digest."""
    articles = workspace.read(ARTICLES, columns=_COLUMNS)
    rejects = workspace.read(REJECTS, columns=["reason"])
    intakes = workspace.read(INTAKES, columns=["intake_id", "source_uri", "is_last", *_COUNTS])
    fetches = workspace.read(FETCHES, columns=["state"])
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
        "intakes": intakes.group_by(["intake_id", "source_uri"]).aggregate([]).num_rows,
        "unfinished_intakes": _unfinished(intakes),
        "read": {name.removeprefix("n_"): pc.sum(intakes[name]).as_py() or 0 for name in _COUNTS},
        "fetches": _counted(fetches["state"].to_pylist()),
    }


def _unfinished(intakes: pa.Table) -> int:
    """How many files were not read to their end, because the add was killed or failed; adding them again goes on."""
    ended = intakes.set_column(2, "is_last", pc.fill_null(intakes["is_last"], True))
    by_file = ended.group_by(["intake_id", "source_uri"]).aggregate([("is_last", "any")])
    return sum(not is_ended for is_ended in by_file["is_last_any"].to_pylist())


def _counted(values: list[str]) -> dict[str, int]:
    counts = Counter(values)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

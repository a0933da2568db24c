"""Lines that a publisher repeats taken out of the stored texts, once enough of its stories show them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corpus.errors import WorkspaceError
from corpus.schema import ARTICLES, FINGERPRINTS
from corpus.text.templates import template_keys, without_templates
from corpus.workspace import CORPUS, Workspace

STATE: Final = "templates.json"
_BATCH: Final = 5000
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)

Templates = Mapping[str, frozenset[int]]


def settle_templates(workspace: Workspace) -> int:
    """How many stored texts lost template lines; take the workspace's corpus lock first.

    Notes
    -----
    A line is of a publisher's template if a number of its stories that never shrinks shows it, so the texts are the
    same in whatever order the articles came. Articles that were looked at before are looked at again only where their
    publisher shows a template line that was not known then.
    """
    state = workspace.root / CORPUS / STATE
    settled, known = _read_state(state)
    prints = workspace.read(FINGERPRINTS, columns=["article_id", "batch", "text_id", "lines"])
    newest = pc.max(prints["batch"]).as_py() or 0
    if prints.num_rows == 0 or newest <= settled:
        return 0
    prints = prints.filter(pc.greater(pc.list_value_length(prints["lines"]), 0))
    publishers = _publishers(workspace, prints["article_id"])
    found = _templates(prints, publishers)
    n_changed = 0
    ids = _affected(prints, publishers, found, known, settled)
    for start in range(0, len(ids), _BATCH):
        rows = _stored(workspace, ids[start : start + _BATCH])
        n_changed += workspace.patch(ARTICLES, [changed for row in rows for changed in _cleaned(row, found)])
    _write_state(state, newest, found)
    return n_changed


def _publishers(workspace: Workspace, article_ids: pa.ChunkedArray) -> pa.ChunkedArray:
    """The publisher of each article."""
    stored = workspace.read(ARTICLES, columns=["article_id", "publisher_id"])
    places = pc.index_in(article_ids, value_set=stored["article_id"].combine_chunks())
    return stored["publisher_id"].take(places)


def _templates(prints: pa.Table, publishers: pa.ChunkedArray) -> dict[str, frozenset[int]]:
    """The template of each publisher: of each line, the number of different texts that show it decides."""
    if prints.num_rows == 0:
        return {}
    coded = publishers.combine_chunks().dictionary_encode()
    lines = prints["lines"].combine_chunks()
    keys = pc.list_flatten(lines).to_numpy(zero_copy_only=False).astype(np.uint64)
    owners = pc.list_parent_indices(lines).to_numpy(zero_copy_only=False)
    codes = coded.indices.to_numpy(zero_copy_only=False)[owners].astype(np.uint64)
    texts = prints["text_id"].combine_chunks().dictionary_encode().indices.to_numpy(zero_copy_only=False)[owners]
    lines_of = _distinct(keys, codes, texts.astype(np.uint64))
    found = {}
    for code, publisher in enumerate(coded.dictionary.to_pylist()):
        values, counts = np.unique(lines_of[0][lines_of[1] == code], return_counts=True)
        template = template_keys(dict(zip(values.tolist(), counts.tolist(), strict=True)))
        if template:
            found[publisher] = template
    return found


def _distinct(
    keys: NDArray[np.uint64], codes: NDArray[np.uint64], texts: NDArray[np.uint64]
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Keys and publishers, once for each different text: a copy added twice repeats no line."""
    same = (keys ^ (codes * _SPREAD)) * _SPREAD ^ texts
    _, first = np.unique(same, return_index=True)
    return keys[first], codes[first]


def _affected(
    prints: pa.Table, publishers: pa.ChunkedArray, found: Templates, known: Templates, settled: int
) -> list[str]:
    """The articles that show a template line: all new ones, and older ones where the line was not known."""
    ids = []
    rows = zip(
        prints["article_id"].to_pylist(),
        publishers.to_pylist(),
        prints["batch"].to_pylist(),
        prints["lines"].to_pylist(),
        strict=True,
    )
    fresh = {publisher: keys - known.get(publisher, frozenset()) for publisher, keys in found.items()}
    for article_id, publisher, batch, lines in rows:
        template = (found if batch > settled else fresh).get(publisher)
        if template and not template.isdisjoint(lines):
            ids.append(article_id)
    return sorted(ids)


def _stored(workspace: Workspace, article_ids: list[str]) -> list[dict[str, Any]]:
    columns = ["article_id", "publisher_id", "title", "text", "original_text", "removed"]
    rows: list[dict[str, Any]] = workspace.pick(ARTICLES, "article_id", article_ids, columns).to_pylist()
    return rows


def _cleaned(row: dict[str, Any], templates: Templates) -> Iterable[dict[str, Any]]:
    """The changed columns of an article whose text loses lines; nothing if it loses none."""
    cleaned = without_templates(row["text"], templates[row["publisher_id"]], row["title"])
    if cleaned.removed:
        yield {
            "article_id": row["article_id"],
            "text": cleaned.text,
            "original_text": row["text"] if row["original_text"] is None else row["original_text"],
            "removed": [*row["removed"], *cleaned.removed],
            "n_words": len(row["title"].split()) + len(cleaned.text.split()),
        }


def _read_state(state: Path) -> tuple[int, dict[str, frozenset[int]]]:
    """The last batch that was looked at, and the templates known then."""
    try:
        found = json.loads(state.read_text(encoding="utf-8"))
        return int(found["settled_batch"]), {name: frozenset(keys) for name, keys in found["templates"].items()}
    except FileNotFoundError:
        return 0, {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WorkspaceError(
            f"{str(state)!r} cannot be read ({error}); delete it, and the next add makes it anew."
        ) from error


def _write_state(state: Path, settled: int, templates: Templates) -> None:
    named = {name: sorted(keys) for name, keys in sorted(templates.items())}
    draft = state.with_suffix(".draft")
    try:
        draft.write_text(json.dumps({"settled_batch": settled, "templates": named}), encoding="utf-8")
        draft.replace(state)
    except OSError as error:
        raise WorkspaceError(f"{str(state)!r} cannot be written: {error.strerror or error}.") from error
